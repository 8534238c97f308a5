/** What is found by many in batches and read by one, in order. */
export interface AsyncQueue<T> {
  /** Puts a batch in; an empty one is none. */
  put(batch: readonly T[]): void;
  /** What is there of the next batches; waits for one, and gives undefined once the queue is closed and empty. Throws its failure. */
  take(): Promise<readonly T[] | undefined>;
  /** Nothing more will come. With a failure, the next {@link take} throws it. */
  close(failure?: { readonly reason: unknown }): void;
  /** Throws the failure that it was closed with, if there is one. */
  throwIfFailed(): void;
  /** Takes out all that is left. */
  clear(): readonly T[];
  /** Items in all batches. */
  readonly size: number;
}

/** Batches that are taken out together at most. */
const mostTogether = 64;

/** An empty queue; `onTake` is told of how many items were taken out. */
export function createAsyncQueue<T>(onTake: (taken: number) => void): AsyncQueue<T> {
  let batches: (readonly T[])[] = [];
  let head = 0;
  let size = 0;
  let isClosed = false;
  let failure: { readonly reason: unknown } | undefined;
  let wake: (() => void) | undefined;

  function stir(): void {
    wake?.();
    wake = undefined;
  }

  function throwIfFailed(): void {
    if (failure !== undefined) throw failure.reason;
  }

  return {
    get size() {
      return size;
    },
    put(batch) {
      if (batch.length === 0) return;
      batches.push(batch);
      size += batch.length;
      stir();
    },
    async take() {
      for (;;) {
        throwIfFailed();
        if (head < batches.length) {
          const taken = batches.slice(head, head + mostTogether);
          head += taken.length;
          if (head === batches.length) [batches, head] = [[], 0];
          const items = taken.flat();
          size -= items.length;
          onTake(items.length);
          return items;
        }
        if (isClosed) return undefined;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
    close(because) {
      isClosed = true;
      failure ??= because;
      stir();
    },
    throwIfFailed,
    clear() {
      const left = batches.slice(head).flat();
      [batches, head, size] = [[], 0, 0];
      return left;
    },
  };
}
