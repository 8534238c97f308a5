import type { WatchEvent } from '../model/watch-event.ts';

/** A value of the store: a state, and what it led to that is not known to have been dealt with. */
export interface StoredRecord<State> {
  readonly state: State;
  /** The number that the next event gets; no two events of a record have the same. */
  readonly next: number;
  /** How long the store keeps it from its last writing on. */
  readonly ttlMs: number;
  /** Events and their numbers, oldest first. */
  readonly outbox: readonly (readonly [number, WatchEvent])[];
}

/** How a record without events to tell ends; the outbox is written last, so that none has to be parsed to know. */
const nothingToTell = '"outbox":[]}';

/** A record as the store keeps it. */
export function writeRecord({ state, next, ttlMs, outbox }: StoredRecord<unknown>): string {
  return JSON.stringify({ state, next, ttlMs, outbox });
}

/** What is no record of ours is none: everything is found out again, under the same keys. */
export function readRecord<State>(value: unknown): StoredRecord<State> | undefined {
  if (typeof value !== 'string') return undefined;
  try {
    const record: Partial<StoredRecord<State>> | null = JSON.parse(value);
    if (typeof record !== 'object' || record === null) return undefined;
    const { state, next, ttlMs, outbox } = record;
    if (state === undefined || typeof next !== 'number' || typeof ttlMs !== 'number') return undefined;
    return Array.isArray(outbox) && outbox.every(isEntry) ? { state, next, ttlMs, outbox } : undefined;
  } catch {
    return undefined;
  }
}

function isEntry(entry: unknown): boolean {
  return Array.isArray(entry) && typeof entry[0] === 'number' && typeof entry[1]?.key === 'string';
}

/** Whether a value may be a record that has something to tell. */
export function hasUntold(value: unknown): boolean {
  return typeof value === 'string' && !value.endsWith(nothingToTell);
}
