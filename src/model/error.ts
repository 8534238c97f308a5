import type { CarrierId } from './tracking.ts';

/**
 * What went wrong, and so what to do. `not_found`, `not_available` and `invalid_number` speak of the number, `invalid_request`
 * and `unexpected_response` of the request and its answer, `unknown_carrier` of the configuration, the others of the account
 * or the way to it: none of these says anything of a parcel.
 *
 * - `not_found`: the carrier does not know the number, or not yet. Ask again later.
 * - `not_available`: the parcel is known, what was asked of it is not to be had, or not yet.
 * - `invalid_number`: the carrier, or we, cannot read it as a tracking number.
 * - `invalid_request`: something else in the call is wrong; the message says what.
 * - `unknown_carrier`: no configured carrier claims the number.
 * - `unauthorized`: credentials missing, wrong or expired.
 * - `forbidden`: credentials good, permission missing.
 * - `rate_limited`: no call may be made before `retryAfterMs` has passed.
 * - `carrier_unavailable`: the carrier answered that it cannot serve now.
 * - `network`: no answer. `timeout`: no answer in time.
 * - `unexpected_response`: an answer that we cannot read.
 * - `invalid_signature`: a push that the carrier did not sign.
 */
export const trackingErrorCodes = [
  'not_found',
  'not_available',
  'invalid_number',
  'invalid_request',
  'unknown_carrier',
  'unauthorized',
  'forbidden',
  'rate_limited',
  'carrier_unavailable',
  'network',
  'timeout',
  'unexpected_response',
  'invalid_signature',
] as const;

/** One of {@link trackingErrorCodes}. */
export type TrackingErrorCode = (typeof trackingErrorCodes)[number];

/** What a {@link TrackingError} is made of. */
export interface TrackingErrorDetails {
  readonly carrier?: CarrierId | undefined;
  readonly trackingNumber?: string | undefined;
  readonly httpStatus?: number | undefined;
  /** The carrier's own code for the error. */
  readonly carrierCode?: string | undefined;
  readonly retryAfterMs?: number | undefined;
  /** Overrules what the code says: whether the same call may succeed later without a change. */
  readonly retryable?: boolean | undefined;
  readonly cause?: unknown;
}

const retryableCodes: ReadonlySet<TrackingErrorCode> = new Set([
  'not_found',
  'rate_limited',
  'carrier_unavailable',
  'network',
  'timeout',
]);

/**
 * The one error that this library throws, but for an abort, which is passed on as it came.
 * The message says what to do next and never holds a URL, a header, a secret or a body.
 */
export class TrackingError extends Error {
  override readonly name = 'TrackingError';
  readonly code: TrackingErrorCode;
  /** Whether the same call may succeed later without a change. */
  readonly retryable: boolean;
  /** Whole milliseconds before another call makes sense. */
  readonly retryAfterMs?: number;
  readonly carrier?: CarrierId;
  readonly trackingNumber?: string;
  readonly httpStatus?: number;
  /** The carrier's own code for the error. */
  readonly carrierCode?: string;

  constructor(code: TrackingErrorCode, message: string, details: TrackingErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.retryable = details.retryable ?? retryableCodes.has(code);
    // Up: a little later is right, a little sooner is refused.
    if (details.retryAfterMs !== undefined) this.retryAfterMs = Math.ceil(details.retryAfterMs);
    if (details.carrier !== undefined) this.carrier = details.carrier;
    if (details.trackingNumber !== undefined) this.trackingNumber = details.trackingNumber;
    if (details.httpStatus !== undefined) this.httpStatus = details.httpStatus;
    if (details.carrierCode !== undefined) this.carrierCode = details.carrierCode;
  }

  /** Plain JSON for logs, without stack and cause. */
  toJSON(): Record<string, unknown> {
    const { name, code, message, retryable, retryAfterMs, carrier, trackingNumber, httpStatus, carrierCode } = this;
    return { name, code, message, retryable, retryAfterMs, carrier, trackingNumber, httpStatus, carrierCode };
  }
}

/** Whether something caught is a {@link TrackingError}, also one of another copy of this library. */
export function isTrackingError(error: unknown): error is TrackingError {
  return (
    error instanceof TrackingError ||
    (error instanceof Error &&
      error.name === 'TrackingError' &&
      typeof (error as Partial<TrackingError>).code === 'string')
  );
}
