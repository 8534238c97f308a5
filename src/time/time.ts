/*
 * Times are ISO 8601 text throughout: `2026-11-20`, `2026-11-20T14:30:00`, `2026-11-20T14:30:00-05:00`. Text keeps what
 * the carrier said and nothing more; a Date would add a zone, and the zone of whatever machine reads it.
 */

const shape = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?)?\s*(Z|z|[+-]\d{1,2}:?\d\d)?$/;
/** What {@link readTime} returns as it is: most times that carriers send; days that not every month has go the long way. */
const canonical =
  /^(?:19[89]\d|2[01]\d\d)-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:Z|(?!-00:00)[+-](?:0\d|1[01]):(?:[03]0|[14]5))?$/;
const canonicalOffset = /^(?!-00:00)[+-](?:0\d|1[01]):(?:[03]0|[14]5)$/;
const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function isDate(year: number, month: number, day: number): boolean {
  if (year < 1980 || year > 2199 || month < 1 || month > 12 || day < 1) return false;
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day <= (lengths[month - 1] ?? 0) + (leap ? 1 : 0);
}

/**
 * ISO-like text in canonical form, or undefined for what is no possible time. Seconds are completed, an all-zero
 * fraction is dropped, any other fraction is kept digit for digit; an offset is kept, never added.
 */
export function readTime(value: string | null | undefined): string | undefined {
  if (value === null || value === undefined) return undefined;
  if (canonical.test(value)) return value;
  const match = shape.exec(value.trim());
  if (match === null) return undefined;
  const [, year = '', month = '', day = '', hour, minute, second = '00', fraction, offset] = match;
  if (!isDate(Number(year), Number(month), Number(day))) return undefined;
  const date = `${year}-${month}-${day}`;
  if (hour === undefined || minute === undefined) return date;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const tail = fraction === undefined || /^0+$/.test(fraction) ? '' : `.${fraction}`;
  return `${date}T${hour}:${minute}:${second}${tail}${(offset === undefined ? undefined : readOffset(offset)) ?? ''}`;
}

/** An offset as `±HH:MM` or `Z` from any spelling (`-5:00`, `-0500`, `-04.00`); undefined outside -12:00 to +14:00. */
export function readOffset(value: string | null | undefined): string | undefined {
  if (value === null || value === undefined) return undefined;
  if (value.length === 6 && canonicalOffset.test(value)) return value;
  const trimmed = value.trim();
  if (trimmed === 'Z' || trimmed === 'z') return 'Z';
  const match = /^([+-])(\d{1,2})[:.]?(\d\d)$/.exec(trimmed);
  if (match === null) return undefined;
  const [, sign = '+', hours = '0', minutes = '0'] = match;
  if (Number(minutes) > 59) return undefined;
  return offsetOfMinutes((sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)));
}

/** Minutes ahead of UTC as `±HH:MM`; undefined outside -12:00 to +14:00 and between quarter hours. */
export function offsetOfMinutes(minutes: number): string | undefined {
  if (minutes < -720 || minutes > 840 || minutes % 15 !== 0) return undefined;
  const whole = Math.abs(minutes);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(whole / 60))}:${two(whole % 60)}`;
}

/**
 * Compact carrier dates: `20261120` and `143000`, `1430` or `14:30:00`; a time may be absent or have lost its leading
 * zero. A time that is none of these, such as `2:30 pm`, leaves the date.
 */
export function readCompactTime(date: string | null | undefined, time?: string | number | null): string | undefined {
  if (date?.length === 8 && typeof time === 'string' && time.length === 6) {
    const usual = `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}T${time.slice(0, 2)}:${time.slice(2, 4)}:${time.slice(4)}`;
    if (canonical.test(usual)) return usual;
  }
  if (date?.length === 10 && typeof time === 'string' && time.length === 8) {
    const usual = `${date}T${time}`;
    if (canonical.test(usual)) return usual;
  }
  const digits = date?.trim().replaceAll('-', '') ?? '';
  if (digits.length !== 8) return undefined;
  const calendar = `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;
  const clock = time === null || time === undefined ? undefined : readClock(String(time).trim());
  return (clock === undefined ? undefined : readTime(`${calendar}T${clock}`)) ?? readTime(calendar);
}

function readClock(time: string): string | undefined {
  if (time.includes(':'))
    return /^\d{1,2}:\d\d(:\d\d)?$/.test(time) ? time.padStart(time.length > 5 ? 8 : 5, '0') : undefined;
  if (!/^\d{1,6}$/.test(time)) return undefined;
  const digits = time.length === 4 ? `${time}00` : time.padStart(6, '0');
  return `${digits.slice(0, 2)}:${digits.slice(2, 4)}:${digits.slice(4, 6)}`;
}

/** Whether a canonical time ends in an offset. */
export function hasOffset(time: string): boolean {
  return offsetLength(time) > 0;
}

/** Characters of a canonical time's offset: 1 for `Z`, 6 for `-05:00`, 0 for none. */
function offsetLength(time: string): number {
  const { length } = time;
  if (length < 20) return 0;
  if (time.charCodeAt(length - 1) === 90) return 1;
  const sign = time.charCodeAt(length - 6);
  return sign === 43 || sign === 45 ? 6 : 0;
}

/** Whether a canonical time is a date only. */
export function isDateOnly(time: string): boolean {
  return time.length === 10;
}

/** The calendar day of a canonical time, at the place it was written. */
export function dateOf(time: string): string {
  return time.slice(0, 10);
}

/** A canonical time without its offset: the wall clock. */
export function wallClockOf(time: string): string {
  return time.slice(0, time.length - offsetLength(time));
}

/** A canonical time's offset, if it has one. */
export function offsetOf(time: string): string | undefined {
  const length = offsetLength(time);
  return length === 0 ? undefined : time.slice(-length);
}

/** A wall clock with an offset put to it; a date only, or a time that has one, stays as it is. */
export function atOffset(time: string, offset: string | undefined): string {
  return offset === undefined || isDateOnly(time) || hasOffset(time) ? time : `${time}${offset}`;
}

/** Milliseconds by which a canonical time's clock is ahead of UTC; undefined without an offset. */
export function offsetMsOf(time: string): number | undefined {
  const length = offsetLength(time);
  if (length === 0) return undefined;
  if (length === 1) return 0;
  const start = time.length - 6;
  const minutes = twoDigits(time, start + 1) * 60 + twoDigits(time, start + 4);
  return (time.charCodeAt(start) === 45 ? -minutes : minutes) * 60_000;
}

/** Milliseconds since the epoch; undefined without an offset, for which there is no instant. */
export function instantOf(time: string): number | undefined {
  const offset = offsetMsOf(time);
  return offset === undefined ? undefined : wallClockMs(time) - offset;
}

/** Milliseconds since the epoch as if the wall clock were UTC: for comparing, never for showing. */
export function wallClockMs(time: string): number {
  const year = twoDigits(time, 0) * 100 + twoDigits(time, 2);
  const month = twoDigits(time, 5);
  const day = twoDigits(time, 8);
  const midnight = daysOf(year, month, day) * 86_400_000;
  if (isDateOnly(time)) return midnight;
  const fraction = time.charCodeAt(19) === 46 ? Math.trunc(Number(wallClockOf(time).slice(19)) * 1000) : 0;
  const seconds = (twoDigits(time, 11) * 60 + twoDigits(time, 14)) * 60 + twoDigits(time, 17);
  return midnight + seconds * 1000 + fraction;
}

/** Days since the epoch of a date after 1600: `Date.UTC` takes five times as long, for every event more than once. */
function daysOf(year: number, month: number, day: number): number {
  // Years that begin in March end with the day that leap years have more.
  const march = month > 2 ? year : year - 1;
  const leapDays = Math.floor(march / 4) - Math.floor(march / 100) + Math.floor(march / 400);
  const daysBefore = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5);
  return march * 365 + leapDays + daysBefore + day - 719_469;
}

function twoDigits(text: string, at: number): number {
  return text.charCodeAt(at) * 10 + text.charCodeAt(at + 1) - 528;
}

/**
 * The offset between a wall clock and the same moment in UTC, rounded to quarter hours; undefined where the two cannot
 * be the same moment (outside -12:00 to +14:00), which is what a wrong date in one of them looks like.
 */
export function offsetBetween(wallClock: string, utc: string): string | undefined {
  if (isDateOnly(wallClock) || isDateOnly(utc)) return undefined;
  const minutes = (wallClockMs(wallClock) - wallClockMs(utc)) / 60_000;
  return offsetOfMinutes(Math.round(minutes / 15) * 15);
}
