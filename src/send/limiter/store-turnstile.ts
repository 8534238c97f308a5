import type { Quota } from '../../carrier/account.ts';
import type { Store } from '../../model/store.ts';
import { type Clock, monotonicOf, systemClock } from '../../time/clock.ts';
import { withTimeLimit } from '../time-limit.ts';
import { createStoredTurns, type StoredTurns } from './stored-turns.ts';
import type { Turn, Turnstile } from './turnstile.ts';

/** How a {@link storeTurnstile} counts. */
export interface StoreTurnstileOptions {
  /**
   * Windows of this length and more are counted in the store, shorter ones in each process by itself. Default: a minute.
   * 0 for all of them: then several processes keep those of seconds together too, at two writes for each request.
   */
  readonly fromIntervalMs?: number;
  /** Default: the machine's time. */
  readonly clock?: Clock;
}

/** A store that takes longer than this for one step has failed. */
const patienceMs = 2_000;
/** Most times that a step is tried again because another process came first; each waits a little longer. */
const mostTries = 100;
const longestPauseMs = 20;

/**
 * Counts turns in a store, so that a daily or hourly quota outlives the process. Over a store with `compareAndSet`, as that of
 * `waybill/sqlite`, all processes of a machine share each quota. Without it one process at a time may use an account: two
 * that write at once forget each other's turns.
 *
 * A store that fails, or takes more than two seconds, gives no turn: `take` rejects.
 */
export function storeTurnstile(
  store: Store,
  { fromIntervalMs = 60_000, clock = systemClock }: StoreTurnstileOptions = {},
): Turnstile {
  // What this process knows of each account's time by itself; see StoredTurns.
  const lastLooks = new Map<string, number>();
  const lines = new Map<string, Promise<unknown>>();

  const ask = <T>(work: () => T | PromiseLike<T>): Promise<T> => withTimeLimit(work, patienceMs, clock);
  const keyOf = (account: string): string => `waybill:turns:${encodeURIComponent(account)}`;

  /** One step on what is kept of an account; `change` may be asked again. */
  async function update<T>(account: string, change: (turns: StoredTurns) => T): Promise<T> {
    if (store.compareAndSet !== undefined) return updateAlone(account, change);
    // What the store cannot keep apart, this process does: its steps come one after another.
    const before = lines.get(account) ?? Promise.resolve();
    const step = before.then(() => updateAlone(account, change));
    const settled = step.catch(() => undefined);
    lines.set(account, settled);
    void settled.then(() => {
      if (lines.get(account) === settled) lines.delete(account);
    });
    return step;
  }

  async function updateAlone<T>(account: string, change: (turns: StoredTurns) => T): Promise<T> {
    const key = keyOf(account);
    for (let attempt = 1; attempt <= mostTries; attempt += 1) {
      const kept = await ask(() => store.get(key));
      const expected = typeof kept === 'string' ? kept : undefined;
      const mono = monotonicOf(clock);
      const turns = createStoredTurns(expected, { wall: clock.now(), mono, lastLook: lastLooks.get(account) });
      const result = change(turns);
      const { text, ttlMs } = turns.save();
      const { compareAndSet } = store;
      const isKept = await ask(async () => {
        if (compareAndSet === undefined) await store.set(key, text, ttlMs);
        return compareAndSet === undefined || compareAndSet.call(store, key, expected, text, ttlMs);
      });
      if (isKept) {
        lastLooks.set(account, mono);
        return result;
      }
      await clock.sleep(Math.min(attempt, longestPauseMs));
    }
    throw new Error('Other processes kept this one from counting its turn in the store.');
  }

  return {
    async take(account, quotas, leaseMs) {
      const counted = quotas.filter(({ intervalMs }) => intervalMs >= fromIntervalMs);
      if (counted.length === 0) return { settle: () => undefined };
      const answer = await update(account, (turns) => turns.take(counted, leaseMs));
      if (typeof answer === 'object') return answer;
      return turnOf(account, counted, answer);
    },
    async hold(account, ms) {
      // An account that has no such window is silent in each process by itself, as it counts.
      if (lastLooks.has(account)) await update(account, (turns) => turns.hold(ms));
    },
  };

  function turnOf(account: string, quotas: readonly Quota[], lease: number): Turn {
    let isSettled = false;
    return {
      async settle(used = true) {
        if (isSettled) return;
        isSettled = true;
        await update(account, (turns) => turns.settle(quotas, lease, used));
      },
    };
  }
}
