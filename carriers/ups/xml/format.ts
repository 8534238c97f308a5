import { failed, fault, type Outcome, type Payload, type PayloadFormat, type TrackingDraft } from 'waybill/kit';
import { parseXml } from 'waybill/kit-xml';
import { identity } from '../numbers.ts';
import { errorOfResponse, leafText } from '../old-formats.ts';
import { answersIn } from '../read.ts';
import { type FormatPaths, parcelsOf } from '../tracking.ts';
import { shipmentOf } from './translate.ts';
import { readTrackResponse } from './wire.ts';

const formatPaths: FormatPaths = {
  name: 'ups.xml',
  shipments: 'Shipment',
  packages: 'Package',
  activities: 'Activity',
  date: 'Date',
  time: 'Time',
};

/**
 * Answers of XML Track (`/ups.app/xml/Track`), the service before Track v1. UPS issued no more access keys for it after
 * 5 June 2023 and honours none since 3 June 2024; recordings are what is left of it.
 */
export const trackXml: PayloadFormat = { name: formatPaths.name, matches: isTrackResponse, read };

/** The post's XML has the same root, but no `Response` with a status. */
function isTrackResponse(payload: Payload): boolean {
  return (
    payload.kind === 'xml' &&
    payload.root === 'TrackResponse' &&
    /<(?:[\w.-]+:)?ResponseStatusCode[\s>/]/.test(payload.body)
  );
}

function read(payload: Payload): readonly Outcome<TrackingDraft>[] {
  const document = payload.kind === 'xml' ? parseXml(payload.body) : undefined;
  const reading = document?.ok === true ? readTrackResponse(document.value) : undefined;
  if (reading === undefined) return [failed('', fault(identity, 'unexpected_response'))];
  const { Response: response, Shipment: shipments } = reading.value;
  const outcomes = shipments.flatMap((shipment, index) =>
    shipment === null || shipment === undefined
      ? []
      : answersIn({
          inquiryNumber: leafText(shipment.ShipmentIdentificationNumber)?.toUpperCase() ?? '',
          parcels: parcelsOf(shipmentOf(shipment), index, reading.issues, formatPaths),
          warnings: [],
        }),
  );
  if (outcomes.length > 0) return outcomes;
  return [failed('', errorOfResponse(response) ?? fault(identity, 'unexpected_response'))];
}
