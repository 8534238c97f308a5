import { assembleTracking, compactOrAbsent, type Issue, present, type TrackingDraft, text } from 'waybill/kit';
import { deliveryOf, forecastOf } from './delivery.ts';
import { scanOf } from './events.ts';
import { identity } from './numbers.ts';
import { tablesVersion } from './status.ts';
import type { WireParcel } from './wire.ts';

/** One parcel of an answer or a push. */
export function trackingOf(
  parcel: WireParcel,
  trackingNumber: string,
  format: string,
  seen: readonly Issue[],
): TrackingDraft {
  const issues = [...seen];
  const scans = present(parcel.scans).map((scan, index) => scanOf(scan, `scans.${index}`, issues));
  return assembleTracking({
    carrier: identity.id,
    trackingNumber,
    url: identity.trackingUrl(trackingNumber),
    mapping: `${format}@${tablesVersion}`,
    order: 'newest-first',
    scans,
    service: compactOrAbsent({ name: text(parcel.service) }),
    estimatedDelivery: forecastOf(parcel),
    delivery: deliveryOf(parcel, scans),
    issues,
  });
}
