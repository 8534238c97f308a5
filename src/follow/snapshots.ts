import type { Change } from '../model/change.ts';
import type { CarrierId, Tracking } from '../model/tracking.ts';
import { isChange, type WatchEvent } from '../model/watch-event.ts';
import { type DiffOptions, diff } from './diff.ts';
import { parcelKey } from './key.ts';
import { outboxOf, type SnapshotStore, type StoredRecord } from './outbox.ts';

export type { SnapshotStore } from './outbox.ts';

/** What the store knows of one parcel: the tracking last seen, and the changes that may not have been told yet. */
export type Snapshot = StoredRecord<Tracking>;

/** How an answer is taken in. */
export interface AbsorbOptions extends DiffOptions {
  /**
   * What is known after an answer that tells less than a whole tracking, such as a push; undefined where it tells
   * nothing new. Pure: it runs while nobody else may touch the parcel. Default: the newer tracking, whole.
   */
  readonly merge?: (previous: Tracking | undefined, next: Tracking) => Tracking | undefined;
}

/** Where a parcel's snapshot is kept. `identity` is its `uniqueId`, or its number where it has none. */
export function snapshotKey(carrier: CarrierId, identity: string): string {
  return `waybill:parcel:${parcelKey(carrier, identity)}`;
}

/** Reads a snapshot; undefined where there is none. */
export function readSnapshot(store: SnapshotStore, key: string): Promise<Snapshot | undefined> {
  return outboxOf(store).read<Tracking>(key);
}

/** Puts a tracking where a watch will look for it, as if it had been told: what is different from it will be a change. */
export async function writeSnapshot(store: SnapshotStore, key: string, tracking: Tracking): Promise<void> {
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
export function absorb(store: SnapshotStore, next: Tracking, options: AbsorbOptions = {}): Promise<readonly Change[]> {
  const key = shipmentKey(next);
  return outboxOf(store).alone(key, async () => {
    const known = await store.get(key);
    const { tracking, earlier } = await identify(store, next, typeof known === 'string' ? known : '');
    const events = await takeIn(store, tracking, earlier, options);
    if (tracking.uniqueId !== undefined && tracking.uniqueId !== known) await store.set(key, tracking.uniqueId);
    return events.filter(isChange);
  });
}

async function takeIn(
  store: SnapshotStore,
  tracking: Tracking,
  earlier: Identified['earlier'],
  { merge = newer, history }: AbsorbOptions,
): Promise<readonly WatchEvent[]> {
  const outbox = outboxOf(store);
  const left = earlier === undefined ? [] : await outbox.update(earlier.key, () => undefined);
  const key = snapshotKey(tracking.carrier, tracking.uniqueId ?? tracking.trackingNumber);
  const events = await outbox.update<Tracking>(key, (previous = earlier?.tracking) => {
    const known = merge(previous, tracking);
    if (known === undefined) return undefined;
    const changes = diff(previous, known, history === undefined ? {} : { history });
    return changes.length === 0 && previous !== undefined ? undefined : { state: known, events: changes };
  });
  return [...left, ...events];
}

/** Says that events were dealt with, so that they are not handed out again. @throws what the store throws. */
export async function acknowledge(store: SnapshotStore, events: readonly WatchEvent[]): Promise<void> {
  await outboxOf(store).acknowledge(events);
}

/** Says that events were not dealt with: the next time that their parcel is asked for they are handed out again. */
export function release(store: SnapshotStore, events: readonly WatchEvent[]): void {
  outboxOf(store).release(events);
}

/** An answer that was longer on its way than a newer one tells nothing. */
function newer(previous: Tracking | undefined, next: Tracking): Tracking | undefined {
  const [then, now] = [previous?.fetchedAt, next.fetchedAt];
  return then !== undefined && now !== undefined && now < then ? undefined : next;
}

interface Identified {
  readonly tracking: Tracking;
  /** The same parcel as it was kept before it had a `uniqueId`. */
  readonly earlier?: { readonly key: string; readonly tracking: Tracking };
}

/**
 * Tells which shipment of a number is meant. Answers without a `uniqueId`, pushes for one, mean the one last heard of; a
 * parcel that gets its `uniqueId` later stays the parcel that it was.
 */
async function identify(store: SnapshotStore, next: Tracking, known: string): Promise<Identified> {
  if (next.uniqueId === undefined) return { tracking: known === '' ? next : { ...next, uniqueId: known } };
  if (known !== '') return { tracking: next };
  const key = snapshotKey(next.carrier, next.trackingNumber);
  const earlier = (await readSnapshot(store, key))?.state;
  const lines = new Set(earlier?.events.map(({ id }) => id));
  const isSame = next.events.some(({ id }) => lines.has(id));
  return { tracking: next, ...(earlier !== undefined && isSame && { earlier: { key, tracking: earlier } }) };
}

/** Where it is kept which shipment of a number was last heard of. */
function shipmentKey({ carrier, trackingNumber }: Tracking): string {
  return `waybill:shipment:${parcelKey(carrier, trackingNumber)}`;
}
