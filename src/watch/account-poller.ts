import type { Carrier } from '../carrier/carrier.ts';
import type { Store } from '../model/store.ts';
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
  /** A request begins: counted at once, and written down before it leaves. */
  begin(now: number): Promise<void>;
  /** A request has ended. */
  end(): void;
}

/** What a poller is made of. */
export interface AccountPollerParts {
  readonly carrier: Carrier;
  readonly store: Store;
  readonly outbox: Outbox;
  readonly usage: () => readonly (LimiterUsage & { readonly carrier: string })[];
}

const idle: LimiterUsage = { windows: [], heldForMs: 0, requests: 0 };

/** The poller of one account. */
export function createAccountPoller({ carrier, store, outbox, usage }: AccountPollerParts): AccountPoller {
  const key = `waybill:bucket:${carrier.account}`;
  const longestMs = Math.max(1, ...carrier.quotas.map(({ intervalMs }) => intervalMs));
  const timetable = createPollQueue();
  const standing = createCircuitBreaker(carrier, outbox);
  const ownUsage = (): LimiterUsage => usage().find(({ carrier: id }) => id === carrier.id) ?? idle;
  let bucket: TokenBucket | undefined;
  let underWay = 0;

  return {
    carrier,
    queue: timetable,
    breaker: standing,
    async load(now) {
      const saved = readSaved(await store.get(key));
      bucket = createTokenBucket({ quotas: carrier.quotas, now, saved, usage: ownUsage });
      return standing.load();
    },
    nextAt(now) {
      const most = standing.isProbing() ? 1 : carrier.maxConcurrency;
      const dueAt = underWay < most ? timetable.dueAt() : Number.POSITIVE_INFINITY;
      if (bucket === undefined || dueAt === Number.POSITIVE_INFINITY) return Number.POSITIVE_INFINITY;
      return Math.max(dueAt, standing.readyAt(), bucket.readyAt(now));
    },
    async begin(now) {
      underWay += 1;
      bucket?.start();
      if (bucket !== undefined) await store.set(key, JSON.stringify(bucket.save(now)), longestMs);
    },
    end() {
      underWay -= 1;
      bucket?.finish();
    },
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
