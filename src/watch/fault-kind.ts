import type { TrackingErrorCode } from '../model/error.ts';

/**
 * Whose fault an error is, and so what may follow from it:
 *
 * - `number`: the carrier's word on the number. It alone may end a parcel: `invalid_number` at once, `not_found` when it
 *   was said for long enough.
 * - `outage`, `refusal`: the account's. No parcel hears of it.
 * - `trouble`: a request, an answer or a configuration is not as it should be. No parcel hears of it either.
 * - `wait`: nobody's.
 */
export type FaultKind = 'number' | 'outage' | 'refusal' | 'trouble' | 'wait';

const kinds: Readonly<Record<TrackingErrorCode, FaultKind>> = {
  not_found: 'number',
  invalid_number: 'number',
  carrier_unavailable: 'outage',
  network: 'outage',
  timeout: 'outage',
  unauthorized: 'refusal',
  forbidden: 'refusal',
  rate_limited: 'wait',
  invalid_request: 'trouble',
  unknown_carrier: 'trouble',
  not_available: 'trouble',
  unexpected_response: 'trouble',
  invalid_signature: 'trouble',
};

/** Whose fault an error is; `trouble` for a code of a later version. */
export function faultKind({ code }: { readonly code: TrackingErrorCode }): FaultKind {
  return kinds[code] ?? 'trouble';
}
