import { meaningOf } from '../read/status-table.ts';
import { type StatusAndDetail, statusAndDetail } from './words.ts';

/*
 * Systems of one list of words each, which a user may come from and hardly goes to. Where a system has one word for a
 * parcel that goes back and one that is back, it is `returning`: the reading that goes on looking.
 */

const activeShipping = {
  at_airport: ['in_transit'],
  at_delivery: ['out_for_delivery'],
  at_fedex_facility: ['in_transit', 'arrived_at_facility'],
  at_pickup: ['in_transit', 'picked_up'],
  canceled: ['cancelled'],
  location_changed: ['in_transit', 'forwarded'],
  exception: ['exception'],
  delivered: ['delivered'],
  departed_fedex_location: ['in_transit', 'departed_facility'],
  vehicle_furnished_not_used: ['pre_transit', 'pickup_failed'],
  vehicle_dispatched: ['pre_transit', 'pickup_scheduled'],
  enroute_to_delivery: ['in_transit'],
  enroute_to_origin_airport: ['in_transit'],
  enroute_to_pickup: ['pre_transit', 'pickup_scheduled'],
  at_fedex_destination: ['in_transit', 'arrived_at_destination_facility'],
  held_at_location: ['available_for_pickup', 'at_carrier_location'],
  in_transit: ['in_transit'],
  left_origin: ['in_transit', 'departed_origin_facility'],
  order_created: ['pre_transit', 'label_created'],
  out_for_delivery: ['out_for_delivery'],
  plane_in_flight: ['in_transit'],
  plane_landed: ['in_transit'],
  picked_up: ['in_transit', 'picked_up'],
  return_to_shipper: ['returning', 'return_to_sender'],
  at_sort_facility: ['in_transit', 'arrived_at_facility'],
  split_status: ['in_transit', 'split'],
  transfer: ['in_transit', 'handed_to_partner'],
  // UPS in the same library.
  pickup: ['in_transit', 'picked_up'],
  manifest_pickup: ['pre_transit', 'label_created'],
} as const;

const shipit = {
  UNKNOWN: ['unknown'],
  SHIPPING: ['pre_transit'],
  EN_ROUTE: ['in_transit'],
  OUT_FOR_DELIVERY: ['out_for_delivery'],
  DELIVERED: ['delivered'],
  DELAYED: ['exception', 'delayed'],
} as const;

/** shipit keeps its statuses as numbers, in this order. */
const shipitNumbers = ['UNKNOWN', 'SHIPPING', 'EN_ROUTE', 'OUT_FOR_DELIVERY', 'DELIVERED', 'DELAYED'] as const;

const deliveryTracker = {
  UNKNOWN: ['unknown'],
  INFORMATION_RECEIVED: ['pre_transit', 'label_created'],
  AT_PICKUP: ['in_transit', 'picked_up'],
  IN_TRANSIT: ['in_transit'],
  OUT_FOR_DELIVERY: ['out_for_delivery'],
  ATTEMPT_FAIL: ['delivery_attempted'],
  DELIVERED: ['delivered'],
  AVAILABLE_FOR_PICKUP: ['available_for_pickup'],
  EXCEPTION: ['exception'],
} as const;

const tsShipmentTracking = {
  LABEL_CREATED: ['pre_transit', 'label_created'],
  IN_TRANSIT: ['in_transit'],
  OUT_FOR_DELIVERY: ['out_for_delivery'],
  DELIVERY_ATTEMPTED: ['delivery_attempted'],
  RETURNED_TO_SENDER: ['returning', 'return_to_sender'],
  EXCEPTION: ['exception'],
  DELIVERED: ['delivered'],
} as const;

const trackingMore = {
  pending: ['unknown'],
  notfound: ['unknown'],
  transit: ['in_transit'],
  // TrackingMore means the recipient's pick-up or the courier's round by it; both are the last mile.
  pickup: ['out_for_delivery'],
  delivered: ['delivered'],
  undelivered: ['delivery_attempted'],
  exception: ['exception'],
  expired: ['unknown', 'tracking_expired'],
} as const;

const parcelTrap = {
  pending: ['unknown'],
  pre_transit: ['pre_transit'],
  in_transit: ['in_transit'],
  delivered: ['delivered'],
  failure: ['exception'],
  not_found: ['unknown'],
  unknown: ['unknown'],
  cancelled: ['cancelled'],
} as const;

const shipup = {
  pending: ['unknown'],
  info_received: ['pre_transit', 'label_created'],
  in_transit: ['in_transit'],
  failed_attempt: ['delivery_attempted'],
  exception: ['exception'],
  pickup: ['available_for_pickup'],
  delivered: ['delivered'],
  return: ['returning', 'return_to_sender'],
  expired: ['unknown', 'tracking_expired'],
} as const;

const shipmentTracker = {
  in_transit: ['in_transit'],
  delivered: ['delivered'],
  pickup: ['available_for_pickup'],
  exception: ['exception'],
  warning: ['exception'],
  unknown: ['unknown'],
} as const;

const hautelook = {
  UNKNOWN: ['unknown'],
  DELIVERED: ['delivered'],
  DELIVERY_ATTEMPTED: ['delivery_attempted'],
  RETURNED_TO_SHIPPER: ['returning', 'return_to_sender'],
} as const;

/** A status of active_shipping (Ruby) in our words. */
export function fromActiveShipping(status: string): StatusAndDetail {
  return statusAndDetail(meaningOf(activeShipping, status));
}

/** A status of shipit (Node.js), by name or number, in our words. */
export function fromShipit(status: string | number): StatusAndDetail {
  return statusAndDetail(meaningOf(shipit, typeof status === 'number' ? shipitNumbers[status] : status));
}

/** A status of delivery-tracker in our words. */
export function fromDeliveryTracker(status: string): StatusAndDetail {
  return statusAndDetail(meaningOf(deliveryTracker, status));
}

/** A status of ts-shipment-tracking, which may be undefined, in our words. */
export function fromTsShipmentTracking(status: string | undefined): StatusAndDetail {
  return statusAndDetail(meaningOf(tsShipmentTracking, status));
}

/** A status of TrackingMore (tracktry) in our words; of a sub-status (`transit003`) only the family is read. */
export function fromTrackingMore(status: string): StatusAndDetail {
  return statusAndDetail(
    meaningOf(trackingMore, typeof status === 'string' ? status.replace(/\d{3}$/, '') : undefined),
  );
}

/** A status of ParcelTrap (PHP) in our words. */
export function fromParcelTrap(status: string): StatusAndDetail {
  return statusAndDetail(meaningOf(parcelTrap, status));
}

/** A status of Shipup in our words. */
export function fromShipup(status: string): StatusAndDetail {
  return statusAndDetail(meaningOf(shipup, status));
}

/** A status of sauladam/shipment-tracker (PHP) in our words. */
export function fromShipmentTracker(status: string): StatusAndDetail {
  return statusAndDetail(meaningOf(shipmentTracker, status));
}

/** A status of hautelook/shipment-tracking (PHP) in our words. */
export function fromHautelook(status: string): StatusAndDetail {
  return statusAndDetail(meaningOf(hautelook, status));
}
