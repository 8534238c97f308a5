import {
  type BatchReading,
  failAll,
  failed,
  fault,
  found,
  type Inquiry,
  type Issue,
  isSuccess,
  jsonOf,
  type Outcome,
  type Payload,
  type PayloadFormat,
  parsePayload,
  present,
  type TrackingDraft,
  text,
  type WireResponse,
} from 'waybill/kit';
import { identity, isWaybill } from '../shared/express-numbers.ts';
import { expressMatch, trackingOf } from '../shared/express-tracking.ts';
import { outcomesFor, type ShipmentEntry, storedOutcomes } from '../shared/shipment-entries.ts';
import { errorOf, faultError, readFault } from './errors.ts';
import { shipmentOf } from './translate.ts';
import { readAnswer, type WireShipment } from './wire.ts';

/** Name of the payload format. */
const formatName = 'dhl.express';

/** What an answer says of each number. A 400 for several may be about one of them. */
export function readResponse(response: WireResponse, inquiries: readonly Inquiry[]): BatchReading {
  const payload = parsePayload(response.body);
  const [first, ...others] = inquiries;
  const asked = others.length === 0 && first !== undefined ? first.trackingNumber : '';
  const entries = isSuccess(response.status) ? entriesOf(jsonOf(payload), asked) : undefined;
  if (entries !== undefined) return outcomesFor(inquiries, entries);
  if (response.status === 400 && inquiries.length > 1) return 'split';
  return failAll(inquiries, (number) => errorOf(response, payload, number));
}

/** The shipments that a reference found, each with its own number. */
export function readShipments(response: WireResponse, reference: string): readonly Outcome<TrackingDraft>[] {
  const payload = parsePayload(response.body);
  const entries = isSuccess(response.status) ? entriesOf(jsonOf(payload), '') : undefined;
  if (entries === undefined) return [failed(reference, errorOf(response, payload, reference))];
  if (entries.length === 0) return [failed(reference, fault(identity, 'not_found', { trackingNumber: reference }))];
  return storedOutcomes(entries);
}

/** Every number of a stored answer, once; an error body is about the number in its path. */
export function readStored(payload: Payload): readonly Outcome<TrackingDraft>[] {
  if (payload.kind !== 'json') return [];
  const wire = readFault(payload.value);
  if (wire === undefined) {
    const outcomes = storedOutcomes(entriesOf(payload.value, '') ?? []);
    return outcomes.length > 0 ? outcomes : [failed('', fault(identity, 'unexpected_response'))];
  }
  const [, number = ''] = /(?:\/shipments\/|[?&]shipmentTrackingNumber=)([^/?&#]+)/.exec(wire.instance ?? '') ?? [];
  return [failed(number, faultError(wire, 200, text(number)))];
}

/** The shipments of an answer. `asked` stands in for a number that the answer leaves out, as it does with those of pieces. */
function entriesOf(value: unknown, asked: string): readonly ShipmentEntry[] | undefined {
  const reading = readAnswer(value);
  const entries = reading?.value.shipments.flatMap((wire, index): readonly ShipmentEntry[] => {
    if (!wire) return [];
    const path = `shipments.${index}`;
    const issues: Issue[] = reading.issues.filter((issue) => `${issue.path}.`.startsWith(`${path}.`));
    const number = text(wire.shipmentTrackingNumber) ?? asked;
    const numbers = [number, ...wire.pieces.flatMap((piece) => text(piece?.trackingNumber) ?? [])];
    const outcome = isUnknown(wire)
      ? failed(number, fault(identity, 'not_found', { trackingNumber: text(number) }))
      : found(number, expressMatch(trackingOf(shipmentOf(wire, path, asked), formatName, issues)));
    return [{ numbers, outcome }];
  });
  // At shipment level the number of a piece is not shown.
  const isHidden = asked !== '' && !isWaybill(asked) && !entries?.some(({ numbers }) => numbers.includes(asked));
  return isHidden ? entries?.map((entry) => ({ ...entry, numbers: [asked] })) : entries;
}

/** Listed, but not found: the look-up did not succeed and there is nothing to tell. */
function isUnknown(wire: WireShipment): boolean {
  const outcome = text(wire.status);
  if (outcome === undefined || /^success$/i.test(outcome)) return false;
  const facts = [wire.estimatedDeliveryDate, wire.estimatedTimeOfDelivery, wire.shipmentTimestamp, wire.productCode];
  return present(wire.events).length + present(wire.pieces).length === 0 && !facts.some((fact) => text(fact));
}

/** The unified API has `shipments` too, with `id` and `service` in each. */
function matches(payload: Payload): boolean {
  if (payload.kind !== 'json' || typeof payload.value !== 'object' || payload.value === null) return false;
  const { value } = payload;
  if (!('shipments' in value)) return isOurFault(value);
  const shipments: unknown = value.shipments;
  return (Array.isArray(shipments) ? shipments : [shipments]).some(
    (item: unknown) => typeof item === 'object' && item !== null && 'shipmentTrackingNumber' in item,
  );
}

function isOurFault(value: object): boolean {
  return readFault(value)?.instance?.startsWith('/expressapi/') === true;
}

/** What the MyDHL API answers about shipments, errors included. */
export const dhlExpressFormat: PayloadFormat = { name: formatName, matches, read: readStored };
