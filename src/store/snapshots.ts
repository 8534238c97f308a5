import { parcelKey } from '../diff/change-key.ts';
import { compare, type DiffOptions } from '../diff/diff.ts';
import type { Change } from '../model/change.ts';
import type { Store } from '../model/store.ts';
import type { CarrierId, Tracking } from '../model/tracking.ts';
import { isChange, type WatchEvent } from '../model/watch-event.ts';
import { mergeAnswer } from './merge.ts';
import { outboxOf, type StoredRecord } from './outbox.ts';

/** What the store knows of one parcel: the tracking last seen, and the changes that may not have been told yet. */
export type Snapshot = StoredRecord<Tracking>;

/** How an answer is taken in. */
export interface AbsorbOptions extends DiffOptions {
  /**
   * What is known after an answer that tells less than a whole tracking, such as a push; undefined where it tells
   * nothing new. Pure: it runs while nobody else may touch the parcel. Default: the newer tracking, whole, unless it lags
   * behind what is known.
   */
  readonly merge?: (previous: Tracking | undefined, next: Tracking) => Tracking | undefined;
}

/** Where a parcel's snapshot is kept. `identity` is its `uniqueId`, or its number where it has none. */
export function snapshotKey(carrier: CarrierId, identity: string): string {
  return `waybill:parcel:${parcelKey(carrier, identity)}`;
}

/** Reads a snapshot; undefined where there is none. */
export function readSnapshot(store: Store, key: string): Promise<Snapshot | undefined> {
  return outboxOf(store).read<Tracking>(key);
}

/** Puts a tracking where a watch will look for it, as if it had been told: what is different from it will be a change. */
export async function writeSnapshot(store: Store, key: string, tracking: Tracking): Promise<void> {
  await outboxOf(store).update<Tracking>(key, () => ({ state: tracking, events: [] }));
}

/**
 * Takes in what was learned of a parcel, by poll, push or replay: compares it with the snapshot, writes the new one
 * together with the changes, and hands them out. The one way in, so that each change is handed out once, whoever saw it
 * first. Who gets them calls {@link acknowledge} when they are dealt with, or {@link release}; changes that were neither
 * when a process died are handed out again, with the same keys.
 *
 * One process at a time should write to a store; two of them may tell a change twice, with one key.
 *
 * @returns changes that nobody has been told yet: those of an earlier time that were never acknowledged, then the new.
 * @throws what the store throws.
 */
export async function absorb(store: Store, next: Tracking, options: AbsorbOptions = {}): Promise<readonly Change[]> {
  return (await absorbInto(store, next, options)).changes;
}

/** {@link absorb}, and where the parcel is kept. */
export function absorbInto(
  store: Store,
  next: Tracking,
  { merge = mergeAnswer, history }: AbsorbOptions,
): Promise<{ readonly key: string; readonly changes: readonly Change[] }> {
  const outbox = outboxOf(store);
  const shipment = shipmentKey(next);
  return outbox.alone(shipment, async () => {
    const known = await store.get(shipment);
    const { tracking, earlier } = await identify(store, next, typeof known === 'string' ? known : '');
    const key = snapshotKey(tracking.carrier, tracking.uniqueId ?? tracking.trackingNumber);
    const events = await outbox.update<Tracking>(key, (previous) => {
      const before = previous ?? earlier?.state;
      const after = merge(before, tracking);
      if (after === undefined) return undefined;
      const { changes, remember } = compare(before, after, history === undefined ? {} : { history });
      if (previous !== undefined) return changes.length === 0 ? undefined : { state: remember(), events: changes };
      return { state: remember(), events: [...(earlier?.outbox ?? []), ...changes] };
    });
    if (tracking.uniqueId !== undefined && tracking.uniqueId !== known) await store.set(shipment, tracking.uniqueId);
    return { key, changes: events.filter(isChange) };
  });
}

/** Says that events were dealt with, so that they are not handed out again. @throws what the store throws. */
export async function acknowledge(store: Store, events: readonly WatchEvent[]): Promise<void> {
  await outboxOf(store).acknowledge(events);
}

/** Says that events were not dealt with: the next time that their parcel is asked for they are handed out again. */
export function release(store: Store, events: readonly WatchEvent[]): void {
  outboxOf(store).release(events);
}

interface Identified {
  readonly tracking: Tracking;
  /** The same parcel as it was kept before it had a `uniqueId`. */
  readonly earlier?: Snapshot;
}

/**
 * Tells which shipment of a number is meant. Answers without a `uniqueId`, pushes for one, mean the one last heard of; a
 * parcel that gets its `uniqueId` later stays the parcel that it was.
 */
async function identify(store: Store, next: Tracking, known: string): Promise<Identified> {
  if (next.uniqueId === undefined) return { tracking: known === '' ? next : { ...next, uniqueId: known } };
  if (known !== '') return { tracking: next };
  const earlier = await readSnapshot(store, snapshotKey(next.carrier, next.trackingNumber));
  const lines = new Set(earlier?.state.events.map(({ id }) => id));
  const isSame = lines.size === 0 || next.events.some(({ id }) => lines.has(id));
  return { tracking: next, ...(earlier !== undefined && isSame && { earlier }) };
}

/** Where it is kept which shipment of a number was last heard of. */
function shipmentKey({ carrier, trackingNumber }: Tracking): string {
  return `waybill:shipment:${parcelKey(carrier, trackingNumber)}`;
}
