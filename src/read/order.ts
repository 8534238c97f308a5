import { dateOf, instantOf, isDateOnly, offsetOf, wallClockMs } from './time.ts';

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
  let offsetMs = firstOffsetMs(oldestFirst);
  let previous: { key: number; date: string } | undefined;
  const keyed = oldestFirst.map((item) => {
    const time = item.occurredAt;
    if (time === undefined) return { item, key: previous?.key ?? Number.NEGATIVE_INFINITY };
    const instant = instantOf(time);
    if (instant !== undefined) offsetMs = wallClockMs(time) - instant;
    const date = dateOf(time);
    const beside = isDateOnly(time) && previous?.date === date ? previous.key : undefined;
    const key = beside ?? instant ?? wallClockMs(time) - offsetMs;
    previous = { key, date };
    return { item, key };
  });
  return isSorted(keyed) ? oldestFirst : keyed.sort((a, b) => compare(a.key, b.key)).map(({ item }) => item);
}

function firstOffsetMs(items: readonly Timed[]): number {
  for (const { occurredAt } of items) {
    if (occurredAt === undefined || offsetOf(occurredAt) === undefined) continue;
    return wallClockMs(occurredAt) - (instantOf(occurredAt) ?? 0);
  }
  return 0;
}

function isSorted(keyed: readonly { readonly key: number }[]): boolean {
  return keyed.every(({ key }, index) => index === 0 || (keyed[index - 1]?.key ?? key) <= key);
}

function compare(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
