/*
 * Policy of tokens, whole:
 * - one token per account and credentials, kept here and in the store until shortly before it expires;
 * - one request for it at a time, whoever waits, called off when nobody does;
 * - a token that a carrier refused is dropped, by whoever used it, and got anew once;
 * - refused credentials are not tried again for a minute: carriers lock accounts that keep trying;
 * */
import type { AccessToken, TokenGrant } from '../carrier/wire.ts';
import { isTrackingError, type TrackingError } from '../model/error.ts';
import { fingerprint } from '../model/fingerprint.ts';
import type { Store } from '../model/store.ts';
import type { Clock } from '../time/clock.ts';
import type { Limiter } from './limiter/limiter.ts';

import type { WaitOptions } from './limiter/wait-queue.ts';

/** The tokens of one account. */
export interface TokenCache {
  /**
   * A token that is not about to expire.
   *
   * @throws TrackingError of the token request; WaitTooLong where its wait for the quota would be too long.
   */
  get(wait: WaitOptions): Promise<string>;
  /** Forgets the token if it is still the one in use. */
  drop(token: string): Promise<void>;
  /** Asks for no token for a minute and fails with this error instead. */
  refuse(error: TrackingError): void;
}

/** What the tokens of one account are made of. */
export interface TokenCacheParts {
  readonly account: string;
  readonly grant: TokenGrant;
  readonly store: Store;
  readonly clock: Clock;
  readonly limiter: Pick<Limiter, 'follow'>;
  /** Asks the carrier for a token. */
  readonly request: (signal: AbortSignal) => Promise<AccessToken>;
}

const refusalMs = 60_000;

/** A token is renewed when a tenth of its life is left, or half a minute to five if that is less or more. */
const renewBeforeMs = { least: 30_000, most: 300_000 };

interface PendingRefresh {
  readonly token: Promise<string>;
  readonly controller: AbortController;
  waiters: number;
}

/** The tokens of one account over a store. */
export function createTokenCache({ account, grant, store, clock, limiter, request }: TokenCacheParts): TokenCache {
  const { url, headers, body } = grant.request();
  // The credentials are part of the name: another secret must not be served with this one's token.
  const shelf = createShelf(store, `waybill:token:${account}:${fingerprint(JSON.stringify([url, headers, body]))}`);
  let current: KeptToken | undefined;
  let dropped: string | undefined;
  let pending: PendingRefresh | undefined;
  let refusal: { readonly error: TrackingError; readonly until: number } | undefined;

  async function keep({ accessToken, expiresInMs }: AccessToken): Promise<void> {
    const life = expiresInMs - earlyMs(expiresInMs);
    current = { accessToken, renewAt: clock.now() + life };
    await shelf.put(current, life);
  }

  async function obtain(signal: AbortSignal): Promise<string> {
    const kept = await shelf.get();
    if (kept !== undefined && kept.renewAt > clock.now() && kept.accessToken !== dropped) {
      current = kept;
      return kept.accessToken;
    }
    try {
      const token = await request(signal);
      await keep(token);
      return token.accessToken;
    } catch (error) {
      if (isTrackingError(error) && (error.code === 'unauthorized' || error.code === 'forbidden')) refuse(error);
      throw error;
    }
  }

  function refuse(error: TrackingError): void {
    refusal = { error, until: clock.now() + refusalMs };
  }

  function startRefresh(): PendingRefresh {
    const controller = new AbortController();
    const token = obtain(controller.signal).finally(() => finishRefresh(started));
    const started: PendingRefresh = { token, controller, waiters: 0 };
    // Whoever has got off does not hear of a crash.
    token.catch(() => undefined);
    return started;
  }

  function finishRefresh(which: PendingRefresh): void {
    if (pending === which) pending = undefined;
  }

  return {
    refuse,
    async get(wait) {
      if (refusal !== undefined && refusal.until > clock.now()) throw refusal.error;
      if (current !== undefined && current.renewAt > clock.now()) return current.accessToken;
      pending ??= startRefresh();
      const mine = pending;
      mine.waiters += 1;
      try {
        return await limiter.follow(mine.token, wait);
      } finally {
        mine.waiters -= 1;
        if (mine.waiters === 0) {
          finishRefresh(mine);
          mine.controller.abort();
        }
      }
    },
    async drop(token) {
      dropped = token;
      if (current?.accessToken === token) current = undefined;
      await shelf.remove(token);
    },
  };
}

function earlyMs(expiresInMs: number): number {
  const early = Math.min(renewBeforeMs.most, Math.max(renewBeforeMs.least, expiresInMs / 10));
  return Math.min(early, expiresInMs / 2);
}

/** A token, and until when it is used. */
interface KeptToken {
  readonly accessToken: string;
  /** Milliseconds since the epoch. */
  readonly renewAt: number;
}

/** The place of one account's token in a store. A store that fails is a store that has nothing: none of these rejects. */
interface Shelf {
  get(): Promise<KeptToken | undefined>;
  put(token: KeptToken, ttlMs: number): Promise<void>;
  /** Removes the token if it is still this one. */
  remove(token: string): Promise<void>;
}

/** The place of the name `key`. */
function createShelf(store: Store, key: string): Shelf {
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
