import { dateOf, instantOf, present, readTime, wallClockOf } from 'waybill/kit';
import type { TrackResult } from './wire.ts';

const placeholders: ReadonlySet<string> = new Set(['T00:00:00', 'T00:00:00-06:00']);

/**
 * A time as FedEx writes it. Where it knows the day only it sends midnight, without an offset or at -06:00 wherever the
 * place is (Track API, `dateAndTimes`, windows and some Ground scans): such a value is a date.
 */
export function readFedexTime(value: string | null | undefined): string | undefined {
  const time = readTime(value);
  return time !== undefined && placeholders.has(time.slice(10)) ? dateOf(time) : time;
}

/** For telling the newest of a parcel's times: the instant, or the wall clock as if it were UTC. Not for showing. */
export function momentOf(time: string | undefined): number {
  if (time === undefined) return Number.NEGATIVE_INFINITY;
  const wallClock = wallClockOf(time);
  return instantOf(time) ?? Date.parse(wallClock.includes('T') ? `${wallClock}Z` : wallClock);
}

/** The time of one of these types (`dateAndTimes`), the first type that has one. */
export function timeOf({ dateAndTimes }: TrackResult, ...types: readonly string[]): string | undefined {
  for (const type of types) {
    for (const entry of present(dateAndTimes)) {
      const time = entry.type === type ? readFedexTime(entry.dateTime) : undefined;
      if (time !== undefined) return time;
    }
  }
  return undefined;
}
