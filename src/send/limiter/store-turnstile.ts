import type * as z from 'zod/mini';
import type { Quota } from '../../carrier/account.ts';
import { type Store, storeKey } from '../../model/store.ts';
import { checkArguments, optional, optionsOf } from '../../options/options.ts';
import { milliseconds, store as storeValue } from '../../options/values.ts';
import { type Clock, clockOption, monotonicOf, systemClock } from '../../time/clock.ts';
import { withTimeLimit } from '../promises.ts';
import { createStoredTurns, type KeptText, type StoredTurns } from './stored-turns.ts';
import type { Turn, Turnstile } from './turnstile.ts';

/** What somebody in this process wants to do to an account. */
interface StoredStep {
  /** Does it, at this moment of the monotonic clock; returns what tells of it once it is written down. */
  take(turns: StoredTurns, mono: number): () => void;
  fail(error: unknown): void;
}

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

/** {@link StoreTurnstileOptions}. */
const storeTurnstileOptions: z.ZodMiniType<StoreTurnstileOptions> = optionsOf<StoreTurnstileOptions>({
  fromIntervalMs: optional(milliseconds),
  clock: optional(clockOption),
});

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
export function storeTurnstile(store: Store, options: StoreTurnstileOptions = {}): Turnstile {
  checkArguments('storeTurnstile()', { store: [storeValue, store], options: [storeTurnstileOptions, options] });
  const { fromIntervalMs = 60_000, clock = systemClock } = options;
  // What this process knows of each account's time by itself; see StoredTurns.
  const lastLooks = new Map<string, number>();
  // What this process wants to do to each account, while something is being done to it.
  const lines = new Map<string, StoredStep[]>();

  const ask = <T>(work: () => T | PromiseLike<T>): Promise<T> => withTimeLimit(work, patienceMs, clock);

  /** One step on what is kept of an account, `agoMs` after it was asked for; `change` may be asked again. */
  function update<T>(account: string, change: (turns: StoredTurns, agoMs: number) => T): Promise<T> {
    return new Promise((resolve, reject) => {
      const askedAt = monotonicOf(clock);
      const step: StoredStep = {
        take(turns, mono) {
          const result = change(turns, mono - askedAt);
          return () => resolve(result);
        },
        fail: reject,
      };
      const line = lines.get(account);
      if (line !== undefined) {
        line.push(step);
        return;
      }
      const own = [step];
      lines.set(account, own);
      void workOff(account, own);
    });
  }

  /** Steps of one process share a write, and none of them competes with another for it. */
  async function workOff(account: string, line: StoredStep[]): Promise<void> {
    while (line.length > 0) {
      try {
        for (const done of await write(account, line)) done();
      } catch (error) {
        for (const step of line.splice(0)) step.fail(error);
      }
    }
    lines.delete(account);
  }

  /** Writes what all who wait have done; whoever comes meanwhile stays in line. */
  async function write(account: string, line: StoredStep[]): Promise<readonly (() => void)[]> {
    const key = storeKey('turns', account);
    for (let attempt = 1; attempt <= mostTries; attempt += 1) {
      const kept = await ask(() => store.get(key));
      const expected = typeof kept === 'string' ? kept : undefined;
      const mono = monotonicOf(clock);
      const turns = createStoredTurns(expected, { wall: clock.now(), mono, lastLook: lastLooks.get(account) });
      const taken = line.map((step) => step.take(turns, mono));
      const next = turns.save();
      if (next === undefined || (await ask(() => keep(key, expected, next)))) {
        if (next !== undefined) lastLooks.set(account, mono);
        line.splice(0, taken.length);
        return taken;
      }
      await clock.sleep(Math.min(attempt, longestPauseMs));
    }
    throw new Error('Other processes kept this one from counting its turn in the store.');
  }

  async function keep(key: string, expected: string | undefined, { text, ttlMs }: KeptText): Promise<boolean> {
    if (store.compareAndSet !== undefined) return store.compareAndSet(key, expected, text, ttlMs);
    await store.set(key, text, ttlMs);
    return true;
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
        // The carrier had answered when this was asked for, however long the store takes to write it down.
        await update(account, (turns, agoMs) => turns.settle(quotas, lease, used, agoMs));
      },
    };
  }
}
