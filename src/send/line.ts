import { deferred } from './deferred.ts';

/** Somebody who waits, until it leaves, is refused or aborts. */
export interface Waiter {
  /** Milliseconds since the epoch. */
  readonly deadline: number;
  readonly leave: () => void;
  readonly refuse: (reason: unknown) => void;
}

/** Puts a waiter into a line; `gone` settles when it is out again, and `onGone` is told of it first. */
export function enlist(
  line: Set<Waiter>,
  deadline: number,
  signal: AbortSignal | undefined,
  onGone: () => void,
): { readonly waiter: Waiter; readonly gone: Promise<void> } {
  const { promise: gone, resolve, reject } = deferred<void>();
  const settle = (action: () => void): void => {
    if (!line.delete(waiter)) return;
    signal?.removeEventListener('abort', onAbort);
    onGone();
    action();
  };
  const onAbort = (): void => settle(() => reject(signal?.reason));
  const waiter: Waiter = {
    deadline,
    leave: () => settle(resolve),
    refuse: (reason) => settle(() => reject(reason)),
  };
  line.add(waiter);
  signal?.addEventListener('abort', onAbort, { once: true });
  return { waiter, gone };
}
