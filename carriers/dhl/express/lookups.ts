import {
  failed,
  fault,
  found,
  type Inquiry,
  listField,
  type Maybe,
  type Outcome,
  objectField,
  type ProofDocument,
  parsePayload,
  present,
  readShape,
  text,
  type WireResponse,
} from 'waybill/kit';
import * as z from 'zod/mini';
import { identity } from '../shared/express-numbers.ts';
import { errorOf } from './errors.ts';

/** GET /shipments/{n}/proof-of-delivery, as far as it is read. */
interface WireProof {
  readonly documents: readonly Maybe<{ readonly encodingFormat?: Maybe<string>; readonly content?: Maybe<string> }>[];
}

const word = z.nullish(z.string());
const answer: z.ZodMiniType<WireProof> = objectField({
  documents: listField(objectField({ encodingFormat: word, content: word })),
});

const mediaTypes: Readonly<Record<string, string>> = {
  GIF: 'image/gif',
  JPEG: 'image/jpeg',
  JPG: 'image/jpeg',
  PDF: 'application/pdf',
  PNG: 'image/png',
  TIFF: 'image/tiff',
};

/** The documents of an answer. 404 stands for a parcel not delivered yet, and for one of another account. */
export function readProof(response: WireResponse, { trackingNumber }: Inquiry): Outcome<readonly ProofDocument[]> {
  const details = { trackingNumber, httpStatus: response.status };
  const unavailable = failed(trackingNumber, fault(identity, 'not_available', details));
  if (response.status === 404) return unavailable;
  const payload = parsePayload(response.body);
  const isFine = response.status >= 200 && response.status < 300;
  const reading = isFine && payload.kind === 'json' ? readShape(answer, payload.value) : undefined;
  if (reading === undefined) return failed(trackingNumber, errorOf(response, payload, trackingNumber));
  const wires = present(reading.value.documents).filter(({ content }) => text(content) !== undefined);
  if (wires.length === 0) return unavailable;
  const documents = wires.flatMap(({ encodingFormat, content }) =>
    documentOf(text(encodingFormat), text(content) ?? ''),
  );
  return documents.length === 0
    ? failed(trackingNumber, fault(identity, 'unexpected_response', details))
    : found(trackingNumber, documents);
}

function documentOf(format: string | undefined, content: string): readonly ProofDocument[] {
  const bytes = bytesOf(content);
  if (bytes === undefined) return [];
  const name = format?.toUpperCase() ?? '';
  const mediaType = Object.hasOwn(mediaTypes, name) ? mediaTypes[name] : undefined;
  return [{ kind: 'document', ...(mediaType !== undefined && { mediaType }), bytes }];
}

function bytesOf(base64: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(base64.replaceAll(/\s+/g, '')), (character) => character.charCodeAt(0));
  } catch {
    // Cut short or no base64: half a document proves nothing.
    return undefined;
  }
}
