import { compactOrAbsent, type Delivery, readTime, receiverOf, type Scan, type TimeWindow, text } from 'waybill/kit';
import type { WireParcel } from './wire.ts';

/** The delivery, by its newest scan and who signed. `scans` newest first. */
export function deliveryOf(parcel: WireParcel, scans: readonly Scan[]): Delivery | undefined {
  const scan = scans.find(({ status }) => status === 'delivered');
  if (scan === undefined) return undefined;
  return compactOrAbsent({
    at: scan.occurredAt,
    signedBy: text(parcel.signedBy),
    to: receiverOf(scan.detail),
    place: scan.place,
  });
}

/** The day by which Heron means to deliver. */
export function forecastOf(parcel: WireParcel): TimeWindow | undefined {
  const day = readTime(text(parcel.due));
  return day === undefined ? undefined : { from: day, to: day };
}
