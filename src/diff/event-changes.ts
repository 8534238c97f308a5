import type { Change } from '../model/change.ts';
import type { TrackingEvent } from '../model/tracking.ts';
import { inOrder } from '../time/order.ts';
import { dateOf, isDateOnly, wallClockMs, wallClockOf } from '../time/time.ts';
import { type ChangeDraft, digest, lineOf } from './change-key.ts';
import { isSame } from './equal.ts';

type Lines = readonly TrackingEvent[];

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
  return [
    ...gone.filter((event) => !replaced.has(event)).map(withdrawn),
    ...next.flatMap((event) => {
      const old = before.get(event.id) ?? revisedFrom.get(event);
      return old === undefined ? [added(event)] : isSame(old, event) ? [] : [revised(old, event)];
    }),
  ];
}

function added(event: TrackingEvent): ChangeDraft {
  return { type: 'event.added', of: [event.id], ...lineOf(event), event };
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

/**
 * A time or a place that is filled in or put right gives a line another id. One line gone and one come with the same
 * code are the same scan if their time is the same, or their place and, as far as it is known to both, about their time;
 * where two could be meant nobody is guessed.
 */
function matchRevised(gone: Lines, come: Lines): ReadonlyMap<TrackingEvent, TrackingEvent> {
  const matched = new Map<TrackingEvent, TrackingEvent>();
  if (gone.length === 0 || come.length === 0) return matched;
  for (const isSameScan of [isSameTime, isSamePlace]) {
    const olds = gone.filter((event) => ![...matched.values()].includes(event));
    const news = come.filter((event) => !matched.has(event));
    for (const event of news) {
      const [old, ...others] = olds.filter((candidate) => isSameScan(candidate, event));
      const rivals = old === undefined ? [] : news.filter((candidate) => isSameScan(old, candidate));
      if (old !== undefined && others.length === 0 && rivals.length === 1) matched.set(event, old);
    }
  }
  return matched;
}

function isSameCode(a: TrackingEvent, b: TrackingEvent): boolean {
  return a.code === b.code && (a.code !== undefined || a.status === b.status);
}

function isSameTime(a: TrackingEvent, b: TrackingEvent): boolean {
  if (a.occurredAt === undefined || b.occurredAt === undefined || !isSameCode(a, b)) return false;
  return wallClockOf(a.occurredAt) === wallClockOf(b.occurredAt);
}

/** More than this apart, two scans of a code at a place are two scans. */
const mostCorrectionMs = 24 * 60 * 60_000;

function isSamePlace(a: TrackingEvent, b: TrackingEvent): boolean {
  if (!isSameCode(a, b) || !isSame(a.place, b.place)) return false;
  const [old, event] = [a.occurredAt, b.occurredAt];
  if (old === undefined || event === undefined) return true;
  if (isDateOnly(old) || isDateOnly(event)) return dateOf(old) === dateOf(event);
  return Math.abs(wallClockMs(old) - wallClockMs(event)) < mostCorrectionMs;
}

/** The history after one change: what {@link eventChanges} took apart, put together. */
export function eventsAfter(events: Lines, change: Change): Lines {
  switch (change.type) {
    case 'event.added':
      return inserted(events, change.event);
    case 'event.withdrawn':
      return events.filter(({ id }) => id !== change.event.id);
    case 'event.revised': {
      const { event, previousId, fields } = change;
      if (!fields.includes('occurredAt')) return events.map((line) => (line.id === previousId ? event : line));
      return inserted(
        events.filter(({ id }) => id !== previousId),
        event,
      );
    }
    case 'events.reordered': {
      const rank = new Map(change.eventIds.map((id, index) => [id, index]));
      return events.toSorted((a, b) => (rank.get(a.id) ?? 0) - (rank.get(b.id) ?? 0));
    }
    default:
      return events;
  }
}

/** Behind the last line that is not later. */
function inserted(events: Lines, event: TrackingEvent): Lines {
  let index = events.length;
  for (let line = events[index - 1]; line !== undefined; line = events[index - 1]) {
    if (inOrder([line, event], 'oldest-first')[0] === line) break;
    index -= 1;
  }
  return events.toSpliced(index, 0, event);
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
