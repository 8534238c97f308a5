import type { EventStatus, Meaning, StatusDetail } from 'waybill/kit';

/** A meaning with the phrases that tell it; `^` is the beginning of a text, `…` stands for anything between two words. */
type Phrases = readonly [status: EventStatus, detail: StatusDetail | undefined, ...phrases: readonly string[]];

/**
 * Phrases of UPS's own English code descriptions (Track API appendices), for lines that no code decides. The first that a
 * text holds is its meaning: what is more exact stands before what is general. Letters and digits alone are compared.
 */
const phrases: readonly Phrases[] = [
  ['info', 'pickup_failed', 'pickup attempted', 'not ready'],
  ['info', 'claim', ' claim ', '^claim ', 'investigation'],
  ['info', 'photo_available', 'delivery photo'],
  [
    'info',
    'estimate_updated',
    'updated delivery date',
    'updated delivery time',
    'updated arrival',
    'updated departure',
  ],
  ['info', 'return_requested', 'return to sender requested', 'requested return of'],
  ['info', 'delivery_change_requested', 'change requested', 'has requested', 'was requested', 'delivery requested'],
  ['info', 'delivery_change_requested', 'requested this package', 'delivery instructions'],
  ['info', 'delivery_change_confirmed', 'change completed', 'change was completed', 'address changed'],
  ['cancelled', 'cancelled_by_sender', 'information voided', 'shipment voided'],
  ['cancelled', undefined, 'void pickup', 'voided pickup'],
  ['pre_transit', 'not_received', '^on the way to ups '],
  ['pre_transit', 'label_created', 'created a label', 'made a label', 'label created', 'billing information received'],
  ['pre_transit', 'label_created', 'information received', 'order processed', 'ready for ups', 'ready for roadie'],
  ['pre_transit', 'label_created', 'has not received the package', 'does not have the pa'],
  ['pre_transit', 'pickup_scheduled', 'scheduled for pickup'],
  ['returning', 'return_to_sender', 'returning to sender', 'being returned', 'will be returned', 'way back to'],
  ['returning', 'return_to_sender', 'will return the', 'process of returning', 'package return ', 'return is out for'],
  ['returned', 'damaged', 'returned damage', 'damaged returned to sender'],
  [
    'returned',
    'return_to_sender',
    'returned to sender',
    'returned to the sender',
    'returned your package',
    'return delivered to',
  ],
  ['out_for_delivery', 'to_pickup_point', 'out for delivery to ups access'],
  ['out_for_delivery', 'loaded_on_vehicle', 'loaded on'],
  ['out_for_delivery', 'arriving_soon', 'driver is arriving'],
  ['out_for_delivery', undefined, 'out for delivery', 'out for post office delivery'],
  ['delivered', 'collected', 'picked up by agent', 'by agent or addressee', 'picked up at u', 'has picked up'],
  ['delivered', 'collected', 'retrieved from ups access point'],
  ['available_for_pickup', 'at_locker', 'locker…pickup'],
  [
    'available_for_pickup',
    'at_post_office',
    'post office for pickup',
    'pickup from post office',
    'held at post office',
  ],
  ['available_for_pickup', 'at_post_office', 'pick up at post office'],
  ['available_for_pickup', 'at_pickup_point', 'delivered to ups access point', 'delivered to access point'],
  ['available_for_pickup', 'at_pickup_point', 'pickup…access point', 'pick up…access point', 'access point…pickup'],
  ['available_for_pickup', undefined, 'held for…pickup', 'ready for…pickup', 'available for pickup', 'awaiting…pickup'],
  ['delivery_attempted', 'final_attempt', 'final attempt', 'final delivery attempt'],
  ['delivery_attempted', 'signature_required', 'adult signature'],
  ['delivery_attempted', 'payment_due', 'attempted funds required', 'unable to receive payment', 'collect funds'],
  ['delivery_attempted', 'notice_left', 'notice left', 'left a delivery notice', 'message was left'],
  ['delivery_attempted', 'business_closed', 'business was closed'],
  ['delivery_attempted', 'recipient_unavailable', 'was not available for delivery', 'not available at the time'],
  ['delivery_attempted', 'no_access', 'no access to'],
  ['delivery_attempted', undefined, 'delivery attempted', 'delivery was attempted', 'attempt made'],
  ['delivery_attempted', undefined, 'attempted to deliver', 'attempted delivery', 'delivery was missed'],
  ['exception', 'refused', 'refused'],
  ['exception', 'damaged', 'damaged', 'damage reported'],
  ['exception', 'contents_missing', 'merchandise missing', 'merchandise is missing'],
  ['exception', 'lost', 'lost and found', 'package was lost'],
  ['exception', 'seized', 'seized'],
  ['exception', 'destroyed', 'destroyed', 'discarded'],
  ['exception', 'weather_delay', 'weather'],
  ['exception', 'natural_disaster', 'natural disaster'],
  ['exception', 'address_issue', 'address…incorrect', 'incorrect address', 'address…incomplete', 'incomplete address'],
  ['exception', 'address_issue', 'insufficient address', 'address information', 'problem with address', 'as addressed'],
  ['exception', 'address_issue', 'no such number', 'addressee unknown'],
  ['exception', 'recipient_moved', 'receiver has moved', 'moved left no address'],
  ['exception', 'customs_payment_due', 'import charges are due'],
  ['exception', 'customs_documents_required', 'obtain clearance information', 'clearance information required'],
  ['exception', 'customs_documents_required', 'for clearance information', 'clearance information needed'],
  ['exception', 'customs_documents_required', 'incomplete documentation', 'missing commercial invoice'],
  ['exception', 'customs_held', 'not yet released', 'pending release', 'pending government', 'held by customs'],
  ['exception', 'customs_delayed', 'customs clearance delay'],
  ['exception', 'security_check', 'security delay', 'security screening'],
  ['exception', 'payment_due', 'cod payment'],
  ['exception', 'missorted', 'misrouted', 'incorrectly sorted', 'missorted', 'wrong post office', 'wrong destination'],
  ['exception', 'transport_delay', 'mechanical failure', 'late flight', 'late ups trailer', 'derailment'],
  ['exception', 'operational_delay', 'operating conditions'],
  ['exception', 'closed_day', 'holiday'],
  ['exception', 'delivery_rescheduled', 'delivery rescheduled', 'rescheduled delivery', 'rescheduled to'],
  ['exception', 'delivery_rescheduled', 'delivery has been rescheduled', 'will be rescheduled'],
  ['exception', 'held', 'held for future delivery'],
  ['exception', 'undeliverable', 'unable to deliver', 'undeliverable'],
  ['in_transit', 'problem_resolved', 'was resolved', 'has been resolved'],
  ['exception', 'delayed', 'delay'],
  ['in_transit', 'departed_facility', 'departed', 'depature scan', 'departure scan', 'dispatched from'],
  [
    'in_transit',
    'handed_to_partner',
    'delivered to agent',
    'delivered to an agent',
    'to the post ',
    'to a postal provider',
    'to usps ',
  ],
  ['in_transit', 'handed_to_partner', 'to post office', 'to local post office', 'to ups delivery partner'],
  ['in_transit', 'handed_to_partner', 'at local post office', 'by the local post office', 'by post office'],
  ['in_transit', 'handed_to_partner', 'delivery partner has', 'into postal network'],
  [
    'delivered',
    'delivered_by_partner',
    'delivered by the post',
    'delivered by local post',
    'delivered by the local post',
  ],
  ['delivered', 'delivered_by_partner', 'delivered by usps'],
  ['delivered', 'signed_for', 'delivery with signature'],
  ['delivered', undefined, '^delivered', '^package delivered to customer', 'was delivered', 'has been delivered'],
  ['in_transit', 'customs_cleared', 'clearance completed', 'cleared', 'released by'],
  [
    'in_transit',
    'customs_processing',
    'clearance in progress',
    'for clearance',
    'pending clearance',
    'customs clearance',
  ],
  ['in_transit', 'arrived_in_destination_country', 'import scan', 'arrived in destination country'],
  ['in_transit', 'departed_origin_country', 'export scan', 'exported'],
  ['in_transit', 'received_at_origin_facility', 'origin scan'],
  ['in_transit', 'picked_up', 'picked up', 'pickup scan'],
  ['in_transit', 'dropped_off', 'dropped off', 'drop off'],
  ['in_transit', 'accepted', 'we have your package', 'received for processing', 'tendered to'],
  ['in_transit', 'accepted', 'shipment acceptance', 'accepted by'],
  ['in_transit', 'arrived_at_destination_facility', 'destination scan'],
  ['in_transit', 'arrived_at_facility', 'arrived at', 'arrival scan'],
  ['in_transit', 'preparing_for_delivery', 'preparing for delivery'],
  ['in_transit', 'delivery_scheduled', 'scheduled for delivery'],
  ['in_transit', 'to_pickup_point', 'way to…access point'],
  ['in_transit', 'forwarded', 'forwarded'],
  ['in_transit', 'processed_at_facility', 'processed', 'sorted', 'processing at', 'received for sort', 'in warehouse'],
  ['in_transit', 'processed_at_facility', 'warehouse scan', 'unload scan', 'hub scan', 'location scan', 'postage paid'],
  ['in_transit', undefined, 'on the way', 'in transit', 'transferred to'],
];

/** UPS's longest description has some 200 characters. */
const longest = 400;

/** What the words of a description say; undefined for words that are none of UPS's. English only. */
export function meaningOfWords(description: string | undefined): Meaning | undefined {
  if (description === undefined) return undefined;
  const words = description
    .slice(0, longest)
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ');
  const text = `^${words.trim()} `;
  const found = phrases.find(([, , ...told]) => told.some((phrase) => holds(text, phrase)));
  if (found === undefined) return undefined;
  const [status, detail] = found;
  return detail === undefined ? [status] : [status, detail];
}

function holds(text: string, phrase: string): boolean {
  let from = 0;
  for (const part of phrase.split('…')) {
    const at = text.indexOf(part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return true;
}
