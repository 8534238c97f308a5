import {
  compact,
  eventsOf,
  type Issue,
  type ParcelStatus,
  type Piece,
  parcelStatus,
  type TrackingDraft,
  type Window,
} from 'waybill/kit';
import { scansOf } from './express-events.ts';
import type { ExpressPiece } from './express-shipment.ts';

/** A piece with its own history and state, as far as the answer goes into pieces. */
export function pieceOf({ trackingNumber, checkpoints, weight }: ExpressPiece, issues: Issue[]): Piece {
  if (checkpoints.length === 0) return compact({ trackingNumber, weight });
  const events = eventsOf(scansOf(checkpoints, [], issues), 'oldest-first');
  return compact({ trackingNumber, ...parcelStatus(events, undefined, undefined), events, weight });
}

const isOver = ({ status }: Pick<Piece, 'status'>): boolean => status === 'delivered' || status === 'returned';

/**
 * The shipment in the light of its pieces. Partly delivered is not delivered: it stands where the piece that is behind
 * stands, an exception before all, and on its way it is `delivered_in_part`. All pieces delivered is delivered.
 */
export function withPieces(
  draft: TrackingDraft,
  pieces: readonly Piece[],
  forecast: Window | undefined,
): TrackingDraft {
  const known = pieces.filter(({ status }) => status !== undefined && status !== 'unknown');
  const open = known.filter((piece) => !isOver(piece));
  const [over] = known.filter(isOver);
  if (over === undefined) return draft;
  const [behind] = [...open.filter(({ status }) => status === 'exception'), ...open];
  if (behind === undefined) {
    if (isOver(draft) || known.length < pieces.length || known.some(({ status }) => status !== over.status))
      return draft;
    return restated(draft, { status: over.status ?? 'delivered', detail: over.detail }, undefined);
  }
  const status = behind.status ?? 'in_transit';
  const detail = status === 'in_transit' ? ('delivered_in_part' as const) : behind.detail;
  const { delivery: _, ...undelivered } = draft;
  return restated(undelivered, { status, detail }, forecast);
}

type Loose<T> = { readonly [Key in keyof T]: T[Key] | undefined };

function restated(
  draft: TrackingDraft,
  state: Loose<ParcelStatus>,
  estimatedDelivery: Window | undefined,
): TrackingDraft {
  const { detail: _, status, estimatedDelivery: __, ...facts } = draft;
  return compact({ ...facts, status: state.status ?? status, detail: state.detail, estimatedDelivery });
}
