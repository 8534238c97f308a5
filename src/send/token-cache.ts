/*
 * Policy of tokens, whole:
 * - one token per account and credentials, kept here and in the store until shortly before it expires;
 * - one request for it at a time, whoever waits, in whichever tracker over the same `fetch`, called off when nobody does;
 * - a token that a carrier refused is dropped, by whoever used it, and got anew once;
 * - refused credentials are not tried again for a minute: carriers lock accounts that keep trying.
 */
import type { AccessToken } from '../carrier/wire.ts';
import { isTrackingError, type TrackingError } from '../model/error.ts';
import { type Clock, monotonicOf } from '../time/clock.ts';
import type { Limiter, TurnAdmission } from './limiter/limiter.ts';
import { retryPlaceMs } from './limiter/turnstile.ts';
import { type WaitOptions, WaitTooLong } from './limiter/wait-queue.ts';
import type { StoredToken } from './stored-token.ts';
import type { Fetch } from './transport.ts';

/** How a caller gets a token if there is none. */
export interface TokenSource {
  readonly stored: StoredToken;
  /** Asks the carrier for one. */
  request(signal: AbortSignal | undefined): Promise<AccessToken>;
  /** Where callers wait for a request that another one has made; absent for those who share no promise with others. */
  readonly admission: TurnAdmission | undefined;
}

/** The token of one account and its credentials, for all trackers of the process. */
export interface TokenCache {
  /**
   * A token that is not about to expire.
   *
   * @throws TrackingError of the token request; WaitTooLong where its wait for the quota would be too long.
   */
  get(source: TokenSource, wait: WaitOptions): Promise<string>;
  /** Whether a token is the one in use and not about to expire. */
  isGood(token: string): boolean;
  /** Forgets the token if it is still the one in use. */
  drop(token: string, stored: StoredToken): Promise<void>;
  /** Asks for no token for a minute and fails with this error instead. */
  refuse(error: TrackingError): void;
}

const refusalMs = 60_000;

/** A token request that was claimed so long ago is nobody's any more. */
const claimMs = 120_000;

/** A token is renewed when a tenth of its life is left, or half a minute to five if that is less or more. */
const renewBeforeMs = { least: 30_000, most: 300_000 };

interface PendingRefresh {
  readonly token: Promise<string>;
  readonly controller: AbortController;
  waiters: number;
}

const caches = new WeakMap<Limiter, WeakMap<Fetch, Map<string, TokenCache>>>();

/**
 * The token cache of an account for these credentials: it lives as long as the account's limiter. Who reaches the carrier by
 * another `fetch` may reach another one, a sandbox, whose tokens are others.
 */
export function tokenCacheOf(limiter: Limiter, fetch: Fetch, credentials: string, clock: Clock): TokenCache {
  const byFetch = caches.get(limiter) ?? new WeakMap<Fetch, Map<string, TokenCache>>();
  caches.set(limiter, byFetch);
  const known = byFetch.get(fetch) ?? new Map<string, TokenCache>();
  byFetch.set(fetch, known);
  const cache = known.get(credentials) ?? createTokenCache(clock);
  known.set(credentials, cache);
  return cache;
}

function createTokenCache(clock: Clock): TokenCache {
  const now = (): number => monotonicOf(clock);
  let current: { readonly accessToken: string; readonly until: number } | undefined;
  let dropped: string | undefined;
  let pending: PendingRefresh | undefined;
  let claimedUntil = Number.NEGATIVE_INFINITY;
  let refusal: { readonly error: TrackingError; readonly until: number } | undefined;

  function ready(): string | undefined {
    if (refusal !== undefined && refusal.until > now()) throw refusal.error;
    return current !== undefined && current.until > now() ? current.accessToken : undefined;
  }

  async function obtain({ stored, request }: TokenSource, signal: AbortSignal | undefined): Promise<string> {
    const kept = await stored.get();
    if (kept !== undefined && kept.leftMs > 0 && kept.accessToken !== dropped) {
      current = { accessToken: kept.accessToken, until: now() + kept.leftMs };
      return kept.accessToken;
    }
    try {
      const { accessToken, expiresInMs } = await request(signal);
      const lifeMs = expiresInMs - earlyMs(expiresInMs);
      current = { accessToken, until: now() + lifeMs };
      await stored.put(accessToken, lifeMs);
      return accessToken;
    } catch (error) {
      if (isTrackingError(error) && (error.code === 'unauthorized' || error.code === 'forbidden')) refuse(error);
      throw error;
    }
  }

  function refuse(error: TrackingError): void {
    refusal = { error, until: now() + refusalMs };
  }

  function startRefresh(source: TokenSource): PendingRefresh {
    const controller = new AbortController();
    const token = obtain(source, controller.signal).finally(() => finishRefresh(started));
    const started: PendingRefresh = { token, controller, waiters: 0 };
    // Whoever has got off does not hear of a crash.
    token.catch(() => undefined);
    return started;
  }

  function finishRefresh(which: PendingRefresh): void {
    if (pending === which) pending = undefined;
  }

  /** Waits for the request of whoever made it first. */
  async function shared(source: TokenSource, admission: TurnAdmission, wait: WaitOptions): Promise<string> {
    pending ??= startRefresh(source);
    const mine = pending;
    mine.waiters += 1;
    try {
      return await admission.follow(mine.token, wait);
    } finally {
      mine.waiters -= 1;
      if (mine.waiters === 0) {
        finishRefresh(mine);
        mine.controller.abort();
      }
    }
  }

  /** Makes the request, or looks by a timer of its own whether another one that makes it is through. */
  async function apart(source: TokenSource, { maxWaitMs, signal }: WaitOptions): Promise<string> {
    const deadline = now() + maxWaitMs;
    for (;;) {
      signal?.throwIfAborted();
      const token = ready();
      if (token !== undefined) return token;
      if (claimedUntil <= now()) break;
      if (now() >= deadline) throw new WaitTooLong(retryPlaceMs);
      await clock.sleep(retryPlaceMs, signal);
    }
    const mine = now() + claimMs;
    claimedUntil = mine;
    try {
      return await obtain(source, signal);
    } finally {
      if (claimedUntil === mine) claimedUntil = Number.NEGATIVE_INFINITY;
    }
  }

  return {
    refuse,
    isGood: (token) => token === current?.accessToken && current.until > now(),
    async get(source, wait) {
      const token = ready();
      if (token !== undefined) return token;
      return source.admission === undefined ? apart(source, wait) : shared(source, source.admission, wait);
    },
    async drop(token, stored) {
      dropped = token;
      if (current?.accessToken === token) current = undefined;
      await stored.remove(token);
    },
  };
}

function earlyMs(expiresInMs: number): number {
  const early = Math.min(renewBeforeMs.most, Math.max(renewBeforeMs.least, expiresInMs / 10));
  return Math.min(early, expiresInMs / 2);
}
