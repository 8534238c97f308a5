import {
  failed,
  fault,
  found,
  type Maybe,
  type ProofDocument,
  type ProofLookup,
  parsePayload,
  present,
  type ReferenceInquiry,
  type ReferenceLookup,
  readTime,
  TrackingError,
  text,
} from 'waybill/kit';
import { errorOf } from './errors.ts';
import { identity } from './numbers.ts';
import { answersIn, notFound, readShipments } from './read.ts';
import { trackApiRequest, trackRequest, type UpsOptions } from './request.ts';
import { readTrackResponse, type WireDeliveryInformation, type WirePackage } from './wire.ts';

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
      const answer = payload.kind === 'json' ? readTrackResponse(payload.value)?.value.trackResponse : undefined;
      if (answer === undefined) return failed(trackingNumber, errorOf(response, payload, trackingNumber));
      const shipments = present(answer.shipment);
      const parcels = shipments.flatMap((shipment) => present(shipment.package));
      if (parcels.length === 0) {
        const warnings = shipments.flatMap((shipment) =>
          present(shipment.warnings).flatMap(({ code }) => text(code) ?? []),
        );
        return notFound(warnings, trackingNumber, response.status);
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
    documentOf('signature', information?.signature?.image),
    documentOf('photo', information?.deliveryPhoto?.photo),
    documentOf('document', information?.pod?.content),
  ].flatMap((document) => document ?? []);
}

function documentOf(kind: ProofDocument['kind'], content: Maybe<string>): ProofDocument | undefined {
  const bytes = bytesOf(text(content));
  if (bytes === undefined || bytes.length === 0) return undefined;
  const mediaType = mediaTypeOf(bytes);
  return { kind, bytes, ...(mediaType !== undefined && { mediaType }) };
}

/** Base64, or a page as it is: UPS does not state the form of its document. */
function bytesOf(content: string | undefined): Uint8Array | undefined {
  if (content === undefined) return undefined;
  if (content.startsWith('<')) return new TextEncoder().encode(content);
  try {
    return Uint8Array.from(atob(content), (character) => character.charCodeAt(0));
  } catch {
    // Cut short, or no base64.
    return undefined;
  }
}

/** First bytes of the kinds of document that UPS sends or may send, as text of Latin letters. */
const signatures: readonly (readonly [string, RegExp])[] = [
  ['application/pdf', /^%PDF-/],
  ['image/png', /^\x89PNG\r\n/],
  ['image/gif', /^GIF8[79]a/],
  ['image/jpeg', /^\xff\xd8\xff/],
  ['image/tiff', /^(?:II\*\0|MM\0\*)/],
  [
    'text/html',
    /^(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html|head|body|!--|table|div|\?xml[^>]*>\s*<(?:!doctype html|html))/i,
  ],
];

/** The media type that a document's bytes tell, for UPS names none; undefined for bytes that tell nothing. */
function mediaTypeOf(bytes: Uint8Array): string | undefined {
  const start = String.fromCharCode(...bytes.subarray(0, 200));
  return signatures.find(([, pattern]) => pattern.test(start))?.[0];
}
