import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { businessDaysBetween, type WorkingCalendar } from '../../src/insights/calendar.ts';

const calendar: WorkingCalendar = { weekend: [0, 6], holidays: ['2026-11-26'] };
const hourMs = 3_600_000;

function between(from: string, to: string, offsetMs = 0): number {
  return businessDaysBetween(Date.parse(from), Date.parse(to), offsetMs, calendar);
}

describe('businessDaysBetween', () => {
  it.each([
    ['within a day', '2026-11-10T06:00:00Z', '2026-11-10T12:00:00Z', 0.25],
    ['over a night', '2026-11-10T18:00:00Z', '2026-11-11T06:00:00Z', 0.5],
    ['over a weekend', '2026-11-13T12:00:00Z', '2026-11-16T12:00:00Z', 1],
    ['within a weekend', '2026-11-14T08:00:00Z', '2026-11-15T20:00:00Z', 0],
    ['over a holiday', '2026-11-25T12:00:00Z', '2026-11-27T12:00:00Z', 1],
    ['backwards', '2026-11-13T12:00:00Z', '2026-11-10T12:00:00Z', 0],
    ['of a year', '2026-01-01T00:00:00Z', '2027-01-01T00:00:00Z', 260],
  ])('counts what counts: %s', (_, from, to, days) => {
    expect(between(from, to)).toBe(days);
  });

  it('ends the week by the clock of the place', () => {
    expect(between('2026-11-13T23:00:00Z', '2026-11-14T06:00:00Z')).toBeCloseTo(1 / 24);
    expect(between('2026-11-13T23:00:00Z', '2026-11-14T06:00:00Z', -6 * hourMs)).toBeCloseTo(7 / 24);
  });

  it('adds up, and is no more than the time itself', () => {
    const instant = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 0, 1) });
    fc.assert(
      fc.property(instant, instant, instant, fc.integer({ min: -12, max: 14 }), (a, b, c, hours) => {
        const [from, middle, to] = [a, b, c].sort((x, y) => x - y) as [number, number, number];
        const days = (x: number, y: number) => businessDaysBetween(x, y, hours * hourMs, calendar);
        expect(days(from, middle) + days(middle, to)).toBeCloseTo(days(from, to));
        expect(days(from, to)).toBeLessThanOrEqual((to - from) / (24 * hourMs));
      }),
    );
  });
});
