import { describe, expect, it } from 'vitest';
import { dhl, fedex, ups, usps } from 'waybill/carriers';
import { sandboxes } from 'waybill/carriers/sandbox';
import { createSandbox, sampleNumber, scenarios } from 'waybill/testing';
import { createTracker } from '../../src/index.ts';
import { seededRandom } from '../../src/testing/random.ts';
import { settableClock } from '../../src/testing/settable-clock.ts';
import { watch } from '../../src/watch/watch.ts';
import { day, hour, read, types } from './world.ts';

const start = Date.parse('2026-11-16T08:00:00-05:00');
const stories = [
  'delivered',
  'deliveredAtSecondAttempt',
  'weatherDelay',
  'returned',
  'labelOnly',
  'collected',
] as const;

/** The whole of it: tracker, limiter, carriers and their sandbox, on one clock. */
describe('watching through the carriers', () => {
  for (const carrier of ['fedex', 'ups', 'usps', 'dhl'] as const) {
    it(`${carrier}: two weeks of parcels, every end told once and no quota broken`, async () => {
      const clock = settableClock(start);
      const numbers = Array.from({ length: 12 }, (_, index) => sampleNumber(carrier, index));
      const parcels = numbers.flatMap((trackingNumber, index) =>
        scenarios[stories[index % stories.length] ?? 'delivered'].lives({
          carrier,
          trackingNumber,
          start: start + (index % 3) * day,
        }),
      );
      const sandbox = createSandbox({ carriers: sandboxes, parcels, clock });
      const carriers = [
        fedex({ clientId: 'a', clientSecret: 'b' }),
        ups({ clientId: 'a', clientSecret: 'b' }),
        usps({ clientId: 'a', clientSecret: 'b' }),
        dhl({ apiKey: 'a' }),
      ];
      const tracker = createTracker({ carriers, fetch: sandbox.fetch, clock, random: seededRandom(1) });
      const { events } = read(watch(tracker, numbers, { carrier }));
      for (let passed = 0; passed < 14 * day; passed += hour) await clock.advance(hour);
      const told = types(events);
      expect(told.filter((type) => type === 'delivered')).toHaveLength(6);
      expect(told.filter((type) => type === 'returned')).toHaveLength(2);
      expect(told.filter((type) => type === 'parcel.settled')).toHaveLength(8);
      expect(told.filter((type) => type === 'parcel.given_up')).toEqual([]);
      expect(new Set(events.map(({ key }) => key)).size).toBe(events.length);
      const windows = sandbox.report().accounts.flatMap((account) => account.windows);
      expect(windows).not.toEqual([]);
      expect(windows.map(({ violations }) => violations).filter((violations) => violations > 0)).toEqual([]);
    }, 60_000);
  }
});
