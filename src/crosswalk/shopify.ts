import { meaningOf } from '../read/status-table.ts';
import { each, type Outward, outward, type StatusAndDetail, statusAndDetail, type Word } from './words.ts';

const statuses = {
  LABEL_PURCHASED: ['pre_transit', 'label_created'],
  LABEL_PRINTED: ['pre_transit', 'label_created'],
  CONFIRMED: ['pre_transit'],
  CARRIER_PICKED_UP: ['in_transit', 'picked_up'],
  IN_TRANSIT: ['in_transit'],
  OUT_FOR_DELIVERY: ['out_for_delivery'],
  ATTEMPTED_DELIVERY: ['delivery_attempted'],
  READY_FOR_PICKUP: ['available_for_pickup'],
  READY_FOR_RECIPIENT_PICKUP: ['available_for_pickup'],
  DELIVERED: ['delivered'],
  PICKED_UP: ['delivered', 'collected'],
  DELAYED: ['exception', 'delayed'],
  BUYER_ACTION_REQUIRED: ['exception', 'information_required'],
  RETURNING_TO_SENDER: ['returning', 'return_to_sender'],
  // Shopify says so too where it could not read the tracking: of the parcel it tells nothing.
  FAILURE: ['unknown'],
} as const;

/** A `status` of Shopify's fulfilment events. */
export type ShopifyEventStatus = keyof typeof statuses;

const out: Outward<ShopifyEventStatus | undefined> = {
  byStatus: {
    pre_transit: 'LABEL_PRINTED',
    in_transit: 'IN_TRANSIT',
    out_for_delivery: 'OUT_FOR_DELIVERY',
    available_for_pickup: 'READY_FOR_PICKUP',
    delivery_attempted: 'ATTEMPTED_DELIVERY',
    exception: 'DELAYED',
    returning: 'FAILURE',
    delivered: 'DELIVERED',
    returned: 'FAILURE',
    // An event cannot void a label, and what we cannot read is nothing to tell a buyer.
    cancelled: undefined,
    unknown: undefined,
    info: undefined,
  },
  byDetail: {
    pre_transit: each('CONFIRMED', ['not_received', 'pickup_scheduled', 'pickup_failed']),
    in_transit: each('CARRIER_PICKED_UP', ['picked_up', 'accepted', 'dropped_off']),
    exception: each('FAILURE', [
      'lost',
      'destroyed',
      'seized',
      'undeliverable',
      'damaged',
      'contents_missing',
      'refused',
      'not_collected',
      'recipient_deceased',
      'rejected_by_carrier',
      'customs_rejected',
      'dangerous_or_prohibited',
      'size_or_weight_exceeded',
      'out_of_service_area',
      'return_to_sender',
    ]),
  },
};

/**
 * A status and detail of ours as the `status` that Shopify's `fulfillmentEventCreate` takes (2025-10 and later); undefined
 * where no event is to be made.
 */
export function toShopify(ours: StatusAndDetail): ShopifyEventStatus | undefined {
  return outward('toShopify()', out, ours);
}

/**
 * A `status` of Shopify's fulfilment events, or a fulfilment's `shipment_status`, in our words, whatever its case; `unknown`
 * for words that are not Shopify's, and for `FAILURE`.
 */
export function fromShopify(status: Word<ShopifyEventStatus> | null | undefined): StatusAndDetail {
  return statusAndDetail(meaningOf(statuses, typeof status === 'string' ? status.toUpperCase() : undefined));
}
