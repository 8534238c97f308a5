import type * as z from 'zod/mini';
import type { NumberToTrack } from '../carrier/carrier.ts';
import { compact } from '../model/compact.ts';
import { TrackingError } from '../model/error.ts';
import type { Store } from '../model/store.ts';
import type { CarrierId, Tracking } from '../model/tracking.ts';
import type { WatchEvent } from '../model/watch-event.ts';
import { allowedValue, checkArguments, faultsIn, optional, optionsOf } from '../options/options.ts';
import {
  abortSignal,
  carrierId,
  flag,
  iterable,
  milliseconds,
  store as storeValue,
  tracking as trackingValue,
  wholeNumber,
} from '../options/values.ts';
import { sourceWith, type TrackingSource } from '../send/tracking-source.ts';
import { outboxOf } from '../store/outbox.ts';
import { absorb } from '../store/snapshots.ts';
import { steadyTime } from '../time/clock.ts';
import { createAccountPoller } from './account-poller.ts';
import { createAdmission } from './admission.ts';
import { createAsyncQueue } from './async-queue.ts';
import { type Cadence, cadenceOptions, defaultCadence, defaultShare } from './cadence.ts';
import { createLease, type LeaseOptions, leaseOptions } from './lease.ts';
import { watchKey } from './notices.ts';
import { createPollLoop, type Pass } from './poll-loop.ts';
import { readTracking } from './read-tracking.ts';
import { createOutcomeRecorder, liveTtlMs } from './record-outcome.ts';
import { createWatchList, removed } from './watch-list.ts';

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
  /**
   * The share of each account's quota that the watch may take, above 0 and up to 1; the rest is for whoever calls
   * `track`. Token requests and retries come on top. Default: 0.5.
   */
  readonly share?: number;
  /** Whether what had happened when a parcel was first seen is told, marked `initial`. Default: true. */
  readonly history?: boolean;
  /** Ends the stream when no number is left to ask for. Default: false, as more may be added. */
  readonly untilSettled?: boolean;
  /**
   * One pass, for cron and serverless: asks for each number that is due by the store, tells what changed, and ends the stream.
   * What the bounds leave is due the next time. `true`: for at most a minute.
   */
  readonly once?: true | PassLimits;
  /**
   * One watcher at a time, over a store with `compareAndSet`: the others stand by, ask nothing and read none of the numbers. The
   * next one goes on where the one before ended: at once where that was left, within the lease where it died or hangs. One that
   * lost its lease ends with a TrackingError `timeout`. With `once`, a pass ends at once where another watcher is at work.
   */
  readonly lease?: LeaseOptions;
}

/** What one pass may take. */
export interface PassLimits {
  /** Milliseconds in which requests may begin; those under way are waited for. Default: a minute. */
  readonly maxMs?: number;
  /** Requests, retries and those for tokens beside. Default: what the quotas allow. */
  readonly maxRequests?: number;
}

const passLimits: z.ZodMiniType<PassLimits> = optionsOf<PassLimits>({
  maxMs: optional(milliseconds),
  maxRequests: optional(wholeNumber(1)),
});

/** {@link WatchOptions}. */
const watchOptions: z.ZodMiniType<WatchOptions> = optionsOf<WatchOptions>({
  store: optional(storeValue),
  signal: optional(abortSignal),
  carrier: optional(carrierId),
  cadence: optional(cadenceOptions),
  history: optional(flag),
  untilSettled: optional(flag),
  once: optional(
    allowedValue<true | PassLimits>(
      'true, or { maxMs, maxRequests }: milliseconds, and a whole number of 1 or more',
      (value) => value === true || faultsIn(passLimits, value, 'once').length === 0,
    ),
  ),
  lease: optional(leaseOptions),
  share: optional(
    allowedValue<number>('above 0 and up to 1', (value) => typeof value === 'number' && value > 0 && value <= 1),
  ),
});

/** Parcels that are watched: a stream of what happens to them, that runs as long as somebody reads it. */
export interface Watch extends AsyncIterable<WatchEvent> {
  /** Watches these too, from now on. One that is watched already stays as it is; one that has ended is asked for again. */
  add(...numbers: readonly NumberToTrack[]): void;
  /** Watches these no more and forgets that they were; what is known of their parcels stays in the store. */
  remove(...numbers: readonly NumberToTrack[]): Promise<void>;
  /** Takes in what came another way, such as a push, and tells it in this stream. */
  offer(tracking: Tracking): Promise<void>;
  /**
   * What is known of a watched number, from the store and without a call; undefined as long as nothing is. A change that
   * was told is in it.
   */
  tracking(number: NumberToTrack): Promise<Tracking | undefined>;
  /** Asks accounts whose credentials were refused at once, not when their hour is over: all, or those of one carrier. */
  resume(carrier?: CarrierId): void;
  /** Numbers that are still asked for. */
  readonly size: number;
}

/** What a watch needs of a tracker. */
export type WatchSource = Pick<TrackingSource, 'carriers' | 'clock' | 'trackMany' | 'usage'> &
  Partial<Pick<TrackingSource, 'onClose'>>;

const watchSource = sourceWith<WatchSource>('trackMany', 'usage');
const listOfNumbers = iterable('a list of numbers, though it be a single one, or any other iterable');

/** The stream stops asking while more than these are waiting to be read. */
const mostUnread = 1_000;
/** What was dealt with is written down together, and not later than this. */
const longestUnwrittenMs = 1_000;
/** Longest sleep: whoever wakes looks at the clock again. */
const longestSleepMs = 24 * 60 * 60_000;
/** Requests of one pass begin within this time, unless it is told another. */
const passMs = 60_000;
/** Longest wait for what is under way when a watch is left. */
const leaveMs = 5_000;

/**
 * Watches parcels: asks for each when it is worth it and as its account's quota allows, and tells what changed. What is
 * told is dealt with when the next is asked for; what was told last when a watch ends is told again by the next one over
 * the same store, with the same key. A watch is left at once, whatever the numbers' source is doing.
 *
 * @throws TrackingError `invalid_request` for options that are none; what the store throws, and the numbers given; never for a
 * number or a carrier. Once the tracker is closed, TrackingError `invalid_request`.
 */
export function watch(
  tracker: WatchSource,
  numbers: Iterable<NumberToTrack> | AsyncIterable<NumberToTrack>,
  options: WatchOptions = {},
): Watch {
  checkArguments('watch()', {
    tracker: [watchSource, tracker],
    numbers: [listOfNumbers, numbers],
    options: [watchOptions, options],
  });
  const { share = defaultShare } = options;
  const { carriers, clock } = tracker;
  const { store = new Map<string, string>(), signal, history, untilSettled = false, carrier } = options;
  const outbox = outboxOf(store);
  const cadence: Cadence = { ...defaultCadence, ...options.cadence };
  const time = steadyTime(clock);
  const watchList = createWatchList();
  const controller = new AbortController();
  const queue = createAsyncQueue<WatchEvent>((taken) => queue.size + taken >= mostUnread && !isFull() && nudge());
  let isOver = false;
  const pollers = carriers.map((each) =>
    createAccountPoller({ usage: () => tracker.usage(), carrier: each, cadence, share, store, outbox }),
  );
  const shared = { store, outbox, watchList, cadence, carriers, pollers, clock, time, tell, signal: controller.signal };
  const recorder = createOutcomeRecorder({ ...shared, history });
  const isFull = (): boolean => queue.size >= mostUnread;
  const pass = options.once === undefined ? undefined : passOf(options.once === true ? {} : options.once, time());
  const pollLoop = createPollLoop({ ...shared, tracker, recorder, isFull, inBackground, pass });
  const lease = options.lease === undefined ? undefined : createLease(store, options.lease, time);
  const admission = createAdmission({ ...shared, carrier, onAdmitted: nudge });
  const underWay = new Set<Promise<unknown>>();
  let added: NumberToTrack[] = [];
  let entering = 0;
  let nap = new AbortController();

  /** What is found out when nobody reads any more is for the next watch to tell. */
  function tell(found: readonly WatchEvent[]): void {
    if (isOver) outbox.release(found);
    else queue.put(found);
  }

  function nudge(): void {
    nap.abort();
  }

  /** What goes wrong in the background goes wrong in the stream. */
  function inBackground(work: Promise<unknown>): void {
    const watched = work
      .then(nudge, (reason: unknown) => queue.close({ reason }))
      .finally(() => underWay.delete(watched));
    underWay.add(watched);
  }

  async function enter(
    source: Iterable<NumberToTrack> | AsyncIterable<NumberToTrack>,
    revives: boolean,
  ): Promise<void> {
    entering += 1;
    await admission.enter(source, revives);
    entering -= 1;
  }

  /** Waits for the lease; false where the watch, or a pass, is over before. */
  async function isOurs(): Promise<boolean> {
    if (lease === undefined) return true;
    while (!controller.signal.aborted) {
      if (await lease.acquire()) return true;
      if (pass !== undefined) return false;
      await clock.sleep(lease.everyMs, controller.signal).catch(() => undefined);
    }
    return false;
  }

  async function run(): Promise<void> {
    if (!(await isOurs())) return queue.close();
    for (const poller of pollers) tell(await poller.load(time()));
    inBackground(enter(numbers, false));
    while (!controller.signal.aborted) {
      nap = new AbortController();
      if (lease !== undefined && !(await lease.hold())) return queue.close({ reason: lostLease() });
      if (added.length > 0) {
        inBackground(enter(added, true));
        added = [];
      }
      const wakeAt = pollLoop.dispatch();
      // The loop itself is the one that is left.
      if (untilSettled && watchList.size === 0 && entering === 0 && underWay.size === 1) break;
      if (pass !== undefined && pollLoop.isPassOver(entering > 0 || added.length > 0)) break;
      const wait = Math.min(wakeAt - time(), lease?.everyMs ?? longestSleepMs);
      if (wait > 0 && !nap.signal.aborted) await clock.sleep(wait, nap.signal).catch(() => undefined);
    }
    queue.close();
  }

  /** Waits for what is under way, so that the next watch in this process is handed everything; but not for ever. */
  async function finish(): Promise<void> {
    const done = new AbortController();
    const waited = clock.sleep(leaveMs, done.signal).catch(() => undefined);
    while (underWay.size > 0) {
      nudge();
      const isLate = await Promise.race([Promise.all(underWay).then(() => false), waited.then(() => true)]);
      if (isLate) break;
    }
    done.abort();
  }

  async function* stream(): AsyncGenerator<WatchEvent, void, undefined> {
    signal?.throwIfAborted();
    const onAbort = (): void => queue.close({ reason: signal?.reason });
    signal?.addEventListener('abort', onAbort, { once: true });
    const forgetClose = tracker.onClose?.((reason) => queue.close({ reason }));
    let batch: readonly WatchEvent[] | undefined;
    let [dealtWith, written] = [0, 0];
    try {
      inBackground(run());
      for (;;) {
        batch = await queue.take();
        if (batch === undefined) return;
        [dealtWith, written] = [0, 0];
        let since = time();
        for (const event of batch) {
          queue.throwIfFailed();
          yield event;
          dealtWith += 1;
          if (dealtWith < batch.length && time() - since < longestUnwrittenMs) continue;
          await outbox.acknowledge(batch.slice(written, dealtWith));
          [written, since] = [dealtWith, time()];
        }
        batch = undefined;
      }
    } finally {
      signal?.removeEventListener('abort', onAbort);
      forgetClose?.();
      controller.abort();
      await finish();
      isOver = true;
      // What cannot be written down now is told again.
      await outbox.acknowledge(batch?.slice(written, dealtWith) ?? []).catch(() => undefined);
      outbox.release([...(batch?.slice(dealtWith) ?? []), ...queue.clear()]);
      for (const poller of pollers) await poller.save(time()).catch(() => undefined);
      await lease?.release().catch(() => undefined);
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
    tracking: (number) => readTracking(store, number),
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
      checkArguments('offer()', { tracking: [trackingValue, tracking] });
      tell(await absorb(store, tracking, compact({ history, ttlMs: liveTtlMs(cadence) })));
    },
    resume(of) {
      for (const poller of pollers) if (of === undefined || poller.carrier.id === of) poller.breaker.resume();
      nudge();
    },
  };
}

function lostLease(): TrackingError {
  return new TrackingError(
    'timeout',
    'watch(): another watcher may have taken over, as no sign of life reached the store within the lease; begin again.',
    { retryable: true },
  );
}

function passOf({ maxMs = passMs, maxRequests = Number.POSITIVE_INFINITY }: PassLimits, now: number): Pass {
  return { endsAt: now + maxMs, maxRequests };
}
