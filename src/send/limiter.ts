import pThrottle from 'p-throttle';
import type { Quota } from '../carrier.ts';
import { type Clock, systemClock } from './clock.ts';
import { createLedger, type Ledger } from './ledger.ts';

/** How one window of an account stands. */
export interface WindowUsage {
  readonly limit: number;
  readonly intervalMs: number;
  /** Requests that left within the last interval. */
  readonly used: number;
  readonly left: number;
  /** Milliseconds until the oldest of them no longer counts; 0 where none does. */
  readonly resetsInMs: number;
}

/** How an account stands. */
export interface LimiterUsage {
  readonly windows: readonly WindowUsage[];
  /** Milliseconds for which the carrier asked for silence; 0 for none. */
  readonly heldForMs: number;
  /** Requests since the limiter was made. */
  readonly requests: number;
}

/** What a request says when it asks to leave. */
export interface Admission {
  /** A longer wait than this, foreseen or come to pass, is refused. */
  readonly maxWaitMs: number;
  readonly signal?: AbortSignal | undefined;
}

/** Refused: the wait would be longer than the caller allows. */
export class WaitTooLong extends Error {
  override readonly name = 'WaitTooLong';
  /** Milliseconds after which it is worth coming back. */
  readonly retryAfterMs: number;

  constructor(retryAfterMs: number) {
    super('The wait for the next request would be longer than allowed.');
    this.retryAfterMs = retryAfterMs;
  }
}

/** Keeps one account within its quotas. Every request waits here before each attempt. */
export interface Limiter {
  /**
   * Resolves when a request may leave, first come first served.
   *
   * @throws WaitTooLong as soon as the wait is known to be longer than allowed; the signal's reason on abort.
   */
  admit(admission: Admission): Promise<void>;
  /** Lets nobody leave for `ms` milliseconds from now, or until a longer hold that is in force has passed. */
  hold(ms: number): void;
  /** Milliseconds that a request would wait at the least with `ahead` more in front of it than are waiting now. */
  foreseenWaitMs(ahead: number): number;
  /** Obeys these limits too. */
  obey(quotas: readonly Quota[]): void;
  usage(): LimiterUsage;
}

/**
 * Windows are stretched rather than limits lowered: requests that leave in time may arrive closer together than they
 * left, and a request that is counted may leave a moment later. This share of the window absorbs both and costs no more
 * than it takes of the quota.
 */
const stretch = 1.04;

interface Window {
  readonly quota: Quota;
  readonly ledger: Ledger;
  /** Resolves when p-throttle lets the next one through. */
  readonly take: () => Promise<void>;
}

interface Waiter {
  readonly deadline: number;
  readonly leave: () => void;
  readonly refuse: (reason: unknown) => void;
}

/** A limiter for one account. p-throttle keeps time by the global clock; `clock` must agree with it. */
export function createLimiter(quotas: readonly Quota[], clock: Clock = systemClock): Limiter {
  const windows: Window[] = [];
  const waiters = new Set<Waiter>();
  let heldUntil = 0;
  let requests = 0;
  let pumping = false;

  function obey(more: readonly Quota[]): void {
    for (const { limit, intervalMs } of more) {
      if (windows.some(({ quota }) => quota.limit === limit && quota.intervalMs === intervalMs)) continue;
      const interval = Math.ceil(intervalMs * stretch);
      const take = pThrottle({ limit, interval, strict: true })(() => undefined);
      windows.push({ quota: { limit, intervalMs }, ledger: createLedger(limit, interval), take: async () => take() });
    }
    // Longest first: what was counted there may then leave late by no more than a wait for the shorter ones.
    windows.sort((a, b) => b.quota.intervalMs - a.quota.intervalMs);
  }

  function foreseenWaitMs(ahead: number): number {
    const now = clock.now();
    const position = waiters.size + ahead;
    return windows.reduce(
      (wait, { ledger }) => Math.max(wait, ledger.waitMs(position, now)),
      Math.max(0, heldUntil - now),
    );
  }

  // One request at a time passes all windows and leaves before the next one is counted anywhere: counted too early, it
  // would leave late and fall into a window that is full by then.
  async function pump(): Promise<void> {
    pumping = true;
    while (waiters.size > 0) {
      const held = heldUntil - clock.now();
      if (held > 0) {
        await clock.sleep(held);
        continue;
      }
      for (const { take } of windows) await take();
      // A hold that came meanwhile costs this turn: it was counted, but must not be used late.
      if (heldUntil <= clock.now()) release();
    }
    pumping = false;
  }

  function release(): void {
    const now = clock.now();
    for (const waiter of waiters) {
      waiters.delete(waiter);
      if (waiter.deadline < now) {
        waiter.refuse(new WaitTooLong(foreseenWaitMs(0)));
        continue;
      }
      for (const { ledger } of windows) ledger.add(now);
      requests += 1;
      waiter.leave();
      return;
    }
  }

  obey(quotas);
  return {
    obey,
    foreseenWaitMs,
    admit({ maxWaitMs, signal }) {
      return new Promise((resolve, reject) => {
        if (signal?.aborted === true) {
          reject(signal.reason);
          return;
        }
        const wait = foreseenWaitMs(0);
        if (wait > maxWaitMs) {
          reject(new WaitTooLong(wait));
          return;
        }
        const onAbort = (): void => {
          waiters.delete(waiter);
          reject(signal?.reason);
        };
        const settle =
          <T>(action: (value: T) => void) =>
          (value: T) => {
            signal?.removeEventListener('abort', onAbort);
            action(value);
          };
        const waiter: Waiter = {
          deadline: clock.now() + maxWaitMs,
          leave: settle<void>(resolve),
          refuse: settle(reject),
        };
        waiters.add(waiter);
        signal?.addEventListener('abort', onAbort, { once: true });
        if (!pumping) void pump();
      });
    },
    hold(ms) {
      const now = clock.now();
      heldUntil = Math.max(heldUntil, now + ms);
      for (const waiter of waiters) {
        if (waiter.deadline >= heldUntil) continue;
        waiters.delete(waiter);
        waiter.refuse(new WaitTooLong(heldUntil - now));
      }
    },
    usage() {
      const now = clock.now();
      return {
        windows: windows.map(({ quota, ledger }) => {
          const used = ledger.used(now);
          return { ...quota, used, left: quota.limit - used, resetsInMs: ledger.resetsInMs(now) };
        }),
        heldForMs: Math.max(0, heldUntil - now),
        requests,
      };
    },
  };
}

/** Finds the limiter of an account. */
export interface LimiterPool {
  /** The account's limiter, made on first use; limits that differ from those it knows are obeyed too. */
  get(account: string, quotas: readonly Quota[]): Limiter;
}

/** A pool of its own, for trackers that must not share limits with others, as in tests. */
export function createLimiterPool(clock: Clock = systemClock): LimiterPool {
  const limiters = new Map<string, Limiter>();
  return {
    get(account, quotas) {
      const known = limiters.get(account);
      known?.obey(quotas);
      const limiter = known ?? createLimiter(quotas, clock);
      limiters.set(account, limiter);
      return limiter;
    },
  };
}

/** The pool that all trackers of the process share: a quota belongs to the account, not to a tracker. */
export const sharedLimiters: LimiterPool = createLimiterPool();
