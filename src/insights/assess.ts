import type * as z from 'zod/mini';
import { isFinal } from '../model/status.ts';
import type { Tracking } from '../model/tracking.ts';
import { checkArguments, optional, optionsOf } from '../options/options.ts';
import { instant, tracking as trackingValue } from '../options/values.ts';
import { required } from './action.ts';
import { instantOfNow } from './calendar.ts';
import { type AssessedParcel, type Concern, concernOf, severities } from './concern.ts';
import { collection, handover, lateness, silence } from './overdue.ts';
import { defaultPolicy, type HealthPolicy, policyOptions } from './policy.ts';

/** What a parcel is assessed by. */
export interface AssessOptions {
  /** The present: milliseconds since the epoch, ISO 8601 text with an offset, or a `Date`. */
  readonly now: number | string | Date;
  /** Overrules {@link defaultPolicy} key by key. */
  readonly policy?: Partial<HealthPolicy>;
}

/** {@link AssessOptions}. */
export const assessOptions: z.ZodMiniType<AssessOptions> = optionsOf<AssessOptions>({
  now: instant,
  policy: optional(policyOptions),
});

/**
 * What is to worry about, the gravest first; empty for a parcel that is well. Of one that has arrived only what is left to
 * act on: damage, and pieces that did not come.
 *
 * A promise without an offset is judged by the clock of the destination, else by that of the last scan. Where no clock is
 * known at all the parcel has the benefit of the doubt: it is late once it is late everywhere on earth.
 *
 * @throws TrackingError `invalid_request` for a `now` that is no instant.
 */
export function assess(tracking: Tracking, options: AssessOptions): readonly Concern[] {
  checkArguments('assess()', { tracking: [trackingValue, tracking], options: [assessOptions, options] });
  const { now, policy } = options;
  const parcel: AssessedParcel = { tracking, now: instantOfNow(now), policy: { ...defaultPolicy, ...policy } };
  const byTime = isFinal(tracking.status)
    ? []
    : [handover, silence, lateness, collection].map((judge) => judge(parcel));
  return [...required(tracking), ...byTime]
    .flatMap((finding) => (finding === undefined ? [] : [concernOf(tracking, finding)]))
    .sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity));
}
