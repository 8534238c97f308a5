import { deferred } from './deferred.ts';

/**
 * Runs `ask` over an input, at most `ahead` at once, and yields results as they come. Takes from the input only when a
 * place is free; stops taking and calls off what is under way when the consumer stops or the signal is aborted. What
 * the input throws is thrown when all that was taken before has been yielded.
 */
export async function* mapConcurrently<In, Out>(
  input: Iterable<In> | AsyncIterable<In>,
  ahead: number,
  signal: AbortSignal | undefined,
  ask: (item: In, signal: AbortSignal) => Promise<Out>,
): AsyncGenerator<Out, void, undefined> {
  signal?.throwIfAborted();
  const source = Symbol.asyncIterator in input ? input[Symbol.asyncIterator]() : input[Symbol.iterator]();
  const controller = new AbortController();
  const ready: Out[] = [];
  let underWay = 0;
  let isTaking = false;
  let isOver = false;
  let inputFailure: { readonly reason: unknown } | undefined;
  let failure: { readonly reason: unknown } | undefined;
  let change = deferred<void>();

  const fail = (reason: unknown): void => {
    failure ??= { reason };
    controller.abort();
    change.resolve();
  };
  const onAbort = (): void => fail(signal?.reason);
  signal?.addEventListener('abort', onAbort, { once: true });

  const hasRoom = (): boolean => !isOver && failure === undefined && underWay + ready.length < ahead;

  async function take(): Promise<void> {
    isTaking = true;
    try {
      while (hasRoom()) {
        const { done, value } = await source.next();
        if (done === true) isOver = true;
        else if (failure === undefined) follow(value);
      }
    } catch (reason) {
      isOver = true;
      inputFailure = { reason };
    }
    isTaking = false;
    change.resolve();
  }

  function follow(item: In): void {
    underWay += 1;
    ask(item, controller.signal)
      .then((outcome) => ready.push(outcome), fail)
      .finally(() => {
        underWay -= 1;
        change.resolve();
      });
  }

  try {
    for (;;) {
      if (failure !== undefined) throw failure.reason;
      if (!isTaking && hasRoom()) void take();
      const outcome = ready.shift();
      if (outcome !== undefined) yield outcome;
      else if (isOver && underWay === 0 && ready.length === 0) break;
      else {
        await change.promise;
        change = deferred<void>();
      }
    }
    if (inputFailure !== undefined) throw inputFailure.reason;
  } finally {
    signal?.removeEventListener('abort', onAbort);
    const isAborted = failure !== undefined;
    fail(undefined);
    if (!isOver) await close(source, isTaking || isAborted);
  }
}

/**
 * Tells the input that no more is wanted. An input that is just being asked for its next item may take any time to
 * hear of it, and what it says to an abort must not stand in for the abort's reason: neither is waited for.
 */
async function close(source: Iterator<unknown> | AsyncIterator<unknown>, isUnheard: boolean): Promise<void> {
  const closing = Promise.resolve().then(() => source.return?.());
  if (isUnheard) closing.catch(() => undefined);
  else await closing;
}
