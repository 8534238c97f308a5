import { assembleTracking, type EventStatus, type ParcelReading, type Scan, type Tracking } from '../src/kit.ts';

const austin = { city: 'Austin', region: 'TX', postalCode: '78701', country: 'US' };

/** A place that may be in any time zone, so that nobody fills in an offset. */
export const depot = { facility: 'Depot' };

/** A scan of the 10th of November 2026 or so: `scan('DL', 'delivered', '12T14:30')` is one of the 12th. */
export function scan(code: string, status: EventStatus, when: string | undefined, more: Partial<Scan> = {}): Scan {
  const [day = '', clock] = when?.split('T') ?? [];
  const occurredAt = clock === undefined ? `2026-11-${day}` : `2026-11-${day}T${clock}:00-06:00`;
  const line: Scan = { status, basis: 'code', code, description: code, place: austin, occurredAt, ...more };
  return when === undefined ? { ...line, occurredAt: undefined } : line;
}

/** What a scan says most often. */
export const scans = {
  label: scan('OC', 'pre_transit', '09T08:00', { detail: 'label_created' }),
  pickedUp: scan('PU', 'in_transit', '10T09:00', { detail: 'picked_up' }),
  arrived: scan('AR', 'in_transit', '11T03:00', { detail: 'arrived_at_facility' }),
  storm: scan('WX', 'exception', '11T05:00', { detail: 'weather_delay' }),
  onVehicle: scan('OD', 'out_for_delivery', '12T07:00'),
  attempted: scan('DE', 'delivery_attempted', '12T11:00', { detail: 'recipient_unavailable' }),
  atShop: scan('HL', 'available_for_pickup', '12T15:00', { detail: 'at_pickup_point' }),
  delivered: scan('DL', 'delivered', '12T14:30', { detail: 'signed_for' }),
  goingBack: scan('RS', 'returning', '13T09:00', { detail: 'return_to_sender' }),
  note: scan('NI', 'info', '12T16:00', { detail: 'recipient_notified' }),
} as const satisfies Record<string, Scan>;

/** A parcel with this history, as its carrier's adapter would read it. */
export function parcel(history: readonly Scan[], facts: Partial<ParcelReading> = {}): Tracking {
  return assembleTracking({
    carrier: 'fedex',
    trackingNumber: '123456789012',
    url: 'https://example.com/123456789012',
    mapping: 'test.v1@2026.11',
    ...facts,
    scans: history,
    order: 'oldest-first',
  });
}
