import type { ChangeKinds, TrackingFacts } from '../model/change.ts';
import { compact } from '../model/compact.ts';
import { isFinal } from '../model/status.ts';
import type { Delivery, Piece, Place, TimeWindow, Tracking } from '../model/tracking.ts';
import { dateOf } from '../time/time.ts';
import { endOf, isHourOfDay, spansOf } from '../time/window.ts';
import { type ChangeDraft, digest, lineOf, newestTime } from './change-key.ts';
import { isSame } from './equal.ts';

/*
 * `shown` is the previous tracking with the changes that were found so far.
 */

/** Whatever has no name of its own: what `shown` lacks of `next`. */
export function factChanges(shown: Tracking | undefined, next: Tracking): readonly ChangeDraft[] {
  const set: Partial<Record<keyof TrackingFacts, unknown>> = {};
  for (const key of factsOf(next)) if (!isSame(shown?.[key], next[key])) set[key] = next[key];
  const unset = shown === undefined ? [] : factsOf(shown).filter((key) => next[key] === undefined);
  if (Object.keys(set).length === 0 && unset.length === 0) return [];
  const old = Object.fromEntries(
    [...Object.keys(set), ...unset].map((key) => [key, shown?.[key as keyof TrackingFacts]]),
  );
  const of = [digest(old, set, unset, newestTime(next))];
  return [{ type: 'facts.changed', of, set: set as Partial<TrackingFacts>, unset }];
}

function factsOf(tracking: Tracking): readonly (keyof TrackingFacts)[] {
  const keys = Object.keys(tracking) as (keyof Tracking)[];
  return keys.filter((key): key is keyof TrackingFacts => key !== 'fetchedAt' && key !== 'told').sort();
}

/** The parcel is to go elsewhere: a destination was known, and another one is. Filling it in is no redirection. */
export function redirection(previous: Tracking | undefined, next: Tracking): readonly ChangeDraft[] {
  const [from, to] = [previous?.destination, next.destination];
  if (from === undefined || to === undefined || !isElsewhere(from, to)) return [];
  return [{ type: 'redirected', of: [digest(from, to)], from, to }];
}

function isElsewhere(from: Place, to: Place): boolean {
  return (['postalCode', 'city', 'country'] as const).some((key) => {
    const [old, now] = [from[key], to[key]];
    return old !== undefined && now !== undefined && old.toUpperCase() !== now.toUpperCase();
  });
}

/** The carrier tells the detail otherwise, and no line of the history does. */
export function detailChange(previous: Tracking, shown: Tracking | undefined, next: Tracking): readonly ChangeDraft[] {
  const { status, detail: to } = next;
  const from = previous.detail;
  if (previous.status !== status || from === to || shown?.detail === to) return [];
  const of = [status, 'stated', digest(from, to, newestTime(next))];
  return [compact({ type: 'detail.changed' as const, of, passed: false, status, from, to })];
}

/** The last day to collect it. */
export function pickupLimit(_: Tracking, shown: Tracking | undefined, next: Tracking): readonly ChangeDraft[] {
  const [previous, lastDay] = [shown?.pickupBy, next.pickupBy];
  if (lastDay === undefined || lastDay === previous) return [];
  const of = [digest(previous, lastDay, newestTime(next))];
  if (previous !== undefined && lastDay > previous) return [{ type: 'pickup.extended', of, previous, lastDay }];
  return [compact({ type: 'pickup.limited' as const, of, previous, lastDay })];
}

/** Who signed, where it was left: often known only after the delivery itself. Documents are told as such. */
export function deliveryUpdate(_: Tracking, shown: Tracking | undefined, next: Tracking): readonly ChangeDraft[] {
  const [previous, delivery] = [shown?.delivery, next.delivery];
  if (delivery === undefined || isSame(withoutProof(previous), withoutProof(delivery))) return [];
  const of = [digest(withoutProof(previous), withoutProof(delivery), newestTime(next))];
  return [compact({ type: 'delivery.updated' as const, of, previous, delivery })];
}

function withoutProof(delivery: Delivery | undefined): Delivery {
  const { proof: _, ...rest } = delivery ?? {};
  return rest;
}

/** What became of the pieces of a shipment. */
export function pieceChanges(previous: Tracking | undefined, next: Tracking): readonly ChangeDraft[] {
  const [old, now] = [previous?.pieces, next.pieces];
  if (isSame(old, now)) return [];
  const before = byNumber(old);
  const after = byNumber(now);
  const removed = [...before.keys()].filter((piece) => !after.has(piece));
  return [
    ...removed.map((piece): ChangeDraft => ({ type: 'piece.removed', of: [piece], piece })),
    ...[...after.values()].flatMap((piece) => pieceChange(before.get(piece.trackingNumber), piece)),
  ];
}

function byNumber(pieces: readonly Piece[] = []): ReadonlyMap<string, Piece> {
  return new Map(pieces.map((piece) => [piece.trackingNumber, piece]));
}

function pieceChange(
  old: Piece | undefined,
  { trackingNumber: piece, status, detail, events }: Piece,
): readonly ChangeDraft[] {
  if (old === undefined) return [compact({ type: 'piece.added' as const, of: [piece], piece, status, detail })];
  if (old.status === status && old.detail === detail) return [];
  const newest = events?.at(-1);
  const of = [piece, digest(old.status, old.detail, status, detail, newest?.id)];
  return [
    compact({ type: 'piece.changed' as const, of, ...lineOf(newest), piece, from: old.status, to: status, detail }),
  ];
}

/** How the carrier's forecast went, and what it promised. */
export function estimateChanges(previous: Tracking | undefined, next: Tracking): readonly ChangeDraft[] {
  return [...forecast(previous, next), ...promise(previous, next)];
}

function forecast(previous: Tracking | undefined, next: Tracking): readonly ChangeDraft[] {
  const [before, now] = [previous?.estimatedDelivery, next.estimatedDelivery];
  if (isSame(before, now)) return [];
  const of = [digest(before, now, newestTime(next))];
  if (now === undefined) {
    const because = isFinal(next.status) ? 'finished' : 'withdrawn';
    return before === undefined ? [] : [{ type: 'estimate.lost', of, previous: before, because }];
  }
  const late = !isFinal(next.status) && isLaterDay(before ?? next.promisedDelivery, now) ? (true as const) : undefined;
  if (before === undefined) return [compact({ type: 'estimate.set' as const, of, estimate: now, late })];
  return [
    compact({ type: 'estimate.moved' as const, of, previous: before, estimate: now, ...moveOf(before, now), late }),
  ];
}

function promise(previous: Tracking | undefined, next: Tracking): readonly ChangeDraft[] {
  const [before, now] = [previous?.promisedDelivery, next.promisedDelivery];
  if (isSame(before, now)) return [];
  const of = [digest(before, now, newestTime(next))];
  return [compact({ type: 'promise.changed' as const, of, previous: before, promise: now })];
}

function isLaterDay(before: TimeWindow | undefined, now: TimeWindow): boolean {
  const [due, expected] = [before && endOf(before), endOf(now)];
  return due !== undefined && expected !== undefined && dateOf(expected) > dateOf(due);
}

type Move = Pick<ChangeKinds['estimate.moved'], 'direction' | 'byMs' | 'window'>;

function moveOf(previous: TimeWindow, estimate: TimeWindow): Move {
  const [before, now] = spansOf(previous, estimate);
  const shift = isHourOfDay(endOf(previous), endOf(estimate)) ? 0 : now.latest - before.latest;
  const wider = now.widthMs - before.widthMs;
  return {
    direction: shift > 0 ? 'later' : shift < 0 ? 'earlier' : 'same',
    byMs: Math.abs(shift),
    window: wider > 0 ? 'widened' : wider < 0 ? 'narrowed' : 'same',
  };
}
