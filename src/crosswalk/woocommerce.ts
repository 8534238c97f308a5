import { meaningOf } from '../read/status-table.ts';
import { type Outward, outward, type StatusAndDetail, statusAndDetail, type Word } from './words.ts';

// An order's status says little of its parcel; what speaks of money alone says nothing.
const statuses = {
  pending: ['unknown'],
  processing: ['pre_transit'],
  'on-hold': ['unknown'],
  completed: ['in_transit'],
  cancelled: ['unknown'],
  refunded: ['unknown'],
  failed: ['unknown'],
  trash: ['unknown'],
  // Of the plugin Advanced Shipment Tracking.
  shipped: ['in_transit'],
  'partial-shipped': ['in_transit'],
  delivered: ['delivered'],
  // Of the core's fulfilments.
  no_fulfillments: ['unknown'],
  unfulfilled: ['pre_transit'],
  partially_fulfilled: ['in_transit'],
  fulfilled: ['in_transit'],
} as const;

/** An order's `status` in WooCommerce, those of Advanced Shipment Tracking included, or its fulfilment status. */
export type WooCommerceStatus = keyof typeof statuses;

const out: Outward<'processing' | 'completed' | undefined> = {
  byStatus: {
    pre_transit: 'processing',
    in_transit: 'completed',
    out_for_delivery: 'completed',
    available_for_pickup: 'completed',
    delivery_attempted: 'completed',
    exception: 'completed',
    returning: 'completed',
    delivered: 'completed',
    returned: 'completed',
    // A voided label cancels no order.
    cancelled: undefined,
    unknown: undefined,
    info: undefined,
  },
  byDetail: {},
};

/**
 * The order status of WooCommerce's core that a parcel's status stands for: `completed` is its word for shipped. Undefined
 * where the order stays as it is. Move an order only when all its parcels have come that far.
 */
export function toWooCommerce(ours: StatusAndDetail): 'processing' | 'completed' | undefined {
  return outward('toWooCommerce()', out, ours);
}

/** An order's status or fulfilment status of WooCommerce in our words; `unknown` for what says nothing of a parcel. */
export function fromWooCommerce(status: Word<WooCommerceStatus>): StatusAndDetail {
  return statusAndDetail(meaningOf(statuses, typeof status === 'string' ? status.replace(/^wc-/, '') : undefined));
}
