/*
 * Policy of tokens, whole:
 * - one token per account and credentials, kept in the store until shortly before it expires;
 * - one request for it at a time, whoever waits;
 * - a token that a carrier refused is dropped, by whoever used it, and got anew once;
 * - refused credentials are not tried again for a minute: carriers lock accounts that keep trying;
 * - a store that fails is a store that has nothing.
 */
import type { AccessToken, TokenGrant } from '../carrier.ts';
import { isTrackingError, type TrackingError } from '../model/error.ts';
import { fingerprint } from '../read/fingerprint.ts';
import type { Clock } from './clock.ts';

/** Where tokens are kept: a `Map`, a Keyv instance, or anything with these three methods. Values are text. */
export interface TokenStore {
  get(key: string): unknown;
  set(key: string, value: string, ttlMs?: number): unknown;
  delete(key: string): unknown;
}

/** The tokens of one account. */
export interface Tokens {
  /** A token good for at least half a minute. */
  get(): Promise<string>;
  /** Forgets the token if it is still the one in use. */
  drop(token: string): Promise<void>;
}

/** Asks the carrier for a token. */
export type RequestToken = () => Promise<AccessToken>;

/** A token is renewed when a tenth of its life is left, but no earlier than five minutes and no later than half a minute before its end. */
const earliestRenewalMs = 300_000;
const latestRenewalMs = 30_000;
const refusalMs = 60_000;

interface Kept {
  readonly accessToken: string;
  readonly renewAt: number;
}

/** The tokens of one account over a store. */
export function createTokens(
  account: string,
  grant: TokenGrant,
  store: TokenStore,
  clock: Clock,
  request: RequestToken,
): Tokens {
  const { url, headers, body } = grant.request();
  // The credentials are part of the name: another secret must not be served with this one's token.
  const key = `waybill:token:${account}:${fingerprint(JSON.stringify([url, headers, body]))}`;
  let flight: Promise<string> | undefined;
  let refusal: { readonly error: TrackingError; readonly until: number } | undefined;

  async function stored(): Promise<Kept | undefined> {
    try {
      return readKept(await store.get(key));
    } catch {
      return undefined;
    }
  }

  async function keep({ accessToken, expiresInMs }: AccessToken): Promise<void> {
    const early = Math.min(earliestRenewalMs, Math.max(latestRenewalMs, expiresInMs / 10));
    const kept: Kept = { accessToken, renewAt: clock.now() + expiresInMs - early };
    try {
      if (kept.renewAt > clock.now()) await store.set(key, JSON.stringify(kept), expiresInMs - early);
    } catch {
      // The token serves this flight all the same; the next one asks again.
    }
  }

  async function obtain(): Promise<string> {
    const kept = await stored();
    if (kept !== undefined && kept.renewAt > clock.now()) return kept.accessToken;
    try {
      const token = await request();
      await keep(token);
      return token.accessToken;
    } catch (error) {
      if (isTrackingError(error) && (error.code === 'unauthorized' || error.code === 'forbidden')) {
        refusal = { error, until: clock.now() + refusalMs };
      }
      throw error;
    }
  }

  return {
    async get() {
      if (refusal !== undefined && refusal.until > clock.now()) throw refusal.error;
      flight ??= obtain().finally(() => {
        flight = undefined;
      });
      return flight;
    },
    async drop(token) {
      if ((await stored())?.accessToken !== token) return;
      try {
        await store.delete(key);
      } catch {
        // It stays, and is refused and dropped again.
      }
    },
  };
}

function readKept(value: unknown): Kept | undefined {
  if (typeof value !== 'string') return undefined;
  const kept: unknown = JSON.parse(value);
  if (typeof kept !== 'object' || kept === null || !('accessToken' in kept) || !('renewAt' in kept)) return undefined;
  const { accessToken, renewAt } = kept;
  return typeof accessToken === 'string' && typeof renewAt === 'number' ? { accessToken, renewAt } : undefined;
}
