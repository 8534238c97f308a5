import type { TrackingStatus } from '../model/status.ts';
import type { Delivery } from '../model/tracking.ts';

/**
 * What may be told of a delivery, given where the parcel is: everything of one that is delivered or returned, the latter to
 * its sender; the attempts alone of any other, for nothing was handed over.
 */
export function deliveryFacts(delivery: Delivery | undefined, status: TrackingStatus): Delivery | undefined {
  if (delivery === undefined || status === 'delivered') return delivery;
  if (status === 'returned') return { ...delivery, to: 'sender' };
  return delivery.attempts === undefined ? undefined : { attempts: delivery.attempts };
}
