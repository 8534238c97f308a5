import type { TrackingEvent } from '../model/tracking.ts';
import { type ChangeDraft, digest, lineOf } from './change-key.ts';
import { isSame } from './equal.ts';
import type { Lines } from './event-log.ts';
import { matchRevised } from './match-revised.ts';

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
