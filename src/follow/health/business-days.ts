import { dayMs } from '../window.ts';

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
