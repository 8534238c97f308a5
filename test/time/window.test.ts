import { describe, expect, it } from 'vitest';
import { byThen, dayOfMidnight } from 'waybill/kit';

describe('a forecast of one moment', () => {
  it.each([
    '2026-11-22',
    '2026-11-22T00:00:00',
    '2026-11-22T00:00:00Z',
    '2026-11-22T00:00:00-06:00',
    '2026-11-22T00:00:00-07:00',
    '2026-11-22T00:00:00+01:00',
    '2026-11-22T23:59:00',
    '2026-11-22T23:59:59.999+01:00',
  ])('%s is that day, both ends', (time) => {
    expect(dayOfMidnight(time)).toEqual({ from: '2026-11-22', to: '2026-11-22' });
    expect(byThen(time)).toEqual({ from: '2026-11-22', to: '2026-11-22' });
  });

  it.each(['2026-11-22T00:00:01', '2026-11-22T00:30:00Z', '2026-11-22T12:00:00', '2026-11-22T23:58:59'])(
    '%s is the latest time',
    (time) => {
      expect(dayOfMidnight(time)).toBeUndefined();
      expect(byThen(time)).toEqual({ to: time });
    },
  );

  it('none is none', () => {
    expect(byThen(undefined)).toBeUndefined();
  });
});
