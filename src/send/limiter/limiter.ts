import pThrottle from 'p-throttle';
import type { Quota } from '../../carrier/account.ts';
import { TrackingError } from '../../model/error.ts';
import { type Clock, systemClock } from '../../time/clock.ts';
import { createSlidingWindow, type LimiterUsage, type SlidingWindow } from './sliding-window.ts';

import { enlist, type Waiter, type WaitOptions, WaitTooLong } from './wait-queue.ts';

/** Keeps one account within its quotas. Every request waits here before each attempt. */
export interface Limiter {
  /**
   * Resolves when a request may leave, first come first served.
   *
   * @throws WaitTooLong as soon as the wait is known to be longer than allowed; the signal's reason on abort.
   */
  admit(wait: WaitOptions): Promise<void>;
  /**
   * The result of work that waits here for somebody else, a token for one, under the terms of {@link admit}; the work
   * itself goes on.
   */
  follow<T>(work: Promise<T>, wait: WaitOptions): Promise<T>;
  /** Lets nobody leave for `ms` milliseconds from now, or until a longer hold that is in force has passed. */
  hold(ms: number): void;
  /** Milliseconds that a request would wait at the least with `ahead` more in front of it than are waiting now. */
  foreseenWaitMs(ahead: number): number;
  /**
   * Obeys these limits too.
   *
   * @throws TrackingError `invalid_request` for a limit below 1 or a window of no length.
   */
  obey(quotas: readonly Quota[]): void;
  /** How the account stands now. */
  usage(): LimiterUsage;
}

/**
 * Windows are stretched rather than limits lowered: requests that leave in time may arrive closer together than they
 * left. This share of the window absorbs that and costs no more than it takes of the quota.
 */
const stretch = 1.04;

interface Window {
  readonly quota: Quota;
  readonly ledger: SlidingWindow;
  /** Resolves when p-throttle lets the next one through. */
  readonly take: () => Promise<void>;
}

/** A limiter for one account. */
export function createLimiter(quotas: readonly Quota[], clock: Clock = systemClock): Limiter {
  const windows: Window[] = [];
  const line = new Set<Waiter>();
  const followers = new Set<Waiter>();
  let heldUntil = Number.NEGATIVE_INFINITY;
  let requests = 0;
  let isPumping = false;
  let hasTurn = false;
  let nap: AbortController | undefined;

  function obey(more: readonly Quota[]): void {
    for (const { limit, intervalMs } of more) {
      if (windows.some(({ quota }) => quota.limit === limit && quota.intervalMs === intervalMs)) continue;
      if (!(limit >= 1 && intervalMs > 0)) {
        const message = 'A quota needs a limit of at least 1 and an intervalMs above 0; correct { quotas }.';
        throw new TrackingError('invalid_request', message);
      }
      const interval = Math.ceil(intervalMs * stretch);
      const take = throttle(limit, interval, clock);
      windows.push({ quota: { limit, intervalMs }, ledger: createSlidingWindow(Math.floor(limit), interval), take });
    }
  }

  /** When the one with `position` others before it may leave, at the earliest. */
  function leavesAt(position: number, now: number): number {
    const from = Math.max(now, heldUntil);
    return windows.reduce((latest, { ledger }) => Math.max(latest, ledger.leavesAt(position, from)), from);
  }

  const waitAt = (position: number): number => leavesAt(position, clock.now()) - clock.now();
  const foreseenWaitMs = (ahead: number): number => waitAt(line.size + ahead);

  // The ledger says when the next one may go, and a sleep that ends when nobody waits any more keeps no process alive.
  // p-throttle has the last word, on one request at a time; a turn that a hold or an abort left unused serves the next.
  async function pump(): Promise<void> {
    isPumping = true;
    while (line.size > 0) {
      const wait = waitAt(0);
      if (wait > 0) await sleep(wait);
      else if (hasTurn) release();
      else {
        for (const { take } of windows) await take();
        hasTurn = true;
      }
    }
    isPumping = false;
  }

  async function sleep(ms: number): Promise<void> {
    nap = new AbortController();
    await clock.sleep(ms, nap.signal).catch(() => undefined);
    nap = undefined;
  }

  function release(): void {
    const [waiter] = line;
    if (waiter === undefined) return;
    const now = clock.now();
    for (const { ledger } of windows) ledger.add(now);
    requests += 1;
    hasTurn = false;
    waiter.leave();
  }

  function join(among: Set<Waiter>, { maxWaitMs, signal }: WaitOptions): ReturnType<typeof enlist> {
    signal?.throwIfAborted();
    const wait = foreseenWaitMs(0);
    if (wait > maxWaitMs) throw new WaitTooLong(wait);
    return enlist(among, clock.now() + maxWaitMs, signal, () => {
      if (line.size === 0) nap?.abort();
    });
  }

  obey(quotas);
  return {
    obey,
    foreseenWaitMs,
    async admit(wait) {
      const { gone } = join(line, wait);
      if (!isPumping) void pump();
      await gone;
    },
    async follow(work, wait) {
      const { waiter, gone } = join(followers, wait);
      work.then(waiter.leave, waiter.leave);
      await gone;
      return work;
    },
    hold(ms) {
      const now = clock.now();
      heldUntil = Math.max(heldUntil, now + ms);
      let position = 0;
      for (const waiter of line) {
        const leaves = leavesAt(position, now);
        if (leaves > waiter.deadline) waiter.refuse(new WaitTooLong(leaves - now));
        else position += 1;
      }
      const leaves = leavesAt(position, now);
      for (const { deadline, refuse } of followers) if (leaves > deadline) refuse(new WaitTooLong(leaves - now));
    },
    usage() {
      const now = clock.now();
      return {
        windows: windows.map(({ quota, ledger }) => {
          const used = ledger.used(now);
          return { ...quota, used, left: Math.max(0, quota.limit - used), resetsInMs: ledger.resetsInMs(now) };
        }),
        heldForMs: Math.max(0, heldUntil - now),
        requests,
      };
    },
  };
}

/** p-throttle weighs each request against all others of its window; with more than these it would cost too much. */
const mostWeighed = 5_000;

function throttle(limit: number, interval: number, clock: Clock): () => Promise<void> {
  // It knows no time but the machine's. Without it the ledger alone decides, which is as strict.
  if (clock !== systemClock || limit > mostWeighed) return () => Promise.resolve();
  // Weighed, it counts any span exactly; unweighed, it would space requests out once the window was full.
  const take = pThrottle({ limit, interval, strict: true, weight: () => 1 })(() => undefined);
  return async () => take();
}
