import {
  atOffset,
  dateOf,
  dayOfMidnight,
  hasOffset,
  isDateOnly,
  offsetBetween,
  offsetOf,
  readOffset,
  readTime,
  wallClockOf,
} from 'waybill/kit';
import type { WireEvent } from './wire.ts';

/** Announcements carry the day they were made; their midnight is no time. */
const announcements: ReadonlySet<string> = new Set(['GX', 'MA']);

/**
 * When a scan happened, at its place. `eventTimestamp` is the wall clock there, even where a `Z` follows it, and
 * `GMTOffset` its offset. `GMTTimestamp` keeps the local date past midnight UTC, so it only serves where `GMTOffset` is
 * missing, and only if it gives an offset that no wrong date can give. Undefined where USPS gave no possible time.
 */
export function occurredAtOf(event: WireEvent): string | undefined {
  return usualTime(event) ?? otherTime(event);
}

/** What nearly all scans have, read in one go: `…T13:58:00-05:00`, or `…T13:58:00` and the offset beside it. */
function usualTime({ eventTimestamp, GMTOffset, eventCode }: WireEvent): string | undefined {
  if (announcements.has(eventCode ?? '')) return undefined;
  if (eventTimestamp?.length === 25 && /[+-]/.test(eventTimestamp.charAt(19))) return readTime(eventTimestamp);
  return eventTimestamp?.length === 19 && GMTOffset ? readTime(`${eventTimestamp}${GMTOffset}`) : undefined;
}

function otherTime(event: WireEvent): string | undefined {
  const stamp = readTime(event.eventTimestamp) ?? spelledDay(event.eventTimestamp);
  if (stamp === undefined || isDateOnly(stamp)) return stamp;
  if (hasOffset(stamp) && offsetOf(stamp) !== 'Z') return stamp;
  const wallClock = wallClockOf(stamp);
  if (wallClock.endsWith('T00:00:00') && announcements.has(event.eventCode ?? '')) return dateOf(wallClock);
  return atOffset(wallClock, readOffset(event.GMTOffset) ?? offsetByUtc(wallClock, event.GMTTimestamp));
}

/** Beyond eleven hours either way an offset may be true or a day that was lost: it tells nothing. */
function offsetByUtc(wallClock: string, utcStamp: string | null | undefined): string | undefined {
  const utc = readTime(utcStamp);
  if (utc === undefined || isDateOnly(utc)) return undefined;
  const offset = offsetBetween(wallClock, wallClockOf(utc));
  return offset === undefined || /^(?:\+1[2-4]|-1[12])/.test(offset) ? undefined : offset;
}

/** A calendar date at the destination, or a wall clock where USPS gave one; midnight stands for the whole day. */
export function dayOrTime(stamp: string | null | undefined): string | undefined {
  const time = readTime(stamp) ?? spelledDay(stamp);
  if (time === undefined) return undefined;
  return dayOfMidnight(time)?.to ?? (offsetOf(time) === 'Z' ? wallClockOf(time) : time);
}

/** A clock time of a delivery window on a day: `12:15pm`, `by 9:00pm`, `18:00:00`; undefined for other text. */
export function clockOn(day: string, clock: string | null | undefined): string | undefined {
  const match = /(?:^|\s)(\d{1,2}):(\d\d)(?::\d\d)?(?:\s*([ap])\.?m\.?)?$/i.exec((clock ?? '').slice(-40).trim());
  if (match === null) return undefined;
  const [, hours = '', minutes = '', half] = match;
  const hour = Number(hours);
  if (half !== undefined && (hour < 1 || hour > 12)) return undefined;
  const noon = half === undefined ? hour : (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  return readTime(`${dateOf(day)}T${String(noon).padStart(2, '0')}:${minutes}:00`);
}

const months = 'janfebmaraprmayjunjulaugsepoctnovdec';

/**
 * A day as USPS writes it for people, `April 8, 2017` or `04/08/2017`, month first; undefined for one without its year,
 * which nobody can know.
 */
export function spelledDay(words: string | null | undefined): string | undefined {
  const slashed = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(words?.trim() ?? '');
  if (slashed !== null) return dayFrom(slashed[3], slashed[1], slashed[2]);
  const [, month = '', day = '', year = ''] =
    /^([a-z]{3})[a-z]{0,6}\.? (\d{1,2}), (\d{4})$/i.exec(words?.trim() ?? '') ?? [];
  const index = months.indexOf(month.toLowerCase());
  if (month === '' || index % 3 !== 0) return undefined;
  return dayFrom(year, String(index / 3 + 1), day);
}

function dayFrom(year = '', month = '', day = ''): string | undefined {
  return readTime(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
}
