import type { StatusDetail } from '../../model/detail.ts';
import type { Tracking, TrackingEvent } from '../../model/tracking.ts';

/** What a carrier's office can write without having seen the parcel. */
const remote: ReadonlySet<StatusDetail> = new Set([
  'arriving_soon',
  'delivery_scheduled',
  'delivery_rescheduled',
  'delayed',
  'weather_delay',
  'natural_disaster',
  'force_majeure',
  'transport_delay',
  'operational_delay',
  'closed_day',
  'information_required',
  'under_investigation',
  'lost',
  'pickup_reminder',
]);

/**
 * The last time that somebody held the parcel under a scanner, as far as its history says. Notices, labels and delays told
 * from afar are no scans; nor, where the carrier names places, are lines without one, which a computer writes.
 */
export function lastScan({ events }: Tracking): (TrackingEvent & { readonly occurredAt: string }) | undefined {
  const namesPlaces = events.some(({ place }) => place !== undefined);
  return events.findLast(
    (event): event is TrackingEvent & { readonly occurredAt: string } =>
      event.occurredAt !== undefined && isTouch(event) && (!namesPlaces || event.place !== undefined),
  );
}

function isTouch({ status, detail }: TrackingEvent): boolean {
  if (status === 'info' || status === 'unknown' || status === 'pre_transit' || status === 'cancelled') return false;
  return detail === undefined || !remote.has(detail);
}
