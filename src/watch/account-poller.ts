import type { Carrier } from '../carrier/carrier.ts';
import type { WatchEvent } from '../model/watch-event.ts';
import type { LimiterUsage } from '../send/limiter/sliding-window.ts';
import type { Outbox, SnapshotStore } from '../store/outbox.ts';
import { createStanding, type Standing } from './circuit-breaker.ts';
import { createTimetable, type Timetable } from './poll-queue.ts';
import { createPace, type Pace, type SavedPace } from './token-bucket.ts';

/** All that a watch has to do with one carrier account. */
export interface Desk {
  readonly carrier: Carrier;
  readonly timetable: Timetable;
  readonly standing: Standing;
  /** Goes on where an earlier watch ended; returns what that one did not get to tell. */
  load(now: number): Promise<readonly WatchEvent[]>;
  /** When the next request may be made and is worth it; Infinity where something else has to happen first. */
  nextAt(now: number): number;
  /** A request begins: counted at once, and written down before it leaves. */
  begin(now: number): Promise<void>;
  /** A request has ended. */
  end(): void;
}

/** What a desk is made of. */
export interface DeskParts {
  readonly carrier: Carrier;
  readonly store: SnapshotStore;
  readonly outbox: Outbox;
  readonly usage: () => readonly (LimiterUsage & { readonly carrier: string })[];
}

const idle: LimiterUsage = { windows: [], heldForMs: 0, requests: 0 };

/** The desk of one account. */
export function createDesk({ carrier, store, outbox, usage }: DeskParts): Desk {
  const key = `waybill:pace:${carrier.account}`;
  const longestMs = Math.max(1, ...carrier.quotas.map(({ intervalMs }) => intervalMs));
  const timetable = createTimetable();
  const standing = createStanding(carrier, outbox);
  const ownUsage = (): LimiterUsage => usage().find(({ carrier: id }) => id === carrier.id) ?? idle;
  let pace: Pace | undefined;
  let underWay = 0;

  return {
    carrier,
    timetable,
    standing,
    async load(now) {
      const saved = readSaved(await store.get(key));
      pace = createPace({ quotas: carrier.quotas, now, saved, usage: ownUsage });
      return standing.load();
    },
    nextAt(now) {
      const most = standing.isProbing() ? 1 : carrier.maxConcurrency;
      const dueAt = underWay < most ? timetable.dueAt() : Number.POSITIVE_INFINITY;
      if (pace === undefined || dueAt === Number.POSITIVE_INFINITY) return Number.POSITIVE_INFINITY;
      return Math.max(dueAt, standing.readyAt(), pace.readyAt(now));
    },
    async begin(now) {
      underWay += 1;
      pace?.start();
      if (pace !== undefined) await store.set(key, JSON.stringify(pace.save(now)), longestMs);
    },
    end() {
      underWay -= 1;
      pace?.finish();
    },
  };
}

function readSaved(value: unknown): SavedPace | undefined {
  if (typeof value !== 'string') return undefined;
  try {
    const saved: Partial<SavedPace> | null = JSON.parse(value);
    if (typeof saved?.at !== 'number' || !saved.left?.every((left) => typeof left === 'number')) return undefined;
    return { at: saved.at, left: saved.left };
  } catch {
    // What is not of our writing tells nothing.
    return undefined;
  }
}
