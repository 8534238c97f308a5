import type { Clock } from '../time/clock.ts';

/** A promise and the means to settle it. */
export interface Deferred<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
  readonly reject: (reason: unknown) => void;
}

/** `Promise.withResolvers`, which the language level that this is compiled for does not have. */
export function deferred<T>(): Deferred<T> {
  let resolve: Deferred<T>['resolve'] = () => undefined;
  let reject: Deferred<T>['reject'] = () => undefined;
  const promise = new Promise<T>((settle, fail) => {
    resolve = settle;
    reject = fail;
  });
  return { promise, resolve, reject };
}

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

/** How long something may take, and who may call it off. */
export interface Deadline {
  /** Aborted by the caller, with the caller's reason, or when the time is up, with {@link TimeIsUp}. */
  readonly signal: AbortSignal;
  /**
   * The result of work, or the signal's reason if that comes first; what comes of the work then is for `late`.
   */
  within<T>(work: Promise<T>, late?: (value: T) => void): Promise<T>;
  /** Nothing is waited for any more. */
  end(): void;
}

/** The time was up. */
export class TimeIsUp extends Error {
  override readonly name = 'TimeIsUp';
}

/** Begins now. */
export function startDeadline(clock: Clock, ms: number, given: AbortSignal | undefined): Deadline {
  const controller = new AbortController();
  const timer = new AbortController();
  const onAbort = (): void => controller.abort(given?.reason);
  if (given?.aborted === true) onAbort();
  given?.addEventListener('abort', onAbort, { once: true });
  clock.sleep(ms, timer.signal).then(
    () => controller.abort(new TimeIsUp()),
    () => undefined,
  );
  const { signal } = controller;
  return {
    signal,
    within(work, late) {
      return new Promise((resolve, reject) => {
        const refuse = (): void => {
          reject(signal.reason);
          work.then(late, () => undefined);
        };
        if (signal.aborted) return refuse();
        signal.addEventListener('abort', refuse, { once: true });
        const settled = (): void => signal.removeEventListener('abort', refuse);
        work.then(
          (value) => {
            settled();
            resolve(value);
          },
          (error: unknown) => {
            settled();
            reject(error);
          },
        );
      });
    },
    end() {
      given?.removeEventListener('abort', onAbort);
      timer.abort();
    },
  };
}
