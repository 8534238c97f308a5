import { compact } from '../model/compact.ts';
import type { TrackingEvent } from '../model/tracking.ts';
import { inOrder } from '../time/order.ts';
import { dateOf, isDateOnly, wallClockMs, wallClockOf } from '../time/time.ts';
import { type ChangeDraft, digest, lineOf } from './change-key.ts';
import { canonical, isSame } from './equal.ts';
import type { Lines } from './event-log.ts';

/** What became of the lines of the history: added, revised, withdrawn, whatever order a payload has them in. */
export function eventChanges(previous: Lines, next: Lines): readonly ChangeDraft[] {
  const before = new Map(previous.map((event) => [event.id, event]));
  const after = new Set(next.map(({ id }) => id));
  const gone = previous.filter(({ id }) => !after.has(id));
  const revisedFrom = matchRevised(
    gone,
    next.filter(({ id }) => !before.has(id)),
  );
  const replaced = new Set(revisedFrom.values());
  const lines = inOrder(next, 'oldest-first');
  const oldOf = (event: TrackingEvent): TrackingEvent | undefined => before.get(event.id) ?? revisedFrom.get(event);
  const newest = lines.findLast((event) => oldOf(event) === undefined);
  const overtaken = newest === undefined ? [] : lines.filter((event) => isOvertaken(oldOf(event), event));
  const stepless = new Set(overtaken);
  return [
    ...gone.filter((event) => !replaced.has(event)).map(withdrawn),
    ...lines.flatMap((event) => {
      const old = oldOf(event);
      if (old === undefined) return [added(event, event === newest ? overtaken : [])];
      return isSame(old, event) || stepless.has(event) ? [] : [revised(old, event)];
    }),
  ];
}

/** Carriers say what comes next of the newest line only: with another one behind it, nothing else is said of this one. */
function isOvertaken(old: TrackingEvent | undefined, event: TrackingEvent): boolean {
  if (old?.nextStep === undefined || event.nextStep !== undefined || old.id !== event.id) return false;
  const { nextStep: _, ...rest } = old;
  return isSame(rest, event);
}

function added(event: TrackingEvent, overtaken: Lines): ChangeDraft {
  const endsNextStepOf = overtaken.length === 0 ? undefined : overtaken.map(({ id }) => id);
  return compact({ type: 'event.added' as const, of: [event.id], ...lineOf(event), event, endsNextStepOf });
}

function withdrawn(event: TrackingEvent): ChangeDraft {
  return { type: 'event.withdrawn', of: [event.id], ...lineOf(event), event };
}

function revised(old: TrackingEvent, event: TrackingEvent): ChangeDraft {
  const fields = [...new Set([...keysOf(old), ...keysOf(event)])].filter((key) => !isSame(old[key], event[key])).sort();
  const of = [event.id, digest(old, event)];
  return { type: 'event.revised', of, ...lineOf(event), event, previousId: old.id, fields };
}

function keysOf(event: TrackingEvent): readonly (keyof TrackingEvent)[] {
  return Object.keys(event) as (keyof TrackingEvent)[];
}

/** Whether the lines are the same in another order, or with it: twins trade their ids when they trade places. */
export function isPermuted(a: Lines, b: Lines): boolean {
  return a.length === b.length && isSame(contents(a), contents(b));
}

function contents(events: Lines): readonly string[] {
  return events.map(({ id: _, ...content }) => digest(content)).sort();
}

/** Told where the lines are the same and their times do not tell their order: scans of one moment, lines without a time. */
export function orderChange(shown: Lines, next: Lines): readonly ChangeDraft[] {
  if (shown.length !== next.length || shown.every(({ id }, index) => id === next[index]?.id)) return [];
  const eventIds = next.map(({ id }) => id);
  return [{ type: 'events.reordered', of: [digest(eventIds)], eventIds }];
}

/** The lines that may be the same scan as a line, two of them at the most: more are not needed to see that it is not clear. */
type FindPeers = (event: TrackingEvent) => Lines;

/**
 * Which new line is which old one. A time or a place that is filled in or put right gives a line another id. One line gone
 * and one come with the same code are the same scan if their time is the same, or their place and, as far as it is known
 * to both, about their time; where two could be meant nobody is guessed.
 */
function matchRevised(gone: Lines, come: Lines): ReadonlyMap<TrackingEvent, TrackingEvent> {
  const matched = new Map<TrackingEvent, TrackingEvent>();
  const taken = new Set<TrackingEvent>();
  for (const findAmong of [atSameTime, atSamePlace]) {
    const olds = gone.filter((event) => !taken.has(event));
    const news = come.filter((event) => !matched.has(event));
    if (olds.length === 0 || news.length === 0) return matched;
    const [findOld, findNew] = [findAmong(olds), findAmong(news)];
    for (const event of news) {
      const [old, other] = findOld(event);
      if (old === undefined || other !== undefined || findNew(old).length !== 1) continue;
      matched.set(event, old);
      taken.add(old);
    }
  }
  return matched;
}

function codeOf({ code, status }: TrackingEvent): string {
  return code === undefined ? `status ${status}` : `code ${code}`;
}

function atSameTime(lines: Lines): FindPeers {
  const keyOf = (event: TrackingEvent): string | undefined =>
    event.occurredAt === undefined ? undefined : `${wallClockOf(event.occurredAt)} ${codeOf(event)}`;
  const groups = groupBy(lines, keyOf);
  return (event) => groups.get(keyOf(event) ?? '')?.slice(0, 2) ?? [];
}

/** More than this apart, two scans of a code at a place are two scans. */
const mostCorrectionMs = 24 * 60 * 60_000;

function atSamePlace(lines: Lines): FindPeers {
  const keyOf = (event: TrackingEvent): string => `${canonical(event.place)} ${codeOf(event)}`;
  const groups = new Map([...groupBy(lines, keyOf)].map(([key, group]) => [key, aboutTheTime(group)]));
  return (event) => groups.get(keyOf(event))?.(event) ?? [];
}

/** Of lines of one code and place: a line without a time may be any, a date any line of that day. */
function aboutTheTime(lines: Lines): FindPeers {
  const untimed = lines.filter(({ occurredAt }) => occurredAt === undefined).slice(0, 2);
  const ofDay = groupBy(lines, ({ occurredAt }) => occurredAt && dateOf(occurredAt));
  const datesOfDay = groupBy(lines, ({ occurredAt }) =>
    occurredAt !== undefined && isDateOnly(occurredAt) ? occurredAt : undefined,
  );
  const timed = lines
    .flatMap((event) => {
      const time = event.occurredAt;
      return time === undefined || isDateOnly(time) ? [] : [{ event, ms: wallClockMs(time) }];
    })
    .sort((a, b) => a.ms - b.ms);
  return ({ occurredAt: time }) => {
    if (time === undefined) return lines.slice(0, 2);
    if (isDateOnly(time)) return [...untimed, ...(ofDay.get(time)?.slice(0, 2) ?? [])].slice(0, 2);
    const ms = wallClockMs(time);
    const start = firstAfter(timed, ms - mostCorrectionMs);
    const near = timed.slice(start, start + 2).filter((line) => line.ms < ms + mostCorrectionMs);
    const dates = datesOfDay.get(dateOf(time))?.slice(0, 2) ?? [];
    return [...untimed, ...dates, ...near.map(({ event }) => event)].slice(0, 2);
  };
}

/** The index of the first line after a moment. */
function firstAfter(lines: readonly { readonly ms: number }[], moment: number): number {
  let [low, high] = [0, lines.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lines[middle]?.ms ?? 0) > moment) high = middle;
    else low = middle + 1;
  }
  return low;
}

function groupBy(lines: Lines, keyOf: (event: TrackingEvent) => string | undefined): ReadonlyMap<string, Lines> {
  const groups = new Map<string, TrackingEvent[]>();
  for (const event of lines) {
    const key = keyOf(event);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [event]);
    else group.push(event);
  }
  return groups;
}
