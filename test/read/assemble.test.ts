import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assembleTracking, eventsOf, type ParcelReading, type Scan } from 'waybill/kit';
import { trackingStatuses } from '../../src/model/status.ts';

const scan: Scan = {
  status: 'in_transit',
  detail: 'arrived_at_facility',
  basis: 'code',
  code: 'AR',
  description: 'Arrived',
  occurredAt: '2026-11-20T14:30:00-05:00',
  place: { city: 'Memphis', region: 'TN', postalCode: '38118', country: 'US' },
};

const nothing: Omit<ParcelReading, 'scans'> = {
  carrier: 'acme',
  trackingNumber: 'AC1',
  url: 'https://acme.example/AC1',
  mapping: 'acme.v1@2026.11',
  order: 'oldest-first',
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
};

const idsOf = (...scans: readonly Scan[]) => eventsOf(scans, 'oldest-first').map(({ id }) => id);

describe('the identity of a scan', () => {
  it('is its wall clock, code and place, spelled out', () => {
    expect(idsOf(scan)).toEqual(['2026-11-20T14:30:00.AR.38118-US']);
  });

  it('survives rewording, an offset that comes later, another status and a finer clock', () => {
    const { detail: _, ...reworded } = { ...scan, description: 'Angekommen', status: 'exception' as const };
    for (const other of [
      reworded,
      { ...scan, occurredAt: '2026-11-20T14:30:00' },
      { ...scan, occurredAt: '2026-11-20T14:30:00.250Z' },
    ]) {
      expect(idsOf(other)).toEqual(idsOf(scan));
    }
  });

  it.each([
    ['another time', { ...scan, occurredAt: '2026-11-20T14:30:01-05:00' }],
    ['another code', { ...scan, code: 'DP' }],
    ['another place', { ...scan, place: { postalCode: '90001', country: 'US' } }],
    ['no place', { ...scan, place: undefined }],
    ['no time', { ...scan, occurredAt: undefined }],
  ])('differs for %s', (_, other) => {
    expect(new Set(idsOf(scan, other)).size).toBe(2);
  });

  it('takes the carrier’s own identity, then the code, then the status', () => {
    const bare = { status: 'delivered', basis: 'text', occurredAt: '2026-11-20' } as const;
    expect(idsOf({ ...bare, identity: 'DELIVERED, FRONT DOOR', code: 'X' })).toEqual([
      '2026-11-20.DELIVERED_FRONT_DOOR',
    ]);
    expect(idsOf({ ...bare, code: 'X' })).toEqual(['2026-11-20.X']);
    expect(idsOf(bare)).toEqual(['2026-11-20.delivered']);
    expect(idsOf({ status: 'info', basis: 'none' })).toEqual(['undated.info']);
  });

  it('goes by the most precise part of the place', () => {
    const at = (place: Scan['place']) => idsOf({ ...scan, place })[0]?.split('.')[2];
    expect(at({ city: 'São Paulo', region: 'SP', country: 'BR' })).toBe('SÃO_PAULO-BR');
    expect(at({ city: 'SÃO PAULO', country: 'BR' })).toBe('SÃO_PAULO-BR');
    expect(at({ facility: 'Hub 4' })).toBe('HUB_4');
    expect(at({ region: 'TN' })).toBe('TN');
    expect(at({ country: 'US' })).toBe('US');
    expect(at({})).toBeUndefined();
  });

  it('is unique within a parcel whatever the carrier sends', () => {
    const text = fc.constantFrom(undefined, '2', '.2', '~2', 'a', 'a b', 'a.b', '');
    const anyScan: fc.Arbitrary<Scan> = fc.record({
      status: fc.constantFrom('in_transit', 'info'),
      basis: fc.constant('code'),
      code: text,
      reasonCode: text,
      description: text,
      occurredAt: fc.constantFrom(undefined, '2026-11-20', '2026-11-20T14:30:00'),
      place: fc.option(fc.record({ city: fc.constantFrom('2', 'a', '~2') }), { nil: undefined }),
    });
    fc.assert(
      fc.property(fc.array(anyScan, { maxLength: 30 }), (scans) => {
        const ids = idsOf(...scans);
        expect(new Set(ids).size).toBe(ids.length);
      }),
      { numRuns: 500 },
    );
  });
});

describe('repeated scans', () => {
  it('are one event', () => {
    expect(idsOf(scan, { ...scan }, { ...scan })).toHaveLength(1);
  });

  it('are told apart by their reason, words or pieces, in the carrier’s order', () => {
    const again = { ...scan, reasonCode: '017' };
    expect(idsOf(scan, again, { ...scan, pieces: ['AC2'] }, again)).toEqual([
      '2026-11-20T14:30:00.AR.38118-US',
      '2026-11-20T14:30:00.AR.38118-US~2',
      '2026-11-20T14:30:00.AR.38118-US~3',
    ]);
  });

  it('keep their ids while the list grows, whichever way the carrier lists it', () => {
    const scans = Array.from({ length: 12 }, (_, index) => ({
      ...scan,
      description: `Line ${index}`,
      occurredAt: `2026-11-20T14:3${Math.floor(index / 4)}:00-05:00`,
    }));
    for (let length = 1; length < scans.length; length += 1) {
      const before = eventsOf(scans.slice(0, length).toReversed(), 'newest-first');
      const after = eventsOf(scans.slice(0, length + 1).toReversed(), 'newest-first');
      expect(after.slice(0, length)).toEqual(before);
    }
  });
});

describe('a line without a place', () => {
  const berlin = { city: 'Berlin', country: 'DE' };
  const at = (hour: string, place?: Scan['place']): Scan => ({ ...scan, occurredAt: `2026-03-12T${hour}:00`, place });
  const timesOf = (
    scans: readonly Scan[],
    ends: Partial<ParcelReading> = {},
    order: ParcelReading['order'] = 'oldest-first',
  ) =>
    assembleTracking({ ...nothing, ...ends, order, scans }).events.map(({ occurredAt, timeBasis }) => [
      occurredAt?.slice(11),
      timeBasis,
    ]);

  it('between places of one zone has that zone', () => {
    const expected = [
      ['08:20:00+01:00', 'place'],
      ['08:59:00+01:00', 'place'],
    ];
    const ends = { origin: { country: 'DE' }, destination: { country: 'DE' } };
    expect(timesOf([at('08:20'), at('08:59', { country: 'DE' })], ends)).toEqual(expected);
    expect(timesOf([at('08:59'), at('08:20', { country: 'PL' })], ends, 'newest-first')).toEqual(expected);
    expect(timesOf([at('08:20'), at('08:59')], ends)).toEqual(expected);
  });

  it('before the first place that is known, or behind the last, may be anywhere', () => {
    const times = timesOf([at('07:00'), at('08:00', berlin), at('09:00'), at('10:00', berlin), at('11:00')]);
    expect(times.map(([time]) => time)).toEqual([
      '07:00:00',
      '08:00:00+01:00',
      '09:00:00+01:00',
      '10:00:00+01:00',
      '11:00:00',
    ]);
    expect(timesOf([at('07:00')], { destination: berlin })).toEqual([['07:00:00', 'none']]);
  });

  it('stays without an offset where there are two zones, or one that is not certain', () => {
    const lines = [at('07:00'), at('08:00', berlin)];
    expect(timesOf(lines, { origin: { country: 'GB' }, destination: berlin })[0]).toEqual(['07:00:00', 'none']);
    expect(timesOf(lines, { origin: { country: 'US' }, destination: berlin })[0]).toEqual(['07:00:00', 'none']);
    const dated = [{ ...scan, occurredAt: '2026-03-12', place: undefined }];
    expect(timesOf(dated, { origin: berlin, destination: berlin })).toEqual([['', 'none']]);
  });
});

describe('assembling', () => {
  it('leaves out what is not known: no key with undefined, no empty list', () => {
    const tracking = assembleTracking({ ...nothing, scans: [], references: [], pieces: [], related: [], issues: [] });
    expect(Object.keys(tracking).toSorted()).toEqual([
      'carrier',
      'events',
      'mapping',
      'status',
      'trackingNumber',
      'url',
    ]);
    expect(tracking.status).toBe('unknown');
    expect(
      Object.values(eventsOf([{ status: 'info', basis: 'none', code: undefined }], 'oldest-first')[0] ?? {}),
    ).not.toContain(undefined);
  });

  it('keeps the last forecast and the promise, whether the parcel has arrived or not', () => {
    const day = { from: '2026-11-21', to: '2026-11-21' };
    const reading = { ...nothing, estimatedDelivery: day, promisedDelivery: day };
    for (const status of ['in_transit', 'delivered', 'returned', 'cancelled'] as const) {
      const tracking = assembleTracking({ ...reading, scans: [{ ...scan, status }] });
      expect(tracking).toMatchObject({ estimatedDelivery: day, promisedDelivery: day });
    }
  });

  it('tells the facts of a delivery only with a delivery, and the attempts always', () => {
    const facts = {
      at: '2026-11-20T14:30:00-05:00',
      signedBy: 'A. NORD',
      leftAt: 'Front Door',
      to: 'safe_place',
    } as const;
    const delivery = { ...facts, place: { city: 'Memphis' }, proof: [{ kind: 'signature' }], attempts: 2 } as const;
    for (const status of trackingStatuses) {
      const tracking = assembleTracking({ ...nothing, delivery, scans: [{ ...scan, status }] });
      const expected =
        status === 'delivered' ? delivery : status === 'returned' ? { ...delivery, to: 'sender' } : { attempts: 2 };
      expect(tracking.delivery).toEqual(expected);
    }
    expect(assembleTracking({ ...nothing, delivery: facts, scans: [scan] }).delivery).toBeUndefined();
  });

  it('has no page of a parcel whose number is lost', () => {
    expect(assembleTracking({ ...nothing, scans: [] }).url).toBe('https://acme.example/AC1');
    expect('url' in assembleTracking({ ...nothing, trackingNumber: '', scans: [] })).toBe(false);
  });

  it('keeps what happens next apart from what happened', () => {
    const { events } = assembleTracking({ ...nothing, scans: [{ ...scan, nextStep: 'Call us.' }] });
    expect(events[0]).toMatchObject({ description: 'Arrived', nextStep: 'Call us.' });
  });

  it('takes no piece count that counts nothing', () => {
    const counts = [3, 0, -1, 1.5, 1e300].map(
      (pieceCount) => assembleTracking({ ...nothing, pieceCount, scans: [] }).pieceCount,
    );
    expect(counts).toEqual([3, 0, undefined, undefined, undefined]);
  });

  it('tells who told the offset', () => {
    const [withOffset] = eventsOf([scan], 'oldest-first');
    const [without] = eventsOf([{ ...scan, occurredAt: '2026-11-20' }], 'oldest-first');
    expect([withOffset?.timeBasis, without?.timeBasis]).toEqual(['carrier', 'none']);
  });

  it('takes ten thousand scans in a breath', () => {
    const scans = Array.from({ length: 10_000 }, (_, index) => ({ ...scan, reasonCode: String(index % 50) }));
    expect(eventsOf(scans, 'newest-first')).toHaveLength(50);
  });
});
