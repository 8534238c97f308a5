import {
  failed,
  fault,
  found,
  jsonOf,
  type Outcome,
  type Payload,
  type PayloadFormat,
  present,
  type TrackingDraft,
} from 'waybill/kit';
import { parseXml } from 'waybill/kit-xml';
import { identity } from '../numbers.ts';
import { errorOfResponse } from '../old-formats.ts';
import { hasField } from '../wire.ts';
import { formatName, recordsOf, trackingsOf } from './translate.ts';
import { readQuantumView } from './wire.ts';

const root = 'QuantumViewResponse';

/**
 * Quantum View files: what a shipper's subscription tells of many packages, of each the records of some days. In JSON
 * they come from `POST /api/quantumview/v3/events`, which is live; in XML they came from `/ups.app/xml/QVEvents`, which
 * went with the access keys on 3 June 2024.
 */
export const quantumView: PayloadFormat = {
  name: formatName,
  matches: (payload) => (payload.kind === 'xml' ? payload.root === root : hasField(jsonOf(payload), root)),
  read,
};

/** What stands below the root. */
function contentOf(payload: Payload): unknown {
  if (payload.kind === 'xml') {
    const document = parseXml(payload.body);
    return document.ok ? document.value : undefined;
  }
  const value = jsonOf(payload);
  return hasField(value, root) ? value[root] : undefined;
}

/** One outcome for each number, with the events of all its records; none for files that are empty. */
function read(payload: Payload): readonly Outcome<TrackingDraft>[] {
  const reading = readQuantumView(contentOf(payload));
  if (reading === undefined) return [failed('', fault(identity, 'unexpected_response'))];
  const { Response: response, QuantumViewEvents: events } = reading.value;
  const records = present(events?.SubscriptionEvents).flatMap(({ SubscriptionFile: files }, subscription) =>
    files.flatMap((file, index) => {
      const path = `QuantumViewEvents.SubscriptionEvents.${subscription}.SubscriptionFile.${index}`;
      return file === null || file === undefined ? [] : recordsOf(file, path, reading.issues);
    }),
  );
  const outcomes = trackingsOf(records).map((tracking) => found(tracking.trackingNumber, tracking));
  if (outcomes.length > 0) return outcomes;
  const error = errorOfResponse(response);
  return error === undefined ? [] : [failed('', error)];
}
