import { instantOfNow } from '../insights/calendar.ts';
import { TrackingError } from '../model/error.ts';
import type { TimeWindow, Tracking } from '../model/tracking.ts';
import { allowedValue, checkArguments, optional, optionsOf } from '../options/options.ts';
import { flag, instant as instantValue, text, tracking as trackingValue } from '../options/values.ts';
import { wallClockIn } from '../time/place-offset.ts';
import { dateOf, isDateOnly, offsetMsOf, offsetOf, readTime, wallClockMs } from '../time/time.ts';
import { dayMs, lengthOf } from '../time/window.ts';
import { zoneOf } from '../time/zones.ts';
import { defaultLanguage, filled, type Language, languageValue } from './language.ts';

/** How a time is written. */
export interface FormatTimeOptions {
  /** Default: English, as it is written in the United States. */
  readonly language?: Language;
  /**
   * The day that is today where the parcel is, `2026-11-20`: the days around it are told by words. Absent: every day by
   * its date.
   */
  readonly today?: string;
  /** Adds the offset where it is known, `UTC-5`, for lists whose places lie in several zones. Default: it is left out. */
  readonly withOffset?: boolean;
}

const formatTimeOptions = optionsOf<FormatTimeOptions>({
  language: optional(languageValue),
  today: optional(allowedValue<string>('a day such as 2026-11-20', (value) => isDay(value))),
  withOffset: optional(flag),
});

const timeWindow = allowedValue<TimeWindow>(
  'a window, { from, to }',
  (value) => typeof value === 'object' && value !== null,
);

function isDay(value: unknown): boolean {
  return typeof value === 'string' && value.length === 10 && readTime(value) === value;
}

/**
 * A time of a tracking for people: the clock at the place where it was told, never moved into another zone, and a date
 * without a time of day as a date.
 *
 * @throws TrackingError `invalid_request` for a text that is no time.
 */
export function formatTime(time: string, options: FormatTimeOptions = {}): string {
  checkArguments('formatTime()', { time: [text, time], options: [formatTimeOptions, options] });
  const { language = defaultLanguage, today, withOffset = false } = options;
  const read = readTime(time);
  if (read === undefined) {
    throw new TrackingError(
      'invalid_request',
      'formatTime(): time is no ISO 8601 time; give one as trackings have it, such as 2026-11-20T14:30:00-05:00.',
    );
  }
  const day = dayText(dateOf(read), language, today);
  if (isDateOnly(read)) return day;
  const clock = clockText(read, language);
  return momentText(day, withOffset ? `${clock}${offsetText(read)}` : clock, language);
}

/**
 * A window for people: a day, a stretch of it, or several days, on the clock of the destination. Empty for an empty window.
 *
 * @throws TrackingError `invalid_request` for ends that are no times.
 */
export function formatWindow(window: TimeWindow, options: Pick<FormatTimeOptions, 'language' | 'today'> = {}): string {
  checkArguments('formatWindow()', { window: [timeWindow, window], options: [formatTimeOptions, options] });
  const { language = defaultLanguage, today } = options;
  const [from, to] = [window.from, window.to].map((end) => (end === undefined ? undefined : readTime(end)));
  if ((window.from !== undefined && from === undefined) || (window.to !== undefined && to === undefined)) {
    throw new TrackingError('invalid_request', 'formatWindow(): an end of window is no ISO 8601 time.');
  }
  if (from === undefined || to === undefined || wallClockMs(from) > wallClockMs(to) + Math.max(0, lengthOf(to) - 1)) {
    return oneEnd(window.to === undefined ? from : undefined, to, language, today);
  }
  if (from === to) return formatTime(from, { language, ...(today !== undefined && { today }) });
  if (dateOf(from) !== dateOf(to)) return severalDays(from, to, language, today);
  const day = dayText(dateOf(to), language, today);
  if (isDateOnly(to))
    return momentText(day, filled(language.texts.times.from, { from: clockText(from, language) }), language, true);
  const span = isDateOnly(from)
    ? filled(language.texts.times.by, { to: clockText(to, language) })
    : filled(language.texts.times.between, { from: clockText(from, language), to: clockText(to, language) });
  return momentText(day, span, language, true);
}

function oneEnd(
  from: string | undefined,
  to: string | undefined,
  language: Language,
  today: string | undefined,
): string {
  const { times } = language.texts;
  const end = to ?? from;
  if (end === undefined) return '';
  const day = dayText(dateOf(end), language, today);
  if (isDateOnly(end)) return to === undefined ? filled(times.from_day, { day }) : filled(times.by_day, { day });
  const clock = clockText(end, language);
  const span = to === undefined ? filled(times.from, { from: clock }) : filled(times.by, { to: clock });
  return momentText(day, span, language, true);
}

/** Days that differ: `Nov 20 – 22`, put together as the language does. */
function severalDays(from: string, to: string, language: Language, today: string | undefined): string {
  return formatOf(language.locale, dateFields(dateOf(from), today, dateOf(to))).formatRange(
    wallClockMs(dateOf(from)),
    wallClockMs(dateOf(to)),
  );
}

function momentText(day: string, time: string, language: Language, isSpan = false): string {
  const { times } = language.texts;
  return filled(times.day_and_time, { day, time: isSpan ? time : filled(times.at, { time }) });
}

/** A day by a word, by its weekday within six days of today, or else by its date. */
function dayText(date: string, language: Language, today: string | undefined): string {
  const { locale } = language;
  const ahead = today === undefined ? undefined : Math.round((wallClockMs(date) - wallClockMs(today)) / dayMs);
  if (ahead !== undefined && Math.abs(ahead) <= 1) return relativeOf(locale).format(ahead, 'day');
  if (ahead !== undefined && ahead > 0 && ahead <= 6)
    return formatOf(locale, { weekday: 'long' }).format(wallClockMs(date));
  return formatOf(locale, dateFields(date, today)).format(wallClockMs(date));
}

/** The year is left out where it is that of today. */
function dateFields(date: string, today: string | undefined, end = date): Intl.DateTimeFormatOptions {
  const isThisYear = today !== undefined && [date, end].every((day) => day.slice(0, 4) === today.slice(0, 4));
  return { weekday: 'short', day: 'numeric', month: 'short', ...(!isThisYear && { year: 'numeric' }) };
}

function clockText(time: string, { locale }: Language): string {
  const hours = formatOf(locale, { hour: 'numeric' });
  const isFullHour = time.slice(14, 16) === '00' && hours.resolvedOptions().hour12 === true;
  return (isFullHour ? hours : formatOf(locale, { hour: 'numeric', minute: '2-digit' })).format(wallClockMs(time));
}

/** ` UTC-5`, ` UTC+5:30`; empty where nobody told it. */
function offsetText(time: string): string {
  const offset = offsetOf(time);
  if (offset === undefined) return '';
  const [, sign = '', hours = '', minutes = ''] = /^([+-])(\d\d):(\d\d)$/.exec(offset) ?? [];
  return ` UTC${sign}${hours === '' ? '' : Number(hours)}${minutes === '' || minutes === '00' ? '' : `:${minutes}`}`;
}

const formats = new Map<string, Intl.DateTimeFormat>();
const relatives = new Map<string, Intl.RelativeTimeFormat>();
/** Locales come from requests: what is kept of them is bounded. */
const mostFormats = 200;

/** Wall clocks are written as if they were UTC, so that no zone can move them. */
function formatOf(locale: string, fields: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return kept(formats, `${locale} ${Object.keys(fields).join()}`, () => {
    return new Intl.DateTimeFormat(locale, { ...fields, timeZone: 'UTC', calendar: 'gregory' });
  });
}

function relativeOf(locale: string): Intl.RelativeTimeFormat {
  return kept(relatives, locale, () => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }));
}

function kept<T>(all: Map<string, T>, key: string, make: () => T): T {
  let one = all.get(key);
  if (one === undefined) {
    if (all.size >= mostFormats) all.clear();
    one = make();
    all.set(key, one);
  }
  return one;
}

/**
 * The calendar day, `2026-11-20`, where a parcel is going at an instant: by the zone of its destination, else by the clock
 * of its last scan that has an offset. Undefined where neither is known.
 *
 * @throws TrackingError `invalid_request` for a `now` that is no instant.
 */
export function todayOf(tracking: Tracking, now: number | string | Date): string | undefined {
  checkArguments('todayOf()', { tracking: [trackingValue, tracking], now: [instantValue, now] });
  const { destination, events } = tracking;
  const instant = instantOfNow(now);
  const zone = destination === undefined ? undefined : zoneOf(destination);
  if (zone !== undefined) return dateOf(wallClockIn(instant, zone));
  const last = events.findLast(({ occurredAt }) => occurredAt !== undefined && offsetMsOf(occurredAt) !== undefined);
  const offset = last?.occurredAt === undefined ? undefined : offsetMsOf(last.occurredAt);
  return offset === undefined ? undefined : dateOf(new Date(instant + offset).toISOString());
}
