import type { MilestoneName } from '../diff/milestone.ts';
import type { ConcernKind } from '../insights/concern.ts';
import type { StatusDetail } from '../model/detail.ts';
import type { EventStatus } from '../model/status.ts';
import type { DeliveredTo } from '../model/tracking.ts';

/** The steps of a parcel's way, as a progress bar shows them. */
export type StepName =
  | 'announced'
  | 'in_transit'
  | 'out_for_delivery'
  | 'delivered'
  | 'ready_for_pickup'
  | 'collected'
  | 'returning'
  | 'returned';

/** Sentences that a headline is made of; each text has the same blanks in every language. */
export interface HeadlineTexts {
  readonly announced: string;
  readonly on_its_way: string;
  /** `{when}` */
  readonly arrives: string;
  /** What was expected has run out: `{when}`. */
  readonly was_expected: string;
  readonly out_for_delivery: string;
  readonly ready_for_pickup: string;
  /** `{when}` */
  readonly ready_until: string;
  readonly attempted: string;
  /** `{when}` */
  readonly attempted_next: string;
  /** Where no detail says what is wrong. */
  readonly problem: string;
  /** A problem and the day that is expected now: `{problem}`, `{when}`. */
  readonly problem_expected: string;
  readonly returning: string;
  readonly returned: string;
  readonly delivered: string;
  /** `{when}` */
  readonly delivered_at: string;
  readonly collected: string;
  /** `{when}` */
  readonly collected_at: string;
  /** What was delivered, and where it was left: `{delivered}`, `{where}`. */
  readonly left: string;
  readonly cancelled: string;
  readonly unknown: string;
}

/** How a day and a time of it are put together. */
export interface TimeTexts {
  /** `{from}`, `{to}` */
  readonly between: string;
  /** `{to}` */
  readonly by: string;
  /** `{from}` */
  readonly from: string;
  /** A moment: `{time}`. */
  readonly at: string;
  /** A day and what of it: `{day}`, `{time}`. */
  readonly day_and_time: string;
  /** A day that is the last: `{day}`. */
  readonly by_day: string;
  /** A day that is the first: `{day}`. */
  readonly from_day: string;
}

/** What a concern is called, and what to do about it. */
export interface ConcernText {
  readonly label: string;
  readonly advice: string;
}

/** A message on a milestone. */
export interface MessageText {
  /** The subject of a mail, its state first; at most 50 characters and without a number. */
  readonly subject: string;
  /** One sentence for a short message and the first of a mail; at most 59 characters, which leave room for a link. */
  readonly text: string;
}

/** The lines of a mail below its first sentence. */
export interface MailTexts {
  /** `{reason}` */
  readonly reason: string;
  /** `{when}` */
  readonly expected: string;
  /** `{when}` */
  readonly pickup_by: string;
  /** `{place}` */
  readonly place: string;
  /** `{carrier}`, `{number}` */
  readonly parcel: string;
  /** `{url}` */
  readonly follow: string;
}

/** Everything that is said in a language. A language that leaves out a text does not compile. */
export interface Texts {
  /** At most 32 characters. */
  readonly statuses: Readonly<Record<EventStatus, string>>;
  readonly details: Readonly<Record<StatusDetail, string>>;
  readonly milestones: Readonly<Record<MilestoneName, string>>;
  readonly concerns: Readonly<Record<ConcernKind, ConcernText>>;
  /** At most 18 characters. */
  readonly steps: Readonly<Record<StepName, string>>;
  /** Where it was left, so that it can follow a comma. */
  readonly deliveredTo: Readonly<Record<DeliveredTo, string>>;
  readonly headlines: HeadlineTexts;
  readonly times: TimeTexts;
  readonly messages: Readonly<Record<MilestoneName, MessageText>>;
  readonly mail: MailTexts;
  /** How many pieces of a shipment have come, by the plural rules of the language: `{delivered}`, `{count}`. */
  readonly pieces: Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string }>;
}
