import type { EventStatus } from '../model/status.ts';
import { dateOf, isDateOnly, offsetMsOf, wallClockMs } from './time.ts';

interface Timed {
  readonly occurredAt?: string | undefined;
  readonly status?: EventStatus | undefined;
}

/**
 * Oldest first. Times with an offset compare as instants; a time without one is taken at the offset of the nearest line
 * before it that has one, for comparing only; a date only stays beside its day's lines where the carrier put it, but a label
 * stands before them and a scan behind the label; a line without a time stays behind the line that the carrier put before
 * it. At equal times a label comes first and the delivery last; other ties keep the carrier's order.
 */
export function inOrder<T extends Timed>(items: readonly T[], order: 'newest-first' | 'oldest-first'): readonly T[] {
  const oldestFirst = order === 'oldest-first' ? items : items.toReversed();
  const keys = keysOf(oldestFirst);
  if (keys.every((key, index) => index === 0 || (keys[index - 1] ?? key) < key)) return oldestFirst;
  const places = oldestFirst.map((_, index) => index);
  places.sort((a, b) => compare(keys[a] ?? 0, keys[b] ?? 0));
  settleTies(places, keys, oldestFirst);
  return places.flatMap((place) => oldestFirst[place] ?? []);
}

function keysOf(oldestFirst: readonly Timed[]): readonly number[] {
  let offsetMs = firstOffsetMs(oldestFirst);
  let previousKey = Number.NEGATIVE_INFINITY;
  let previousDate = '';
  let hasDates = false;
  const keys = oldestFirst.map(({ occurredAt: time, status }) => {
    if (time === undefined) return previousKey;
    offsetMs = offsetMsOf(time) ?? offsetMs;
    const date = dateOf(time);
    const key = wallClockMs(time) - offsetMs;
    if (isDateOnly(time)) {
      hasDates = true;
      if (status === 'pre_transit') {
        previousKey = Math.max(previousKey, key);
        return key;
      }
      if (previousDate === date) return previousKey;
    }
    previousKey = key;
    previousDate = date;
    return key;
  });
  return hasDates ? behindLabels(oldestFirst, keys) : keys;
}

/** A date of a scan is some time of its day, and no scan is made before the label. */
function behindLabels(items: readonly Timed[], keys: readonly number[]): readonly number[] {
  const labels = new Map<string, number>();
  for (const [index, { occurredAt: time, status }] of items.entries()) {
    if (time === undefined || isDateOnly(time) || status !== 'pre_transit') continue;
    labels.set(dateOf(time), Math.max(keys[index] ?? 0, labels.get(dateOf(time)) ?? Number.NEGATIVE_INFINITY));
  }
  if (labels.size === 0) return keys;
  let previousKey = Number.NEGATIVE_INFINITY;
  return keys.map((key, index) => {
    const { occurredAt: time, status } = items[index] ?? {};
    const isScanOfDay = time !== undefined && isDateOnly(time) && status !== undefined && rankOf(status) > 0;
    const label = isScanOfDay ? labels.get(dateOf(time)) : undefined;
    if (time === undefined) return Math.max(key, previousKey);
    previousKey = Math.max(key, label ?? Number.NEGATIVE_INFINITY);
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

/** How far on the way a line is for certain; between label and delivery a parcel goes to and fro. */
function rankOf(status: EventStatus | undefined): number {
  if (status === 'pre_transit') return 0;
  return status === 'delivered' || status === 'returned' ? 2 : 1;
}

/** Lines that say nothing of where the parcel is stay where they stand. */
function isSilent(status: EventStatus | undefined): boolean {
  return status === undefined || status === 'info' || status === 'unknown';
}

/** Puts lines of one time into the order of the way, in place. */
function settleTies(places: number[], keys: readonly number[], items: readonly Timed[]): void {
  const rankAt = (place: number): number => rankOf(items[place]?.status);
  for (let start = 0, end = 1; start < places.length; start = end, end += 1) {
    while (end < places.length && keys[places[end] ?? 0] === keys[places[start] ?? 0]) end += 1;
    if (end - start === 1) continue;
    const slots: number[] = [];
    for (let slot = start; slot < end; slot += 1) if (!isSilent(items[places[slot] ?? 0]?.status)) slots.push(slot);
    const ranked = slots.map((slot) => places[slot] ?? 0);
    if (ranked.every((place, index) => index === 0 || rankAt(ranked[index - 1] ?? 0) <= rankAt(place))) continue;
    ranked.sort((a, b) => rankAt(a) - rankAt(b));
    for (const [index, slot] of slots.entries()) places[slot] = ranked[index] ?? 0;
  }
}
