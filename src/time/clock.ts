import type * as z from 'zod/mini';
import { withMethods } from '../options/values.ts';

/** Time as a parameter: the only way the core knows what time it is, and waits. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /**
   * Milliseconds that have passed since some moment, on a clock that nobody sets: it never goes back and never jumps, while
   * {@link now} does when the machine's time is corrected. Where it counts since the machine started, processes of one
   * machine can compare it. Default: `now`.
   */
  monotonic?(): number;
  /** Resolves when `ms` milliseconds have passed; rejects with the signal's reason as soon as it is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** The option of everything that goes by a clock. */
export const clockOption: z.ZodMiniType<Clock> = withMethods('a clock with now and sleep', 'now', 'sleep');

/** Longest delay that timers take; a longer sleep is slept in parts. */
const longestTimer = 2_147_483_647;

/** What a runtime may have to measure time by. */
interface Machine {
  readonly performance: Performance;
  readonly process?: { readonly hrtime?: () => [seconds: number, nanoseconds: number] };
}

/** The machine's own time. Looks the globals up at each call, so that fake timers installed later are used. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic() {
    // Node.js, Deno and Bun count since the machine started, everybody else since the page or the worker did.
    const { performance, process }: Machine = globalThis;
    const uptime = process?.hrtime?.();
    return uptime === undefined ? performance.now() : uptime[0] * 1000 + uptime[1] / 1e6;
  },
  async sleep(ms, signal) {
    for (let left = ms; left > 0; left -= longestTimer) await timer(Math.min(left, longestTimer), signal);
    signal?.throwIfAborted();
  },
};

/** The time of a clock that durations are measured by. */
export function monotonicOf(clock: Clock): number {
  return clock.monotonic?.() ?? clock.now();
}

function timer(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) {
      reject(signal.reason);
      return;
    }
    const onAbort = (): void => {
      clearTimeout(handle);
      reject(signal?.reason);
    };
    const handle = setTimeout(() => {
      signal?.removeEventListener('abort', onAbort);
      resolve();
    }, ms);
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}

/**
 * A clock's time in milliseconds that never goes back: when the clock is put back, it goes on as much later as the clock
 * was put back by, so that what was due in an hour stays due in an hour.
 */
export function steadyTime(clock: Pick<Clock, 'now'>): () => number {
  let last = clock.now();
  let aheadMs = 0;
  return () => {
    const now = clock.now();
    if (now + aheadMs < last) aheadMs = last - now;
    last = now + aheadMs;
    return last;
  };
}
