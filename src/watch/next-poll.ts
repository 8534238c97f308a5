import type * as z from 'zod/mini';
import { compact } from '../model/compact.ts';
import type { TimeWindow } from '../model/tracking.ts';
import { checkArguments, optional, optionsOf } from '../options/options.ts';
import { milliseconds, tracking as trackingValue, wholeNumber } from '../options/values.ts';
import { hasOffset, isDateOnly, offsetMsOf, wallClockMs } from '../time/time.ts';
import { dayMs, lengthOf } from '../time/window.ts';
import { type Cadence, cadenceOptions, defaultCadence, type PolledTracking, type Situation } from './cadence.ts';
import { type PollKind, pollKind } from './scan-rates.ts';

/** When to look at a parcel again at the latest, and what to expect of it until then; or why not to. */
export type ScheduledPoll =
  | {
      readonly at: number;
      readonly everyMs: number;
      readonly situation: Situation;
      readonly kind: PollKind;
      /** What it becomes by itself, and when, if that is within a week and nothing is heard. */
      readonly becomes?: { readonly at: number; readonly kind: PollKind };
    }
  | { readonly ended: 'settled' | 'silence' };

const hourMs = 60 * 60_000;
const morning = 6 * hourMs;
const evening = 22 * hourMs;
/** A night's wait that ends in the morning is at least this long. */
const shortestMs = 10 * 60_000;

/** Times of one parcel as milliseconds on the clock of the place where it was last seen. */
interface LocalTime {
  readonly now: number;
  readonly lastEvent: number | undefined;
  readonly read: (time: string) => number;
  readonly isKnown: boolean;
}

/** Looks without news before a parcel is silent, whatever the clock says of its last event: a clock may be wrong. */
const silentLooks = 7;

/**
 * When to look at a parcel again, by its status, age, time of day at its place, forecast and last event.
 *
 * @param since When the watch first asked for it; stands in for the last event where there is none.
 * @param quietPolls Looks in a row that brought no news.
 */
export function schedulePoll(
  tracking: PolledTracking,
  now: number,
  since: number,
  cadence: Cadence,
  quietPolls: number = Number.POSITIVE_INFINITY,
): ScheduledPoll {
  const local = localTime(tracking, now);
  const quietMs = local.lastEvent === undefined ? now - since : local.now - local.lastEvent;
  const judged = situationOf(tracking, local, quietMs, cadence);
  const situation = judged === 'silence' && quietPolls < silentLooks ? 'silent' : judged;
  if (situation === 'settled' || situation === 'silence') return { ended: situation };
  const { dayMs: byDay, nightMs: byNight } = cadence.every[situation];
  const offsetMs = local.isKnown ? local.now - now : undefined;
  const next = nextSituation(tracking, local, quietMs, cadence, situation);
  const rest = compact({
    situation,
    kind: pollKind(situation, offsetMs),
    becomes: next && { at: now + next.afterMs, kind: pollKind(next.situation, offsetMs) },
  });
  const time = mod(local.now, dayMs);
  const isNight = local.isKnown && (time < morning || time >= evening);
  if (!isNight) return { at: now + byDay, everyMs: byDay, ...rest };
  const untilMorning = Math.max(shortestMs, mod(morning - time, dayMs));
  return { at: now + Math.min(byNight, untilMorning), everyMs: byNight, ...rest };
}

/** The situation that comes by itself, with the day, the hour of the forecast, or silence. */
function nextSituation(
  tracking: PolledTracking,
  local: LocalTime,
  quietMs: number,
  cadence: Cadence,
  now: Situation,
): { readonly afterMs: number; readonly situation: Situation } | undefined {
  const { from, to } = tracking.estimatedDelivery ?? {};
  const begins = [from, to].flatMap((time) => {
    if (time === undefined) return [];
    const read = local.read(time);
    return [Math.floor(read / dayMs) * dayMs, read, read + hourMs + 1, read + lengthOf(time) + 2 * dayMs];
  });
  const moments = [
    ...begins.map((time) => time - local.now),
    ...[2 * dayMs, 3 * dayMs, 7 * dayMs].map((ms) => ms + 1 - quietMs),
  ];
  for (const afterMs of moments.filter((ms) => ms > 0 && ms <= 7 * dayMs).sort((a, b) => a - b)) {
    const situation = situationOf(tracking, { ...local, now: local.now + afterMs }, quietMs + afterMs, cadence);
    if (situation === 'settled' || situation === 'silence') return undefined;
    if (situation !== now) return { afterMs, situation };
  }
  return undefined;
}

function situationOf(
  tracking: PolledTracking,
  local: LocalTime,
  quietMs: number,
  { graceMs, giveUpMs, every }: Cadence,
): Situation | 'settled' | 'silence' {
  const { status, estimatedDelivery, delivery } = tracking;
  switch (status) {
    case 'pre_transit':
      if (quietMs > giveUpMs.labelled) return 'silence';
      return quietMs > 3 * dayMs ? 'labelled_long' : 'labelled';
    case 'delivered':
      return (delivery?.proof?.length ?? 0) > 0 || quietMs > graceMs ? 'settled' : 'awaiting_proof';
    case 'returned':
    case 'cancelled':
      return quietMs >= every.closing.dayMs ? 'settled' : 'closing';
    default:
  }
  if (quietMs > giveUpMs.silent) return 'silence';
  if (quietMs > 7 * dayMs) return 'silent';
  switch (status) {
    case 'out_for_delivery':
      if (quietMs > 2 * dayMs) return 'quiet';
      return isWithinHours(estimatedDelivery, local) ? 'in_window' : 'out_for_delivery';
    case 'delivery_attempted':
      return 'attempted';
    case 'exception':
      return 'exception';
    case 'available_for_pickup':
      return 'pickup';
    case 'returning':
      return 'returning';
    default:
      if (isDue(estimatedDelivery, local)) return 'due_today';
      return quietMs > 2 * dayMs ? 'quiet' : 'moving';
  }
}

/** From the morning of the first day of the forecast until two days after its last. */
function isDue(window: TimeWindow | undefined, { now, read }: LocalTime): boolean {
  const from = window?.from ?? window?.to;
  const to = window?.to ?? window?.from;
  if (from === undefined || to === undefined) return false;
  const begin = Math.floor(read(from) / dayMs) * dayMs;
  return now >= begin && now < read(to) + lengthOf(to) + 2 * dayMs;
}

function isWithinHours(window: TimeWindow | undefined, { now, read }: LocalTime): boolean {
  if (window?.from === undefined || window.to === undefined) return false;
  if (isDateOnly(window.from) || isDateOnly(window.to)) return false;
  return now >= read(window.from) && now <= read(window.to) + hourMs;
}

function localTime({ events }: PolledTracking, now: number): LocalTime {
  let offset: number | undefined;
  let lastEvent: string | undefined;
  for (let index = events.length - 1; index >= 0 && offset === undefined; index -= 1) {
    const time = events[index]?.occurredAt;
    if (time === undefined) continue;
    lastEvent ??= time;
    offset = offsetMsOf(time);
  }
  const ahead = offset ?? 0;
  const read = (time: string): number =>
    hasOffset(time) ? wallClockMs(time) - (offsetMsOf(time) ?? 0) + ahead : wallClockMs(time);
  return {
    now: now + ahead,
    lastEvent: lastEvent === undefined ? undefined : read(lastEvent) + lengthOf(lastEvent),
    read,
    isKnown: offset !== undefined,
  };
}

function mod(value: number, by: number): number {
  return ((value % by) + by) % by;
}

/** When to look at a parcel again, or why not to. */
export type NextPoll =
  | {
      /** Milliseconds since the epoch. */
      readonly at: number;
      /** The interval that the situation has now, in milliseconds; a wait of the night may end before it is over. */
      readonly everyMs: number;
      readonly situation: Situation;
    }
  | {
      /** `settled`: at its end. `silence`: not heard of for so long that nothing more is to be expected. */
      readonly ended: 'settled' | 'silence';
    };

/** What the next look depends on beside the parcel. */
export interface NextPollOptions {
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** When the number was first asked for, milliseconds since the epoch; stands in for the last event where there is none. Default: `now`. */
  readonly since?: number;
  /** Overrules `defaultCadence` key by key. */
  readonly cadence?: Partial<Cadence>;
  /** Looks in a row without news: with few of them a parcel is never silent, whatever a wrong clock says. Default: many. */
  readonly quietPolls?: number;
}

/** {@link NextPollOptions}. */
const nextPollOptions: z.ZodMiniType<NextPollOptions> = optionsOf<NextPollOptions>({
  now: milliseconds,
  since: optional(milliseconds),
  cadence: optional(cadenceOptions),
  quietPolls: optional(wholeNumber(0)),
});
const polledTracking: z.ZodMiniType<PolledTracking | undefined> = optional(trackingValue);

/**
 * When to look at a parcel again, for those who bring their own loop: pure, and by the rules of a watch. A watch with a
 * short quota looks later, in proportion.
 *
 * @param tracking What is known of it; undefined for a number that was never asked for, which is due at once.
 */
export function nextPoll(tracking: PolledTracking | undefined, options: NextPollOptions): NextPoll {
  checkArguments('nextPoll()', { tracking: [polledTracking, tracking], options: [nextPollOptions, options] });
  const { now, since = now, quietPolls } = options;
  const cadence: Cadence = { ...defaultCadence, ...options.cadence };
  if (tracking === undefined) return { at: now, everyMs: cadence.every.new.dayMs, situation: 'new' };
  const look = schedulePoll(tracking, now, since, cadence, quietPolls);
  if ('ended' in look) return look;
  const { at, everyMs, situation } = look;
  return { at, everyMs, situation };
}
