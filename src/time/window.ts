import type { TimeWindow } from '../model/tracking.ts';
import { dateOf, hasOffset, instantOf, isDateOnly, wallClockMs } from './time.ts';

/** One day in milliseconds. */
export const dayMs: number = 24 * 60 * 60_000;

/**
 * The end and the width of a window on a clock, in milliseconds. A date alone is its whole day; one end alone is that end,
 * its width unknown.
 */
export interface Span {
  readonly latest: number;
  /** Infinity where one end is open. */
  readonly widthMs: number;
}

/** The end of a window: `to`, or else `from`. Undefined for an empty window. */
export function endOf({ from, to }: TimeWindow): string | undefined {
  return to ?? from;
}

/**
 * The day of a forecast that is a day: a date, midnight sharp at whatever offset, or the last minute of a day; no carrier
 * promises the first second of one. Undefined for a time of day.
 */
export function dayOfMidnight(time: string): Required<TimeWindow> | undefined {
  if (!isDateOnly(time) && !/^T(?:00:00:00|23:59:\d\d)/.test(time.slice(10))) return undefined;
  const day = dateOf(time);
  return { from: day, to: day };
}

/** A forecast of one moment: the whole day by {@link dayOfMidnight}, else the latest time; undefined for none. */
export function byThen(time: string | undefined): TimeWindow | undefined {
  return time === undefined ? undefined : (dayOfMidnight(time) ?? { to: time });
}

/** Two windows on one clock: that of the world if all their ends have an offset, else that of the wall. */
export function spansOf(a: TimeWindow, b: TimeWindow): readonly [Span, Span] {
  const worldly = [a.from, a.to, b.from, b.to].every((time) => time === undefined || hasOffset(time));
  const clock = (time: string): number => (worldly ? instantOf(time) : undefined) ?? wallClockMs(time);
  return [spanOf(a, clock), spanOf(b, clock)];
}

function spanOf(window: TimeWindow, clock: (time: string) => number): Span {
  const { from = window.to, to = window.from } = window;
  if (from === undefined || to === undefined) return { latest: 0, widthMs: Number.POSITIVE_INFINITY };
  const [earliest, latest] = [clock(from), clock(to) + lengthOf(to)];
  const open = window.from === undefined || window.to === undefined;
  return { latest, widthMs: open ? Number.POSITIVE_INFINITY : latest - earliest };
}

/** A day that got its hour: one end is a date, the other a time of that date. */
export function isHourOfDay(a: string | undefined, b: string | undefined): boolean {
  return a !== undefined && b !== undefined && isDateOnly(a) !== isDateOnly(b) && dateOf(a) === dateOf(b);
}

/** How long a time lasts: a date all its day. */
export function lengthOf(time: string): number {
  return isDateOnly(time) ? dayMs : 0;
}
