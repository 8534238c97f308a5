/** Numbers that come together at most: so many are read from the store at once. */
const mostTogether = 64;
/** Turns of the event loop's microtasks in which a source that has more at hand gives it. */
const soonTurns = 8;

/**
 * What a source has, in lists of what was there at the same time: a source that is slow is not waited for with what it gave
 * before. Ends when the signal is aborted, whatever the source is doing, and tells the source so.
 *
 * @throws what the source throws.
 */
export async function* pullTogether<T>(
  source: Iterable<T> | AsyncIterable<T>,
  signal: AbortSignal,
): AsyncGenerator<readonly T[], void, undefined> {
  const iterator = Symbol.asyncIterator in source ? source[Symbol.asyncIterator]() : source[Symbol.iterator]();
  const aborted = abortOf(signal);
  let isOver = false;
  let coming: Promise<IteratorResult<T>> | undefined;
  try {
    while (!signal.aborted && !isOver) {
      const together: T[] = [];
      while (together.length < mostTogether && !isOver) {
        const result = coming ?? iterator.next();
        coming = undefined;
        if (!isPromise(result)) {
          isOver = result.done === true;
          if (result.done !== true) together.push(result.value);
          continue;
        }
        coming = result;
        const come = await (together.length === 0 ? Promise.race([result, aborted]) : soon(result));
        if (come === undefined) break;
        coming = undefined;
        isOver = come.done === true;
        if (come.done !== true) together.push(come.value);
      }
      if (together.length > 0) yield together;
    }
  } catch (error) {
    // Whoever threw is over by itself.
    isOver = true;
    throw error;
  } finally {
    coming?.catch(() => undefined);
    // A source that hangs would keep whoever leaves it.
    if (!isOver) leave(iterator);
  }
}

function leave(iterator: Iterator<unknown> | AsyncIterator<unknown>): void {
  void Promise.resolve()
    .then(() => iterator.return?.())
    .catch(() => undefined);
}

function abortOf(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(undefined);
    signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
}

/** What a promise that is all but there resolves to; undefined where it is not. */
async function soon<T>(promise: Promise<T>): Promise<T | undefined> {
  let result: T | undefined;
  let failure: { readonly reason: unknown } | undefined;
  promise.then(
    (value) => {
      result = value;
    },
    (reason: unknown) => {
      failure = { reason };
    },
  );
  for (let turn = 0; turn < soonTurns && result === undefined && failure === undefined; turn += 1) await undefined;
  if (failure !== undefined) throw failure.reason;
  return result;
}

function isPromise<T>(value: T | Promise<T>): value is Promise<T> {
  return typeof value === 'object' && value !== null && 'then' in value;
}
