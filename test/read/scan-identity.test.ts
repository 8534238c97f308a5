import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TrackingEvent } from '../../src/model/tracking.ts';
import { isCorrectedScan, isSameScan, isSharedScan, scanKeys } from '../../src/read/scan-identity.ts';

const line: TrackingEvent = {
  id: '2026-03-12T08:00:00.AR.38118-US',
  status: 'in_transit',
  statusBasis: 'code',
  code: 'AR',
  description: 'Arrived',
  occurredAt: '2026-03-12T08:00:00-05:00',
  timeBasis: 'carrier',
  place: { city: 'Memphis', postalCode: '38118', country: 'US' },
};
const { place: _place, ...placeless } = line;
const inUtc: TrackingEvent = { ...line, id: 'u', occurredAt: '2026-03-12T13:00:00Z', place: { city: 'MEMPHIS' } };

describe('a line told by answer and by push', () => {
  it.each<[string, TrackingEvent]>([
    ['under the same id', { ...line, description: 'Angekommen', status: 'exception' }],
    ['in UTC, its place in capitals', inUtc],
    ['without an offset', { ...line, id: 'w', occurredAt: '2026-03-12T08:00:00' }],
    ['without its place', { ...placeless, id: 'p' }],
  ])('%s is one scan', (_, told) => {
    expect(isSameScan(line, told)).toBe(true);
    expect(isSameScan(told, line)).toBe(true);
  });

  it.each<[string, TrackingEvent]>([
    ['of another code', { ...line, id: 'x', code: 'DP' }],
    ['of another meaning', { ...line, id: 'x', status: 'exception' }],
    ['of another town', { ...line, id: 'x', place: { city: 'Fargo' } }],
    ['a minute later', { ...line, id: 'x', occurredAt: '2026-03-12T08:01:00-05:00' }],
    ['of that day', { ...line, id: 'x', occurredAt: '2026-03-12' }],
  ])('%s is another', (_, told) => {
    expect(isSameScan(line, told)).toBe(false);
  });

  it('is found by a key that both have', { timeout: 30_000 }, () => {
    const some = fc.record({
      id: fc.constantFrom('a', 'b', 'c'),
      code: fc.constantFrom('AR', 'DP'),
      occurredAt: fc.constantFrom(
        '2026-03-12T08:00:00-05:00',
        '2026-03-12T08:00:00',
        '2026-03-12T13:00:00Z',
        '2026-03-12',
      ),
    });
    fc.assert(
      fc.property(some, some, (one, other) => {
        const [a, b] = [
          { ...line, ...one },
          { ...line, ...other },
        ];
        if (isSameScan(a, b)) expect(scanKeys(a).some((key) => scanKeys(b).includes(key))).toBe(true);
      }),
    );
  });
});

describe('a line that is put right', () => {
  it('keeps its code, and its time or its place', () => {
    expect(isCorrectedScan(placeless, line, 'time')).toBe(true);
    expect(isCorrectedScan(placeless, line, 'place')).toBe(false);
    const later = { ...line, occurredAt: '2026-03-12T09:30:00-05:00' };
    expect(isCorrectedScan(line, later, 'place')).toBe(true);
    expect(isCorrectedScan(line, later, 'time')).toBe(false);
    expect(isCorrectedScan({ ...line, code: 'DP' }, line, 'time')).toBe(false);
    expect(isCorrectedScan(line, { ...line, occurredAt: '2026-03-13T08:00:00-05:00' }, 'place')).toBe(false);
    expect(isCorrectedScan({ ...line, occurredAt: '2026-03-12' }, later, 'place')).toBe(true);
  });
});

describe('a line that two carriers tell', () => {
  it('lies within a minute in both accounts and says the same', () => {
    expect(isSharedScan(line, { ...inUtc, occurredAt: '2026-03-12T13:00:59Z', code: '07' })).toBe(true);
    expect(isSharedScan(line, { ...inUtc, occurredAt: '2026-03-12T13:01:01Z' })).toBe(false);
    expect(isSharedScan(line, { ...inUtc, status: 'delivered' })).toBe(false);
    expect(isSharedScan(line, { ...line, occurredAt: '2026-03-12T08:00:00' })).toBe(false);
  });
});
