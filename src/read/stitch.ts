import { compact } from '../model/compact.ts';
import type { Tracking, TrackingEvent } from '../model/tracking.ts';
import { checkArguments } from '../options/options.ts';
import { tracking } from '../options/values.ts';
import { inOrder } from '../time/order.ts';
import { type ParcelStatus, parcelStatus } from './parcel-status.ts';
import { sharedScansAmong } from './scan-identity.ts';
import { deliveryFacts } from './shipment-status.ts';

/**
 * One timeline of a parcel that two carriers carried, as {@link Tracking.related} of the first names the second: UPS
 * Mail Innovations or FedEx Ground Economy and the post, DHL eCommerce and a local carrier.
 *
 * The number, the carrier and the sender's facts are the first leg's; the forecast, the delivery and the recipient's
 * place are the last leg's where it has them. Events of both legs stand in order, those of the second marked by its
 * carrier's id before theirs (`usps:2026-…`); a scan that both tell of is kept once, as the carrier that made it, the
 * later leg, tells it. The status is the last leg's once it has the parcel.
 *
 * @param first What the carrier says that the parcel was given to.
 * @param last What the carrier says that delivers it.
 * @throws TrackingError `invalid_request` for what is no tracking.
 */
export function stitch(first: Tracking, last: Tracking): Tracking {
  checkArguments('stitch()', { first: [tracking, first], last: [tracking, last] });
  const own = last.events.map((event) => ({ ...event, id: `${last.carrier}:${event.id}` }));
  const isTold = sharedScansAmong(own);
  const others = first.events.filter((event) => !isTold(event));
  const events = inOrder([...others, ...own], 'oldest-first');
  const { status, detail } = statusOf(first, last, events);
  return compact({
    ...first,
    status,
    detail,
    statusDescription: hasIt(last) ? last.statusDescription : first.statusDescription,
    events,
    estimatedDelivery: last.estimatedDelivery ?? first.estimatedDelivery,
    estimateDescription: (last.estimatedDelivery === undefined ? first : last).estimateDescription,
    deliveryChangeUrl: last.deliveryChangeUrl ?? first.deliveryChangeUrl,
    delivery: deliveryFacts(last.delivery ?? first.delivery, status),
    pickupBy: last.pickupBy ?? first.pickupBy,
    destination: last.destination ?? first.destination,
  });
}

/** A label announced to the last carrier says nothing of a parcel that is under way with the first. */
function statusOf(first: Tracking, last: Tracking, events: readonly TrackingEvent[]): ParcelStatus {
  const { status, detail } = hasIt(last) ? last : first;
  return parcelStatus(events, { status, detail, basis: 'code' }, undefined);
}

function hasIt({ status }: Tracking): boolean {
  return status !== 'unknown' && status !== 'pre_transit' && status !== 'cancelled';
}
