import type { Tracking } from '../../model/tracking.ts';
import { businessDaysBetween } from './business-days.ts';
import { clockOffsetMs, latestInstantOf } from './moment.ts';
import type { HealthPolicy } from './policy.ts';

/** What may be wrong with a parcel. */
export type ConcernKind =
  /** A label was made and the carrier never got the parcel. */
  | 'not_handed_over'
  /** Nobody has scanned it for longer than is normal. */
  | 'stalled'
  /** Nobody has scanned it for so long that nobody will, or the carrier says that it is lost. */
  | 'probably_lost'
  /** What was promised, or forecast where nothing was promised, has run out. */
  | 'late'
  /** What was promised will hardly be kept. */
  | 'at_risk'
  /** It waits for the recipient and will soon, or already, go back. */
  | 'pickup_expiring';

/** Something to look into before the customer asks. */
export interface Concern {
  readonly kind: ConcernKind;
  /** `notice`: watch it. `warning`: tell the customer. `critical`: ask the carrier. */
  readonly severity: 'notice' | 'warning' | 'critical';
  /** Since when, as the tracking has it: a date, a wall clock, or one with an offset. Absent where nobody said. */
  readonly since?: string;
  /** For people: one English sentence without a name, an address or a number of the parcel. */
  readonly why: string;
}

/** A parcel, the present and what to judge it by. */
export interface Case {
  readonly tracking: Tracking;
  readonly now: number;
  readonly policy: HealthPolicy;
}

/** Working days since a time, at least: by the latest instant that it may mean. */
export function workingDaysSince(time: string, { now, policy }: Case): number {
  return businessDaysBetween(latestInstantOf(time), now, clockOffsetMs(time), policy);
}

/** Working days for people, whole ones. */
export function working(days: number): string {
  const whole = Math.floor(days);
  return whole === 1 ? '1 working day' : `${whole} working days`;
}

/** Calendar days for people. */
export function calendar(days: number): string {
  return days === 1 ? '1 day' : `${days} days`;
}
