import type { LifeEventKind } from 'waybill/kit';

/** Divisions that the sandbox plays: each has a way of its own to say the same. */
export type SimulatedService = 'ecommerce' | 'express' | 'parcel-de' | 'parcel-nl';

/** One moment in `statusCode` and in what `status` holds: a checkpoint, a sentence, a title or a code. */
type Words = readonly [statusCode: string, express: string, parcelDe: string, ecommerce: string, parcelNl: string];

/** Sentences are the sandbox's own; where a division has no code for a moment, it says it in words. */
const words: Readonly<Record<LifeEventKind, Words>> = {
  label_created: [
    'pre-transit',
    'DUMMY_PU',
    'Electronic shipment data has arrived',
    'LABEL CREATED',
    'PRENOTIFICATION_RECEIVED',
  ],
  picked_up: ['transit', 'PU', 'The parcel has been picked up at its sender', 'PICKED UP', 'PARCEL_COLLECTED'],
  dropped_off: [
    'transit',
    'Dropped off at a counter',
    'The parcel has been dropped off at a branch',
    'DROPPED OFF BY SENDER',
    'SHIPMENT_ACCEPTANCE_PARCELSHOP',
  ],
  arrived_at_facility: [
    'transit',
    'AF',
    'The parcel has arrived at a center',
    'ARRIVAL AT FACILITY',
    'ARRIVED_FACILITY',
  ],
  departed_facility: ['transit', 'DF', 'The parcel has departed', 'DEPARTED FROM FACILITY', 'DEPARTURE'],
  arrived_at_destination_facility: [
    'transit',
    'AR',
    'The parcel has arrived at the delivery base',
    'ARRIVED AT DELIVERY FACILITY',
    'PARCEL_ARRIVED_AT_LOCAL_DEPOT',
  ],
  customs_held: [
    'transit',
    'Held at customs',
    'The parcel is held by customs',
    'HELD AT CUSTOMS',
    'SHIPMENT_INTERCEPT',
  ],
  customs_cleared: ['transit', 'CR', 'The parcel has been cleared by customs', 'CLEARED CUSTOMS', 'CLEARANCE_RELEASE'],
  weather_delay: [
    'transit',
    'Late because of weather',
    'The parcel is late because of weather',
    'WEATHER DELAY',
    'Late because of weather',
  ],
  damaged: ['failure', 'DM', 'The parcel was found damaged', 'VISIBLE DAMAGE', 'ARRIVED_DAMAGED'],
  lost: ['failure', 'Lost', 'The parcel is lost', 'PACKAGE REPORTED MISSING', 'PARCEL_MISSING_AT_PARCELSHOP'],
  address_issue: ['failure', 'BA', 'The address is incomplete', 'INSUFFICIENT ADDRESS', 'BAD_ADDRESS'],
  out_for_delivery: ['transit', 'WC', 'The parcel is out for delivery', 'OUT FOR DELIVERY', 'OUT_FOR_DELIVERY'],
  delivery_attempted: ['failure', 'NH', 'The recipient was not at home', 'NO ONE HOME', 'NOT_HOME'],
  available_for_pickup: [
    'transit',
    'Arrived at service point',
    'The parcel has arrived at the pick-up point',
    'ARRIVED AT PICKUP POINT',
    'NOTIFICATION_FOR_PARCELSHOP_COLLECTION_HAS_BEEN_SENT',
  ],
  collected: [
    'delivered',
    'Picked up by recipient',
    'The recipient has picked up the parcel',
    'PICKED UP BY CONSIGNEE FROM PICKUP LOCATION',
    'COLLECTED_AT_PARCELSHOP',
  ],
  delivered: ['delivered', 'OK', 'The parcel has been delivered', 'DELIVERED', 'DELIVERED'],
  delivered_to_neighbour: [
    'delivered',
    'Delivered to neighbour',
    'The parcel has been delivered to a neighbour',
    'DELIVERED TO NEIGHBOR',
    'DELIVERED_AT_NEIGHBOURS',
  ],
  handed_to_post: [
    'transit',
    'TP',
    'The parcel was tendered to the partner that delivers',
    'TENDERED TO DELIVERY SERVICE PROVIDER',
    'HANDOVER',
  ],
  delivered_by_post: [
    'delivered',
    'Delivered by partner',
    'The parcel has been delivered by the partner',
    'DELIVERED BY PARTNER',
    'Delivered by partner',
  ],
  refused: ['failure', 'RD', 'The recipient refused the parcel', 'REFUSED', 'REFUSED_BY_RECEIVER'],
  returning: ['failure', 'RT', 'The parcel is sent back', 'RETURN TO SENDER', 'RETURNED_TO_SHIPPER'],
  returned: [
    'transit',
    'Delivered back to the sender',
    'The parcel has been delivered to the sender',
    'RETURNS DELIVERED',
    'DELIVERED_AT_SHIPPER',
  ],
  cancelled: ['failure', 'Cancelled', 'The order was cancelled', 'SHIPMENT CANCELED', 'Cancelled'],
  refund_note: ['unknown', 'Claim closed', 'A claim was paid', 'REFUND PAID', 'Claim closed'],
};

const columns = { express: 1, 'parcel-de': 2, ecommerce: 3, 'parcel-nl': 4 } as const;

/** `statusCode` and `status` of a moment as the division writes them. */
export function wordsFor(
  service: SimulatedService,
  kind: LifeEventKind,
): { readonly statusCode: string; readonly status: string } {
  const moment = words[kind];
  return { statusCode: moment[0], status: moment[columns[service]] };
}
