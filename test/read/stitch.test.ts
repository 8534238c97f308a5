import { describe, expect, it } from 'vitest';
import { stitch, type Tracking } from 'waybill';
import { assembleTracking, type Scan } from 'waybill/kit';

const austin = { city: 'Austin', region: 'TX', postalCode: '78701', country: 'US' };

function leg(carrier: string, scans: readonly Scan[], more: Partial<Tracking> = {}): Tracking {
  const trackingNumber = `${carrier.toUpperCase()}1`;
  const base = { carrier, trackingNumber, url: `https://${carrier}.example`, mapping: `${carrier}@2026.11` };
  return { ...assembleTracking({ ...base, scans, order: 'oldest-first' }), ...more };
}

const at = (status: Scan['status'], occurredAt: string, code: string): Scan => ({
  status,
  occurredAt,
  code,
  basis: 'code',
  place: austin,
});
const label = at('pre_transit', '2026-11-10T08:00:00-06:00', 'MP');
const travelling = at('in_transit', '2026-11-11T09:00:00-06:00', 'AR');
const handed: Scan = { ...at('in_transit', '2026-11-12T06:00:00-06:00', 'YM'), detail: 'handed_to_partner' };
const ups = leg('ups', [label, travelling, handed], { estimatedDelivery: { from: '2026-11-14', to: '2026-11-14' } });
const announced = at('pre_transit', '2026-11-10T08:30:00-06:00', 'GX');
const accepted = at('in_transit', '2026-11-12T07:10:00-06:00', 'OA');
const left = at('delivered', '2026-11-13T12:00:00-06:00', '01');

describe('a parcel of two legs', () => {
  it('is one timeline, in order, each line under an id of its own', () => {
    const { events, trackingNumber, carrier } = stitch(ups, leg('usps', [announced, accepted, left]));
    expect([carrier, trackingNumber]).toEqual(['ups', 'UPS1']);
    expect(events.map(({ code }) => code)).toEqual(['MP', 'GX', 'AR', 'YM', 'OA', '01']);
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
    expect(events.filter(({ id }) => id.startsWith('usps:')).map(({ code }) => code)).toEqual(['GX', 'OA', '01']);
  });

  it('stands where the last leg has it, with its delivery and the last forecast', () => {
    const delivery = { at: '2026-11-13T12:00:00-06:00', to: 'mailbox' as const };
    const stitched = stitch(ups, leg('usps', [announced, accepted, left], { delivery }));
    expect(stitched).toMatchObject({ status: 'delivered', delivery });
    expect(stitched.estimatedDelivery).toEqual(ups.estimatedDelivery);
  });

  it('stands where the first leg has it while the last one only knows of it', () => {
    const stitched = stitch(leg('ups', [label, travelling]), leg('usps', [announced]));
    expect(stitched.status).toBe('in_transit');
  });

  it('takes the forecast of the carrier that delivers', () => {
    const estimatedDelivery = { from: '2026-11-13', to: '2026-11-13' };
    expect(stitch(ups, leg('usps', [accepted], { estimatedDelivery })).estimatedDelivery).toEqual(estimatedDelivery);
    expect(stitch(ups, leg('usps', [accepted])).estimatedDelivery).toEqual(ups.estimatedDelivery);
  });

  it('tells once of a scan that both legs tell of, as its own carrier does', () => {
    const told: Scan = { ...left, code: '026', occurredAt: '2026-11-13T18:00:20Z' };
    const { events } = stitch(leg('ups', [label, travelling, told]), leg('usps', [accepted, left]));
    expect(
      events.filter(({ status }) => status === 'delivered').map(({ id, code }) => [id.split(':', 1)[0], code]),
    ).toEqual([['usps', '01']]);
  });

  it('stitches the same again without a change', () => {
    const last = leg('usps', [announced, accepted, left]);
    expect(stitch(ups, last)).toEqual(stitch(ups, last));
  });
});
