import {
  documentOf,
  failed,
  fault,
  found,
  type Inquiry,
  isSuccess,
  jsonOf,
  listField,
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

const word = z.nullish(z.string());
/** GET /shipments/{n}/proof-of-delivery, as far as it is read. */
const answer = objectField({ documents: listField(objectField({ encodingFormat: word, content: word })) });

/** The documents of an answer. 404 stands for a parcel not delivered yet, and for one of another account. */
export function readProof(response: WireResponse, { trackingNumber }: Inquiry): Outcome<readonly ProofDocument[]> {
  const details = { trackingNumber, httpStatus: response.status };
  const unavailable = failed(trackingNumber, fault(identity, 'not_available', details));
  if (response.status === 404) return unavailable;
  const payload = parsePayload(response.body);
  const reading = isSuccess(response.status) ? readShape(answer, jsonOf(payload)) : undefined;
  if (reading === undefined) return failed(trackingNumber, errorOf(response, payload, trackingNumber));
  const wires = present(reading.value.documents).filter(({ content }) => text(content) !== undefined);
  if (wires.length === 0) return unavailable;
  const documents = wires.flatMap(({ encodingFormat, content }): readonly ProofDocument[] => {
    const document = documentOf(content, encodingFormat);
    return document === undefined ? [] : [{ kind: 'document', ...document }];
  });
  return documents.length === 0
    ? failed(trackingNumber, fault(identity, 'unexpected_response', details))
    : found(trackingNumber, documents);
}
