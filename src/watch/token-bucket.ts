import type { Quota } from '../carrier/account.ts';
import type { LimiterUsage } from '../send/limiter/sliding-window.ts';

/** Spreads the calls of one account over its quotas, so that a day's worth is not gone in the first hour. */
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

/** Calls that were left in each of the account's windows at a moment. */
export interface SavedTokenBucket {
  readonly at: number;
  readonly left: readonly number[];
}

/** What a bucket is made of. */
export interface TokenBucketParts {
  readonly quotas: readonly Quota[];
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

/** Calls per millisecond that an account makes in the long run under its quotas. */
export function steadyRate(quotas: readonly Quota[]): number {
  return Math.min(...quotas.map((quota) => bucketOf(quota).perMs));
}

function bucketOf({ limit, intervalMs }: Quota): Bucket {
  const whole = Math.floor(limit);
  const most = Math.max(1, Math.floor(whole * burst));
  // In any span of the window's length: the burst, and what comes before the span is over.
  return { most, perMs: (whole - most + 1) / (intervalMs * stretch), left: most };
}

/** The bucket of one account. */
export function createTokenBucket({ quotas, now, saved, usage }: TokenBucketParts): TokenBucket {
  const buckets = quotas.map(bucketOf);
  let at = now;
  let underWay = 0;
  let counted = usage().requests;
  if (saved !== undefined && saved.left.length === buckets.length) {
    at = Math.min(saved.at, now);
    for (const [index, bucket] of buckets.entries()) bucket.left = Math.min(bucket.most, saved.left[index] ?? 0);
  }

  function update(moment: number, requests: number): void {
    const [passed, made] = [Math.max(0, moment - at), requests - counted];
    for (const bucket of buckets) bucket.left = Math.min(bucket.most, bucket.left + passed * bucket.perMs) - made;
    at = Math.max(at, moment);
    counted = requests;
  }

  return {
    readyAt(moment) {
      const { requests, heldForMs } = usage();
      update(moment, requests);
      // A hair's breadth is for the rounding of sums.
      const waits = buckets.map(({ left, perMs }) => Math.ceil((underWay + 1 - left - 1e-9) / perMs));
      return moment + Math.max(0, heldForMs, ...waits);
    },
    start() {
      underWay += 1;
    },
    finish() {
      underWay -= 1;
    },
    save(moment) {
      update(moment, usage().requests);
      return { at: moment, left: buckets.map(({ left }) => left - underWay) };
    },
  };
}
