import { dateOf, isDateOnly, offsetMsOf, wallClockMs } from './time.ts';

interface Timed {
  readonly occurredAt?: string | undefined;
}

/**
 * Oldest first. Times with an offset compare as instants; a time without one is taken at the offset of the nearest line
 * before it that has one, for comparing only; a date only stays beside its day's lines where the carrier put it; a line
 * without a time stays behind the line that the carrier put before it. Ties keep the carrier's order.
 */
export function inOrder<T extends Timed>(items: readonly T[], order: 'newest-first' | 'oldest-first'): readonly T[] {
  const oldestFirst = order === 'oldest-first' ? items : items.toReversed();
  const keys = keysOf(oldestFirst);
  if (keys.every((key, index) => index === 0 || (keys[index - 1] ?? key) <= key)) return oldestFirst;
  const places = oldestFirst.map((_, index) => index);
  places.sort((a, b) => compare(keys[a] ?? 0, keys[b] ?? 0));
  return places.flatMap((place) => oldestFirst[place] ?? []);
}

function keysOf(oldestFirst: readonly Timed[]): readonly number[] {
  let offsetMs = firstOffsetMs(oldestFirst);
  let previousKey = Number.NEGATIVE_INFINITY;
  let previousDate = '';
  return oldestFirst.map(({ occurredAt: time }) => {
    if (time === undefined) return previousKey;
    offsetMs = offsetMsOf(time) ?? offsetMs;
    const date = dateOf(time);
    if (!isDateOnly(time) || previousDate !== date) previousKey = wallClockMs(time) - offsetMs;
    previousDate = date;
    return previousKey;
  });
}

function firstOffsetMs(items: readonly Timed[]): number {
  for (const { occurredAt } of items) {
    const offset = occurredAt === undefined ? undefined : offsetMsOf(occurredAt);
    if (offset !== undefined) return offset;
  }
  return 0;
}

function compare(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
