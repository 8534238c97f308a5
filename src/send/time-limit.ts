import type { Clock } from '../time/clock.ts';

/** The result of work, or a rejection where it has none after `ms` milliseconds; what becomes of it then is no matter. */
export async function withTimeLimit<T>(work: () => T | PromiseLike<T>, ms: number, clock: Clock): Promise<T> {
  const begun = work();
  // Most stores that live in the process answer at once, and need no timer.
  if (typeof begun !== 'object' || begun === null || !('then' in begun)) return begun;
  const controller = new AbortController();
  const working = Promise.resolve(begun);
  working.catch(() => undefined);
  const late = clock.sleep(ms, controller.signal).then(() => {
    throw new Error(`There was no answer within ${ms} ms.`);
  });
  late.catch(() => undefined);
  try {
    return await Promise.race([working, late]);
  } finally {
    controller.abort();
  }
}
