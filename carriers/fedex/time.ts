import { dateOf, dayOfMidnight, instantOf, present, readTime, wallClockOf } from 'waybill/kit';
import type { TrackResult } from './wire.ts';

const placeholders: ReadonlySet<string> = new Set(['T00:00:00', 'T00:00:00-06:00']);

/**
 * A time as FedEx writes it. Where it knows the day only it sends midnight, without an offset or, summer and winter, at
 * -06:00 wherever the place is (Track API, `dateAndTimes`, windows and some Ground scans): such a value is a date. Where
 * it knows no offset it writes +00:00 (recorded for Japan and South Carolina, at hours that are those of the place).
 */
export function readFedexTime(value: string | null | undefined): string | undefined {
  const read = readTime(value);
  if (read === undefined) return undefined;
  const time = read.endsWith('+00:00') ? wallClockOf(read) : read;
  return time.startsWith('T00:00:00', 10) && placeholders.has(time.slice(10)) ? dateOf(time) : time;
}

/** A time of a label, a hand-over or a forecast: at midnight sharp it is that day, whatever its offset. */
export function readFedexDay(value: string | null | undefined): string | undefined {
  const time = readFedexTime(value);
  return time === undefined ? undefined : (dayOfMidnight(time)?.to ?? time);
}

/** For telling the newest of a parcel's times: the instant, or the wall clock as if it were UTC. Not for showing. */
export function momentOf(time: string | undefined): number {
  if (time === undefined) return Number.NEGATIVE_INFINITY;
  const wallClock = wallClockOf(time);
  return instantOf(time) ?? Date.parse(wallClock.includes('T') ? `${wallClock}Z` : wallClock);
}

/** What happened at the door, happened at a time. */
const exactTypes: ReadonlySet<string> = new Set(['ACTUAL_DELIVERY', 'ATTEMPTED_DELIVERY']);

/** The time of one of these types (`dateAndTimes`), the first type that has one. */
export function timeOf({ dateAndTimes }: TrackResult, ...types: readonly string[]): string | undefined {
  for (const type of types) {
    const read = exactTypes.has(type) ? readFedexTime : readFedexDay;
    for (const entry of present(dateAndTimes)) {
      const time = entry.type === type ? read(entry.dateTime) : undefined;
      if (time !== undefined) return time;
    }
  }
  return undefined;
}
