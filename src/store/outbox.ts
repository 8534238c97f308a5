/*
 * What is found out is written down together with the state that it was found out from, in one value of the store, and
 * only then handed to anybody. So a crash loses nothing: what was written is handed out again, under the key it had, and
 * what was not written is found out again, from the same state. A value is replaced only if it is the one that was read,
 * where the store can do that; where it cannot, one process at a time may write.
 */
import { TrackingError } from '../model/error.ts';
import type { Store } from '../model/store.ts';
import type { WatchEvent } from '../model/watch-event.ts';

/** What an update makes of a state. */
export interface Update<State> {
  readonly state: State;
  readonly events: readonly WatchEvent[];
  /** Milliseconds after which the store may forget it. */
  readonly ttlMs: number;
}

/** The records of one store, as this process handles them. */
export interface Outbox {
  read<State>(key: string): Promise<StoredRecord<State> | undefined>;
  /** Records in the order of their keys, read together. */
  readMany<State>(keys: readonly string[]): Promise<readonly (StoredRecord<State> | undefined)[]>;
  /**
   * Replaces a state; undefined leaves it as it is. `change` is pure: it is called again where another process was faster.
   *
   * @returns the events of the record that nobody is known to have dealt with and that are in nobody's hands here: older
   * ones, then the new ones.
   */
  update<State>(
    key: string,
    change: (state: State | undefined, ttlMs: number) => Update<State> | undefined,
  ): Promise<readonly WatchEvent[]>;
  /** Hands out what these records have to tell, without changing them. */
  untold(keys: readonly string[]): Promise<readonly WatchEvent[]>;
  /** The events were dealt with and are never handed out again; each record is written once. */
  acknowledge(events: readonly WatchEvent[]): Promise<void>;
  /** The events were not dealt with: the next to ask for them may have them. */
  release(events: readonly WatchEvent[]): void;
}

/** An event that somebody in this process has and has not dealt with. */
interface HandedOut {
  readonly key: string;
  readonly number: number;
  readonly event: WatchEvent;
}

/** Who comes too late reads again, but not for ever: a store may be one that never says yes. */
const mostAttempts = 1_000;

const outboxes = new WeakMap<Store, Outbox>();

/** The outbox of a store: one for all who use that store in this process, so that no two of them hand out the same. */
export function outboxOf(store: Store): Outbox {
  const known = outboxes.get(store) ?? createOutbox(store);
  outboxes.set(store, known);
  return known;
}

function createOutbox(store: Store): Outbox {
  /** The end of the queue for each record that somebody works on. */
  const queues = new Map<string, Promise<void>>();
  /** By key of the event. */
  const hands = new Map<string, readonly HandedOut[]>();

  /** Does work on a record; nobody in this process does anything to the same one meanwhile. */
  async function alone<T>(key: string, work: () => Promise<T>): Promise<T> {
    const mine = (queues.get(key) ?? Promise.resolve()).then(work);
    const end = mine.then(noop, noop);
    queues.set(key, end);
    try {
      return await mine;
    } finally {
      if (queues.get(key) === end) queues.delete(key);
    }
  }

  /** Replaces a record by what `change` makes of it; returns the record as it is then. */
  async function replace<State>(
    key: string,
    change: (record: StoredRecord<State> | undefined) => StoredRecord<State> | undefined,
  ): Promise<StoredRecord<State> | undefined> {
    for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
      const value = await store.get(key);
      const record = readRecord<State>(value);
      const next = change(record);
      if (next === undefined) return record;
      const text = writeRecord(next);
      if (store.compareAndSet === undefined) {
        await store.set(key, text, next.ttlMs);
        return next;
      }
      const expected = typeof value === 'string' ? value : undefined;
      if (await store.compareAndSet(key, expected, text, next.ttlMs)) return next;
    }
    const message = `The store's compareAndSet() kept nothing in ${mostAttempts} attempts; give a store whose compareAndSet() compares with what its get() returns.`;
    throw new TrackingError('invalid_request', message);
  }

  function handOut(key: string, record: StoredRecord<unknown> | undefined): readonly WatchEvent[] {
    const given: WatchEvent[] = [];
    for (const [number, event] of record?.outbox ?? []) {
      const held = hands.get(event.key) ?? [];
      if (held.some((hand) => hand.key === key && hand.number === number)) continue;
      hands.set(event.key, [...held, { key, number, event }]);
      given.push(event);
    }
    return given;
  }

  function letGo(hand: HandedOut): void {
    const rest = (hands.get(hand.event.key) ?? []).filter((each) => each !== hand);
    if (rest.length === 0) hands.delete(hand.event.key);
    else hands.set(hand.event.key, rest);
  }

  /** The hands in which events are: of the very object, or else the first of its key. */
  function handsOf(events: readonly WatchEvent[]): ReadonlySet<HandedOut> {
    const found = new Set<HandedOut>();
    for (const event of events) {
      const held = (hands.get(event.key) ?? []).filter((each) => !found.has(each));
      const hand = held.find((each) => each.event === event) ?? held[0];
      if (hand !== undefined) found.add(hand);
    }
    return found;
  }

  function release(events: readonly WatchEvent[]): void {
    for (const hand of handsOf(events)) letGo(hand);
  }

  /** Only what is written down as dealt with leaves the hands: whoever asks meanwhile is not given it again. */
  async function settle(key: string, settled: readonly HandedOut[]): Promise<void> {
    const isSettled = ([number, { key: of }]: readonly [number, WatchEvent]): boolean =>
      settled.some((hand) => hand.number === number && hand.event.key === of);
    try {
      await replace(key, (record) => {
        if (record === undefined || !record.outbox.some(isSettled)) return undefined;
        return { ...record, outbox: record.outbox.filter((entry) => !isSettled(entry)) };
      });
    } finally {
      for (const hand of settled) letGo(hand);
    }
  }

  function update<State>(
    key: string,
    change: (state: State | undefined, ttlMs: number) => Update<State> | undefined,
  ): Promise<readonly WatchEvent[]> {
    return alone(key, async () => {
      const record = await replace<State>(key, (known) => {
        const update = change(known?.state, known?.ttlMs ?? 0);
        if (update === undefined) return undefined;
        const { next = 0, outbox = [] } = known ?? {};
        const added = update.events.map((event, index) => [next + index, event] as const);
        const { state, ttlMs } = update;
        return { state, ttlMs, next: next + added.length, outbox: [...outbox, ...added] };
      });
      return handOut(key, record);
    });
  }

  return {
    read: async (key) => readRecord(await store.get(key)),
    async readMany<State>(keys: readonly string[]) {
      return (await readMany(store, keys)).map((value) => readRecord<State>(value));
    },
    update,
    async untold(keys) {
      const values = await readMany(store, keys);
      const given: WatchEvent[] = [];
      const failures: unknown[] = [];
      await sideBySide(
        keys.filter((_, index) => hasUntold(values[index])),
        (key) =>
          update(key, () => undefined).then(
            (events) => given.push(...events),
            (error: unknown) => failures.push(error),
          ),
      );
      if (failures.length === 0) return given;
      release(given);
      throw failures[0];
    },
    async acknowledge(events) {
      const settled = new Map<string, HandedOut[]>();
      for (const hand of handsOf(events)) settled.set(hand.key, [...(settled.get(hand.key) ?? []), hand]);
      await sideBySide([...settled], ([key, of]) => alone(key, () => settle(key, of)));
    },
    release,
  };
}

function noop(): void {}

/** How many of a kind are under way at a store at once. */
const mostSideBySide = 64;

/** What is kept under each of these keys, in one step where the store can, else side by side. */
async function readMany(store: Store, keys: readonly string[]): Promise<readonly unknown[]> {
  if (keys.length === 0) return [];
  if (store.getMany !== undefined) return await store.getMany(keys);
  return sideBySide(keys, async (key) => await store.get(key));
}

/** The same work for each of many, not all of them at once; results in their order. */
async function sideBySide<T, Result>(
  items: readonly T[],
  work: (item: T) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (let at = 0; at < items.length; at += mostSideBySide) {
    results.push(...(await Promise.all(items.slice(at, at + mostSideBySide).map(work))));
  }
  return results;
}

/** A value of the store: a state, and what it led to that is not known to have been dealt with. */
interface StoredRecord<State> {
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
function writeRecord({ state, next, ttlMs, outbox }: StoredRecord<unknown>): string {
  return JSON.stringify({ state, next, ttlMs, outbox });
}

/** What is no record of ours is none: everything is found out again, under the same keys. */
function readRecord<State>(value: unknown): StoredRecord<State> | undefined {
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
function hasUntold(value: unknown): boolean {
  return typeof value === 'string' && !value.endsWith(nothingToTell);
}
