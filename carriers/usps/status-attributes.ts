import type { StatusTable } from 'waybill/kit';

/**
 * `DeliveryAttributeCode` of the retired Web Tools API: what a scan's wording says in today's APIs, as a code. Not to be
 * taken for `reasonCode`, which counts otherwise.
 */
export const deliveryAttributes: StatusTable = {
  '01': ['delivered', 'delivered_to_mailbox'],
  '02': ['delivered', 'delivered_to_safe_place'], // front door or porch
  '03': ['delivered', 'delivered_to_locker'],
  '04': ['delivered'], // left with an individual
  '05': ['delivered', 'delivered_to_reception'],
  '06': ['delivered', 'delivered_to_safe_place'], // garage or another place at the address
  '08': ['delivered', 'delivered_to_po_box'],
  '09': ['delivered', 'collected'],
  '10': ['delivered', 'collected'],
  '11': ['delivered', 'collected'], // out of a parcel locker
  '17': ['delivered', 'delivered_to_reception'], // mail room
  '19': ['available_for_pickup', 'at_post_office'], // taken back from a full parcel locker
  '23': ['delivered', 'delivered_to_agent'],
  '33': ['pre_transit', 'label_created'],
  '37': ['returning', 'return_to_sender'],
  '38': ['cancelled', 'cancelled_by_sender'],
  '41': ['returned'],
};
