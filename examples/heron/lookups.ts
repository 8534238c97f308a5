import {
  documentOf,
  failed,
  fault,
  found,
  jsonOf,
  objectField,
  type ProofLookup,
  parsePayload,
  pathSegment,
  readShape,
  text,
  textField,
} from 'waybill/kit';
import { errorOf } from './errors.ts';
import { identity } from './numbers.ts';

const wireProof = objectField({ signature: textField });

/** The signature of a delivery, as Base64 in JSON. */
export function proofLookup(baseUrl: string): ProofLookup {
  return {
    request: ({ trackingNumber }) => ({
      method: 'GET',
      url: `${baseUrl}/v1/parcels/${pathSegment(trackingNumber)}/proof`,
      headers: { accept: 'application/json' },
    }),
    read(response, { trackingNumber }) {
      if (response.status === 404) {
        return failed(trackingNumber, fault(identity, 'not_available', { trackingNumber, httpStatus: 404 }));
      }
      const payload = parsePayload(response.body);
      const document = documentOf(text(readShape(wireProof, jsonOf(payload))?.value.signature));
      if (document === undefined) return failed(trackingNumber, errorOf(response, trackingNumber));
      return found(trackingNumber, [{ kind: 'signature', ...document }]);
    },
  };
}
