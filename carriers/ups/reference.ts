import {
  failed,
  parsePayload,
  type ReferenceInquiry,
  type ReferenceLookup,
  readTime,
  TrackingError,
} from 'waybill/kit';
import { answerer, errorOf } from './errors.ts';
import { trackApiRequest, type UpsOptions } from './request.ts';
import { answersIn, notFound, readShipments } from './track-format.ts';

/** UPS's words for where it looks (Track API, `refNumType`): packages, which is its default, or freight forwarding. */
const kinds: Readonly<Record<string, string>> = { fgv: 'fgv', smallpackage: 'SmallPackage' };

/**
 * Shipments by a number of the shipper's (`GET /api/track/v1/reference/details/{referenceNumber}`). Without dates UPS
 * looks at those picked up in the last fourteen days.
 */
export function referenceLookup(options: UpsOptions): ReferenceLookup {
  return {
    request(inquiry, { requestId }) {
      const { accountNumber, destination } = inquiry;
      const reference = inquiry.reference.trim();
      if (reference === '') refuse('Give a reference to look for.');
      const query = {
        fromPickUpDate: compactDate(inquiry.shippedAfter),
        toPickUpDate: compactDate(inquiry.shippedBefore),
        destCountry: destination?.country,
        destZip: destination?.postalCode,
        shipperNum: accountNumber,
        refNumType: kindOf(inquiry),
      };
      return trackApiRequest(options, `reference/details/${encodeURIComponent(reference)}`, query, requestId);
    },
    read(response, { reference }) {
      const payload = parsePayload(response.body);
      const shipments = payload.kind === 'json' ? readShipments(payload.value) : undefined;
      if (shipments === undefined) return [failed(reference, errorOf(response, payload, reference))];
      const known = shipments.filter(({ parcels }) => parcels.length > 0);
      if (known.length > 0) return known.flatMap(answersIn);
      const warnings = shipments.flatMap((shipment) => shipment.warnings);
      return [notFound(warnings, reference, response.status)];
    },
  };
}

/** `20261120`. The document gives no form; it is that of all dates of this API. */
function compactDate(date: string | undefined): string | undefined {
  if (date === undefined) return undefined;
  if (date.length !== 10 || readTime(date) === undefined) {
    refuse('Give shippedAfter and shippedBefore as dates, such as 2026-11-20.');
  }
  return date.replaceAll('-', '');
}

/** A tracking's own references have the kinds `package` and `shipment`, both of which are UPS's default. */
function kindOf({ kind }: ReferenceInquiry): string | undefined {
  const word = kind?.trim().toLowerCase();
  if (word === undefined || word === 'package' || word === 'shipment') return undefined;
  return kinds[word] ?? refuse('Give SmallPackage or fgv as the kind of a UPS reference, or none.');
}

function refuse(message: string): never {
  throw new TrackingError('invalid_request', message, { carrier: answerer.id });
}
