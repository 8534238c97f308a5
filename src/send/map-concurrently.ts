import { deferred } from './promises.ts';

/** Work on one item: at one account first, and at others after it, as it goes. */
export interface Job<Out> {
  /** Whose place it takes; undefined for one that needs none. */
  readonly account: string | undefined;
  /** Its result, or what is to be done instead, at another account. */
  run(signal: AbortSignal): Promise<{ readonly result: Out } | { readonly next: Job<Out> }>;
}

/** Jobs that wait for a busy account while others are read on for; beyond that nothing is read. */
const mostParked = 10_000;
/** Jobs at once that need no account's place. */
const placesOfNobody = 16;

/** The jobs of one account. */
interface Account<Out> {
  readonly places: number;
  /** Jobs under way, and results that nobody has taken yet. */
  used: number;
  readonly parked: Set<Job<Out>>;
}

/**
 * Runs jobs over an input, at each account as many at once as it has places, and yields results as they come. Takes from the
 * input while any account is idle, and puts aside what is for a busy one; stops taking and calls off what is under way when
 * the consumer stops or the signal is aborted. What the input throws is thrown when all that was taken before has been
 * yielded.
 */
export async function* mapConcurrently<In, Out>(
  input: Iterable<In> | AsyncIterable<In>,
  places: ReadonlyMap<string, number>,
  signal: AbortSignal | undefined,
  begin: (item: In) => Job<Out>,
): AsyncGenerator<Out, void, undefined> {
  signal?.throwIfAborted();
  const source = Symbol.asyncIterator in input ? input[Symbol.asyncIterator]() : input[Symbol.iterator]();
  const controller = new AbortController();
  const nobody: Account<Out> = { places: placesOfNobody, used: 0, parked: new Set() };
  const accounts = new Map<string, Account<Out>>();
  for (const [name, count] of places) accounts.set(name, { places: count, used: 0, parked: new Set() });
  const named = [...accounts.values()];
  const ready: { readonly result: Out; readonly account: Account<Out> }[] = [];
  let parked = 0;
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

  const accountOf = ({ account }: Job<Out>): Account<Out> =>
    (account === undefined ? undefined : accounts.get(account)) ?? nobody;
  const isFree = (account: Account<Out>): boolean => account.used < account.places && account.parked.size === 0;
  const hasRoom = (): boolean =>
    !isOver &&
    failure === undefined &&
    parked < mostParked &&
    isFree(nobody) &&
    (named.length === 0 || named.some(isFree));

  async function take(): Promise<void> {
    isTaking = true;
    try {
      while (hasRoom()) {
        const { done, value } = await source.next();
        if (done === true) isOver = true;
        else if (failure === undefined) enter(begin(value));
      }
    } catch (reason) {
      isOver = true;
      inputFailure = { reason };
    }
    isTaking = false;
    change.resolve();
  }

  function enter(job: Job<Out>): void {
    const account = accountOf(job);
    account.parked.add(job);
    parked += 1;
    dispatch(account);
  }

  function dispatch(account: Account<Out>): void {
    for (const job of account.parked) {
      if (account.used >= account.places || failure !== undefined) return;
      account.parked.delete(job);
      parked -= 1;
      follow(job, account);
    }
  }

  function follow(job: Job<Out>, account: Account<Out>): void {
    account.used += 1;
    job
      .run(controller.signal)
      .then((done) => {
        if ('result' in done) {
          ready.push({ result: done.result, account });
          return;
        }
        leave(account);
        enter(done.next);
      })
      .catch(fail)
      .finally(() => change.resolve());
  }

  function leave(account: Account<Out>): void {
    account.used -= 1;
    dispatch(account);
  }

  try {
    for (;;) {
      if (failure !== undefined) throw failure.reason;
      if (!isTaking && hasRoom()) void take();
      const next = ready.shift();
      if (next !== undefined) {
        leave(next.account);
        yield next.result;
      } else if (isOver && parked === 0 && [...named, nobody].every(({ used }) => used === 0)) break;
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
