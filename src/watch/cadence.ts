import type * as z from 'zod/mini';
import type { TrackingStatus } from '../model/status.ts';
import type { Tracking } from '../model/tracking.ts';
import { optional, optionsOf } from '../options/options.ts';
import { milliseconds, someMilliseconds } from '../options/values.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** All situations; `new` comes first. */
export const situations = [
  'new',
  'labelled',
  'labelled_long',
  'moving',
  'quiet',
  'silent',
  'due_today',
  'out_for_delivery',
  'in_window',
  'attempted',
  'exception',
  'pickup',
  'returning',
  'awaiting_proof',
  'closing',
] as const;

/** Where a parcel stands, as far as it matters to when it should be looked at again. */
export type Situation = (typeof situations)[number];

/** How often to look at the least, in milliseconds: from 6 to 22 o'clock where the parcel is, and in the night. */
export interface Interval {
  readonly dayMs: number;
  readonly nightMs: number;
}

/**
 * When a parcel is looked at, at the latest. The defaults:
 *
 * | Situation          | What it is                                                   | by day | by night |
 * | ------------------ | ------------------------------------------------------------ | ------ | -------- |
 * | `new`              | not asked for yet: due at once, in a shortage ranked by this | 30 min | 30 min   |
 * | `labelled`         | announced, for up to 3 days                                  | 4 h    | 8 h      |
 * | `labelled_long`    | announced, for longer                                        | 12 h   | 24 h     |
 * | `moving`           | under way, heard of within 2 days                            | 2 h    | 4 h      |
 * | `quiet`            | under way, not heard of for 2 days                           | 6 h    | 12 h     |
 * | `silent`           | under way, not heard of for 7 days                           | 24 h   | 24 h     |
 * | `due_today`        | under way, and expected today or overdue by up to 2 days     | 1 h    | 4 h      |
 * | `out_for_delivery` | on the vehicle                                               | 15 min | 1 h      |
 * | `in_window`        | on the vehicle, within the hours of its forecast             | 10 min | 10 min   |
 * | `attempted`        | a delivery was tried                                         | 2 h    | 6 h      |
 * | `exception`        | something keeps it                                           | 2 h    | 6 h      |
 * | `pickup`           | waits for the recipient                                      | 3 h    | 12 h     |
 * | `returning`        | on its way back                                              | 8 h    | 12 h     |
 * | `awaiting_proof`   | delivered, and no proof of it yet                            | 4 h    | 12 h     |
 * | `closing`          | returned or cancelled; one more look                         | 24 h   | 24 h     |
 *
 * It is looked at sooner where that is worth a call and the quota has one to spare, but not within {@link Cadence.shortestMs}.
 * A wait of the night ends at 6 in the morning; a parcel without a known offset has day all day. Ends:
 *
 * | What                                                     | Default                                           |
 * | -------------------------------------------------------- | ------------------------------------------------- |
 * | delivered: settled with its proof, or after `graceMs`    | 2 days                                            |
 * | returned, cancelled: settled after                       | 1 day                                             |
 * | not found: waits `notFoundMs`, doubling up to `longestMs`| 15 min, up to 12 h; given up after 14 days        |
 * | not answered while others are: the same waits            | never given up                                    |
 * | announced and never handed over: given up after          | 30 days, and 7 looks without news                 |
 * | silent: given up after                                   | 45 days, and 7 looks without news                 |
 */
export interface Cadence {
  readonly every: Readonly<Record<Situation, Interval>>;
  /**
   * Shortest interval between two looks at one parcel: that of parcels which expect much; others have longer ones. Infinity
   * spends no spare calls. Default: a minute.
   */
  readonly shortestMs: number;
  /** How long a delivered parcel is looked at for its proof. */
  readonly graceMs: number;
  /** First wait for a number that is not found, or not answered while others are; doubling from then on. */
  readonly notFoundMs: number;
  /** Longest such wait. */
  readonly longestMs: number;
  /** How long nothing may be heard until a number is given up. */
  readonly giveUpMs: Readonly<Record<'notFound' | 'labelled' | 'silent', number>>;
}

const interval = (dayMs: number, nightMs: number = dayMs): Interval => ({ dayMs, nightMs });

/** The defaults of {@link Cadence}. */
export const defaultCadence: Cadence = {
  every: {
    new: interval(30 * minute),
    labelled: interval(4 * hour, 8 * hour),
    labelled_long: interval(12 * hour, 24 * hour),
    moving: interval(2 * hour, 4 * hour),
    quiet: interval(6 * hour, 12 * hour),
    silent: interval(24 * hour),
    due_today: interval(hour, 4 * hour),
    out_for_delivery: interval(15 * minute, hour),
    in_window: interval(10 * minute),
    attempted: interval(2 * hour, 6 * hour),
    exception: interval(2 * hour, 6 * hour),
    pickup: interval(3 * hour, 12 * hour),
    returning: interval(8 * hour, 12 * hour),
    awaiting_proof: interval(4 * hour, 12 * hour),
    closing: interval(24 * hour),
  },
  shortestMs: minute,
  graceMs: 2 * day,
  notFoundMs: 15 * minute,
  longestMs: 12 * hour,
  giveUpMs: { notFound: 14 * day, labelled: 30 * day, silent: 45 * day },
};

/** The share of a quota that a watch takes if nothing else is said. */
export const defaultShare = 0.5;

/** What of a tracking decides when to look again. */
export type PolledTracking = Pick<Tracking, 'status' | 'events' | 'estimatedDelivery' | 'delivery'>;

/** The part of a day, from 0 to 1, that is night. */
export const nightShare: number = 8 / 24;

/** The usual situation of a parcel in a status, for estimates. */
export const usualSituation: Readonly<Record<TrackingStatus, Situation>> = {
  pre_transit: 'labelled',
  in_transit: 'moving',
  out_for_delivery: 'out_for_delivery',
  available_for_pickup: 'pickup',
  delivery_attempted: 'attempted',
  exception: 'exception',
  returning: 'returning',
  delivered: 'awaiting_proof',
  returned: 'closing',
  cancelled: 'closing',
  unknown: 'moving',
};

const intervalOption: z.ZodMiniType<Interval> = optionsOf<Interval>({
  dayMs: someMilliseconds,
  nightMs: someMilliseconds,
});

/** Parts of {@link Cadence}, each of them whole. */
export const cadenceOptions: z.ZodMiniType<Partial<Cadence>> = optionsOf<Partial<Cadence>>({
  every: optional(
    optionsOf<Readonly<Record<Situation, Interval>>>({
      new: intervalOption,
      labelled: intervalOption,
      labelled_long: intervalOption,
      moving: intervalOption,
      quiet: intervalOption,
      silent: intervalOption,
      due_today: intervalOption,
      out_for_delivery: intervalOption,
      in_window: intervalOption,
      attempted: intervalOption,
      exception: intervalOption,
      pickup: intervalOption,
      returning: intervalOption,
      awaiting_proof: intervalOption,
      closing: intervalOption,
    }),
  ),
  graceMs: optional(milliseconds),
  notFoundMs: optional(someMilliseconds),
  longestMs: optional(someMilliseconds),
  shortestMs: optional(someMilliseconds),
  giveUpMs: optional(
    optionsOf<Cadence['giveUpMs']>({ notFound: milliseconds, labelled: milliseconds, silent: milliseconds }),
  ),
});
