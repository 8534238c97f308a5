import type { Carrier } from '../carrier/carrier.ts';
import { type Store, storeKey } from '../model/store.ts';
import type { WatchEvent } from '../model/watch-event.ts';
import type { LimiterUsage } from '../send/limiter/sliding-window.ts';
import type { Outbox } from '../store/outbox.ts';
import { type CircuitBreaker, createCircuitBreaker } from './circuit-breaker.ts';
import { createPollQueue, type PollQueue } from './poll-queue.ts';
import { createTokenBucket, type SavedTokenBucket, type TokenBucket } from './token-bucket.ts';

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
  /** Writes down what the account has left, for the next watch. */
  save(now: number): Promise<void>;
}

/** What a poller is made of. */
export interface AccountPollerParts {
  readonly carrier: Carrier;
  readonly store: Store;
  readonly outbox: Outbox;
  readonly usage: () => readonly (LimiterUsage & { readonly carrier: string })[];
}

const idle: LimiterUsage = { windows: [], heldForMs: 0, requests: 0 };

/** What an account has left is written down once in this time, and when the watch ends. */
const saveEveryMs = 60_000;

/** The poller of one account. */
export function createAccountPoller({ carrier, store, outbox, usage }: AccountPollerParts): AccountPoller {
  const { account, quotas, maxConcurrency } = carrier;
  const key = storeKey('bucket', account);
  const longestMs = Math.max(1, ...quotas.map(({ intervalMs }) => intervalMs));
  const queue = createPollQueue();
  const breaker = createCircuitBreaker(carrier, outbox);
  const ownUsage = (): LimiterUsage => usage().find(({ carrier: id }) => id === carrier.id) ?? idle;
  let bucket: TokenBucket | undefined;
  let underWay = 0;
  let savedAt = Number.NEGATIVE_INFINITY;
  let isSaved = true;

  async function save(now: number): Promise<void> {
    if (bucket === undefined || isSaved) return;
    savedAt = now;
    isSaved = true;
    await store.set(key, JSON.stringify(bucket.save(now)), longestMs);
  }

  return {
    carrier,
    queue,
    breaker,
    async load(now) {
      const saved = readSaved(await store.get(key));
      bucket = createTokenBucket({ quotas, now, saved, usage: ownUsage });
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
    },
    end() {
      underWay -= 1;
      bucket?.finish();
    },
    save,
  };
}

function readSaved(value: unknown): SavedTokenBucket | undefined {
  if (typeof value !== 'string') return undefined;
  try {
    const saved: Partial<SavedTokenBucket> | null = JSON.parse(value);
    if (typeof saved?.at !== 'number' || !saved.left?.every((left) => typeof left === 'number')) return undefined;
    return { at: saved.at, left: saved.left };
  } catch {
    // What is not of our writing tells nothing.
    return undefined;
  }
}
