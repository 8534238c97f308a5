import type { TrackingError, TrackingErrorDetails } from '../model/error.ts';
import { type Answerer, fault } from '../read/fault.ts';

/** The error of a request that may not be made before `retryAfterMs` has passed. */
export function tooMany(carrier: Answerer, retryAfterMs: number, details: TrackingErrorDetails = {}): TrackingError {
  const seconds = Math.ceil(retryAfterMs / 1000);
  const words = `allows no request of this account for about ${seconds} s; come back then, or allow a longer maxWaitMs`;
  return fault(carrier, 'rate_limited', { ...details, retryAfterMs }, words);
}
