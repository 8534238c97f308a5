import type * as z from 'zod/mini';
import type { Change } from '../model/change.ts';
import type { Store } from '../model/store.ts';
import type { Tracking } from '../model/tracking.ts';
import type { WatchEvent } from '../model/watch-event.ts';
import { allowedValue, checkArguments, listOf, optional, optionsOf } from '../options/options.ts';
import { aFunction, flag, someMilliseconds, store as storeValue, tracking } from '../options/values.ts';
import * as snapshots from '../store/snapshots.ts';

/** {@link snapshots.AbsorbOptions}. */
const absorbOptions: z.ZodMiniType<snapshots.AbsorbOptions> = optionsOf<snapshots.AbsorbOptions>({
  history: optional(flag),
  merge: optional(aFunction<NonNullable<snapshots.AbsorbOptions['merge']>>()),
  ttlMs: optional(someMilliseconds),
});

const listOfEvents: z.ZodMiniType<readonly WatchEvent[]> = listOf(
  allowedValue<WatchEvent>(
    'a change or a notice',
    (value) => typeof value === 'object' && value !== null && 'key' in value && typeof value.key === 'string',
  ),
  'a list of changes and notices',
);

/**
 * Takes in what was learned of a parcel, by poll, push or replay: compares it with what is known, writes the new state
 * together with the changes, and hands them out. Each change is handed out once, whoever saw it first. Who gets them calls
 * {@link acknowledge} when they are dealt with, or {@link release}; changes that were neither when a process died are handed
 * out again, with the same keys.
 *
 * Any number of processes may do so over a store with `compareAndSet`, and no change is lost: one that another process has
 * in hand may be handed out here too, with the same key. Over a store without it one process at a time may write.
 *
 * @returns changes that nobody has been told yet: those of an earlier time that were never acknowledged, then the new.
 * @throws TrackingError `invalid_request` for arguments that are none, and what the store throws; the same parcel then hands
 * out, the next time, what had been written.
 */
export async function absorb(
  store: Store,
  next: Tracking,
  options: snapshots.AbsorbOptions = {},
): Promise<readonly Change[]> {
  checkArguments('absorb()', { store: [storeValue, store], next: [tracking, next], options: [absorbOptions, options] });
  return snapshots.absorb(store, next, options);
}

/**
 * Says that events were dealt with, so that they are not handed out again.
 *
 * @throws TrackingError `invalid_request` for arguments that are none, and what the store throws.
 */
export async function acknowledge(store: Store, events: readonly WatchEvent[]): Promise<void> {
  checkArguments('acknowledge()', { store: [storeValue, store], events: [listOfEvents, events] });
  await snapshots.acknowledge(store, events);
}

/**
 * Says that events were not dealt with: the next time that their parcel is asked for they are handed out again.
 *
 * @throws TrackingError `invalid_request` for arguments that are none.
 */
export function release(store: Store, events: readonly WatchEvent[]): void {
  checkArguments('release()', { store: [storeValue, store], events: [listOfEvents, events] });
  snapshots.release(store, events);
}
