import type { LifeEvent, LifeEventKind, ParcelLife } from 'waybill/kit';

/** The code and the wording that USPS has for each moment of a life; the nearest, where it has none of its own. */
const scans: Readonly<Record<LifeEventKind, readonly [code: string | undefined, wording: string]>> = {
  label_created: ['GX', 'Shipping Label Created, USPS Awaiting Item'],
  picked_up: ['03', 'USPS picked up item'],
  dropped_off: ['03', 'USPS in possession of item'],
  arrived_at_facility: ['A1', 'Arrived at USPS Regional Facility'],
  departed_facility: ['T1', 'Departed USPS Regional Facility'],
  arrived_at_destination_facility: ['07', 'Arrived at Post Office'],
  customs_held: ['K2', 'Held in Customs'],
  customs_cleared: ['CO', 'Inbound Out of Customs'],
  weather_delay: ['WX', 'Weather Delay'],
  damaged: ['12', 'Visible Damage'],
  lost: ['33', 'Sent to Mail Recovery Center'],
  address_issue: ['22', 'Insufficient Address'],
  out_for_delivery: ['OF', 'Out for Delivery'],
  delivery_attempted: ['02', 'Notice Left (No Authorized Recipient Available)'],
  available_for_pickup: ['14', 'Available for Pickup'],
  collected: ['01', 'Delivered, Individual Picked Up at Post Office'],
  delivered: ['01', 'Delivered, Front Door/Porch'],
  delivered_to_neighbour: ['01', 'Delivered, Neighbor as Requested'],
  handed_to_post: ['83', 'Tendered to Postal Service'],
  delivered_by_post: ['01', 'Delivered, In/At Mailbox'],
  refused: ['04', 'Refused'],
  returning: ['09', 'Return to Sender'],
  returned: ['01', 'Delivered, To Original Sender'],
  cancelled: [undefined, 'Label Cancelled'],
  refund_note: ['VX', 'Package Research Case Closed'],
};

/** The code and the wording of a moment; a signed delivery is one into somebody's hands. */
export function wordingOf({ kind, signedBy }: LifeEvent): readonly [code: string | undefined, wording: string] {
  return kind === 'delivered' && signedBy !== undefined ? ['01', 'Delivered, Left with Individual'] : scans[kind];
}

/** `statusCategory` by the newest moment that moves the parcel. */
export function categoryOf(life: ParcelLife): string {
  const kinds = life.events.map(({ kind }) => kind).filter((kind) => kind !== 'refund_note');
  const last = kinds.at(-1);
  if (last === undefined || last === 'label_created' || last === 'cancelled') return 'Pre-Shipment';
  return categories[last] ?? 'Moving Through Network';
}

const categories: Partial<Record<LifeEventKind, string>> = {
  picked_up: 'Accepted',
  dropped_off: 'Accepted',
  customs_held: 'Alert',
  weather_delay: 'Alert',
  damaged: 'Alert',
  lost: 'Alert',
  address_issue: 'Alert',
  refused: 'Alert',
  returning: 'Alert',
  out_for_delivery: 'Out for Delivery',
  delivery_attempted: 'Delivery Attempt',
  available_for_pickup: 'Available for Pickup',
  collected: 'Delivered',
  delivered: 'Delivered',
  delivered_to_neighbour: 'Delivered',
  delivered_by_post: 'Delivered',
  returned: 'Delivered',
};
