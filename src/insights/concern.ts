import { parcelKey } from '../diff/change-key.ts';
import type { Tracking } from '../model/tracking.ts';
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
  | 'pickup_expiring'
  /** The address is wrong, incomplete or no longer theirs: correct it. */
  | 'address_issue'
  /** Papers, data or an answer are missing: send them. */
  | 'documents_required'
  /** Duties, charges or cash on delivery are not paid. */
  | 'payment_due'
  /** The recipient did not take it. */
  | 'refused'
  /** No further attempt will be made. */
  | 'final_attempt'
  /** It, or something in it, is damaged or missing: claim it. */
  | 'damaged'
  /** It was destroyed, disposed of or seized. */
  | 'destroyed'
  /** The carrier cannot, or may not, deliver it. */
  | 'undeliverable'
  /** Some pieces came, others did not. */
  | 'delivered_in_part';

/** How grave a concern is, the gravest first. */
export const severities = ['critical', 'warning', 'notice'] as const;

/** Something to look into before the customer asks. */
export interface Concern {
  /**
   * Names the concern: `fedex/123456789012/concern/late/2026-11-12/warning`. The same for as long as it lasts, on every
   * machine; another one once it becomes graver.
   */
  readonly key: string;
  readonly kind: ConcernKind;
  /** `notice`: watch it. `warning`: tell the customer. `critical`: ask the carrier. */
  readonly severity: (typeof severities)[number];
  /** Since when, as the tracking has it: a date, a wall clock, or one with an offset. Absent where nobody said. */
  readonly since?: string;
  /** For people: one English sentence without a name, an address or a number of the parcel. */
  readonly why: string;
}

/** A parcel, the present and what to judge it by. */
export interface AssessedParcel {
  readonly tracking: Tracking;
  readonly now: number;
  readonly policy: HealthPolicy;
}

/** What a judgement finds, before it has a key. */
export interface Finding extends Omit<Concern, 'key'> {
  /** What tells it from another concern of its kind. Default: `since`. */
  readonly of?: string | undefined;
}

/** A finding with its key. */
export function concernOf({ carrier, uniqueId, trackingNumber }: Tracking, { of, ...finding }: Finding): Concern {
  const particulars = of ?? finding.since ?? 'undated';
  const parcel = parcelKey(carrier, uniqueId ?? trackingNumber);
  return { key: [parcel, 'concern', finding.kind, particulars, finding.severity].join('/'), ...finding };
}

/** Calendar days for people. */
export function calendarDays(days: number): string {
  return days === 1 ? '1 day' : `${days} days`;
}

/** Working days for people, whole ones. */
export function workingDays(days: number): string {
  const whole = Math.floor(days);
  return whole === 1 ? '1 working day' : `${whole} working days`;
}
