import {
  failed,
  fault,
  found,
  listField,
  type ProofDocument,
  type ProofLookup,
  parsePayload,
  present,
  readShape,
  text,
} from 'waybill/kit';
import * as z from 'zod/mini';
import { answerer, faultOf } from './errors.ts';
import { type FedexOptions, trackApiRequest, trackingInfo } from './request.ts';

/** FedEx's document says `document`, its answers `documents`. */
const documentAnswer = z.object({
  output: z.nullish(
    z.object({
      documentFormat: z.nullish(z.string()),
      document: listField(z.string()),
      documents: listField(z.string()),
    }),
  ),
});

const mediaTypes = { PDF: 'application/pdf', PNG: 'image/png' } as const;

/**
 * The signature proof of delivery (`POST /track/v1/trackingdocuments`). It may lag the delivery by five days, for which
 * FedEx answers `not_available`.
 */
export function proofLookup(options: FedexOptions): ProofLookup {
  const { accountNumber, proofFormat = 'PDF' } = options;
  return {
    request(inquiry, requestOptions) {
      const specification = { ...trackingInfo(inquiry), ...(accountNumber !== undefined && { accountNumber }) };
      const body = {
        trackDocumentDetail: { documentType: 'SIGNATURE_PROOF_OF_DELIVERY', documentFormat: proofFormat },
        trackDocumentSpecification: [specification],
      };
      return trackApiRequest(options, 'trackingdocuments', body, requestOptions);
    },
    read(response, { trackingNumber }) {
      const payload = parsePayload(response.body);
      const output = payload.kind === 'json' ? readShape(documentAnswer, payload.value)?.value.output : undefined;
      if (response.status > 299 || output === undefined || output === null) {
        return failed(trackingNumber, faultOf(response, trackingNumber));
      }
      const encoded = [...present(output.document), ...present(output.documents)].flatMap((each) => text(each) ?? []);
      const details = { httpStatus: response.status, trackingNumber };
      if (encoded.length === 0) {
        return failed(trackingNumber, fault(answerer, 'not_available', { ...details, retryable: true }));
      }
      const documents = encoded.flatMap((each) => documentOf(each, text(output.documentFormat)) ?? []);
      return documents.length === 0
        ? failed(trackingNumber, fault(answerer, 'unexpected_response', details))
        : found(trackingNumber, documents);
    },
  };
}

function documentOf(encoded: string, format: string | undefined): ProofDocument | undefined {
  const bytes = decoded(encoded);
  if (bytes === undefined) return undefined;
  const mediaType = mediaTypeOf(bytes) ?? (format === 'PDF' || format === 'PNG' ? mediaTypes[format] : undefined);
  return { kind: 'signature', bytes, ...(mediaType !== undefined && { mediaType }) };
}

function decoded(encoded: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0));
  } catch {
    // Cut short, or no base64.
    return undefined;
  }
}

/** The bytes know better than the label. */
function mediaTypeOf([first, second, third, fourth]: Uint8Array): string | undefined {
  if (first === 0x25 && second === 0x50 && third === 0x44 && fourth === 0x46) return mediaTypes.PDF;
  return first === 0x89 && second === 0x50 && third === 0x4e && fourth === 0x47 ? mediaTypes.PNG : undefined;
}
