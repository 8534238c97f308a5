import type { Carrier } from '../carrier/carrier.ts';
import { type Store, storeKey } from '../model/store.ts';
import type { WatchEvent } from '../model/watch-event.ts';
import type { LimiterUsage } from '../send/limiter/sliding-window.ts';
import type { Outbox } from '../store/outbox.ts';
import { dayMs } from '../time/window.ts';
import type { Cadence } from './cadence.ts';
import { type CircuitBreaker, createCircuitBreaker } from './circuit-breaker.ts';
import { createPollQueue, type PollQueue } from './poll-queue.ts';
import { createScanRates } from './scan-rates.ts';
import { createTokenBucket, type SavedTokenBucket, steadyRate, type TokenBucket } from './token-bucket.ts';

/** All that a watch has to do with one carrier account. */
export interface AccountPoller {
  readonly carrier: Carrier;
  readonly queue: PollQueue;
  readonly breaker: CircuitBreaker;
  /** Goes on where an earlier watch ended; returns what that one did not get to tell. */
  load(now: number): Promise<readonly WatchEvent[]>;
  /** When the next request may be made and is worth it; Infinity where something else has to happen first. */
  nextAt(now: number): number;
  /** A request begins: counted at once. */
  begin(now: number): Promise<void>;
  /** A request has ended. */
  end(): void;
  /** Writes down what the account has left and what was learned of its scans, for the next watch. */
  save(now: number): Promise<void>;
}

/** What a poller is made of. */
export interface AccountPollerParts {
  readonly carrier: Carrier;
  readonly cadence: Cadence;
  /** The share of the account's quotas that the watch may take. */
  readonly share: number;
  readonly store: Store;
  readonly outbox: Outbox;
  readonly usage: () => readonly (LimiterUsage & { readonly carrier: string })[];
}

const idle: LimiterUsage = { windows: [], heldForMs: 0, requests: 0 };

/** What an account has left is written down once in this time, and when the watch ends. */
const saveEveryMs = 60_000;
/** What was learned of scans is written down once in this time, and when the watch ends; it is kept for so long. */
const saveRatesEveryMs = 15 * 60_000;
const ratesTtlMs = 90 * dayMs;

/** The poller of one account. */
export function createAccountPoller({
  carrier,
  cadence,
  share,
  store,
  outbox,
  usage,
}: AccountPollerParts): AccountPoller {
  const { account, quotas, maxBatch, maxConcurrency } = carrier;
  const key = storeKey('bucket', account);
  const longestMs = Math.max(1, ...quotas.map(({ intervalMs }) => intervalMs));
  const ratesKey = storeKey('rates', account);
  const rates = createScanRates();
  const looksPerMs = steadyRate(quotas, share) * maxBatch;
  const queue = createPollQueue({ rates, looksPerMs, shortestMs: cadence.shortestMs });
  const breaker = createCircuitBreaker(carrier, outbox);
  const ownUsage = (): LimiterUsage => usage().find(({ carrier: id }) => id === carrier.id) ?? idle;
  let bucket: TokenBucket | undefined;
  let underWay = 0;
  let savedAt = Number.NEGATIVE_INFINITY;
  let ratesSavedAt = Number.NEGATIVE_INFINITY;
  let isSaved = true;

  async function save(now: number): Promise<void> {
    if (bucket === undefined || isSaved) return;
    savedAt = now;
    isSaved = true;
    await store.set(key, JSON.stringify(bucket.save(now)), longestMs);
  }

  async function saveRates(now: number): Promise<void> {
    const saved = rates.save();
    if (Object.keys(saved).length === 0) return;
    ratesSavedAt = now;
    await store.set(ratesKey, JSON.stringify(saved), ratesTtlMs);
  }

  return {
    carrier,
    queue,
    breaker,
    async load(now) {
      const saved = savedBucketOf(parsed(await store.get(key)));
      rates.restore(parsed(await store.get(ratesKey)));
      bucket = createTokenBucket({ quotas, share, now, saved, usage: ownUsage });
      return breaker.load();
    },
    nextAt(now) {
      const most = breaker.isProbing() ? 1 : maxConcurrency;
      const dueAt = underWay < most ? queue.dueAt() : Number.POSITIVE_INFINITY;
      if (bucket === undefined || dueAt === Number.POSITIVE_INFINITY) return Number.POSITIVE_INFINITY;
      return Math.max(dueAt, breaker.readyAt(), bucket.readyAt(now));
    },
    async begin(now) {
      underWay += 1;
      bucket?.start();
      isSaved = false;
      if (now - savedAt >= saveEveryMs) await save(now);
      if (now - ratesSavedAt >= saveRatesEveryMs) await saveRates(now);
    },
    end() {
      underWay -= 1;
      bucket?.finish();
    },
    async save(now) {
      if (!isSaved) await saveRates(now);
      await save(now);
    },
  };
}

function savedBucketOf(value: unknown): SavedTokenBucket | undefined {
  const { at, left, own }: Partial<SavedTokenBucket> = typeof value === 'object' && value !== null ? value : {};
  if (typeof at !== 'number' || !areNumbers(left)) return undefined;
  return areNumbers(own) ? { at, left, own } : { at, left };
}

function areNumbers(values: unknown): values is readonly number[] {
  return Array.isArray(values) && values.every((value) => typeof value === 'number');
}

/** What is not of our writing tells nothing. */
function parsed(value: unknown): unknown {
  if (typeof value !== 'string') return undefined;
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}
