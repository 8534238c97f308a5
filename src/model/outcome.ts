import type { TrackingError } from './error.ts';
import type { Tracking } from './tracking.ts';

/** What became of one number: a value or an error, never a throw. */
export type Outcome<T = Tracking> =
  | { readonly ok: true; readonly trackingNumber: string; readonly value: T }
  | { readonly ok: false; readonly trackingNumber: string; readonly error: TrackingError };

/** A number that was answered. */
export function found<T>(trackingNumber: string, value: T): Outcome<T> {
  return { ok: true, trackingNumber, value };
}

/** A number that was not. */
export function failed(trackingNumber: string, error: TrackingError): Outcome<never> {
  return { ok: false, trackingNumber, error };
}
