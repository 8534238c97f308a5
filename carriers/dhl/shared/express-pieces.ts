import {
  compact,
  deliveryFacts,
  eventsOf,
  type Issue,
  type Piece,
  parcelStatus,
  statusOfShipment,
  type TrackingDraft,
} from 'waybill/kit';
import { scansOf } from './express-events.ts';
import type { ExpressPiece } from './express-shipment.ts';

/** A piece with its own history and state, as far as the answer goes into pieces. */
export function pieceOf({ trackingNumber, checkpoints, weight }: ExpressPiece, issues: Issue[]): Piece {
  if (checkpoints.length === 0) return compact({ trackingNumber, weight });
  const events = eventsOf(scansOf(checkpoints, [], issues), 'oldest-first');
  return compact({ trackingNumber, ...parcelStatus(events, undefined, undefined), events, weight });
}

const hasArrived = ({ status }: Pick<Piece, 'status'>): boolean => status === 'delivered' || status === 'returned';

/**
 * The shipment in the light of its pieces: partly delivered is not delivered. A delivery that no piece tells of is one all
 * the same, for DHL brings the histories of pieces up to date later.
 */
export function withPieces(draft: TrackingDraft, pieces: readonly Piece[]): TrackingDraft {
  if (hasArrived(draft) && !pieces.some(hasArrived)) return draft;
  const told = statusOfShipment(pieces.map(({ status = 'unknown', detail }) => ({ status, detail })));
  if (told === undefined || (told.status === draft.status && told.detail !== 'delivered_in_part')) return draft;
  const { status, detail } = told;
  return compact({ ...draft, status, detail, delivery: deliveryFacts(draft.delivery, status) });
}
