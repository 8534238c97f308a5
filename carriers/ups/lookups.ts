import {
  documentOf,
  failed,
  fault,
  found,
  jsonOf,
  type Maybe,
  type ProofDocument,
  type ProofLookup,
  parsePayload,
  pathSegment,
  present,
  type ReferenceInquiry,
  type ReferenceLookup,
  readTime,
  TrackingError,
  text,
} from 'waybill/kit';
import { errorOf } from './errors.ts';
import { identity } from './numbers.ts';
import { answersIn, readShipments, withoutPackage } from './read.ts';
import { trackApiRequest, trackRequest, type UpsOptions } from './request.ts';
import { problemsIn, readTrackResponse, type WireDeliveryInformation, type WirePackage } from './wire.ts';

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
      return trackApiRequest(options, `reference/details/${pathSegment(reference)}`, query, requestId);
    },
    read(response, { reference }) {
      const payload = parsePayload(response.body);
      const shipments = readShipments(jsonOf(payload));
      if (shipments === undefined) return [failed(reference, errorOf(response, payload, reference))];
      const known = shipments.filter(({ parcels }) => parcels.length > 0);
      if (known.length > 0) return known.flatMap(answersIn);
      const warnings = shipments.flatMap((shipment) => shipment.warnings);
      if (warnings.length > 0) return [failed(reference, withoutPackage(warnings, reference, response.status))];
      // An empty list is what a search answers that finds nothing.
      const details = { trackingNumber: reference, httpStatus: response.status };
      return [failed(reference, fault(identity, 'not_found', details))];
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
  throw new TrackingError('invalid_request', message, { carrier: identity.id });
}

/**
 * Signature, photo and proof-of-delivery document, which UPS puts into the tracking answer when asked for them, for those
 * who have rights to the package.
 */
export function proofLookup(options: UpsOptions): ProofLookup {
  const asking: UpsOptions = { ...options, signature: true, proofOfDelivery: true, milestones: false };
  return {
    request: ({ trackingNumber }, { requestId }) => trackRequest(asking, trackingNumber, requestId),
    read(response, { trackingNumber }) {
      const payload = parsePayload(response.body);
      const answer = readTrackResponse(jsonOf(payload))?.value.trackResponse;
      if (answer === undefined) return failed(trackingNumber, errorOf(response, payload, trackingNumber));
      const shipments = present(answer.shipment);
      const parcels = shipments.flatMap((shipment) => present(shipment.package));
      if (parcels.length === 0) {
        const warnings = shipments.flatMap((shipment) => problemsIn(shipment.warnings));
        return failed(trackingNumber, withoutPackage(warnings, trackingNumber, response.status));
      }
      const documents = parcelsOf(parcels, trackingNumber).flatMap((parcel) => documentsOf(parcel.deliveryInformation));
      if (documents.length > 0) return found(trackingNumber, documents);
      const details = { trackingNumber, httpStatus: response.status, retryable: true };
      return failed(trackingNumber, fault(identity, 'not_available', details));
    },
  };
}

/** The package asked for; all of them where the number is that of a shipment or a notice. */
function parcelsOf(parcels: readonly WirePackage[], trackingNumber: string): readonly WirePackage[] {
  const own = parcels.filter((parcel) => text(parcel.trackingNumber)?.toUpperCase() === trackingNumber);
  return own.length === 0 ? parcels : own;
}

function documentsOf(information: Maybe<WireDeliveryInformation>): readonly ProofDocument[] {
  return [
    proofOf('signature', information?.signature?.image),
    proofOf('photo', information?.deliveryPhoto?.photo),
    proofOf('document', information?.pod?.content),
  ].flatMap((document) => document ?? []);
}

function proofOf(kind: ProofDocument['kind'], content: Maybe<string>): ProofDocument | undefined {
  const document = documentOf(content);
  return document && { kind, ...document };
}
