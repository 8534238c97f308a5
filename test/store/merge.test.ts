import { describe, expect, it } from 'vitest';
import { assembleTracking, type ParcelReading, type Scan, type Tracking } from '../../src/kit.ts';
import { mergeLines, mergeWhole } from '../../src/store/merge.ts';

const place = { city: 'MEMPHIS', region: 'TN', country: 'US' };
const scans = {
  picked: { status: 'in_transit', basis: 'code', code: 'PU', occurredAt: '2026-11-17T17:00:00-06:00', place },
  arrived: { status: 'in_transit', basis: 'code', code: 'AR', occurredAt: '2026-11-18T09:00:00-06:00', place },
  out: { status: 'out_for_delivery', basis: 'code', code: 'OD', occurredAt: '2026-11-19T08:00:00-06:00', place },
  delivered: { status: 'delivered', basis: 'code', code: 'DL', occurredAt: '2026-11-19T14:00:00-06:00', place },
  note: { status: 'info', basis: 'code', code: 'NT', occurredAt: '2026-11-20T09:00:00-06:00', place },
} as const satisfies Record<string, Scan>;

function tracking(lines: readonly Scan[], fields: Partial<ParcelReading> = {}): Tracking {
  const draft = assembleTracking({
    carrier: 'swift',
    trackingNumber: 'SW1',
    url: 'https://swift.example/SW1',
    mapping: 'swift.v1@1',
    order: 'oldest-first',
    scans: lines,
    uniqueId: undefined,
    service: undefined,
    estimatedDelivery: undefined,
    promisedDelivery: undefined,
    shippedAt: undefined,
    delivery: undefined,
    pickupBy: undefined,
    origin: undefined,
    destination: undefined,
    weight: undefined,
    dimensions: undefined,
    pieceCount: undefined,
    ...fields,
  });
  return { ...draft, fetchedAt: '2026-11-20T12:00:00.000Z' };
}

const codes = ({ events }: Tracking): readonly (string | undefined)[] => events.map(({ code }) => code);
const { picked, arrived, out, delivered, note } = scans;

describe('lines', () => {
  it('are all that is known where nothing was', () => {
    const pushed = tracking([arrived]);
    expect(mergeLines(undefined, pushed)).toBe(pushed);
  });

  it('are added in their order, and move the parcel', () => {
    const merged = mergeLines(tracking([picked, arrived]), tracking([out]));
    expect([merged.status, codes(merged)]).toEqual(['out_for_delivery', ['PU', 'AR', 'OD']]);
  });

  it('that come late do not move it back', () => {
    const merged = mergeLines(tracking([picked, out]), tracking([arrived]));
    expect([merged.status, codes(merged)]).toEqual(['out_for_delivery', ['PU', 'AR', 'OD']]);
  });

  it('that say nothing of where it is leave it where the carrier said it was', () => {
    const known = tracking([picked, out], { current: { status: 'exception', detail: 'weather_delay', basis: 'code' } });
    const merged = mergeLines(known, tracking([note]));
    expect([merged.status, merged.detail]).toEqual(['exception', 'weather_delay']);
  });

  it('do not undo a delivery by being notes', () => {
    expect(mergeLines(tracking([out, delivered]), tracking([note])).status).toBe('delivered');
  });

  it('bring along what only the push says: that the receiver was the sender', () => {
    const merged = mergeLines(tracking([picked, out]), tracking([delivered], { deliveredToSender: true }));
    expect(merged.status).toBe('returned');
  });

  it('keep the last forecast when they deliver', () => {
    const known = tracking([picked], { estimatedDelivery: { from: '2026-11-19', to: '2026-11-19' } });
    expect(mergeLines(known, tracking([arrived])).estimatedDelivery).toEqual({ from: '2026-11-19', to: '2026-11-19' });
    expect(mergeLines(known, tracking([delivered])).estimatedDelivery).toEqual({
      from: '2026-11-19',
      to: '2026-11-19',
    });
  });

  it('move the forecast if they are the newest, but not from an hour to its day', () => {
    const known = tracking([arrived], { estimatedDelivery: { to: '2026-11-19T18:00:00' } });
    const on = (day: string, line: Scan) => tracking([line], { estimatedDelivery: { from: day, to: day } });
    expect(mergeLines(known, on('2026-11-19', out)).estimatedDelivery).toEqual({ to: '2026-11-19T18:00:00' });
    expect(mergeLines(known, on('2026-11-21', out)).estimatedDelivery).toEqual({
      from: '2026-11-21',
      to: '2026-11-21',
    });
    expect(mergeLines(known, on('2026-11-21', picked)).estimatedDelivery).toEqual({ to: '2026-11-19T18:00:00' });
    expect(mergeLines(known, on('2026-11-21', arrived)).estimatedDelivery).toEqual({ to: '2026-11-19T18:00:00' });
  });

  it('say the same if they tell the place otherwise, or the time in UTC', () => {
    const known = tracking([picked, arrived]);
    const { place: _, ...nowhere } = arrived;
    for (const told of [nowhere, { ...arrived, occurredAt: '2026-11-18T15:00:00Z' }]) {
      expect(mergeLines(known, tracking([told])).events).toEqual(known.events);
    }
    const elsewhere = { ...arrived, place: { city: 'AUSTIN', country: 'US' } };
    expect(mergeLines(known, tracking([elsewhere])).events).toHaveLength(3);
  });

  it('leave places, format and page as a full answer told them', () => {
    const known = tracking([picked], { destination: { city: 'AUSTIN', country: 'US' }, uniqueId: 'a' });
    const merged = mergeLines(known, {
      ...tracking([out], { destination: { country: 'US' } }),
      mapping: 'swift.push@1',
    });
    expect(merged).toMatchObject({ destination: { city: 'AUSTIN' }, mapping: 'swift.v1@1', uniqueId: 'a' });
  });
});

describe('a whole history', () => {
  it('takes the place of what is known', () => {
    const known = tracking([picked, arrived], { weight: { value: 2, unit: 'kg' } });
    const merged = mergeWhole(known, { ...tracking([picked, out]), mapping: 'swift.push@1' });
    expect([codes(merged), merged.mapping]).toEqual([['PU', 'OD'], 'swift.v1@1']);
    expect(merged).not.toHaveProperty('weight');
  });

  it('that is older than what is known takes nothing back', () => {
    const known = tracking([picked, out], { weight: { value: 2, unit: 'kg' } });
    const merged = mergeWhole(known, tracking([picked, arrived]));
    expect([merged.status, codes(merged), merged.weight]).toEqual([
      'out_for_delivery',
      ['PU', 'AR', 'OD'],
      { value: 2, unit: 'kg' },
    ]);
  });
});
