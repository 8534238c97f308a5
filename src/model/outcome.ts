import type { TrackingError } from './error.ts';
import type { Issue, Tracking, TrackingDraft } from './tracking.ts';

/** What became of one number: a value or an error, never a throw. */
export type Outcome<T = Tracking> =
  | { readonly ok: true; readonly trackingNumber: string; readonly value: T }
  | { readonly ok: false; readonly trackingNumber: string; readonly error: TrackingError };

/** A number that was answered. */
export function found<T>(trackingNumber: string, value: T): Outcome<T> {
  return { ok: true, trackingNumber, value };
}

/** The outcome with an issue of the whole payload before those of its own part; as it is without one. */
export function withIssue<T extends TrackingDraft>(outcome: Outcome<T>, issue: Issue | undefined): Outcome<T> {
  if (!outcome.ok || issue === undefined) return outcome;
  return found(outcome.trackingNumber, { ...outcome.value, issues: [issue, ...(outcome.value.issues ?? [])] });
}

/** A number that was not. */
export function failed(trackingNumber: string, error: TrackingError): Outcome<never> {
  return { ok: false, trackingNumber, error };
}
