import {
  failed,
  fault,
  found,
  type Maybe,
  type ProofDocument,
  type ProofLookup,
  parsePayload,
  present,
  text,
} from 'waybill/kit';
import { answerer, errorOf } from './errors.ts';
import { mediaTypeOf } from './media-type.ts';
import { trackRequest, type UpsOptions } from './request.ts';
import { notFound } from './track-format.ts';
import { readTrackResponse, type WireDeliveryInformation, type WirePackage } from './wire.ts';

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
      return failed(trackingNumber, fault(answerer, 'not_available', details));
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
