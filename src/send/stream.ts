import { deferred } from './deferred.ts';

/**
 * Runs `ask` over an input, at most `ahead` at once, and yields results as they come. Takes from the input only when a
 * place is free; stops taking and calls off what is under way when the consumer stops or the signal is aborted.
 */
export async function* streamOutcomes<In, Out>(
  input: Iterable<In> | AsyncIterable<In>,
  ahead: number,
  signal: AbortSignal | undefined,
  ask: (item: In, signal: AbortSignal) => Promise<Out>,
): AsyncGenerator<Out, void, undefined> {
  signal?.throwIfAborted();
  const source = Symbol.asyncIterator in input ? input[Symbol.asyncIterator]() : input[Symbol.iterator]();
  const controller = new AbortController();
  const ready: Out[] = [];
  let failure: { readonly reason: unknown } | undefined;
  let underWay = 0;
  let ended = false;
  let filling = false;
  let change = deferred<void>();

  const fail = (reason: unknown): void => {
    failure ??= { reason };
    change.resolve();
  };
  const onAbort = (): void => fail(signal?.reason);
  signal?.addEventListener('abort', onAbort, { once: true });

  const hasRoom = (): boolean => !ended && failure === undefined && underWay + ready.length < ahead;

  async function fill(): Promise<void> {
    filling = true;
    try {
      while (hasRoom()) {
        const { done, value } = await source.next();
        if (done === true) ended = true;
        else follow(value);
      }
    } catch (reason) {
      fail(reason);
    }
    filling = false;
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
      if (!filling && hasRoom()) void fill();
      const outcome = ready.shift();
      if (outcome !== undefined) yield outcome;
      else if (failure !== undefined) throw failure.reason;
      else if (ended && underWay === 0) return;
      else {
        await change.promise;
        change = deferred<void>();
      }
    }
  } finally {
    signal?.removeEventListener('abort', onAbort);
    controller.abort();
    if (!ended) await source.return?.();
  }
}
