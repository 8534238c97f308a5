/**
 * Where a parcel is, in eleven words.
 *
 * - `pre_transit`: a label exists; the carrier has not received the parcel.
 * - `in_transit`: the carrier, or a partner of it, has the parcel.
 * - `out_for_delivery`: on the vehicle that delivers it.
 * - `available_for_pickup`: waits at a shop, locker, post office or carrier location for the recipient.
 * - `delivery_attempted`: a delivery was tried and failed; the parcel is still with the carrier.
 * - `exception`: something keeps it from moving as planned; the detail says what.
 * - `returning`: on its way back to the sender.
 * - `delivered`: with the recipient, or where the recipient agreed to have it left.
 * - `returned`: back with the sender.
 * - `cancelled`: the label was voided, or the shipment called off, before it travelled.
 * - `unknown`: the carrier said something that we cannot read. Never a guess.
 */
export const trackingStatuses = [
  'pre_transit',
  'in_transit',
  'out_for_delivery',
  'available_for_pickup',
  'delivery_attempted',
  'exception',
  'returning',
  'delivered',
  'returned',
  'cancelled',
  'unknown',
] as const;

/** One of {@link trackingStatuses}. */
export type TrackingStatus = (typeof trackingStatuses)[number];

/** {@link trackingStatuses} and `info`: a line that says nothing of where the parcel is (a notice sent, a photo added, a claim). */
export const eventStatuses: readonly EventStatus[] = [...trackingStatuses, 'info'];

/** The status that one event gives the parcel; `info` never moves it. */
export type EventStatus = TrackingStatus | 'info';

/**
 * What decided an event's status, best first: the carrier's code for the scan, the carrier's coarse category,
 * its wording, or nothing that we could read.
 */
export const statusBases = ['code', 'category', 'text', 'none'] as const;

/** One of {@link statusBases}. */
export type StatusBasis = (typeof statusBases)[number];

/** Who told us the offset of an event's time: the carrier, the time zone of the scan's place, or nobody. */
export const timeBases = ['carrier', 'place', 'none'] as const;

/** One of {@link timeBases}. */
export type TimeBasis = (typeof timeBases)[number];

/** True for `delivered`, `returned` and `cancelled`: nothing more is expected of the parcel. */
export function isFinal(status: EventStatus): boolean {
  return status === 'delivered' || status === 'returned' || status === 'cancelled';
}
