/**
 * Where snapshots, tokens and quotas are kept: a `Map`, a Keyv instance, `sqliteStore()` of `waybill/sqlite`, or anything
 * with these methods. Values are text. A method may answer at once or by a promise.
 */
export interface Store {
  /** The text kept under a key; undefined, or anything that is no text, for none. */
  get(key: string): unknown;
  /** Keeps a text; for no longer than `ttlMs` milliseconds, where one is given. */
  set(key: string, value: string, ttlMs?: number): unknown;
  /** Forgets a key. */
  delete(key: string): unknown;
  /**
   * Keeps a text if what is kept under the key now is `expected` (undefined: nothing), in one step that nobody comes between;
   * `value` undefined forgets the key. With it, any number of processes may write to the store.
   *
   * @returns whether it was kept.
   */
  compareAndSet?(
    key: string,
    expected: string | undefined,
    value: string | undefined,
    ttlMs?: number,
  ): boolean | PromiseLike<boolean>;
  /** {@link Store.get} for many keys in one step, answers in the order of the keys; without it they are read side by side. */
  getMany?(keys: readonly string[]): readonly unknown[] | PromiseLike<readonly unknown[]>;
}

/**
 * A key of the store: a kind, and what tells one of that kind from all others. Two different lists of parts never give
 * the same key, whatever text they hold.
 */
export function storeKey(kind: string, ...parts: readonly string[]): string {
  return `waybill:${kind}:${parts.map(keyPart).join('/')}`;
}

/** A text without any of the characters that keys are put together with; no two texts become the same. */
export function keyPart(text: string): string {
  // By code unit, as half a surrogate pair is a text too.
  return text.replaceAll(/[^\w.~-]/g, (unit) => `%${unit.charCodeAt(0).toString(16)};`);
}
