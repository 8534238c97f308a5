import type { Store } from '../model/store.ts';
import type { Clock } from '../time/clock.ts';
import { withTimeLimit } from './promises.ts';

/**
 * The place of one account's token in a store. A store that fails, or does not answer, is a store that has nothing: none of
 * these rejects, and none hangs.
 */
export interface StoredToken {
  get(): Promise<{ readonly accessToken: string; readonly leftMs: number } | undefined>;
  put(accessToken: string, ttlMs: number): Promise<void>;
  /** Removes the token if it is still this one. */
  remove(accessToken: string): Promise<void>;
}

/** A store that takes longer than this costs more than a token does. */
const longestAnswerMs = 2_000;

/** No token of a carrier is used for longer than this, whatever a store says of it. */
const longestLifeMs = 86_400_000;

/** The token that a store keeps under `key`. */
export function createStoredToken(store: Store, key: string, clock: Clock): StoredToken {
  async function ask<T>(work: () => T | PromiseLike<T>): Promise<T | undefined> {
    return withTimeLimit(work, longestAnswerMs, clock).catch(() => undefined);
  }

  async function read(): Promise<KeptToken | undefined> {
    const value = await ask(() => store.get(key));
    if (value === undefined || value === null) return undefined;
    const kept = readKept(value);
    // Whatever it is, it is no token, and would be found here again and again.
    if (kept === undefined) await ask(() => store.delete(key));
    return kept;
  }

  return {
    async get() {
      const { accessToken, renewAt } = (await read()) ?? {};
      if (accessToken === undefined || renewAt === undefined) return undefined;
      return { accessToken, leftMs: Math.min(renewAt - clock.now(), longestLifeMs) };
    },
    async put(accessToken, ttlMs) {
      const kept: KeptToken = { accessToken, renewAt: clock.now() + ttlMs };
      await ask(() => store.set(key, JSON.stringify(kept), ttlMs));
    },
    async remove(accessToken) {
      if ((await read())?.accessToken === accessToken) await ask(() => store.delete(key));
    },
  };
}

/** A token, and until when it is used. */
interface KeptToken {
  readonly accessToken: string;
  /** Milliseconds since the epoch. */
  readonly renewAt: number;
}

/** A header takes visible characters only. */
export function isHeaderText(text: unknown): text is string {
  return typeof text === 'string' && /^[\x21-\x7e]+$/.test(text);
}

function readKept(value: unknown): KeptToken | undefined {
  try {
    const kept: unknown = JSON.parse(String(value));
    if (typeof kept !== 'object' || kept === null || !('accessToken' in kept) || !('renewAt' in kept)) return undefined;
    const { accessToken, renewAt } = kept;
    return isHeaderText(accessToken) && typeof renewAt === 'number' ? { accessToken, renewAt } : undefined;
  } catch {
    return undefined;
  }
}
