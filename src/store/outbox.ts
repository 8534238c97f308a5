import type { Store } from '../model/store.ts';
/*
 * What is found out is written down together with the state that it was found out from, in one value of the store, and
 * only then handed to anybody. So a crash loses nothing: what was written is handed out again, under the key it had, and
 * what was not written is found out again, from the same state.
 */
import type { WatchEvent } from '../model/watch-event.ts';

/** A value of the store: a state, and what it led to that may not have been handed out yet. */
export interface StoredRecord<State> {
  readonly state: State;
  /** The number of the first event in the outbox; every event of a record has the next one. */
  readonly first: number;
  readonly outbox: readonly WatchEvent[];
}

/** What an update makes of a state. */
export interface Update<State> {
  readonly state: State;
  readonly events: readonly WatchEvent[];
  /** Milliseconds after which the store may forget it. Default: never. */
  readonly ttlMs?: number;
}

/** The records of one store, as this process handles them. */
export interface Outbox {
  /** Does work under a name; nobody in this process does anything under the same name meanwhile. */
  alone<T>(name: string, work: () => Promise<T>): Promise<T>;
  read<State>(key: string): Promise<StoredRecord<State> | undefined>;
  /**
   * Replaces a state, alone in this process for as long as it takes; undefined leaves it as it is.
   *
   * @returns the events of the record that are told nobody yet and are in nobody's hands: older ones, then the new ones.
   */
  update<State>(
    key: string,
    change: (state: State | undefined) => Update<State> | undefined,
  ): Promise<readonly WatchEvent[]>;
  /** The events were dealt with and are never handed out again. */
  acknowledge(events: readonly WatchEvent[]): Promise<void>;
  /** The events were not dealt with: the next to ask for them may have them. */
  release(events: readonly WatchEvent[]): void;
}

interface Hand {
  readonly key: string;
  readonly number: number;
  readonly event: WatchEvent;
}

/** A record of which events were handed out and not all of them dealt with. */
interface Open {
  /** Events below this number are dealt with. */
  readonly told: number;
  /** The number after the last event. */
  readonly end: number;
  /** Numbers that are dealt with while an earlier one is not. */
  readonly done: Set<number>;
}

const outboxes = new WeakMap<Store, Outbox>();

/** The outbox of a store: one for all who use that store in this process, so that no two of them hand out the same. */
export function outboxOf(store: Store): Outbox {
  const known = outboxes.get(store) ?? createOutbox(store);
  outboxes.set(store, known);
  return known;
}

function createOutbox(store: Store): Outbox {
  /** The end of the queue for each name that somebody works under. */
  const queues = new Map<string, Promise<void>>();
  /** Handed out and not yet dealt with, by key of the event. */
  const hands = new Map<string, Hand[]>();
  /** Records of which events were handed out. */
  const open = new Map<string, Open>();

  async function alone<T>(name: string, work: () => Promise<T>): Promise<T> {
    const before = queues.get(name) ?? Promise.resolve();
    const mine = before.then(work);
    const end = mine.then(noop, noop);
    queues.set(name, end);
    try {
      return await mine;
    } finally {
      if (queues.get(name) === end) queues.delete(name);
    }
  }

  async function read<State>(key: string): Promise<StoredRecord<State> | undefined> {
    const record = readRecord<State>(await store.get(key));
    if (record === undefined || record.outbox.length === 0) return record;
    const done = Math.min(Math.max(0, (await toldOf(key)) - record.first), record.outbox.length);
    return { ...record, first: record.first + done, outbox: record.outbox.slice(done) };
  }

  /** Events of a record below this number are dealt with. */
  async function toldOf(key: string): Promise<number> {
    return Number((await store.get(toldKey(key))) ?? 0);
  }

  function handOut(key: string, { first, outbox }: StoredRecord<unknown>): readonly WatchEvent[] {
    if (outbox.length === 0) return [];
    const { done } = open.get(key) ?? { done: new Set<number>() };
    open.set(key, { told: first, end: first + outbox.length, done });
    return outbox.filter((event, index) => {
      const number = first + index;
      const held = hands.get(event.key) ?? [];
      if (done.has(number) || held.some((hand) => hand.key === key && hand.number === number)) return false;
      hands.set(event.key, [...held, { key, number, event }]);
      return true;
    });
  }

  /** The hand in which an event is: the very object, or else the first of its key. */
  function take(event: WatchEvent): Hand | undefined {
    const held = hands.get(event.key) ?? [];
    const hand = held.find((each) => each.event === event) ?? held[0];
    const rest = held.filter((each) => each !== hand);
    if (rest.length === 0) hands.delete(event.key);
    else hands.set(event.key, rest);
    return hand;
  }

  async function settle(key: string, numbers: readonly number[]): Promise<void> {
    const record = open.get(key);
    if (record === undefined) return;
    for (const number of numbers) record.done.add(number);
    let { told } = record;
    while (record.done.delete(told)) told += 1;
    if (told === record.told) return;
    await store.set(toldKey(key), String(told));
    if (told === record.end) open.delete(key);
    else open.set(key, { ...record, told });
  }

  async function update<State>(
    key: string,
    change: (state: State | undefined) => Update<State> | undefined,
  ): Promise<readonly WatchEvent[]> {
    const record = await read<State>(key);
    const next = change(record?.state);
    if (next === undefined) return record === undefined ? [] : handOut(key, record);
    const { state, events, ttlMs } = next;
    // A record that the store forgot goes on counting where it was.
    const first = record?.first ?? (await toldOf(key));
    const written = { state, first, outbox: [...(record?.outbox ?? []), ...events] };
    await store.set(key, JSON.stringify(written), ...(ttlMs === undefined ? [] : [ttlMs]));
    return handOut(key, written);
  }

  return {
    alone,
    read,
    update: (key, change) => alone(key, () => update(key, change)),
    async acknowledge(events) {
      const taken = new Map<string, number[]>();
      for (const event of events) {
        const hand = take(event);
        if (hand !== undefined) taken.set(hand.key, [...(taken.get(hand.key) ?? []), hand.number]);
      }
      for (const [key, numbers] of taken) await alone(key, () => settle(key, numbers));
    },
    release(events) {
      for (const event of events) take(event);
    },
  };
}

function noop(): void {}

function toldKey(key: string): string {
  return `waybill:told:${key.replace(/^waybill:/, '')}`;
}

/** What is no record of ours is none: everything is found out again, under the same keys. */
function readRecord<State>(value: unknown): StoredRecord<State> | undefined {
  if (typeof value !== 'string') return undefined;
  try {
    const record: Partial<StoredRecord<State>> | null = JSON.parse(value);
    if (record?.state === undefined || typeof record.first !== 'number' || !Array.isArray(record.outbox))
      return undefined;
    return { state: record.state, first: record.first, outbox: record.outbox };
  } catch {
    return undefined;
  }
}
