import { describe, expect, it } from 'vitest';
import { dhl, fedex, usps } from 'waybill/carriers';
import { fedexSandbox, uspsSandbox } from 'waybill/carriers/sandbox';
import { plan, usualMix } from '../../src/watch/plan.ts';
import { day, hour, minute } from './world.ts';

const carriers = [
  fedex({ clientId: 'a', clientSecret: 'b' }),
  usps({ clientId: 'a', clientSecret: 'b' }),
  dhl({ apiKey: 'a' }),
];

describe('plan', () => {
  it('prices counts by status, and says what suffices', () => {
    const [atFedex, atUsps, atDhl] = plan({ fedex: { out_for_delivery: 3000 }, dhl: { in_transit: 1000 } }, carriers);
    // Every 15 minutes by day and every hour by night, thirty in a request.
    expect(atFedex).toMatchObject({ parcels: 3000, isSufficient: true, stretch: 1 });
    expect(atFedex?.callsPerDay).toBeCloseTo((3000 * (16 * 4 + 8)) / 30, 5);
    expect(atFedex?.callsPerHour).toBeCloseTo((atFedex?.callsPerDay ?? 0) / 24, 5);
    expect(atUsps).toMatchObject({ parcels: 0, callsPerDay: 0, isSufficient: true, staleness: [] });
    expect(atDhl).toMatchObject({ isSufficient: false });
    expect(atDhl?.callsPerDayAllowed).toBeGreaterThan(225);
    expect(atDhl?.callsPerDayAllowed).toBeLessThanOrEqual(250);
    expect(atDhl?.stretch).toBeCloseTo((1000 * 10) / (atDhl?.callsPerDayAllowed ?? 1), 5);
    expect(atDhl?.staleness[0]?.everyMs).toBeCloseTo((day / 10) * (atDhl?.stretch ?? 0), 0);
  });

  it('assumes the usual mix where only a count is known', () => {
    expect(Object.values(usualMix).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 10);
    const [atFedex] = plan({ fedex: 10_000 }, carriers);
    expect(atFedex).toMatchObject({ isSufficient: true });
    expect(atFedex?.staleness.find(({ status }) => status === 'out_for_delivery')).toMatchObject({ parcels: 600 });
  });

  it('knows that few parcels cannot fill a request', () => {
    const [one] = plan({ fedex: { in_transit: 1 } }, carriers);
    expect(one?.callsPerDay).toBeCloseTo(10, 5);
    const [mixed] = plan({ fedex: { out_for_delivery: 2, pre_transit: 20 } }, carriers);
    expect(mixed?.callsPerDay).toBeCloseTo(16 * 4 + 8, 5);
  });

  it('takes numbers, of which nobody’s are left out', () => {
    const numbers = [1, 2, 3].map((seed) => fedexSandbox.sampleNumber(seed));
    const plans = plan([...numbers, '!!', uspsSandbox.sampleNumber(1)], carriers);
    expect(plans.reduce((sum, { parcels }) => sum + parcels, 0)).toBeCloseTo(4, 10);
  });

  it('goes by the cadence it is given, and refuses a carrier that it is not', () => {
    const [slow] = plan({ fedex: { in_transit: 1 } }, carriers, { cadence: {} });
    expect(slow?.staleness[0]?.everyMs).toBeLessThan(3 * hour);
    expect(slow?.staleness[0]?.everyMs).toBeGreaterThan(30 * minute);
    expect(() => plan({ hermes: 1 }, carriers)).toThrow(/no carrier hermes/);
  });
});
