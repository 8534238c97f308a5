import type * as z from 'zod/mini';
import type { NumberToTrack } from '../carrier/carrier.ts';
import type { Store } from '../model/store.ts';
import type { Tracking } from '../model/tracking.ts';
import { allowedValue, checkArguments } from '../options/options.ts';
import { store as storeValue } from '../options/values.ts';
import { outboxOf } from '../store/outbox.ts';
import { readSnapshotAt, snapshotKey } from '../store/snapshots.ts';
import { type WatchRecord, watchKey } from './notices.ts';

const numberValue: z.ZodMiniType<NumberToTrack> = allowedValue<NumberToTrack>(
  'a tracking number, or { trackingNumber }',
  (value) =>
    typeof value === 'string' ||
    (typeof value === 'object' &&
      value !== null &&
      'trackingNumber' in value &&
      typeof value.trackingNumber === 'string'),
);

/**
 * What is known of a parcel, from the store and without a call: what a watch, `receive` or `absorb` over the same store heard of
 * it last. For pages, which must cost no quota.
 *
 * @param number As it was given to the watch; or with its `carrier`, as the tracking spells it.
 * @returns undefined for a number that nothing is known of.
 * @throws TrackingError `invalid_request` for arguments that are none, and what the store throws.
 */
export async function readTracking(store: Store, number: NumberToTrack): Promise<Tracking | undefined> {
  checkArguments('readTracking()', { store: [storeValue, store], number: [numberValue, number] });
  const watched = await outboxOf(store).read<WatchRecord>(watchKey(number));
  if (watched?.state?.parcel !== undefined) return readSnapshotAt(store, watched.state.parcel);
  if (typeof number === 'string' || number.carrier === undefined) return undefined;
  return readSnapshotAt(store, snapshotKey(number.carrier, number.trackingNumber));
}
