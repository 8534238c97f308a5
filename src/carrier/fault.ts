import { TrackingError, type TrackingErrorCode, type TrackingErrorDetails } from '../model/error.ts';

import { failed, type Outcome } from '../model/outcome.ts';
import type { CarrierId } from '../model/tracking.ts';
import type { Inquiry } from './carrier.ts';
import type { Payload } from './payload.ts';
import { isSuccess, type WireResponse } from './wire.ts';

/** Who answered, for messages: the id and the name that people know. */
export interface Answerer {
  readonly id: CarrierId;
  readonly name: string;
}

const advice = {
  not_found: 'does not know this number, or not yet; ask again later, and check the number',
  not_available: 'does not have this for the parcel, or not yet',
  invalid_number: 'does not accept this as a tracking number; check it for typing errors',
  invalid_request: 'refused the request as malformed; check the options given with it',
  unknown_carrier: 'was not recognized',
  unauthorized: 'refused the credentials; check them, and that they are for this environment',
  forbidden: 'refused access; ask the carrier to grant these credentials the tracking product',
  rate_limited: 'asks for fewer requests; wait before the next one',
  carrier_unavailable: 'cannot answer now; try again later',
  network: 'could not be reached; check the connection and try again',
  timeout: 'did not answer in time; try again, or allow more time',
  unexpected_response: 'sent an answer that cannot be read; try again, and report it if it stays so',
  invalid_signature: 'did not sign this message; check the shared secret',
} as const satisfies Record<TrackingErrorCode, string>;

/** A typed error in the standard words: `FedEx does not know this number, or not yet; …`. */
export function fault(
  answerer: Answerer,
  code: TrackingErrorCode,
  details: TrackingErrorDetails = {},
  instead?: string,
): TrackingError {
  // The standard words of this code say "or not yet"; words of its own mostly say never.
  const retryable = details.retryable ?? (code === 'not_available' && instead === undefined ? true : undefined);
  const message = `${answerer.name} ${instead ?? advice[code]}.`;
  return new TrackingError(code, message, { carrier: answerer.id, ...details, retryable });
}

/** The error code that an HTTP status stands for when the body says nothing better. */
export function codeOfHttpStatus(status: number): TrackingErrorCode {
  if (status === 400 || status === 405 || status === 422) return 'invalid_request';
  if (status === 401) return 'unauthorized';
  if (status === 403) return 'forbidden';
  if (isGone(status)) return 'not_found';
  if (status === 408) return 'timeout';
  if (status === 429) return 'rate_limited';
  return status >= 500 ? 'carrier_unavailable' : 'unexpected_response';
}

/** Whether a status says that nothing is there: at this address, which says nothing of a number. */
export function isGone(status: number | undefined): boolean {
  return status === 404 || status === 410;
}

/** The error code that an HTTP status stands for where there is no data with it: a page, half a text, nothing. */
export function codeOfPage(status: number): TrackingErrorCode {
  const code = codeOfHttpStatus(status);
  // A page that is not there says something of the address, or of a gateway; only data says it of the number.
  return code === 'not_found' || isSuccess(status) ? 'unexpected_response' : code;
}

/**
 * The error of a number that an answer says nothing of: no word of the carrier's on it, and so none that ends a parcel. It
 * may be asked for again.
 */
export function leftOut(answerer: Answerer, trackingNumber: string): TrackingError {
  const words = 'left this number out of its answer; ask for it again';
  return fault(answerer, 'unexpected_response', { trackingNumber, retryable: true }, words);
}

/** The same error for every number of a request. */
export function failAll(
  inquiries: readonly Inquiry[],
  toError: (trackingNumber: string) => TrackingError,
): readonly Outcome<never>[] {
  return inquiries.map(({ trackingNumber }) => failed(trackingNumber, toError(trackingNumber)));
}

/** What became of an answer whose body is no JSON: an HTML page, a cut text, nothing. */
export function unreadable(
  answerer: Answerer,
  response: WireResponse,
  payload: Payload & { kind: 'unreadable' },
  trackingNumber?: string,
): TrackingError {
  const code = codeOfPage(response.status);
  const seen = {
    empty: 'an empty answer',
    html: 'a page instead of data',
    'not-json': 'an answer cut short or not JSON',
  }[payload.because];
  return fault(
    answerer,
    code,
    { httpStatus: response.status, trackingNumber, retryable: code === 'unexpected_response' || undefined },
    code === 'unexpected_response' ? `sent ${seen}; try again later` : undefined,
  );
}

/** The error of a request that may not be made before `retryAfterMs` has passed. */
export function tooMany(carrier: Answerer, retryAfterMs: number, details: TrackingErrorDetails = {}): TrackingError {
  const seconds = Math.ceil(retryAfterMs / 1000);
  const words = `allows no request of this account for about ${seconds} s; come back then, or allow a longer maxWaitMs`;
  return fault(carrier, 'rate_limited', { ...details, retryAfterMs }, words);
}
