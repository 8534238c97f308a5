import type { NumberToTrack } from '../carrier/carrier.ts';

import { numberAsGiven, routesOf } from '../identify/route.ts';
import { TrackingError } from '../model/error.ts';
import type { Outcome } from '../model/outcome.ts';
import type { Store } from '../model/store.ts';
import type { CarrierId, Tracking } from '../model/tracking.ts';
import type { WatchEvent } from '../model/watch-event.ts';
import type { TrackingSource } from '../send/tracking-source.ts';
import { outboxOf } from '../store/outbox.ts';
import { absorb } from '../store/snapshots.ts';
import { type AccountPoller, createAccountPoller } from './account-poller.ts';
import { createAsyncQueue } from './async-queue.ts';
import { type Cadence, defaultCadence } from './cadence.ts';
import { givenUpNotice, type WatchRecord, watchKey } from './notices.ts';
import type { PollQueue } from './poll-queue.ts';
import { createOutcomeRecorder, memberOf } from './record-outcome.ts';
import { createWatchList } from './watch-list.ts';

/** How numbers are watched. */
export interface WatchOptions {
  /**
   * Where snapshots are kept: a `Map`, a Keyv instance, `sqliteStore()` of `waybill/sqlite`. A watch goes on where an
   * earlier one over the same store ended, however that ended. Default: in memory, forgotten with the process.
   */
  readonly store?: Store;
  /** Ends the watch; the stream throws the signal's reason. */
  readonly signal?: AbortSignal;
  /** Asks this carrier without identifying the numbers. */
  readonly carrier?: CarrierId;
  /** Overrules {@link defaultCadence} key by key. */
  readonly cadence?: Partial<Cadence>;
  /** Whether what had happened when a parcel was first seen is told, marked `initial`. Default: true. */
  readonly history?: boolean;
  /** Ends the stream when no number is left to ask for. Default: false, as more may be added. */
  readonly untilSettled?: boolean;
}

/** Parcels that are watched: a stream of what happens to them, that runs as long as somebody reads it. */
export interface Watch extends AsyncIterable<WatchEvent> {
  /** Watches these too, from now on. One that is watched already, or has settled, stays as it is. */
  add(...numbers: readonly NumberToTrack[]): void;
  /** Watches these no more and forgets that they were; what is known of their parcels stays in the store. */
  remove(...numbers: readonly NumberToTrack[]): Promise<void>;
  /** Takes in what came another way, such as a push, and tells it in this stream. */
  offer(tracking: Tracking): Promise<void>;
  /** Asks accounts again whose credentials were refused: all, or those of one carrier. */
  resume(carrier?: CarrierId): void;
  /** Numbers that are still asked for. */
  readonly size: number;
}

/** What a watch needs of a tracker. */
export type WatchSource = Pick<TrackingSource, 'carriers' | 'clock' | 'trackMany' | 'usage'>;

/** The stream stops asking while more than these are waiting to be read. */
const mostUnread = 1_000;
/** Numbers taken in between two rests, so that a million of them do not keep a process from everything else. */
const stride = 500;
/** The bucket leaves little to wait for; whoever must wait longer is asked for another time. */
const maxWaitMs = 60_000;
/** Stands in {@link Roster.underWay} for a number that is to leave when its answer is there. */
const removed = 2;

/**
 * Watches parcels: asks for each when it is worth it and as its account's quota allows, and tells what changed. What is
 * told is dealt with when the next is asked for; what was told last when a watch ends is told again by the next one over
 * the same store, with the same key.
 *
 * @throws what the store throws, and the numbers given; never for a number or a carrier.
 */
export function watch(
  tracker: WatchSource,
  numbers: Iterable<NumberToTrack> | AsyncIterable<NumberToTrack>,
  options: WatchOptions = {},
): Watch {
  const { carriers, clock } = tracker;
  const { store = new Map<string, string>(), signal, history, untilSettled = false } = options;
  if (typeof numbers === 'string') {
    throw new TrackingError('invalid_request', 'Give watch() a list of numbers, though it be a single one.');
  }
  const outbox = outboxOf(store);
  const cadence: Cadence = { ...defaultCadence, ...options.cadence };
  const watchList = createWatchList();
  const controller = new AbortController();
  const queue = createAsyncQueue<WatchEvent>(() => queue.size === mostUnread - 1 && nudge());
  const pollers = carriers.map((carrier) =>
    createAccountPoller({ usage: () => tracker.usage(), carrier, store, outbox }),
  );
  const connections = carriers.map((carrier) => ({ carrier }));
  const take = createOutcomeRecorder({ store, outbox, watchList, cadence, carriers, clock, history });
  const settling = new Set<Promise<unknown>>();
  let added: NumberToTrack[] = [];
  let entering = 0;
  let nap = new AbortController();

  function nudge(): void {
    nap.abort();
  }

  /** What goes wrong in the background goes wrong in the stream. */
  function inBackground(work: Promise<unknown>): void {
    const watched = work
      .then(nudge, (reason: unknown) => queue.close({ reason }))
      .finally(() => settling.delete(watched));
    settling.add(watched);
  }

  async function enter(source: Iterable<NumberToTrack> | AsyncIterable<NumberToTrack>): Promise<void> {
    entering += 1;
    let count = 0;
    for await (const asked of source) {
      if (controller.signal.aborted) return;
      await admit(asked);
      count += 1;
      if (count % stride === 0) {
        nudge();
        await clock.sleep(1, controller.signal);
      }
    }
    entering -= 1;
  }

  async function admit(asked: NumberToTrack): Promise<void> {
    const member = watchList.add(asked);
    if (member === undefined) return bringBack(asked);
    const now = clock.now();
    const key = watchKey(asked);
    const record = await outbox.read<WatchRecord>(key);
    const { state } = record ?? {};
    if (record !== undefined) {
      queue.put(await outbox.update(key, () => undefined));
      if (state?.parcel !== undefined) queue.put(await outbox.update(state.parcel, () => undefined));
    }
    if (!watchList.has(member)) return;
    if (state?.ended) return watchList.remove(member);
    const routes = routesOf(asked, connections, state?.carrier ?? options.carrier);
    if (routes instanceof TrackingError) {
      watchList.remove(member);
      const { code, message } = routes;
      const ended = { dueAt: now, everyMs: 0, since: now, misses: 0, ended: true } as const;
      const events = [givenUpNotice(asked, now, code, message)];
      queue.put(await outbox.update<WatchRecord>(key, () => ({ state: ended, events })));
      return;
    }
    const index = carriers.indexOf(routes[0].connection.carrier);
    watchList.account.set(member, index);
    watchList.known.set(member, state?.carrier === undefined && options.carrier === undefined ? 0 : 1);
    watchList.since.set(member, state?.since ?? now);
    watchList.misses.set(member, state?.misses ?? 0);
    pollers[index]?.queue.put(member, state?.dueAt ?? now, state?.everyMs ?? cadence.every.new.dayMs);
  }

  /** Removed and added again while it is being asked for: it was never gone. */
  function bringBack(asked: NumberToTrack): void {
    const member = watchList.find(asked);
    if (member !== undefined && watchList.underWay.get(member) === removed) watchList.underWay.set(member, 1);
  }

  /** The number with its carrier, once that is known: nobody else is asked for it then. */
  function inquiryOf(member: number): NumberToTrack {
    const asked = watchList.askedOf(member);
    const carrier = carriers[watchList.account.get(member)]?.id;
    if (watchList.known.get(member) === 0 || carrier === undefined) return asked;
    return typeof asked === 'string' ? { trackingNumber: asked, carrier } : { ...asked, carrier };
  }

  async function ask(poller: AccountPoller, members: readonly number[]): Promise<void> {
    const askedAt = clock.now();
    const inquiries = members.map(inquiryOf);
    const errors: (TrackingError | undefined)[] = [];
    const left = new Set(members);
    await poller.begin(askedAt);
    try {
      for await (const outcome of tracker.trackMany(inquiries, { signal: controller.signal, maxWaitMs })) {
        const member = memberOf(outcome, left, watchList);
        if (member === undefined) continue;
        left.delete(member);
        errors.push(outcome.ok ? undefined : outcome.error);
        await settle(member, outcome);
      }
      queue.put(await poller.breaker.judge(errors, askedAt, clock.now()));
    } finally {
      poller.end();
      for (const member of left) putBack(member, clock.now() + maxWaitMs);
    }
  }

  async function settle(member: number, outcome: Outcome): Promise<void> {
    const { events, next } = await take(member, outcome);
    queue.put(events);
    if (watchList.underWay.get(member) === removed) await store.delete(watchKey(watchList.askedOf(member)));
    putBack(member, next?.at, next?.everyMs);
  }

  /** A member that was asked for waits for its next time, or leaves. */
  function putBack(member: number, dueAt: number | undefined, everyMs?: number): void {
    const isRemoved = watchList.underWay.get(member) === removed;
    watchList.underWay.set(member, 0);
    if (isRemoved || dueAt === undefined) watchList.remove(member);
    else pollers[watchList.account.get(member)]?.queue.put(member, dueAt, everyMs);
  }

  /** Marks those that are asked for now. Carriers answer by number: of two with the same number one waits. */
  function setOut(members: readonly number[], timetable: PollQueue): readonly number[] {
    const numbers = new Set<string>();
    return members.filter((member) => {
      const isFirst = numbers.size < numbers.add(numberAsGiven(watchList.askedOf(member))).size;
      if (isFirst) watchList.underWay.set(member, 1);
      else timetable.put(member, clock.now());
      return isFirst;
    });
  }

  /** Asks whatever may be asked now; returns when there will be more. */
  function dispatch(): number {
    const now = clock.now();
    let wakeAt = Number.POSITIVE_INFINITY;
    for (const poller of pollers) {
      while (poller.nextAt(now) <= now && queue.size < mostUnread) {
        const members = setOut(poller.queue.take(now, poller.carrier.maxBatch), poller.queue);
        inBackground(ask(poller, members));
      }
      wakeAt = Math.min(wakeAt, poller.nextAt(now));
    }
    return queue.size < mostUnread ? wakeAt : Number.POSITIVE_INFINITY;
  }

  async function run(): Promise<void> {
    for (const poller of pollers) queue.put(await poller.load(clock.now()));
    inBackground(enter(numbers));
    while (!controller.signal.aborted) {
      nap = new AbortController();
      if (added.length > 0) {
        inBackground(enter(added));
        added = [];
      }
      const wakeAt = dispatch();
      // The loop itself is the one that is left.
      if (untilSettled && watchList.size === 0 && entering === 0 && settling.size === 1) break;
      const wait = Math.min(wakeAt - clock.now(), 24 * 60 * 60_000);
      if (wait > 0 && !nap.signal.aborted) await clock.sleep(wait, nap.signal).catch(() => undefined);
    }
    queue.close();
  }

  async function* stream(): AsyncGenerator<WatchEvent, void, undefined> {
    signal?.throwIfAborted();
    const onAbort = (): void => queue.close({ reason: signal?.reason });
    signal?.addEventListener('abort', onAbort, { once: true });
    let told: WatchEvent | undefined;
    try {
      inBackground(run());
      for (;;) {
        told = await queue.take();
        if (told === undefined) return;
        yield told;
        await outbox.acknowledge([told]);
        told = undefined;
      }
    } finally {
      signal?.removeEventListener('abort', onAbort);
      controller.abort();
      while (settling.size > 0) {
        nudge();
        await Promise.all(settling);
      }
      outbox.release([...(told === undefined ? [] : [told]), ...queue.clear()]);
    }
  }

  const events = stream();
  return {
    [Symbol.asyncIterator]: () => ({
      next: () => events.next(),
      async return() {
        // Whoever waits for the next one at the moment hears that there is none.
        queue.close();
        return events.return();
      },
    }),
    get size() {
      return watchList.size + added.length;
    },
    add(...more) {
      added.push(...more);
      nudge();
    },
    async remove(...gone) {
      for (const asked of gone) {
        const member = watchList.find(asked);
        if (member !== undefined) {
          pollers[watchList.account.get(member)]?.queue.drop(member);
          if (watchList.underWay.get(member) === 0) watchList.remove(member);
          else watchList.underWay.set(member, removed);
        }
        await store.delete(watchKey(asked));
      }
      nudge();
    },
    async offer(tracking) {
      queue.put(await absorb(store, tracking, history === undefined ? {} : { history }));
    },
    resume(carrier) {
      for (const poller of pollers) if (carrier === undefined || poller.carrier.id === carrier) poller.breaker.resume();
      nudge();
    },
  };
}
