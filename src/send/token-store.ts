/** Where tokens are kept: a `Map`, a Keyv instance, or anything with these three methods. Values are text. */
export interface TokenStore {
  /** The text kept under a key, or anything else for none. */
  get(key: string): unknown;
  /** Keeps a text; for no longer than `ttlMs` milliseconds, where the store can. */
  set(key: string, value: string, ttlMs?: number): unknown;
  /** Forgets a key. */
  delete(key: string): unknown;
}

/** A token, and until when it is used. */
export interface KeptToken {
  readonly accessToken: string;
  /** Milliseconds since the epoch. */
  readonly renewAt: number;
}

/** The place of one account's token in a store. A store that fails is a store that has nothing: none of these rejects. */
export interface Shelf {
  get(): Promise<KeptToken | undefined>;
  put(token: KeptToken, ttlMs: number): Promise<void>;
  /** Removes the token if it is still this one. */
  remove(token: string): Promise<void>;
}

/** The place of the name `key`. */
export function createShelf(store: TokenStore, key: string): Shelf {
  async function get(): Promise<KeptToken | undefined> {
    try {
      return readKept(await store.get(key));
    } catch {
      return undefined;
    }
  }

  return {
    get,
    async put(token, ttlMs) {
      try {
        await store.set(key, JSON.stringify(token), ttlMs);
      } catch {
        // Whoever got the token keeps it all the same.
      }
    },
    async remove(token) {
      try {
        if ((await get())?.accessToken === token) await store.delete(key);
      } catch {
        // It stays there, and whoever had it refused does not take it from there again.
      }
    },
  };
}

function readKept(value: unknown): KeptToken | undefined {
  if (typeof value !== 'string') return undefined;
  const kept: unknown = JSON.parse(value);
  if (typeof kept !== 'object' || kept === null || !('accessToken' in kept) || !('renewAt' in kept)) return undefined;
  const { accessToken, renewAt } = kept;
  // A header takes visible characters only; anything else was not written by us.
  if (typeof accessToken !== 'string' || !/^[\x21-\x7e]+$/.test(accessToken)) return undefined;
  return typeof renewAt === 'number' ? { accessToken, renewAt } : undefined;
}
