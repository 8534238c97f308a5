import type { Store } from '../model/store.ts';

/** How many of a kind are under way at a store at once. */
const mostSideBySide = 64;

/** What is kept under each of these keys, in one step where the store can, else side by side. */
export async function readMany(store: Store, keys: readonly string[]): Promise<readonly unknown[]> {
  if (keys.length === 0) return [];
  if (store.getMany !== undefined) return await store.getMany(keys);
  return sideBySide(keys, async (key) => await store.get(key));
}

/** The same work for each of many, not all of them at once; results in their order. */
export async function sideBySide<T, Result>(
  items: readonly T[],
  work: (item: T) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (let at = 0; at < items.length; at += mostSideBySide) {
    results.push(...(await Promise.all(items.slice(at, at + mostSideBySide).map(work))));
  }
  return results;
}
