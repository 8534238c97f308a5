import { type Clock, monotonicOf } from '../../time/clock.ts';
import { deferred } from '../promises.ts';

/** Somebody who waits, until it leaves, is refused or aborts. */
export interface Waiter<T> {
  /** Milliseconds of the monotonic clock. */
  readonly deadline: number;
  /** See {@link WaitOptions.leaseMs}. */
  readonly leaseMs: number;
  readonly leave: (value: T) => void;
  readonly refuse: (reason: unknown) => void;
}

/** Puts a waiter into a line; `gone` settles when it is out again, and `onGone` is told of it first. */
export function enlist<T>(
  line: Set<Waiter<T>>,
  { deadline, leaseMs }: Pick<Waiter<T>, 'deadline' | 'leaseMs'>,
  signal: AbortSignal | undefined,
  onGone: () => void,
): { readonly waiter: Waiter<T>; readonly gone: Promise<T> } {
  const { promise: gone, resolve, reject } = deferred<T>();
  const settle = (action: () => void): void => {
    if (!line.delete(waiter)) return;
    signal?.removeEventListener('abort', onAbort);
    onGone();
    action();
  };
  const onAbort = (): void => settle(() => reject(signal?.reason));
  const waiter: Waiter<T> = {
    deadline,
    leaseMs,
    leave: (value) => settle(() => resolve(value)),
    refuse: (reason) => settle(() => reject(reason)),
  };
  line.add(waiter);
  signal?.addEventListener('abort', onAbort, { once: true });
  return { waiter, gone };
}

/** What a request says when it asks to leave. */
export interface WaitOptions {
  /** A longer wait than this, in milliseconds, is refused as soon as it is foreseen. */
  readonly maxWaitMs: number;
  readonly signal?: AbortSignal | undefined;
  /** The longest that the request takes once it has left; after that its turn is free without being settled. */
  readonly leaseMs?: number | undefined;
}

/** How a number's request travels: its {@link WaitOptions}, and who follows it on its way. */
export interface QueuedWaitOptions extends WaitOptions {
  /** Told when the request gets in line for the quota, at each attempt. */
  readonly onQueued?: () => void;
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

/** How much longer a caller waits, over all the waits that one delivery takes. */
export interface WaitBudget {
  readonly signal: AbortSignal | undefined;
  readonly onLine: () => void;
  /** Waits, with what is left. */
  spend<T>(wait: (wait: WaitOptions) => Promise<T>): Promise<T>;
}

/** The budget of one caller for one delivery; time on the wire costs none. */
export function createWaitBudget(
  { maxWaitMs, signal, onQueued: onLine = () => undefined }: QueuedWaitOptions,
  clock: Clock,
): WaitBudget {
  let left = maxWaitMs;
  return {
    signal,
    onLine,
    async spend(wait) {
      const start = monotonicOf(clock);
      try {
        return await wait({ maxWaitMs: Math.max(0, left), signal });
      } finally {
        left -= monotonicOf(clock) - start;
      }
    },
  };
}
