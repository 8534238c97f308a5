import type { Change, ChangeOf } from '../model/change.ts';
import type { TrackingEvent } from '../model/tracking.ts';
import { inOrder } from '../time/order.ts';
import { instantOf, isDateOnly, offsetMsOf, wallClockMs } from '../time/time.ts';
import { dayMs } from '../time/window.ts';

/** Lines of a history. */
export type Lines = readonly TrackingEvent[];

/** A change that tells of a line. */
export type LineChange = ChangeOf<'event.added' | 'event.revised' | 'event.withdrawn'>;

/** Whether a change tells of a line. */
export function isLineChange(change: Change): change is LineChange {
  return change.type === 'event.added' || change.type === 'event.revised' || change.type === 'event.withdrawn';
}

/**
 * The history after changes of its lines, in the order in which they were told. A line that comes, or whose time was put
 * right, goes behind the last one that is not later.
 */
export function eventsAfter(events: Lines, changes: readonly LineChange[]): Lines {
  const lines: (TrackingEvent | undefined)[] = [...events];
  const indices = new Map(events.map(({ id }, index) => [id, index]));
  const coming = new Map<string, TrackingEvent>();
  const endNextStep = (id: string): void => {
    const index = indices.get(id);
    const line = index === undefined ? coming.get(id) : lines[index];
    if (line === undefined) return;
    const { nextStep: _, ...rest } = line;
    if (index === undefined) coming.set(id, rest);
    else lines[index] = rest;
  };
  for (const change of changes) {
    if (change.type === 'event.added') for (const id of change.endsNextStepOf ?? []) endNextStep(id);
    const { event } = change;
    const id = change.type === 'event.revised' ? change.previousId : event.id;
    const index = indices.get(id);
    indices.delete(id);
    const isNew = coming.delete(id);
    if (change.type === 'event.withdrawn') {
      if (index !== undefined) lines[index] = undefined;
    } else if (index !== undefined && !isMoved(change)) {
      lines[index] = event;
      indices.set(event.id, index);
    } else if (index !== undefined || isNew || change.type === 'event.added') {
      if (index !== undefined) lines[index] = undefined;
      coming.set(event.id, event);
    }
  }
  const staying = lines.filter((line) => line !== undefined);
  return merged(staying, inOrder([...coming.values()], 'oldest-first'));
}

function isMoved(change: LineChange): boolean {
  return change.type === 'event.added' || (change.type === 'event.revised' && change.fields.includes('occurredAt'));
}

/** `events.reordered`, put to use. */
export function reordered(events: Lines, ids: readonly string[]): Lines {
  const rank = new Map(ids.map((id, index) => [id, index]));
  return events.toSorted((a, b) => (rank.get(a.id) ?? 0) - (rank.get(b.id) ?? 0));
}

/** Both lists keep their own order. */
function merged(lines: Lines, coming: Lines): Lines {
  if (coming.length === 0) return lines;
  const offset = offsetOfAny([...lines, ...coming]);
  const earliestFrom = earliestFromEach(lines, offset);
  const after = new Map<number, TrackingEvent[]>();
  for (const event of coming) {
    const place = placeOf(event, offset, earliestFrom);
    const others = after.get(place);
    if (others === undefined) after.set(place, [event]);
    else others.push(event);
  }
  return [...(after.get(0) ?? []), ...lines.flatMap((line, index) => [line, ...(after.get(index + 1) ?? [])])];
}

/** Each line's own moment or an earlier one of a line behind it; lines without a time are behind nobody. */
function earliestFromEach(lines: Lines, offset: number): readonly number[] {
  const earliest: number[] = new Array(lines.length);
  let least = Number.POSITIVE_INFINITY;
  for (let index = lines.length - 1; index >= 0; index -= 1) {
    const time = lines[index]?.occurredAt;
    least = Math.min(least, time === undefined ? Number.NEGATIVE_INFINITY : momentOf(time, offset));
    earliest[index] = least;
  }
  return earliest;
}

/** How many lines stand before it: up to the last one that is not later. */
function placeOf({ occurredAt: time }: TrackingEvent, offset: number, earliestFrom: readonly number[]): number {
  if (time === undefined) return earliestFrom.length;
  // A date belongs behind whatever else is told of its day.
  const moment = momentOf(time, offset) + (isDateOnly(time) ? dayMs - 1 : 0);
  let [low, high] = [0, earliestFrom.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((earliestFrom[middle] ?? 0) > moment) high = middle;
    else low = middle + 1;
  }
  return low;
}

function momentOf(time: string, offset: number): number {
  return instantOf(time) ?? wallClockMs(time) - offset;
}

/** For times without one: an offset of the same parcel. */
function offsetOfAny(lines: Lines): number {
  for (const { occurredAt } of lines) {
    const offset = occurredAt === undefined ? undefined : offsetMsOf(occurredAt);
    if (offset !== undefined) return offset;
  }
  return 0;
}
