import { compare, type DiffOptions } from '../diff/diff.ts';
import type { Change } from '../model/change.ts';
import { compact } from '../model/compact.ts';
import { type Store, storeKey } from '../model/store.ts';
import type { CarrierId, Tracking } from '../model/tracking.ts';
import { isChange, type WatchEvent } from '../model/watch-event.ts';
import { dayMs } from '../time/window.ts';
import { mergeAnswer } from './merge.ts';
import { outboxOf, type Update } from './outbox.ts';

/** What the store knows of one number at one carrier. */
interface Snapshot {
  /** The shipment last heard of. */
  readonly current: Tracking;
  /** Other shipments that carry the same number, the last heard of first. */
  readonly others?: readonly Tracking[];
}

/** Which parcel is meant; without `uniqueId` the shipment of the number that was last heard of. */
export type ParcelIdentity = Pick<Tracking, 'carrier' | 'trackingNumber' | 'uniqueId'>;

/** How an answer is taken in. */
export interface AbsorbOptions extends DiffOptions {
  /**
   * What is known after an answer that tells less than a whole tracking, such as a push; undefined where it tells
   * nothing new. Pure: it runs again where another process was faster. Default: the newer tracking, whole, unless it lags
   * behind what is known.
   */
  readonly merge?: (previous: Tracking | undefined, next: Tracking) => Tracking | undefined;
  /** How long the parcel is kept after its last change, in milliseconds. Default: 135 days. */
  readonly ttlMs?: number;
}

/**
 * How long a parcel is kept after its last change unless something else is said: 90 days, and the 45 for which a watch
 * asks for one that fell silent.
 */
const snapshotKeptMs = (90 + 45) * dayMs;

/** Shipments of one number that are remembered beside the current one; carriers reuse numbers after years. */
const mostOthers = 8;

/** Where it is kept what is known of a number at a carrier. */
export function snapshotKey(carrier: CarrierId, trackingNumber: string): string {
  return storeKey('parcel', carrier, trackingNumber);
}

/** The tracking last seen; undefined where there is none. */
export async function readSnapshot(
  store: Store,
  { carrier, trackingNumber, uniqueId }: ParcelIdentity,
): Promise<Tracking | undefined> {
  const { current, others = [] } =
    (await outboxOf(store).read<Snapshot>(snapshotKey(carrier, trackingNumber)))?.state ?? {};
  if (current === undefined || uniqueId === undefined) return current;
  return [current, ...others].find((each) => each.uniqueId === uniqueId);
}

/** The tracking last seen that is kept under a {@link snapshotKey}; undefined where there is none. */
export async function readSnapshotAt(store: Store, key: string): Promise<Tracking | undefined> {
  return (await outboxOf(store).read<Snapshot>(key))?.state?.current;
}

/** Puts a tracking where a watch will look for it, as if it had been told: what is different from it will be a change. */
export async function writeSnapshot(store: Store, tracking: Tracking): Promise<void> {
  const key = snapshotKey(tracking.carrier, tracking.trackingNumber);
  await outboxOf(store).update<Snapshot>(key, (known, ttlMs) => ({
    state: withCurrent(shipmentOf(known, tracking), tracking),
    events: [],
    ttlMs: Math.max(ttlMs, snapshotKeptMs),
  }));
}

/**
 * Takes in what was learned of a parcel, by poll, push or replay: compares it with the snapshot, writes the new one
 * together with the changes, and hands them out. The one way in, so that each change is handed out once, whoever saw it
 * first. Who gets them calls {@link acknowledge} when they are dealt with, or {@link release}; changes that were neither
 * when a process died are handed out again, with the same keys.
 *
 * Any number of processes may do so over a store with `compareAndSet`, and no change is lost: one that another process has
 * in hand may be handed out here too, with the same key. Over a store without it one process at a time may write.
 *
 * @returns changes that nobody has been told yet: those of an earlier time that were never acknowledged, then the new.
 * @throws what the store throws; the same parcel then hands out, the next time, what had been written.
 */
export async function absorb(store: Store, next: Tracking, options: AbsorbOptions = {}): Promise<readonly Change[]> {
  const { merge = mergeAnswer, ttlMs = snapshotKeptMs, ...diffOptions } = options;
  const key = snapshotKey(next.carrier, next.trackingNumber);
  const events = await outboxOf(store).update<Snapshot>(key, (known, keptMs): Update<Snapshot> | undefined => {
    const shipment = shipmentOf(known, next);
    const { previous, tracking, isCurrent } = shipment;
    const after = merge(previous, tracking);
    if (after === undefined) return undefined;
    const { changes, remember } = compare(previous, after, diffOptions);
    if (isCurrent && changes.length === 0) return undefined;
    // What is no news does not replace what is known.
    const kept = previous !== undefined && changes.length === 0 ? previous : remember();
    return { state: withCurrent(shipment, kept), events: changes, ttlMs: Math.max(ttlMs, keptMs) };
  });
  return events.filter(isChange);
}

/** Says that events were dealt with, so that they are not handed out again. @throws what the store throws. */
export async function acknowledge(store: Store, events: readonly WatchEvent[]): Promise<void> {
  await outboxOf(store).acknowledge(events);
}

/** Says that events were not dealt with: the next time that their parcel is asked for they are handed out again. */
export function release(store: Store, events: readonly WatchEvent[]): void {
  outboxOf(store).release(events);
}

interface Shipment {
  readonly tracking: Tracking;
  /** The same parcel as it is known. */
  readonly previous: Tracking | undefined;
  readonly others: readonly Tracking[];
  /** Whether it was the one last heard of. */
  readonly isCurrent: boolean;
}

/**
 * Tells which shipment of a number is meant. Answers without a `uniqueId`, pushes for one, mean the one last heard of; a
 * parcel that gets its `uniqueId` later stays the parcel that it was.
 */
function shipmentOf(known: Snapshot | undefined, next: Tracking): Shipment {
  const { current, others = [] } = known ?? {};
  if (current === undefined) return { tracking: next, previous: undefined, others, isCurrent: false };
  const { uniqueId = current.uniqueId } = next;
  const tracking = compact({ ...next, uniqueId });
  if (uniqueId === current.uniqueId || (current.uniqueId === undefined && sharesLines(current, next))) {
    return { tracking, previous: current, others, isCurrent: true };
  }
  const previous = others.find((each) => each.uniqueId === uniqueId);
  const rest = [current, ...others].filter((each) => each !== previous).slice(0, mostOthers);
  return { tracking, previous, others: rest, isCurrent: false };
}

function sharesLines(known: Tracking, next: Tracking): boolean {
  const lines = new Set(known.events.map(({ id }) => id));
  return lines.size === 0 || next.events.some(({ id }) => lines.has(id));
}

function withCurrent({ others }: Shipment, current: Tracking): Snapshot {
  return others.length === 0 ? { current } : { current, others };
}
