import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compact } from '../../src/model/compact.ts';
import type { TrackingEvent } from '../../src/model/tracking.ts';
import {
  isCorrectedScan,
  isSameScan,
  isSharedScan,
  scansAmong,
  sharedScansAmong,
} from '../../src/read/scan-identity.ts';
import { propertyTimeoutMs } from '../time-outs.ts';

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
const some = fc
  .record({
    id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
    code: fc.constantFrom('AR', 'DP', undefined),
    status: fc.constantFrom('in_transit' as const, 'exception' as const),
    city: fc.constantFrom('Memphis', 'MEMPHIS', 'Fargo', undefined),
    occurredAt: fc.constantFrom(
      '2026-03-12T08:00:00-05:00',
      '2026-03-12T08:00:00',
      '2026-03-12T13:00:00Z',
      '2026-03-12T13:00:59Z',
      '2026-03-12T13:01:01Z',
      '2026-03-12',
      undefined,
    ),
  })
  .map(({ city, ...rest }): TrackingEvent => compact({ ...line, ...rest, place: compact({ city }) }));
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

  it('is found among others as it is by comparing it with each', { timeout: propertyTimeoutMs }, () => {
    fc.assert(
      fc.property(fc.array(some, { maxLength: 6 }), some, (others, told) => {
        expect(scansAmong(others)(told)).toBe(others.some((other) => isSameScan(other, told)));
      }),
      { numRuns: 500 },
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

  it('is found among others as it is by comparing it with each', { timeout: propertyTimeoutMs }, () => {
    fc.assert(
      fc.property(fc.array(some, { maxLength: 6 }), some, (others, told) => {
        expect(sharedScansAmong(others)(told)).toBe(others.some((other) => isSharedScan(other, told)));
      }),
      { numRuns: 500 },
    );
  });
});
