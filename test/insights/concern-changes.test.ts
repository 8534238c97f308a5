import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assess, type Concern, concernChanges, nextConcernAt } from 'waybill/insights';
import type { ParcelReading, Scan } from '../../src/kit.ts';
import { anyTracking } from '../diff/lives.ts';
import { parcel, scan, scans } from '../parcel.ts';

const { pickedUp, arrived, attempted, atShop, delivered } = scans;

function at(now: string, history: readonly Scan[], facts: Partial<ParcelReading> = {}): readonly Concern[] {
  return assess(parcel(history, facts), { now });
}

describe('concernChanges', () => {
  const stalled = at('2026-11-16T00:00:00Z', [pickedUp]);
  const lost = at('2026-12-16T00:00:00Z', [pickedUp]);
  const well = at('2026-11-11T10:00:00Z', [pickedUp, arrived]);

  it('says what came and what is over, under keys of their own', () => {
    const told = (from: readonly Concern[], to: readonly Concern[]) =>
      concernChanges(from, to).changes.map(({ type, key }) => `${type} ${key}`);
    const name = 'fedex/123456789012/concern/stalled/2026-11-10T09:00:00-06:00/warning';
    expect(told(well, stalled)).toEqual([`concern.raised ${name}/raised`]);
    expect(told(stalled, stalled)).toEqual([]);
    expect(told(stalled, well)).toEqual([`concern.cleared ${name}/cleared`]);
    expect(told(stalled, lost).map((line) => line.split('/concern/')[1])).toEqual([
      'stalled/2026-11-10T09:00:00-06:00/warning/cleared',
      'probably_lost/2026-11-10T09:00:00-06:00/critical/raised',
    ]);
  });

  it('raises again what becomes graver, and clears nothing', () => {
    const due = { promisedDelivery: { to: '2026-11-12' } };
    const fresh = [pickedUp, scan('AR', 'in_transit', '16T20:00')];
    const [warning, critical] = [at('2026-11-14T00:00:00Z', fresh, due), at('2026-11-17T00:00:00Z', fresh, due)];
    expect(concernChanges(warning, critical).changes).toMatchObject([
      { type: 'concern.raised', concern: { kind: 'late', severity: 'critical' } },
    ]);
  });

  it('leaves a consumer that drops the keys it has seen in the true state, however concerns flap', () => {
    const states = [well, stalled, lost, at('2026-11-16T00:00:00Z', [pickedUp, attempted])];
    fc.assert(
      fc.property(fc.array(fc.nat(states.length - 1), { maxLength: 12 }), (order) => {
        const [seen, open] = [new Set<string>(), new Map<string, Concern>()];
        let [known, told]: [readonly Concern[], Readonly<Record<string, number>> | undefined] = [[], undefined];
        for (const index of order) {
          const next = states[index] ?? [];
          const compared = concernChanges(known, next, told);
          for (const { type, key, concern } of compared.changes) {
            if (seen.has(key)) continue;
            seen.add(key);
            if (type === 'concern.raised') open.set(concern.kind, concern);
            else open.delete(concern.kind);
          }
          [known, told] = [next, compared.told];
          expect([...open.values()].map(({ key }) => key).sort()).toEqual(next.map(({ key }) => key).sort());
        }
      }),
    );
  });
});

describe('nextConcernAt', () => {
  const now = '2026-11-11T10:00:00Z';

  it('is the moment at which a concern comes true, to the millisecond', () => {
    expect(nextConcernAt(parcel([pickedUp]), { now })).toBe(Date.parse('2026-11-13T15:00:00Z'));
    const due = { promisedDelivery: { to: '2026-11-12T18:00:00-06:00' } };
    expect(nextConcernAt(parcel([pickedUp, arrived], due), { now })).toBe(Date.parse('2026-11-12T12:00:00Z'));
    const atRisk = '2026-11-12T12:00:00Z';
    expect(nextConcernAt(parcel([pickedUp, arrived], due), { now: atRisk })).toBe(
      Date.parse('2026-11-13T00:00:00.001Z'),
    );
    expect(nextConcernAt(parcel([pickedUp, atShop], { pickupBy: '2026-11-19' }), { now })).toBe(
      Date.parse('2026-11-17T06:00:00Z'),
    );
  });

  it('is never for a parcel that has come', () => {
    expect(nextConcernAt(parcel([pickedUp, delivered]), { now })).toBeUndefined();
  });

  it('refuses a present that is none', () => {
    expect(() => nextConcernAt(parcel([pickedUp]), { now: 'soon' })).toThrow(
      expect.objectContaining({ code: 'invalid_request' }),
    );
  });

  it('is where the keys change, and nothing changes before', () => {
    fc.assert(
      fc.property(
        anyTracking,
        fc.integer({ min: Date.UTC(2026, 10, 1), max: Date.UTC(2027, 0, 1) }),
        (tracking, start) => {
          const keys = (moment: number) => assess(tracking, { now: moment }).map(({ key }) => key);
          const next = nextConcernAt(tracking, { now: start });
          if (next === undefined) {
            expect(keys(start + 300 * 86_400_000)).toEqual(keys(start));
            return;
          }
          expect(next).toBeGreaterThan(start);
          expect(keys(next)).not.toEqual(keys(start));
          for (const share of [0.3, 0.7, 1]) {
            expect(keys(Math.max(start, Math.floor(start + share * (next - 1 - start))))).toEqual(keys(start));
          }
        },
      ),
    );
  });
});
