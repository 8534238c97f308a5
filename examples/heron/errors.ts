import {
  codeOfHttpStatus,
  failed,
  fault,
  type Outcome,
  parsePayload,
  type TrackingError,
  unreadable,
  type WireResponse,
} from 'waybill/kit';
import { identity } from './numbers.ts';

/** What an answer without parcels means for one number. */
export function errorOf(response: WireResponse, trackingNumber?: string): TrackingError {
  const payload = parsePayload(response.body);
  if (payload.kind === 'unreadable') return unreadable(identity, response, payload, trackingNumber);
  const { status: httpStatus } = response;
  // Heron says 400 for a number that cannot be one of its own.
  const code = httpStatus === 400 ? 'invalid_number' : codeOfHttpStatus(httpStatus);
  return fault(identity, code, { trackingNumber, httpStatus });
}

/** Heron knows nothing of a number. */
export function notFound(trackingNumber: string): Outcome<never> {
  return failed(trackingNumber, fault(identity, 'not_found', { trackingNumber }));
}
