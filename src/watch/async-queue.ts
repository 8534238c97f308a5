/** What is found by many and read by one, in order. */
export interface AsyncQueue<T> {
  put(items: readonly T[]): void;
  /** The next one; waits for it, and gives undefined once the box is closed and empty. */
  take(): Promise<T | undefined>;
  /** Nothing more will come. With a failure, the next {@link take} throws it. */
  close(failure?: { readonly reason: unknown }): void;
  /** Takes out all that is left. */
  clear(): readonly T[];
  readonly size: number;
}

/** An empty queue; `onTake` is told whenever one was taken out. */
export function createAsyncQueue<T>(onTake: () => void): AsyncQueue<T> {
  let items: T[] = [];
  let head = 0;
  let isClosed = false;
  let failure: { readonly reason: unknown } | undefined;
  let wake: (() => void) | undefined;

  function stir(): void {
    wake?.();
    wake = undefined;
  }

  return {
    get size() {
      return items.length - head;
    },
    put(more) {
      for (const item of more) items.push(item);
      if (more.length > 0) stir();
    },
    async take() {
      for (;;) {
        if (failure !== undefined) throw failure.reason;
        if (head < items.length) {
          const item = items[head];
          head += 1;
          if (head === items.length) [items, head] = [[], 0];
          onTake();
          return item;
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
    clear() {
      const left = items.slice(head);
      [items, head] = [[], 0];
      return left;
    },
  };
}
