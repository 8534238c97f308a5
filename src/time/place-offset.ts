import type { Place } from '../model/tracking.ts';
import { atOffset, hasOffset, isDateOnly, offsetOfMinutes, wallClockMs } from './time.ts';
import { zoneOf } from './zones.ts';

/**
 * A wall clock with the offset that its place kept at that moment, by the platform's own zone rules. It stays as it is
 * where it has an offset or no time of day, where the place's zone is not certain, and in the hours around a change of
 * the clocks that came twice or never.
 */
export function atPlace(time: string, place: Place | undefined): string {
  if (place === undefined || isDateOnly(time) || hasOffset(time)) return time;
  const zone = zoneOf(place);
  return zone === undefined ? time : inZone(time, zone);
}

/** A wall clock with the offset that a zone (an IANA name) kept at that moment, where that is certain. */
export function inZone(time: string, zone: string): string {
  return atOffset(time, offsetIn(zone, time));
}

/** The wall clock of a zone (an IANA name) at an instant, in milliseconds since the epoch. */
export function wallClockIn(instant: number, zone: string): string {
  return new Date(instant + offsetMs(zone, instant)).toISOString().slice(0, 19);
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

const dayMs = 24 * hourMs;

/** Offsets of the days on which, and around which, a zone's clocks are not changed; false for the other days. */
const offsetsOfDays = new Map<string, Map<number, string | false>>();

/** The one offset at which the zone's clocks showed this wall clock; undefined for none or two. */
function offsetIn(zone: string, wallClock: string): string | undefined {
  const wall = wallClockMs(wallClock);
  const day = Math.floor(wall / dayMs);
  let days = offsetsOfDays.get(zone);
  if (days === undefined || days.size >= mostDays) {
    days = new Map();
    offsetsOfDays.set(zone, days);
  }
  const known = days.get(day) ?? offsetOfDay(zone, day);
  days.set(day, known);
  return known === false ? offsetAt(zone, wall) : known;
}

function offsetOfDay(zone: string, day: number): string | false {
  const before = offsetMs(zone, day * dayMs - 15 * hourMs);
  const after = offsetMs(zone, (day + 1) * dayMs + 15 * hourMs);
  return (before === after && offsetOfMinutes(before / minuteMs)) || false;
}

function offsetAt(zone: string, wall: number): string | undefined {
  // No zone is further from UTC than 14 hours: a change of the clocks within reach lies between these two.
  const before = offsetMs(zone, wall - 15 * hourMs);
  const after = offsetMs(zone, wall + 15 * hourMs);
  if (before === after) return offsetOfMinutes(before / minuteMs);
  const fits = [before, after].filter((offset) => offsetMs(zone, wall - offset) === offset);
  return fits.length === 1 && fits[0] !== undefined ? offsetOfMinutes(fits[0] / minuteMs) : undefined;
}

const formats = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, number>();
/** Parcels of one run cluster in few zones and days. */
const mostOffsets = 5_000;
const mostDays = 2_000;

/** The zone's offset in the hour of an instant; all changes of the clocks fall on a quarter of an hour. */
function offsetMs(zone: string, instant: number): number {
  const quarter = Math.floor(instant / (hourMs / 4));
  const key = `${zone} ${quarter}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  const parts: Record<string, string> = {};
  for (const { type, value } of formatFor(zone).formatToParts(quarter * (hourMs / 4))) parts[type] = value;
  const { year, month, day, hour, minute } = parts;
  const wall = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute));
  const offset = wall - quarter * (hourMs / 4);
  if (offsets.size >= mostOffsets) offsets.clear();
  offsets.set(key, offset);
  return offset;
}

function formatFor(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-US-u-nu-latn-ca-gregory', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  formats.set(zone, format);
  return format;
}
