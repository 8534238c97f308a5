import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type SummarizeOptions, type Summary, summarize } from '../../src/insights/summarize.ts';
import type { ParcelReading, Scan, TimeWindow, Tracking } from '../../src/kit.ts';
import { anyTracking } from '../diff/lives.ts';
import { depot, parcel, scan, scans } from '../parcel.ts';

const { label, pickedUp, arrived, storm, onVehicle, attempted, atShop, delivered, goingBack } = scans;
const now = '2026-11-20T12:00:00Z';

function sum(trackings: readonly Tracking[], more: Partial<SummarizeOptions> = {}): Summary {
  return summarize(trackings, { now, ...more });
}

describe('summarize', () => {
  it('counts parcels by status, all statuses', () => {
    const { parcels, byStatus } = sum([parcel([label]), parcel([pickedUp]), parcel([pickedUp, arrived])]);
    expect(parcels).toBe(3);
    expect(byStatus).toMatchObject({ pre_transit: 1, in_transit: 2, delivered: 0, unknown: 0 });
  });

  it('makes nothing of nothing', () => {
    expect(sum([])).toEqual({
      parcels: 0,
      byStatus: expect.objectContaining({ delivered: 0 }),
      onTime: { promise: { n: 0, hits: 0 }, firstEstimate: { n: 0, hits: 0 }, lastEstimate: { n: 0, hits: 0 } },
      firstAttempt: { n: 0, hits: 0 },
      transitDays: { byCarrier: {}, byService: {}, byLane: {} },
      updated: { within24Hours: { n: 0, hits: 0 }, within72Hours: { n: 0, hits: 0 } },
      exceptions: {},
    });
  });

  it.each<[string, readonly Scan[], TimeWindow, boolean | undefined]>([
    ['on the day', [pickedUp, delivered], { to: '2026-11-12' }, true],
    ['a day after', [pickedUp, delivered], { to: '2026-11-11' }, false],
    ['before the hour', [pickedUp, delivered], { to: '2026-11-12T15:00:00' }, true],
    ['after the hour', [pickedUp, delivered], { to: '2026-11-12T14:00:00' }, false],
    ['at the instant', [pickedUp, delivered], { to: '2026-11-12T20:30:00Z' }, true],
    ['an instant too late', [pickedUp, delivered], { to: '2026-11-12T20:29:59Z' }, false],
    ['some time on the day of the hour', [scan('DL', 'delivered', '12')], { to: '2026-11-12T15:00:00' }, undefined],
    [
      'at the shop in time and collected late',
      [atShop, scan('DL', 'delivered', '19T10:00')],
      { to: '2026-11-12' },
      true,
    ],
    ['overdue alone', [pickedUp], { to: '2026-11-18' }, undefined],
    ['tried on the day', [pickedUp, attempted, scan('DL', 'delivered', '13T10:00')], { to: '2026-11-12' }, true],
    ['tried a day after', [pickedUp, attempted, scan('DL', 'delivered', '13T10:00')], { to: '2026-11-11' }, false],
    ['not due yet', [pickedUp], { to: '2026-11-20' }, undefined],
    ['with no end to it', [pickedUp, delivered], { from: '2026-11-10' }, undefined],
    ['on its way back', [pickedUp, goingBack], { to: '2026-11-12' }, undefined],
  ])('judges whether it came on time: %s', (_, history, promisedDelivery, onTime) => {
    const { promise } = sum([parcel(history, { promisedDelivery })]).onTime;
    expect(promise).toEqual(
      onTime === undefined ? { n: 0, hits: 0 } : { n: 1, hits: Number(onTime), rate: Number(onTime) },
    );
  });

  it('takes the word of the carrier for when it was delivered, but for what waited to be collected', () => {
    const facts = { delivery: { at: '2026-11-13T09:00:00-06:00' }, promisedDelivery: { to: '2026-11-12' } };
    expect(sum([parcel([pickedUp, delivered], facts)]).onTime.promise.rate).toBe(0);
    const collected = scan('DL', 'delivered', '13T09:00');
    expect(sum([parcel([pickedUp, atShop, collected], facts)]).onTime.promise.rate).toBe(1);
  });

  it('judges against the first and the last of the estimates that it is given', () => {
    const estimatesOf = () => [{ to: '2026-11-11' }, { to: '2026-11-12' }];
    const { firstEstimate, lastEstimate } = sum([parcel([pickedUp, delivered])], { estimatesOf }).onTime;
    expect([firstEstimate.rate, lastEstimate.rate]).toEqual([0, 1]);
  });

  it('judges delivered parcels by their last forecast, and overdue ones beside them', () => {
    const came = (to: string): Tracking => ({ ...parcel([pickedUp, delivered]), estimatedDelivery: { to } });
    const overdue = parcel([pickedUp], { estimatedDelivery: { to: '2026-11-10' } });
    const { lastEstimate, firstEstimate } = sum([came('2026-11-12'), came('2026-11-12'), overdue]).onTime;
    expect(lastEstimate).toEqual({ n: 3, hits: 2, rate: 2 / 3 });
    expect(firstEstimate).toEqual({ n: 0, hits: 0 });
  });

  it('gives no rate of a carrier whose delivered parcels keep no forecast', () => {
    const overdue = parcel([pickedUp], { estimatedDelivery: { to: '2026-11-12' } });
    const forgotten = parcel([pickedUp, delivered]);
    expect(sum([overdue, forgotten]).onTime.lastEstimate).toEqual({ n: 0, hits: 0 });
    const other: Tracking = { ...parcel([delivered]), carrier: 'ups', estimatedDelivery: { to: '2026-11-12' } };
    expect(sum([overdue, forgotten, other]).onTime.lastEstimate).toEqual({ n: 1, hits: 1, rate: 1 });
  });

  it('counts first attempts', () => {
    const rate = (history: readonly Scan[], facts: Partial<ParcelReading> = {}) =>
      sum([parcel(history, facts)]).firstAttempt.rate;
    expect(rate([pickedUp, delivered])).toBe(1);
    expect(rate([pickedUp, attempted])).toBe(0);
    expect(rate([pickedUp, attempted, scan('DL', 'delivered', '13T10:00')])).toBe(0);
    expect(rate([pickedUp, delivered], { delivery: { attempts: 2 } })).toBe(0);
    expect(rate([pickedUp, atShop, scan('DL', 'delivered', '13T10:00')])).toBeUndefined();
    expect(rate([pickedUp])).toBeUndefined();
  });

  it('measures transit by carrier, service and lane', () => {
    const facts = {
      service: { code: 'GND', name: 'Ground' },
      origin: { region: 'TX', country: 'US' },
      destination: { country: 'DE' },
    };
    const lasting = (hours: number) => {
      const at = new Date(Date.UTC(2026, 10, 10, 15) + hours * 3_600_000).toISOString().slice(0, 19);
      return parcel([pickedUp, { ...delivered, occurredAt: `${at}Z` }], facts);
    };
    const hundred = Array.from({ length: 100 }, (_, index) => lasting((index + 1) * 2.4)).toReversed();
    const percentiles = { n: 100, p50: 5, p90: 9, p95: 9.5 };
    expect(sum([...hundred, parcel([pickedUp])]).transitDays).toEqual({
      byCarrier: { fedex: percentiles },
      byService: { 'fedex Ground': percentiles },
      byLane: { 'US-TX > DE': percentiles },
    });
  });

  it('measures by the clocks on the walls, or the calendar, where that is all there is', () => {
    const days = (from: string, to: string) =>
      sum([
        parcel([
          { ...pickedUp, occurredAt: from, place: depot },
          { ...delivered, occurredAt: to },
        ]),
      ]).transitDays.byCarrier.fedex?.p50;
    expect(days('2026-11-10T08:00:00', '2026-11-12T20:00:00-06:00')).toBe(2.5);
    expect(days('2026-11-10', '2026-11-12T20:00:00-06:00')).toBe(2);
    expect(days('2026-11-10T20:00:00-06:00', '2026-11-11T03:00:00+01:00')).toBe(0);
    const impossible = parcel([pickedUp, delivered], { delivery: { at: '2026-11-09' } });
    expect(sum([impossible]).transitDays.byCarrier).toEqual({});
    expect(sum([parcel([delivered], { shippedAt: '2026-11-10' })]).transitDays.byCarrier.fedex?.p50).toBe(0);
  });

  it('counts parcels on their way that were heard of lately', () => {
    const heard = (day: string) => parcel([scan('AR', 'in_transit', `${day}T06:00`)]);
    const { within24Hours, within72Hours } = sum([heard('20'), heard('18'), heard('10'), parcel([delivered])]).updated;
    expect([within24Hours.hits, within72Hours.hits, within72Hours.n]).toEqual([1, 2, 3]);
  });

  it('counts the parcels of each reason, the most frequent first', () => {
    const again = scan('WX', 'exception', '11T09:00', { detail: 'weather_delay' });
    const unnamed = scan('XX', 'exception', '11T10:00');
    const { exceptions } = sum([
      parcel([pickedUp, unnamed]),
      parcel([pickedUp, storm, again]),
      parcel([storm, onVehicle]),
    ]);
    expect(Object.entries(exceptions)).toEqual([
      ['weather_delay', 2],
      ['unspecified', 1],
    ]);
  });

  it('reads its input once, whatever it is, and gives JSON with rates between 0 and 1', () => {
    function* once(trackings: readonly Tracking[]) {
      yield* trackings;
    }
    fc.assert(
      fc.property(fc.array(anyTracking, { maxLength: 8 }), (trackings) => {
        const summary = summarize(once(trackings), { now });
        expect(JSON.parse(JSON.stringify(summary))).toEqual(summary);
        expect(summary).toEqual(sum(trackings.toReversed()));
        const rates = [...Object.values(summary.onTime), summary.firstAttempt, ...Object.values(summary.updated)];
        for (const { n, hits, rate = 0 } of rates) {
          expect(n).toBeLessThanOrEqual(trackings.length);
          expect(hits).toBeLessThanOrEqual(n);
          expect(rate).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 50 },
    );
  });
});
