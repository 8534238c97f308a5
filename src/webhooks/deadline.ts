import type { Clock } from '../time/clock.ts';

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
