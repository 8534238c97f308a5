import { describe, expect, it } from 'vitest';
import { chooseShipment, type ShipmentMatch, type TrackingDraft } from 'waybill/kit';

interface Told {
  readonly uniqueId?: string;
  readonly shippedAt?: string;
  readonly lastAt?: string;
  readonly postalCode?: string;
}

function draft({ uniqueId, shippedAt, lastAt, postalCode }: Told): TrackingDraft {
  return {
    carrier: 'acme',
    trackingNumber: 'AC1',
    status: 'in_transit',
    events:
      lastAt === undefined
        ? []
        : [
            {
              id: lastAt,
              status: 'in_transit',
              statusBasis: 'code',
              description: '',
              timeBasis: 'none',
              occurredAt: lastAt,
            },
          ],
    url: 'https://acme.example/AC1',
    mapping: 'acme.test@1',
    ...(uniqueId === undefined ? {} : { uniqueId }),
    ...(shippedAt === undefined ? {} : { shippedAt }),
    ...(postalCode === undefined ? {} : { destination: { postalCode } }),
  };
}

const shipment = (told: Told, beside: Omit<ShipmentMatch, 'tracking'> = {}): ShipmentMatch => ({
  tracking: draft(told),
  ...beside,
});

/** Place of the chosen shipment in the order sent, and why. */
function chosen(shipments: readonly ShipmentMatch[], hints: Parameters<typeof chooseShipment>[1]) {
  const candidates = chooseShipment(shipments, hints)?.candidates ?? [];
  const index = candidates.findIndex((candidate) => candidate.chosen);
  return [index, candidates[index]?.because];
}

const old = shipment({
  uniqueId: 'a',
  shippedAt: '2025-02-26',
  lastAt: '2025-03-01T10:00:00',
  postalCode: '58102-1234',
});
const recent = shipment({ uniqueId: 'b', lastAt: '2026-11-20T10:00:00', postalCode: '10001' });
const other = shipment({ uniqueId: 'c', shippedAt: '2025-02-27', lastAt: '2025-03-02T10:00:00', postalCode: '10001' });

describe('of several shipments under one number', () => {
  it('a single one stays as it is, and none is none', () => {
    expect(chooseShipment([old], { uniqueId: 'x' })).toBe(old.tracking);
    expect(chooseShipment([], {})).toBeUndefined();
  });

  it('the newest is meant, and a hint that was not given chooses nothing', () => {
    expect(chosen([old, recent], {})).toEqual([1, 'newest']);
    expect(chosen([recent, old], {})).toEqual([0, 'newest']);
  });

  it('the one with the key is meant', () => {
    expect(chosen([old, recent, other], { uniqueId: 'a', shippedAfter: '2026-01-01' })).toEqual([0, 'unique_id']);
    expect(chosen([shipment({}, { uniqueId: 'own' }), recent], { uniqueId: 'own' })).toEqual([0, 'unique_id']);
    expect(chosen([old, recent], { uniqueId: 'nobody' })).toEqual([1, 'newest']);
  });

  it('ship dates choose by the label, else by the first line', () => {
    expect(chosen([old, recent], { shippedAfter: '2025-02-01', shippedBefore: '2025-02-28' })).toEqual([
      0,
      'ship_date',
    ]);
    expect(chosen([old, recent], { shippedAfter: '2026-11-01' })).toEqual([1, 'ship_date']);
    expect(
      chosen([shipment({ lastAt: '2026-01-05T00:00:00' }, { shippedAt: '2025-02-26' }), recent], {
        shippedBefore: '2025-02-26T08:00:00Z',
      }),
    ).toEqual([0, 'ship_date']);
  });

  it('a hint that fits all or none says nothing', () => {
    expect(chosen([old, recent], { shippedAfter: '2020-01-01' })).toEqual([1, 'newest']);
    expect(chosen([old, recent], { shippedAfter: '2030-01-01', postalCode: '99999' })).toEqual([1, 'newest']);
  });

  it('each hint narrows what the ones before left', () => {
    const hints = { shippedAfter: '2025-02-01', shippedBefore: '2025-02-28', postalCode: '10001' };
    expect(chosen([old, recent, other], hints)).toEqual([2, 'postal_code']);
    expect(chosen([old, recent, other], { shippedBefore: '2025-12-31' })).toEqual([2, 'newest']);
  });

  it.each(['58102', '58102-1234', '581021234', ' 58102 9999'])('postal code %j finds 58102-1234', (postalCode) => {
    expect(chosen([old, recent], { postalCode })).toEqual([0, 'postal_code']);
  });

  it('other postal codes are compared whole, without blanks and dashes', () => {
    const shipments = [
      shipment({ lastAt: '2025-01-01', postalCode: 'SW1A 1AA' }),
      shipment({ lastAt: '2026-01-01', postalCode: '00-950' }),
    ];
    expect(chosen(shipments, { postalCode: 'sw1a1aa' })).toEqual([0, 'postal_code']);
    expect(chosen(shipments, { postalCode: 'SW1A' })).toEqual([1, 'newest']);
    expect(
      chosen([shipment({ lastAt: '2025-01-01' }, { postalCodes: ['1', '2'] }), ...shipments], { postalCode: '2' }),
    ).toEqual([0, 'postal_code']);
  });

  it('the newest state stands in for events without a time, and offsets are reckoned with', () => {
    expect(chosen([shipment({}, { lastAt: '2026-12-01' }), recent], {})).toEqual([0, 'newest']);
    expect(
      chosen(
        [shipment({ lastAt: '2026-03-12T10:00:00-05:00' }), shipment({ lastAt: '2026-03-12T11:00:00+01:00' })],
        {},
      ),
    ).toEqual([0, 'newest']);
    expect(chosen([shipment({}), shipment({})], {})).toEqual([0, 'newest']);
  });

  it('candidates stand in the order sent, with what tells them apart', () => {
    const { candidates, uniqueId } =
      chooseShipment(
        [old, shipment({ lastAt: '2026-01-01' }, { uniqueId: 'own', service: 'FDXG', shippedAt: '2025-12-30' })],
        {},
      ) ?? {};
    expect(uniqueId).toBe('own');
    expect(candidates).toEqual([
      {
        uniqueId: 'a',
        status: 'in_transit',
        shippedAt: '2025-02-26',
        lastEventAt: '2025-03-01T10:00:00',
        destination: { postalCode: '58102-1234' },
        chosen: false,
      },
      {
        uniqueId: 'own',
        status: 'in_transit',
        service: 'FDXG',
        shippedAt: '2025-12-30',
        lastEventAt: '2026-01-01',
        chosen: true,
        because: 'newest',
      },
    ]);
  });
});
