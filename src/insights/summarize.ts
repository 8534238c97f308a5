import type * as z from 'zod/mini';
import type { StatusDetail } from '../model/detail.ts';
import { isFinal, type TrackingStatus, trackingStatuses } from '../model/status.ts';
import type { Place, TimeWindow, Tracking } from '../model/tracking.ts';
import { checkArguments, optional, optionsOf } from '../options/options.ts';
import { aFunction, instant, iterable, tracking as trackingValue } from '../options/values.ts';
import { dateOf, instantOf, isDateOnly, wallClockMs } from '../time/time.ts';
import { dayMs } from '../time/window.ts';
import { hourMs, instantOfNow, latestInstantOf } from './calendar.ts';
import { dueAt, isAttemptedBy, isBy } from './promise.ts';
import {
  createGroups,
  createOnTimeTally,
  createTally,
  type OnTimeTally,
  type Percentiles,
  type Rate,
} from './statistics.ts';

/** How many parcels fared. Plain JSON. */
export interface Summary {
  readonly parcels: number;
  readonly byStatus: Readonly<Record<TrackingStatus, number>>;
  /**
   * Of the parcels that have come, and of those overdue of carriers by which some have come and could be judged: where
   * that is nobody knows how many came on time. An attempt in time counts as in time.
   */
  readonly onTime: {
    readonly promise: Rate;
    /** Against the forecast that the carrier made first: known only with `estimatesOf`. */
    readonly firstEstimate: Rate;
    /** Against its last one. */
    readonly lastEstimate: Rate;
  };
  /** Delivered at the door by the first attempt, of those with an attempt. */
  readonly firstAttempt: Rate;
  /** Days from the first scan until it came. */
  readonly transitDays: {
    readonly byCarrier: Readonly<Record<string, Percentiles>>;
    /** By carrier and service: `fedex Ground`. */
    readonly byService: Readonly<Record<string, Percentiles>>;
    /** By country and region of origin and destination: `US-TX > DE`. */
    readonly byLane: Readonly<Record<string, Percentiles>>;
  };
  /** Parcels on their way of which something was heard lately. */
  readonly updated: { readonly within24Hours: Rate; readonly within72Hours: Rate };
  /** In how many parcels' histories each reason stands, the most frequent first; `unspecified` where none was given. */
  readonly exceptions: Readonly<Partial<Record<StatusDetail | 'unspecified', number>>>;
}

/** What trackings are summed up by. */
export interface SummarizeOptions {
  /** The present: milliseconds since the epoch, or ISO 8601 text with an offset. */
  readonly now: number | string | Date;
  /**
   * The forecasts of a parcel, oldest first, as its changes `estimate.set` and `estimate.moved` told them. Default: the
   * last one alone, which stays in the tracking of a delivered parcel.
   */
  readonly estimatesOf?: (tracking: Tracking) => readonly TimeWindow[];
}

/** {@link SummarizeOptions}. */
const summarizeOptions: z.ZodMiniType<SummarizeOptions> = optionsOf<SummarizeOptions>({
  now: instant,
  estimatesOf: optional(aFunction<NonNullable<SummarizeOptions['estimatesOf']>>('a function of a tracking')),
});
const listOfTrackings = iterable<Iterable<Tracking>>('a list of trackings, or any other iterable');

/**
 * Figures over any number of parcels, in one pass that keeps a number or two of each.
 *
 * @throws TrackingError `invalid_request` for a `now` that is no instant.
 */
export function summarize(trackings: Iterable<Tracking>, options: SummarizeOptions): Summary {
  checkArguments('summarize()', { trackings: [listOfTrackings, trackings], options: [summarizeOptions, options] });
  const now = instantOfNow(options.now);
  const statuses = new Map<TrackingStatus, number>(trackingStatuses.map((status) => [status, 0]));
  const onTime = {
    promise: createOnTimeTally(),
    firstEstimate: createOnTimeTally(),
    lastEstimate: createOnTimeTally(),
  };
  const firstAttempt = createTally();
  const updated = { within24Hours: createTally(), within72Hours: createTally() };
  const transit = { byCarrier: createGroups(), byService: createGroups(), byLane: createGroups() };
  const reasons = new Map<StatusDetail | 'unspecified', number>();
  let parcels = 0;

  for (const tracking of trackings) {
    checkArguments('summarize()', { tracking: [trackingValue, tracking] });
    parcels += 1;
    increment(statuses, tracking.status);
    const estimates = options.estimatesOf?.(tracking);
    judge(onTime.promise, tracking, tracking.promisedDelivery, now);
    judge(onTime.firstEstimate, tracking, estimates?.[0], now);
    judge(onTime.lastEstimate, tracking, estimates === undefined ? tracking.estimatedDelivery : estimates.at(-1), now);
    firstAttempt.count(isFirstAttempt(tracking));
    const age = isFinal(tracking.status) ? undefined : hoursSinceNews(tracking, now);
    updated.within24Hours.count(age === undefined ? undefined : age <= 24);
    updated.within72Hours.count(age === undefined ? undefined : age <= 72);
    for (const reason of reasonsOf(tracking)) increment(reasons, reason);
    const days = transitDays(tracking);
    if (days === undefined) continue;
    transit.byCarrier.add(tracking.carrier, days);
    transit.byService.add(serviceOf(tracking), days);
    transit.byLane.add(laneOf(tracking), days);
  }
  return {
    parcels,
    byStatus: Object.fromEntries(statuses) as Record<TrackingStatus, number>,
    onTime: {
      promise: onTime.promise.rate(),
      firstEstimate: onTime.firstEstimate.rate(),
      lastEstimate: onTime.lastEstimate.rate(),
    },
    firstAttempt: firstAttempt.rate(),
    transitDays: {
      byCarrier: transit.byCarrier.percentiles(),
      byService: transit.byService.percentiles(),
      byLane: transit.byLane.percentiles(),
    },
    updated: { within24Hours: updated.within24Hours.rate(), within72Hours: updated.within72Hours.rate() },
    exceptions: Object.fromEntries([...reasons].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))),
  };
}

function increment<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** By the latest instant that the newest line may mean; infinite where no line has a time. */
function hoursSinceNews({ events }: Tracking, now: number): number {
  const newest = events.findLast(({ occurredAt }) => occurredAt !== undefined)?.occurredAt;
  return newest === undefined ? Number.POSITIVE_INFINITY : (now - latestInstantOf(newest)) / hourMs;
}

function reasonsOf({ events }: Tracking): ReadonlySet<StatusDetail | 'unspecified'> {
  return new Set(events.filter(({ status }) => status === 'exception').map(({ detail }) => detail ?? 'unspecified'));
}

function serviceOf({ carrier, service }: Tracking): string | undefined {
  const name = service?.name ?? service?.code;
  return name === undefined ? undefined : `${carrier} ${name}`;
}

function laneOf({ origin, destination }: Tracking): string | undefined {
  const [from, to] = [areaOf(origin), areaOf(destination)];
  return from === undefined || to === undefined ? undefined : `${from} > ${to}`;
}

function areaOf(place: Place | undefined): string | undefined {
  const parts = [place?.country, place?.region].filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : parts.join('-');
}

/**
 * When it came, as the carrier told it: to the recipient, or to the place where the recipient was to collect it, for how
 * long it then waits is not the carrier's doing. Undefined for a parcel that has not come.
 */
function arrivedAt({ status, delivery, events }: Tracking): string | undefined {
  if (status !== 'delivered' && status !== 'available_for_pickup') return undefined;
  const waiting = events.find((event) => event.status === 'available_for_pickup')?.occurredAt;
  return waiting ?? delivery?.at ?? events.findLast((event) => event.status === 'delivered')?.occurredAt;
}

/** Whether a parcel came, or was at the door, within a window; undefined while it has not come. */
function cameBy(tracking: Tracking, due: string): boolean | undefined {
  const at = arrivedAt(tracking);
  if (at === undefined) return undefined;
  return isAttemptedBy(tracking, due) || isBy(at, due);
}

/** Whether it should have come, and nobody knows that it did. */
function isOverdue(tracking: Tracking, due: string, now: number): boolean {
  const open = !isFinal(tracking.status) && !['returning', 'available_for_pickup'].includes(tracking.status);
  return open && now > dueAt(due, tracking) && !isAttemptedBy(tracking, due);
}

/** Counts a parcel against a window; one that went back, was cancelled or may still come, or a window without an end, does not count. */
function judge(tally: OnTimeTally, tracking: Tracking, window: TimeWindow | undefined, now: number): void {
  const due = window?.to;
  if (due === undefined) return;
  const came = cameBy(tracking, due);
  if (came !== undefined) tally.arrived(tracking.carrier, came);
  else if (isOverdue(tracking, due, now)) tally.overdue(tracking.carrier);
}

/**
 * Whether the first attempt at the door delivered it; undefined while none was made, and for a parcel that was meant to be
 * collected.
 */
function isFirstAttempt({ status, delivery, events }: Tracking): boolean | undefined {
  const failed = events.some((event) => event.status === 'delivery_attempted');
  if (status !== 'delivered') return failed ? false : undefined;
  if (delivery?.attempts !== undefined && delivery.attempts > 0) return delivery.attempts === 1 && !failed;
  return failed ? false : events.some((event) => event.status === 'available_for_pickup') ? undefined : true;
}

/**
 * Days from the first scan, or else the shipping date, until it came. By the clock of the world where both offsets are
 * known, by the clocks on the walls where not, by the calendar where there is only a date; undefined if unknown.
 */
function transitDays(tracking: Tracking): number | undefined {
  const first = tracking.events.find(
    ({ status, occurredAt }) => !['info', 'unknown', 'pre_transit'].includes(status) && occurredAt !== undefined,
  );
  const from = first?.occurredAt ?? tracking.shippedAt;
  const to = arrivedAt(tracking);
  if (from === undefined || to === undefined) return undefined;
  const [start, end] = clocks(from, to);
  return end < start ? undefined : (end - start) / dayMs;
}

function clocks(from: string, to: string): readonly [number, number] {
  if (isDateOnly(from) || isDateOnly(to)) return [wallClockMs(dateOf(from)), wallClockMs(dateOf(to))];
  const [start, end] = [instantOf(from), instantOf(to)];
  return start === undefined || end === undefined ? [wallClockMs(from), wallClockMs(to)] : [start, end];
}
