import { isFinal } from '../model/status.ts';
import type { Tracking } from '../model/tracking.ts';
import { instantOfNow } from './calendar.ts';
import { type Case, type Concern, collection, handover, lateness, silence } from './concern.ts';

import { defaultPolicy, type HealthPolicy } from './policy.ts';

/** What a parcel is assessed by. */
export interface AssessOptions {
  /** The present: milliseconds since the epoch, or ISO 8601 text with an offset. */
  readonly now: number | string;
  /** Overrules {@link defaultPolicy} key by key. */
  readonly policy?: Partial<HealthPolicy>;
}

/**
 * What is to worry about, the gravest first; empty for a parcel that is well or has arrived. Where a time has no offset
 * the parcel has the benefit of the doubt: it is late once it is late everywhere on earth.
 *
 * @throws TrackingError `invalid_request` for a `now` that is no instant.
 */
export function assess(tracking: Tracking, { now, policy }: AssessOptions): readonly Concern[] {
  if (isFinal(tracking.status)) return [];
  const parcel: Case = { tracking, now: instantOfNow(now), policy: { ...defaultPolicy, ...policy } };
  const concerns = [handover(parcel), silence(parcel), lateness(parcel), collection(parcel)];
  const order = ['critical', 'warning', 'notice'];
  return concerns
    .filter((concern) => concern !== undefined)
    .sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity));
}
