import { TrackingError } from '../../model/error.ts';
import { instantOf, readTime, wallClockMs } from '../../read/time.ts';
import { lengthOf } from '../window.ts';

/** One hour in milliseconds. */
export const hourMs: number = 60 * 60_000;

/** Between which two instants something was, in milliseconds since the epoch: the same one where the offset is known. */
export interface Moment {
  readonly earliest: number;
  readonly latest: number;
}

/**
 * When a time was, as surely as it says. A wall clock without an offset was somewhere between the first and the last
 * place on earth where it stood so; a date alone lasts its whole day.
 */
export function momentOf(time: string): Moment {
  const instant = instantOf(time);
  if (instant !== undefined) return { earliest: instant, latest: instant };
  const wall = wallClockMs(time);
  return { earliest: wall - 14 * hourMs, latest: wall + lengthOf(time) + 12 * hourMs };
}

/** Milliseconds that a canonical time's clock is ahead of UTC; 0 where it does not say. */
export function clockOffsetMs(time: string): number {
  const instant = instantOf(time);
  return instant === undefined ? 0 : wallClockMs(time) - instant;
}

/** When a time is over by the clock of another time, which stands for the place; at the latest where that tells none. */
export function likelyEnd(time: string, clock: string | undefined): number {
  const { earliest, latest } = momentOf(time);
  if (earliest === latest || clock === undefined) return latest;
  return wallClockMs(time) + lengthOf(time) - clockOffsetMs(clock);
}

/**
 * The instant that a caller means by `now`.
 *
 * @throws TrackingError `invalid_request` for a text that is no instant.
 */
export function instantOfNow(now: number | string): number {
  const time = typeof now === 'string' ? readTime(now) : undefined;
  const instant = typeof now === 'number' ? now : time === undefined ? undefined : instantOf(time);
  if (instant !== undefined && Number.isFinite(instant)) return instant;
  throw new TrackingError(
    'invalid_request',
    'Give now in milliseconds since the epoch or as ISO 8601 text with an offset, such as 2026-11-20T14:30:00Z.',
  );
}
