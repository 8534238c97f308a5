import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventStatuses } from '../../src/model/status.ts';
import { situations } from '../../src/watch/cadence.ts';
import { createScanRates, kindName, kindNamed, pollKind, pollKinds } from '../../src/watch/scan-rates.ts';
import { day, hour, minute } from './world.ts';

const place = -6 * hour;
const midnight = Date.parse('2026-11-10T00:00:00-06:00');
const situation = fc.constantFrom(...situations);
const offset = fc.option(fc.integer({ min: -12, max: 14 }), { nil: undefined });
const kind = fc.tuple(situation, offset).map(([of, hours]) => pollKind(of, hours && hours * hour));

describe('kinds', () => {
  it('have names by which a store knows them, each its own', () => {
    const names = new Set<string>();
    for (const of of situations) {
      for (const hours of [undefined, -12, -6, 0, 5, 14]) {
        const each = pollKind(of, hours === undefined ? undefined : hours * hour);
        expect(each).toBeLessThan(pollKinds);
        expect(kindNamed(kindName(each))).toBe(each);
        names.add(kindName(each));
      }
    }
    expect(names.size).toBe(situations.length * 6);
    expect(kindName(pollKind('moving', place))).toBe('moving@-6');
    for (const unknown of [undefined, '', 'flying', 'moving@x']) expect(kindNamed(unknown)).toBeUndefined();
  });
});

describe('the delay that is expected', () => {
  it('is the sum over the hours since, of rate times the time waited', () => {
    const moment = fc.integer({ min: 0, max: 3 * 24 * 60 });
    fc.assert(
      fc.property(kind, moment, moment, (of, start, length) => {
        const rates = createScanRates();
        const since = midnight + start * minute;
        const now = since + length * minute;
        let sum = of < 32 ? (2.3 * length) / 60 : 0;
        for (let at = since; at < now; at += minute)
          sum += (rates.rateOf(of, at) / 60) * ((now - at - minute / 2) / hour);
        expect(rates.expectedDelay(of, since, now)).toBeCloseTo(sum, 6);
      }),
    );
  });

  it('never shrinks with time, and is nothing for a moment to come', () => {
    fc.assert(
      fc.property(kind, fc.nat(1e6), fc.nat(1e6), (of, first, more) => {
        const rates = createScanRates();
        const until = (ms: number): number => rates.expectedDelay(of, midnight, midnight + ms);
        expect(until(first + more)).toBeGreaterThanOrEqual(until(first) - 1e-9);
        expect(until(-first)).toBe(0);
      }),
    );
  });
});

/** A thousand looks at parcels in transit, an hour apart, with a scan at nine in the evening. */
function taught(): ReturnType<typeof createScanRates> {
  const rates = createScanRates();
  const moving = pollKind('moving', place);
  for (let look = 1; look <= 24 * 200; look += 1) {
    const now = midnight + look * hour;
    const shown = look % 24 === 22 ? [{ at: now - minute, status: 'in_transit' as const }] : [];
    rates.observe(moving, now - hour, now, shown);
  }
  rates.refresh(midnight);
  return rates;
}

describe('learning', () => {
  it('finds the hours in which scans come, at every offset', () => {
    const rates = taught();
    const at = (hours: number, offsetHours = -6): number =>
      rates.rateOf(pollKind('moving', offsetHours * hour), midnight + (hours - offsetHours - 6) * hour);
    expect(at(21.5)).toBeGreaterThan(0.75);
    expect(at(21.5, 3)).toBe(at(21.5));
    for (const quiet of [3.5, 12.5, 20.5, 22.5]) expect(at(quiet)).toBeLessThan(0.05);
  });

  it('goes on after a restart as before, and from anything else that it is given', () => {
    const rates = taught();
    const restored = createScanRates();
    const saved = JSON.stringify(rates.save());
    expect(saved.length).toBeLessThan(1000);
    restored.restore(JSON.parse(saved));
    for (let at = midnight; at < midnight + day; at += hour) {
      const moving = pollKind('moving', place);
      expect(restored.rateOf(moving, at)).toBeCloseTo(rates.rateOf(moving, at), 3);
    }
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fc.constant({ moving: { hours: [-1, 1e99], weights: 'x' } })), (value) => {
        const others = createScanRates();
        others.restore(value);
        expect(others.rateOf(pollKind('moving'), midnight)).toBeGreaterThan(0);
        expect(others.rateOf(pollKind('moving'), midnight)).toBeLessThanOrEqual(20);
      }),
    );
  });

  it('leaves rates within bounds, and what it writes small, whatever it is taught', () => {
    const look = fc.record({
      kind,
      since: fc.integer({ min: -4e9, max: 4e9 }),
      lasted: fc.integer({ min: -1e6, max: 1e11 }),
      scans: fc.array(
        fc.record({ at: fc.integer({ min: -1e11, max: 1e11 }), status: fc.constantFrom(...eventStatuses) }),
        { maxLength: 60 },
      ),
    });
    fc.assert(
      fc.property(fc.array(look, { maxLength: 60 }), (looks) => {
        const rates = createScanRates();
        for (const { kind: of, since, lasted, scans } of looks) {
          const shown = scans.map(({ at, status }) => ({ at: midnight + at, status }));
          rates.observe(of, midnight + since, midnight + since + lasted, shown);
        }
        rates.refresh(midnight);
        for (const of of situations) {
          for (let at = midnight; at < midnight + day; at += hour) {
            const rate = rates.rateOf(pollKind(of, place), at);
            expect(rate).toBeGreaterThanOrEqual(0);
            expect(rate).toBeLessThanOrEqual(20);
          }
        }
        expect(JSON.stringify(rates.save()).length).toBeLessThan(10_000);
      }),
    );
  });

  it('takes effect now and then, not at every look', () => {
    const rates = createScanRates();
    const moving = pollKind('moving', place);
    expect(rates.refresh(midnight - day)).toBe(false);
    rates.observe(moving, midnight - hour, midnight, []);
    expect(rates.refresh(midnight)).toBe(true);
    rates.observe(moving, midnight, midnight + hour, []);
    expect(rates.refresh(midnight + minute)).toBe(false);
    expect(rates.refresh(midnight + hour)).toBe(true);
  });
});
