import type { Meaning, StatusTable } from 'waybill/kit';

/** The beginnings of the sentences that summaries are made of, in small letters and without punctuation, sorted. */
export const summaryTexts: StatusTable = {
  'a shipping label has been': ['pre_transit', 'label_created'],
  'the forward on your item': ['exception', 'recipient_moved'],
  'the item is currently in transit': ['in_transit'],
  'the u s postal service was electronically notified by the shipper': ['pre_transit', 'label_created'],
  'this is a reminder': ['available_for_pickup', 'pickup_reminder'],
  'this item has been intercepted': ['exception', 'held_at_request'],
  'usps has received electronic notification': ['pre_transit', 'label_created'],
  'usps is now in possession of your item': ['in_transit', 'accepted'],
  'usps was electronically notified': ['pre_transit', 'label_created'],
  'usps was unable to deliver': ['exception'],
  'we attempted to deliver': ['delivery_attempted'],
  'we could not access the delivery location': ['delivery_attempted', 'no_access'],
  'we were unable to deliver': ['delivery_attempted'],
  'your item arrived': ['in_transit', 'arrived_at_facility'],
  'your item arrived at our origin facility': ['in_transit', 'received_at_origin_facility'],
  'your item arrived at the post office': ['in_transit', 'arrived_at_destination_facility'],
  'your item could not be delivered': ['delivery_attempted'],
  'your item departed': ['in_transit', 'departed_facility'],
  'your item has been accepted': ['in_transit', 'accepted'],
  'your item has been delivered': ['delivered'],
  'your item has been delivered and is available at a po box': ['delivered', 'delivered_to_po_box'],
  'your item has been delivered to a agent': ['delivered', 'delivered_to_agent'],
  'your item has been delivered to an agent': ['delivered', 'delivered_to_agent'],
  'your item has been delivered to the original sender': ['returned'],
  'your item has been tendered to a military agent': ['in_transit', 'handed_to_partner'],
  'your item has been tendered to the returns agent': ['delivered', 'delivered_to_agent'],
  'your item is available for pickup': ['available_for_pickup', 'at_post_office'],
  'your item is being held': ['available_for_pickup'],
  'your item is currently in transit': ['in_transit'],
  'your item is not mailable': ['exception', 'rejected_by_carrier'],
  'your item is out for delivery': ['out_for_delivery'],
  'your item was accepted': ['in_transit', 'accepted'],
  'your item was delivered': ['delivered'],
  'your item was delivered at the front door or porch': ['delivered', 'delivered_to_safe_place'],
  'your item was delivered in or at the mailbox': ['delivered', 'delivered_to_mailbox'],
  'your item was delivered to the original sender': ['returned'],
  'your item was forwarded': ['in_transit', 'forwarded'],
  'your item was picked up at': ['delivered', 'collected'],
  'your item was picked up by the shipping agent': ['delivered', 'delivered_to_agent'],
  'your item was processed': ['in_transit', 'processed_at_facility'],
  'your item was received by the u s': ['in_transit', 'accepted'],
  'your item was refused': ['exception', 'refused'],
  'your item was returned to the sender': ['returning', 'return_to_sender'],
  'your item was undeliverable': ['exception', 'address_issue'],
  'your package is moving within the usps network': ['in_transit'],
  'your package will arrive later': ['in_transit', 'delayed'],
  'your shipment was received': ['in_transit'],
};

/**
 * What a sentence tells behind its beginning: where it was left, why it was not, what it waits for. A row needs all of
 * its phrases; the first row that fits decides, before any beginning.
 */
export const summaryPhrases: readonly (readonly [phrases: readonly string[], meaning: Meaning])[] = [
  [
    ['refused', 'is being returned'],
    ['returning', 'refused'],
  ],
  [['held for the required number of days'], ['returning', 'not_collected']],
  [['is being returned'], ['returning', 'return_to_sender']],
  [
    ['was returned', 'deceased'],
    ['returning', 'recipient_deceased'],
  ],
  [['mail recovery center'], ['exception', 'undeliverable']],
  [['your item was delivered', 'original sender'], ['returned']],
  [
    ['your item was delivered', 'front desk'],
    ['delivered', 'delivered_to_reception'],
  ],
  [
    ['your item was delivered', 'mail room'],
    ['delivered', 'delivered_to_reception'],
  ],
  [
    ['your item was delivered', 'garage'],
    ['delivered', 'delivered_to_safe_place'],
  ],
  [
    ['your item was delivered', 'parcel locker'],
    ['delivered', 'delivered_to_locker'],
  ],
  [
    ['your item was delivered', 'po box'],
    ['delivered', 'delivered_to_po_box'],
  ],
  [
    ['your item was delivered', 'neighbor'],
    ['delivered', 'delivered_to_neighbour'],
  ],
  [
    ['your item was delivered', 'to an agent'],
    ['delivered', 'delivered_to_agent'],
  ],
  [['authorized recipient'], ['delivery_attempted', 'recipient_unavailable']],
  [['no secure'], ['delivery_attempted', 'no_safe_place']],
  [['business was closed'], ['delivery_attempted', 'business_closed']],
  [['receptacle was'], ['delivery_attempted', 'no_access']],
  [['no access to the delivery location'], ['delivery_attempted', 'no_access']],
  [['notice was left'], ['delivery_attempted', 'notice_left']],
  [
    ['unable to deliver', 'address may be incorrect'],
    ['exception', 'address_issue'],
  ],
  [['ready for pickup'], ['available_for_pickup', 'at_post_office']],
  [['full parcel locker'], ['available_for_pickup', 'at_post_office']],
  [
    ['being held', 'post office'],
    ['available_for_pickup', 'at_post_office'],
  ],
  [['arrange for redelivery'], ['available_for_pickup', 'pickup_reminder']],
  [['delayed due to weather'], ['exception', 'weather_delay']],
  [['delayed due to transportation'], ['exception', 'transport_delay']],
  [['oversize or overweight'], ['exception', 'size_or_weight_exceeded']],
  [
    ['in transit', 'arrive later'],
    ['in_transit', 'delayed'],
  ],
];
