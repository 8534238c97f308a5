import {
  failed,
  fault,
  found,
  type Inquiry,
  type Outcome,
  type ProofDocument,
  present,
  text,
  type WireResponse,
} from 'waybill/kit';
import { pageError } from '../shared/answers.ts';
import { errorOf, gatewayAdvice } from './errors.ts';
import { identity } from './numbers.ts';
import { codeOf, parseAnswer } from './read.ts';

/** The signature, an image written in hexadecimal. Without one, and before the delivery, there is none to have. */
export function readProof(response: WireResponse, { trackingNumber }: Inquiry): Outcome<readonly ProofDocument[]> {
  const answer = parseAnswer(response.body);
  if (answer === undefined) return failed(trackingNumber, pageError(identity, response, trackingNumber, gatewayAdvice));
  const details = { trackingNumber, httpStatus: response.status };
  const unavailable = failed(trackingNumber, fault(identity, 'not_available', details));
  const images = present(answer.data).flatMap((signature) => {
    const image = text(signature['@image']);
    return image === undefined ? [] : [{ bytes: bytesOf(image), mediaType: text(signature['@mime-type']) }];
  });
  if (images.length === 0) {
    const code = codeOf(answer['@code']) ?? present(answer.data).map((piece) => codeOf(piece['@piece-status']))[0];
    return code === undefined || code === '100' ? unavailable : failed(trackingNumber, errorOf(code, trackingNumber));
  }
  const documents = images.flatMap(({ bytes, mediaType = 'image/gif' }) =>
    bytes === undefined ? [] : [{ kind: 'signature' as const, mediaType, bytes }],
  );
  return documents.length === 0
    ? failed(trackingNumber, fault(identity, 'unexpected_response', details))
    : found(trackingNumber, documents);
}

/** Undefined for what is no whole number of bytes: half a picture proves nothing. */
function bytesOf(hexadecimal: string): Uint8Array | undefined {
  if (!/^(?:[\da-f]{2})+$/i.test(hexadecimal)) return undefined;
  return Uint8Array.from(hexadecimal.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
