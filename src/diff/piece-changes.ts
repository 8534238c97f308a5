import { compact } from '../model/compact.ts';
import type { Piece, Tracking } from '../model/tracking.ts';
import { type ChangeDraft, digest, lineOf } from './change-key.ts';
import { isSame } from './equal.ts';

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
