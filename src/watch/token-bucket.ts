import type { Quota } from '../carrier/account.ts';
import type { LimiterUsage } from '../send/limiter/sliding-window.ts';

/**
 * Spreads the calls of one account over its quotas, so that a day's worth is not gone in the first hour, and keeps its own
 * calls within a share of them.
 */
export interface TokenBucket {
  /** When the next call may be made: `now`, or later. */
  readyAt(now: number): number;
  /** A call is under way. */
  start(): void;
  /** A call has been made. */
  finish(): void;
  /** What the account has left, to go on with after a restart. */
  save(now: number): SavedTokenBucket;
}

/** Calls that were left in each of the account's windows at a moment, and in the own share of each. */
export interface SavedTokenBucket {
  readonly at: number;
  readonly left: readonly number[];
  readonly own?: readonly number[];
}

/** What a bucket is made of. */
export interface TokenBucketParts {
  readonly quotas: readonly Quota[];
  /** The share of each quota that own calls may take, from 0 to 1. Default: 1. */
  readonly share?: number;
  readonly now: number;
  readonly saved?: SavedTokenBucket | undefined;
  /** How the account stands; requests that others make on it are counted too. */
  readonly usage: () => LimiterUsage;
}

interface Bucket {
  readonly most: number;
  readonly perMs: number;
  left: number;
}

/** Limiters stretch windows by as much, so that requests arriving closer together than they left break none. */
const stretch = 1.04;
/** This share of a quota may be spent at once; the rest comes evenly. */
const burst = 0.05;

/** Calls per millisecond that an account makes in the long run within a share of its quotas. */
export function steadyRate(quotas: readonly Quota[], share: number = 1): number {
  return Math.min(...quotas.map((quota) => bucketOf(quota, share).perMs));
}

function bucketOf({ limit, intervalMs }: Quota, share: number): Bucket {
  const whole = share === 1 ? Math.floor(limit) : Math.floor(limit) * share;
  const most = Math.max(1, Math.floor(whole * burst));
  // In any span of the window's length: the burst, and what comes before the span is over.
  return { most, perMs: Math.min(whole, whole - most + 1) / (intervalMs * stretch), left: most };
}

/** The bucket of one account. */
export function createTokenBucket({ quotas, share = 1, now, saved, usage }: TokenBucketParts): TokenBucket {
  const all = quotas.map((quota) => bucketOf(quota, 1));
  const own = share === 1 ? [] : quotas.map((quota) => bucketOf(quota, share));
  let at = now;
  let underWay = 0;
  let counted = usage().requests;
  if (saved !== undefined && saved.left.length === all.length) {
    at = Math.min(saved.at, now);
    for (const [index, bucket] of all.entries()) bucket.left = Math.min(bucket.most, saved.left[index] ?? 0);
    for (const [index, bucket] of own.entries()) bucket.left = Math.min(bucket.most, saved.own?.[index] ?? bucket.most);
  }

  function update(moment: number, requests: number): void {
    const [passed, made] = [Math.max(0, moment - at), requests - counted];
    for (const bucket of all) bucket.left = Math.min(bucket.most, bucket.left + passed * bucket.perMs) - made;
    for (const bucket of own) bucket.left = Math.min(bucket.most, bucket.left + passed * bucket.perMs);
    at = Math.max(at, moment);
    counted = requests;
  }

  return {
    readyAt(moment) {
      const { requests, heldForMs } = usage();
      update(moment, requests);
      // A hair's breadth is for the rounding of sums.
      const waitMs = (wanted: number, { left, perMs }: Bucket): number => Math.ceil((wanted - left - 1e-9) / perMs);
      const waits = [...all.map((bucket) => waitMs(underWay + 1, bucket)), ...own.map((bucket) => waitMs(1, bucket))];
      return moment + Math.max(0, heldForMs, ...waits);
    },
    start() {
      underWay += 1;
      for (const bucket of own) bucket.left -= 1;
    },
    finish() {
      underWay -= 1;
    },
    save(moment) {
      update(moment, usage().requests);
      const saved = { at: moment, left: all.map(({ left }) => left - underWay) };
      return own.length === 0 ? saved : { ...saved, own: own.map(({ left }) => left) };
    },
  };
}
