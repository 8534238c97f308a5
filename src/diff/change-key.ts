import type { Change, ChangeBase, ChangeKinds, ChangeType } from '../model/change.ts';
import { compact } from '../model/compact.ts';
import { fingerprint } from '../model/fingerprint.ts';
import type { Tracking, TrackingEvent } from '../model/tracking.ts';
import { dateOf } from '../time/time.ts';
import { canonical } from './equal.ts';
import { timesTold } from './told.ts';

/*
 * A key is the parcel, the kind of change and what tells it from others of its kind:
 *
 * - lines of the history: their id;
 * - statuses, and what they imply: the how-manieth time it is, which a late scan, a scan put right and a status that the
 *   carrier states before it shows the scan all leave alone;
 * - attempts and days out for delivery: the day;
 * - values (an estimate, a field): the old and the new one, so that a poll and a push that saw the same step agree, and
 *   the time of the newest line, for the same step after another scan is another step.
 *
 * What was told, taken back and is told again has `~2` at its end, then `~3`: see `told`.
 */

type DraftOf<Type extends ChangeType> = Type extends ChangeType
  ? { readonly type: Type; readonly of: readonly string[] } & ChangeKinds[Type] &
      Pick<ChangeBase, 'eventId' | 'occurredAt'>
  : never;

/** A change before it is signed: `of` tells it from others of its kind. */
export type ChangeDraft = DraftOf<ChangeType>;

/** What the changes of one comparison share: everything but what happened. */
export type Signature = (draft: ChangeDraft) => Change;

/**
 * Puts to changes whose they are, their keys and when they were seen. `known` is what was known under the number, `initial`
 * where that was nothing, or another shipment.
 */
export function signatureOf(known: Tracking | undefined, next: Tracking, isInitial: boolean): Signature {
  const { carrier, trackingNumber, fetchedAt: seenAt } = next;
  const initial = isInitial ? (true as const) : undefined;
  const shared = compact({ carrier, trackingNumber, seenAt, initial });
  return (draft) => {
    const { of: _, ...change } = draft;
    const name = firstKeyOf(next, draft);
    const again = timesTold(known, name);
    return { ...change, ...shared, key: again === 0 ? name : `${name}~${again + 1}` } as Change;
  };
}

/** The key of the first telling. */
export function firstKeyOf(
  { carrier, uniqueId, trackingNumber }: Pick<Tracking, 'carrier' | 'uniqueId' | 'trackingNumber'>,
  { type, of }: Pick<ChangeDraft, 'type' | 'of'>,
): string {
  return [parcelKey(carrier, uniqueId ?? trackingNumber), type, ...of.map(slug)].join('/');
}

/** The part of a key that names the parcel. */
export function parcelKey(carrier: string, identity: string): string {
  return `${slug(carrier)}/${slug(identity)}`;
}

/** The parcel's part of a change's key. */
export function parcelOf({ key }: Pick<ChangeBase, 'key'>): string {
  return key.split('/', 2).join('/');
}

/** What a change's key says beside parcel and kind: `1/weather_delay`, `2026-11-12~2`. */
export function particularsOf({ key }: Pick<ChangeBase, 'key'>): string {
  return key.split('/').slice(3).join('/');
}

/** A slash parts a key, and nothing else may. */
function slug(part: string): string {
  return part.replaceAll(/[/\s]+/g, '_');
}

/** Names a draft within its parcel. */
export function draftKey({ type, of }: ChangeDraft): string {
  return [type, ...of].join('/');
}

/** Stands for values in a key. */
export function digest(...values: readonly unknown[]): string {
  return fingerprint(canonical(values));
}

/** The day of a line, at its place; `undated` and its code where it has none. */
export function dayOf(event: TrackingEvent | undefined): string {
  if (event === undefined) return 'undated';
  const { occurredAt, code, status } = event;
  return occurredAt === undefined ? `undated.${code ?? status}` : dateOf(occurredAt);
}

/** When the parcel was last scanned, on the clock of that place, in whatever order its lines stand. */
export function newestTime({ events }: Pick<Tracking, 'events'>): string | undefined {
  let newest: string | undefined;
  for (const { occurredAt } of events) {
    const time = occurredAt?.slice(0, 19);
    if (time !== undefined && (newest === undefined || time > newest)) newest = time;
  }
  return newest;
}

/** The line behind a change, as every change names it. */
export function lineOf(event: TrackingEvent | undefined): Pick<ChangeBase, 'eventId' | 'occurredAt'> {
  return compact({ eventId: event?.id, occurredAt: event?.occurredAt });
}
