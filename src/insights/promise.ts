import type { Tracking } from '../model/tracking.ts';
import { atPlace } from '../time/place-offset.ts';
import { dateOf, instantOf, isDateOnly, offsetMsOf, wallClockMs } from '../time/time.ts';
import { lengthOf } from '../time/window.ts';
import { latestInstantOf } from './calendar.ts';

/**
 * The instant by which a promise or a forecast is to be kept. One without an offset is told by the clock of the
 * destination; where that is not known, by the clock of the last scan that has one; where no scan has, by that of the last
 * place on earth to reach it.
 */
export function dueAt(due: string, { destination, events }: Pick<Tracking, 'destination' | 'events'>): number {
  const instant = instantOf(due);
  if (instant !== undefined) return instant;
  const moment = isDateOnly(due) ? `${due}T23:59:59` : due;
  const offset = offsetMsOf(atPlace(moment, destination)) ?? lastOffsetMs(events);
  return offset === undefined ? latestInstantOf(due) : wallClockMs(due) + lengthOf(due) - offset;
}

function lastOffsetMs(events: Tracking['events']): number | undefined {
  for (let index = events.length - 1; index >= 0; index -= 1) {
    const time = events[index]?.occurredAt;
    const offset = time === undefined ? undefined : offsetMsOf(time);
    if (offset !== undefined) return offset;
  }
  return undefined;
}

/** Whether it came in time; undefined where it came on the day on which it was due at an hour, and the hour is not known. */
export function isBy(at: string, due: string): boolean | undefined {
  // Both are told by the clock of the destination.
  if (isDateOnly(due)) return dateOf(at) <= due;
  if (isDateOnly(at)) return at === dateOf(due) ? undefined : at < dateOf(due);
  const [came, end] = [instantOf(at), instantOf(due)];
  return came !== undefined && end !== undefined ? came <= end : wallClockMs(at) <= wallClockMs(due);
}

/** Whether the carrier stood at the door in time: an attempt keeps a promise, as carriers count. */
export function isAttemptedBy({ events }: Pick<Tracking, 'events'>, due: string): boolean {
  return events.some(
    ({ status, occurredAt }) =>
      status === 'delivery_attempted' && occurredAt !== undefined && isBy(occurredAt, due) === true,
  );
}
