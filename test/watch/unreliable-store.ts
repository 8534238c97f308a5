import type { Store } from '../../src/model/store.ts';

/** What a failed call of {@link unreliable} throws. */
export const broken = 'the store failed';

/** A store of which one call in sixty fails: before it was done, or after it was done though nobody hears so. */
export function unreliable(store: Store, random: () => number): Store {
  async function call<T>(work: () => T): Promise<Awaited<T>> {
    const fate = random() * 120;
    if (fate < 1) throw new Error(broken);
    const result = await work();
    if (fate < 2) throw new Error(broken);
    return result;
  }
  const { compareAndSet, getMany } = store;
  return {
    get: (key) => call(() => store.get(key)),
    set: (key, value, ttlMs) => call(() => store.set(key, value, ttlMs)),
    delete: (key) => call(() => store.delete(key)),
    ...(compareAndSet !== undefined && { compareAndSet: (...args) => call(() => compareAndSet(...args)) }),
    ...(getMany !== undefined && { getMany: (keys) => call(() => getMany(keys)) }),
  };
}
