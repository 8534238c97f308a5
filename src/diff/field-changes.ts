import type { Facts } from '../model/change.ts';
import { compact } from '../model/compact.ts';
import type { Place } from '../model/place.ts';
import type { Piece, Tracking } from '../model/tracking.ts';
import { type ChangeDraft, digest, lineOf, newestTime } from './change-key.ts';
import { isSame } from './equal.ts';

/** Whatever else is known otherwise now: what `shown`, the previous tracking with all named changes, lacks of `next`. */
export function factChanges(shown: Tracking | undefined, next: Tracking): readonly ChangeDraft[] {
  const set: Partial<Record<keyof Facts, unknown>> = {};
  for (const key of factsOf(next)) if (!isSame(shown?.[key], next[key])) set[key] = next[key];
  const unset = shown === undefined ? [] : factsOf(shown).filter((key) => next[key] === undefined);
  if (Object.keys(set).length === 0 && unset.length === 0) return [];
  const old = Object.fromEntries([...Object.keys(set), ...unset].map((key) => [key, shown?.[key as keyof Facts]]));
  const of = [digest(old, set, unset, newestTime(next))];
  return [{ type: 'facts.changed', of, set: set as Partial<Facts>, unset }];
}

function factsOf(tracking: Tracking): readonly (keyof Facts)[] {
  const keys = Object.keys(tracking) as (keyof Tracking)[];
  return keys.filter((key) => key !== 'fetchedAt').sort();
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
