import type { Store } from '../../src/model/store.ts';

/** A call of a store that waits for its turn. */
interface Waiting {
  readonly process: string;
  go(): void;
}

/** Throws in the place of a call, or after it was done though nobody hears so. */
export interface Fault {
  readonly call: number;
  readonly when: 'before' | 'after';
}

/** Whether a store can compare and set. */
export interface SharedStoreOptions {
  readonly compares: boolean;
  readonly fault?: Fault;
}

/**
 * Runs a story of several processes in every order in which their calls of the store can follow one another, or in as many
 * of them as are asked for. Each process runs until its next call; then one of those that wait is let go.
 *
 * @returns how many orders there were.
 */
export async function inEveryOrder(
  story: (open: (process: string) => Store, values: Map<string, string>) => readonly Promise<void>[],
  check: (values: Map<string, string>, order: string) => Promise<void>,
  options: SharedStoreOptions,
): Promise<number> {
  let path: number[] = [];
  let orders = 0;
  for (;;) {
    const { branches, order, values } = await runOnce(story, path, options);
    orders += 1;
    await check(values, order);
    path = branches.map(({ chosen }) => chosen);
    while (path.length > 0 && (path.at(-1) ?? 0) + 1 >= (branches[path.length - 1]?.of ?? 0)) path.pop();
    const last = path.pop();
    if (last === undefined) return orders;
    path.push(last + 1);
  }
}

async function runOnce(
  story: (open: (process: string) => Store, values: Map<string, string>) => readonly Promise<void>[],
  path: readonly number[],
  { compares, fault }: SharedStoreOptions,
) {
  const values = new Map<string, string>();
  const waiting: Waiting[] = [];
  let calls = 0;

  function call<T>(process: string, work: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      const go = (): void => {
        const isFault = fault?.call === calls;
        calls += 1;
        const result = isFault && fault.when === 'before' ? undefined : work();
        if (isFault) reject(new Error('the store failed'));
        else resolve(result as T);
      };
      waiting.push({ process, go });
    });
  }

  const open = (process: string): Store => ({
    get: (key) => call(process, () => values.get(key)),
    set: (key, value) => call(process, () => values.set(key, value)),
    delete: (key) => call(process, () => values.delete(key)),
    ...(compares && {
      compareAndSet: (key, expected, value) =>
        call(process, () => {
          if (values.get(key) !== expected) return false;
          if (value === undefined) values.delete(key);
          else values.set(key, value);
          return true;
        }),
    }),
  });

  let left = 0;
  for (const process of story(open, values)) {
    left += 1;
    process.then(
      () => {
        left -= 1;
      },
      () => {
        left -= 1;
      },
    );
  }
  const branches: { readonly chosen: number; readonly of: number }[] = [];
  const order: string[] = [];
  while (left > 0) {
    await new Promise((resolve) => setImmediate(resolve));
    if (waiting.length === 0) continue;
    // Whoever called first in the code stands first, so that a path names the same order every time.
    const chosen = path[branches.length] ?? 0;
    branches.push({ chosen, of: waiting.length });
    const [next] = waiting.splice(chosen, 1);
    order.push(next?.process ?? '');
    next?.go();
  }
  return { branches, order: order.join(''), values };
}
