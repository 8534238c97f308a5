import { TrackingError } from '../model/error.ts';
import { instantOf, readTime, wallClockMs } from '../time/time.ts';
import { dayMs, lengthOf } from '../time/window.ts';

/** Which days count. */
export interface WorkingCalendar {
  /** Days of the week that do not count, 0 for Sunday to 6 for Saturday. */
  readonly weekend: readonly number[];
  /** Dates that do not count, `YYYY-MM-DD`. */
  readonly holidays: readonly string[];
}

/**
 * How many working days have gone by, with their fractions: from Friday noon to Monday noon it is one. Days begin and
 * end on the clock that is `offsetMs` ahead of UTC. 0 if `to` is before `from`.
 */
export function businessDaysBetween(from: number, to: number, offsetMs: number, calendar: WorkingCalendar): number {
  const [start, end] = [from + offsetMs, to + offsetMs];
  let worked = 0;
  for (let day = Math.floor(start / dayMs) * dayMs; day < end; day += dayMs) {
    if (isWorkingDay(day, calendar)) worked += Math.max(0, Math.min(end, day + dayMs) - Math.max(start, day));
  }
  return worked / dayMs;
}

function isWorkingDay(midnight: number, { weekend, holidays }: WorkingCalendar): boolean {
  const date = new Date(midnight);
  return !weekend.includes(date.getUTCDay()) && !holidays.includes(date.toISOString().slice(0, 10));
}

/** One hour in milliseconds. */
export const hourMs: number = 60 * 60_000;

/**
 * The latest instant that a time can mean, in milliseconds since the epoch. A wall clock without an offset was last shown
 * at the last place on earth to reach it, twelve hours behind UTC; a date alone lasts its whole day.
 */
export function latestInstantOf(time: string): number {
  return instantOf(time) ?? wallClockMs(time) + lengthOf(time) + 12 * hourMs;
}

/** Milliseconds that a canonical time's clock is ahead of UTC; 0 where it does not say. */
export function clockOffsetMs(time: string): number {
  const instant = instantOf(time);
  return instant === undefined ? 0 : wallClockMs(time) - instant;
}

/**
 * The instant that a caller means by `now`.
 *
 * @throws TrackingError `invalid_request` for a text that is no instant.
 */
export function instantOfNow(given: number | string | Date): number {
  const now = given instanceof Date ? given.getTime() : given;
  const time = typeof now === 'string' ? readTime(now) : undefined;
  const instant = typeof now === 'number' ? now : time === undefined ? undefined : instantOf(time);
  if (instant !== undefined && Number.isFinite(instant)) return instant;
  throw new TrackingError(
    'invalid_request',
    'Give now in milliseconds since the epoch, as ISO 8601 text with an offset, such as 2026-11-20T14:30:00Z, or as a Date.',
  );
}
