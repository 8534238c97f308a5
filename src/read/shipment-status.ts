import type { StatusDetail } from '../model/detail.ts';
import type { TrackingStatus } from '../model/status.ts';
import type { DeliveredTo, Delivery } from '../model/tracking.ts';
import type { ParcelStatus } from './parcel-status.ts';

/** What somebody has to look at first, then the furthest behind. */
const precedence: readonly TrackingStatus[] = [
  'exception',
  'returning',
  'delivery_attempted',
  'available_for_pickup',
  'in_transit',
  'out_for_delivery',
];

/**
 * Where a shipment of several pieces is.
 *
 * - Partly delivered is not delivered: the shipment stands where its piece stands that needs somebody's eye (an exception,
 *   a return, a failed attempt, a piece to collect), else where the one stands that is furthest behind; on its way with a
 *   piece that has arrived it is `in_transit`, `delivered_in_part`.
 * - A label among pieces that move is on its way with them; a cancelled piece keeps nobody waiting.
 * - All arrived is `delivered`, or `returned` where a piece went back; their detail is the shipment's where all share it.
 *
 * Undefined where the pieces do not tell: there are none, all are unknown, or those that are known have all arrived.
 */
export function statusOfShipment(pieces: readonly ParcelStatus[]): ParcelStatus | undefined {
  const known = pieces.filter(({ status }) => status !== 'unknown');
  const isWhole = known.length === pieces.length;
  const meant = known.filter(({ status }) => status !== 'cancelled');
  const open = meant.filter(({ status }) => !hasArrived(status));
  if (open.length === 0) return isWhole ? together(meant.length === 0 ? known : meant) : undefined;
  if (open.length === meant.length && open.every(({ status }) => status === 'pre_transit')) return together(open);
  for (const status of precedence) {
    const behind = open.find((piece) => (piece.status === 'pre_transit' ? 'in_transit' : piece.status) === status);
    if (behind === undefined) continue;
    if (status !== 'in_transit') return behind;
    if (open.length < meant.length) return { status, detail: 'delivered_in_part' };
    return open.find((piece) => piece.status === status) ?? { status };
  }
  return undefined;
}

function hasArrived(status: TrackingStatus): boolean {
  return status === 'delivered' || status === 'returned';
}

/** Of pieces that share a state none speaks for the others: one may be left at the door and one at the desk. */
function together(pieces: readonly ParcelStatus[]): ParcelStatus | undefined {
  const [first] = pieces;
  if (first === undefined) return undefined;
  const status = pieces.some((piece) => piece.status === 'returned') ? 'returned' : first.status;
  return pieces.every((piece) => piece.status === status && piece.detail === first.detail)
    ? { status, detail: first.detail }
    : { status };
}

const receivers: Partial<Record<StatusDetail, DeliveredTo>> = {
  collected: 'pickup_point',
  delivered_to_agent: 'agent',
  delivered_to_locker: 'locker',
  delivered_to_mailbox: 'mailbox',
  delivered_to_neighbour: 'neighbour',
  delivered_to_po_box: 'po_box',
  delivered_to_reception: 'reception',
  delivered_to_safe_place: 'safe_place',
};

/**
 * Who received a parcel, or where it was left, as the detail of its delivery tells; undefined for a detail that does not.
 *
 * @param own Where a carrier's word means something else, as {@link DeliveredTo} says of `collected`.
 */
export function receiverOf(
  detail: StatusDetail | undefined,
  own?: Partial<Record<StatusDetail, DeliveredTo>>,
): DeliveredTo | undefined {
  return detail === undefined ? undefined : (own?.[detail] ?? receivers[detail]);
}

/**
 * What may be told of a delivery, given where the parcel is: everything of one that is delivered or returned, the latter to
 * its sender; the attempts alone of any other, for nothing was handed over.
 */
export function deliveryFacts(delivery: Delivery | undefined, status: TrackingStatus): Delivery | undefined {
  if (delivery === undefined || status === 'delivered') return delivery;
  if (status === 'returned') return { ...delivery, to: 'sender' };
  return delivery.attempts === undefined ? undefined : { attempts: delivery.attempts };
}
