import type * as z from 'zod/mini';
import { TrackingError } from '../model/error.ts';
import { type Store, storeKey } from '../model/store.ts';
import { optional, optionsOf } from '../options/options.ts';
import { filledText, someMilliseconds } from '../options/values.ts';

/** Who of several watchers over one store watches: one at a time. */
export interface LeaseOptions {
  /** Watchers of one name stand in for each other. Default: `watch`. */
  readonly name?: string;
  /** After so many milliseconds without a sign of life the next one takes over. Default: 30 seconds. */
  readonly ms?: number;
}

/** {@link LeaseOptions}. */
export const leaseOptions: z.ZodMiniType<LeaseOptions> = optionsOf<LeaseOptions>({
  name: optional(filledText),
  ms: optional(someMilliseconds),
});

/** A lease that one holds at a time. It ends by the clock of the store, so that those of the watchers may differ. */
export interface Lease {
  /** Milliseconds between two tries to get it, or signs of life of who has it. */
  readonly everyMs: number;
  /** Tries to get it. */
  acquire(): Promise<boolean>;
  /** A sign of life, where one is due; false once another one may have it. */
  hold(): Promise<boolean>;
  /** Gives it to whoever is next. */
  release(): Promise<void>;
}

const defaultMs = 30_000;
const free = 'free';

/**
 * A lease over a store.
 *
 * @param time A clock that nobody sets.
 * @throws TrackingError `invalid_request` for a store that does not compare and set.
 */
export function createLease(store: Store, { name = 'watch', ms = defaultMs }: LeaseOptions, time: () => number): Lease {
  const { compareAndSet } = store;
  if (compareAndSet === undefined) {
    throw new TrackingError(
      'invalid_request',
      'watch(): a lease needs a store with compareAndSet, such as sqliteStore(), redisStore() or postgresStore().',
    );
  }
  const swap = compareAndSet.bind(store);
  const key = storeKey('lease', name);
  const own = crypto.randomUUID();
  let heldSince: number | undefined;

  async function take(from: string | undefined): Promise<boolean> {
    const at = time();
    if (!(await swap(key, from, own, ms))) return false;
    // From before the store was asked: it cannot have ended there sooner than here.
    heldSince = at;
    return true;
  }

  return {
    everyMs: ms / 4,
    async acquire() {
      const holder = await store.get(key);
      if (holder === own) return take(own);
      return holder === undefined || holder === free ? take(holder) : false;
    },
    async hold() {
      const held = heldSince === undefined ? Number.POSITIVE_INFINITY : time() - heldSince;
      if (held < ms / 4) return true;
      try {
        if (await take(own)) return true;
      } catch (error) {
        // A store that is away for a moment costs nothing as long as the lease lasts.
        if (held < (ms * 3) / 4) return true;
        throw error;
      }
      heldSince = undefined;
      return false;
    },
    async release() {
      if (heldSince === undefined) return;
      heldSince = undefined;
      await swap(key, own, free, ms);
    },
  };
}
