import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import {
  atOffset,
  dateOf,
  hasOffset,
  instantOf,
  isDateOnly,
  offsetBetween,
  offsetOf,
  readCompactTime,
  readOffset,
  readTime,
  wallClockOf,
} from 'waybill/kit';

const two = (value: number): string => String(value).padStart(2, '0');

const calendarDate = fc
  .date({ min: new Date('1980-01-02T00:00:00Z'), max: new Date('2199-12-30T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const clock = fc
  .tuple(fc.nat(23), fc.nat(59), fc.nat(59))
  .map(([hour, minute, second]) => `${two(hour)}:${two(minute)}:${two(second)}`);
const quarters = fc.integer({ min: -48, max: 56 });
const wallClock = fc.tuple(calendarDate, clock).map(([date, time]) => `${date}T${time}`);

/** An offset in canonical form, from quarter hours. */
function spelled(quarter: number): string {
  const minutes = Math.abs(quarter) * 15;
  return `${quarter < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

describe('readTime', () => {
  it.each([
    ['2026-11-20', '2026-11-20'],
    ['2026-11-20T14:30', '2026-11-20T14:30:00'],
    ['2026-11-20 14:30:05', '2026-11-20T14:30:05'],
    ['2026-11-20T14:30:05.000', '2026-11-20T14:30:05'],
    ['2026-11-20T14:30:05.120', '2026-11-20T14:30:05.120'],
    ['2026-11-20T14:30:05,123456789Z', '2026-11-20T14:30:05.123456789Z'],
    ['2026-11-20T14:30:05z', '2026-11-20T14:30:05Z'],
    ['2026-11-20T14:30:05-0500', '2026-11-20T14:30:05-05:00'],
    ['2026-11-20T14:30:05-5:00', '2026-11-20T14:30:05-05:00'],
    ['2026-11-20T14:30:05 +05:45', '2026-11-20T14:30:05+05:45'],
    ['  2026-11-20T14:30:05  ', '2026-11-20T14:30:05'],
    ['2024-02-29', '2024-02-29'],
    ['2000-02-29', '2000-02-29'],
    // An offset that no place has is left out, and the wall clock stays.
    ['2026-11-20T14:30:05+15:00', '2026-11-20T14:30:05'],
    ['2026-11-20T14:30:05+05:17', '2026-11-20T14:30:05'],
    // A day has no offset.
    ['2026-11-20Z', '2026-11-20'],
  ])('%s is %s', (written, canonical) => {
    expect(readTime(written)).toBe(canonical);
  });

  it.each([
    '',
    ' ',
    'now',
    '0000-00-00',
    '1970-01-01',
    '0001-01-01T00:00:00',
    '9999-12-31',
    '2026-02-29',
    '2100-02-29',
    '2026-04-31',
    '2026-13-01',
    '2026-00-10',
    '2026-11-00',
    '2026-11-20T24:00:00',
    '2026-11-20T23:60:00',
    '2026-11-20T23:59:60',
    '2026-11-20T',
    '2026-11-20T14',
    '20261120',
    '11/20/2026',
    '2026-11-20T14:30:00 PST',
    `2026-11-20T14:30:00.${'1'.repeat(10)}x`,
  ])('%j is no time', (written) => {
    expect(readTime(written)).toBeUndefined();
  });

  it('of nothing is nothing', () => {
    expect(readTime(undefined)).toBeUndefined();
    expect(readTime(null)).toBeUndefined();
  });

  it('leaves its own results as they are', () => {
    const canonical = fc
      .tuple(wallClock, fc.option(quarters, { nil: undefined }))
      .map(([time, quarter]) => (quarter === undefined ? time : `${time}${spelled(quarter)}`));
    fc.assert(
      fc.property(fc.oneof(calendarDate, canonical), (time) => {
        expect(readTime(time)).toBe(time);
      }),
    );
  });

  it('never gives a time to a date, nor an offset to a time, that had none', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), wallClock, (before, after, time) => {
        const read = readTime(`${before}${time}${after}`);
        if (read !== undefined) expect(hasOffset(read)).toBe(/[Zz]\s*$|[+-]\d+:?\d\d\s*$/.test(after) && read !== time);
        expect(readTime(`${before}x${after}`)).toBeUndefined();
      }),
    );
  });
});

describe('readOffset', () => {
  it('reads every spelling of every offset there is', () => {
    fc.assert(
      fc.property(quarters, (quarter) => {
        const canonical = spelled(quarter);
        const [sign, hours, minutes] = [canonical.slice(0, 1), canonical.slice(1, 3), canonical.slice(4)];
        const spellings = [
          canonical,
          `${sign}${hours}${minutes}`,
          `${sign}${hours}.${minutes}`,
          `${sign}${Number(hours)}:${minutes}`,
          `${sign}${Number(hours)}${minutes}`,
          ` ${canonical} `,
        ];
        const read = new Set(spellings.map(readOffset));
        expect([...read]).toEqual([quarter === 0 ? '+00:00' : canonical]);
      }),
    );
  });

  it.each([
    ['Z', 'Z'],
    ['z', 'Z'],
    ['-00:00', '+00:00'],
    ['-12:00', '-12:00'],
    ['+14:00', '+14:00'],
  ])('%s is %s', (written, offset) => {
    expect(readOffset(written)).toBe(offset);
  });

  it.each(['', '05:00', '-12:15', '+14:15', '-05:75', '-05:60', '+05:10', 'EST', '-5', '+-5:00', '-005:00'])(
    '%j is none',
    (written) => {
      expect(readOffset(written)).toBeUndefined();
    },
  );
});

describe('readCompactTime', () => {
  it.each([
    ['20261120', '143000', '2026-11-20T14:30:00'],
    ['2026-11-20', '14:30:00', '2026-11-20T14:30:00'],
    ['20261120', '14:30', '2026-11-20T14:30:00'],
    ['20261120', '1430', '2026-11-20T14:30:00'],
    ['20261120', '9:30', '2026-11-20T09:30:00'],
    ['20261120', '9:30:05', '2026-11-20T09:30:05'],
    ['20261120', '93005', '2026-11-20T09:30:05'],
    ['20261120', 93005, '2026-11-20T09:30:05'],
    ['20261120', 5, '2026-11-20T00:00:05'],
    ['20261120', '000000', '2026-11-20T00:00:00'],
    ['20261120', undefined, '2026-11-20'],
    ['20261120', null, '2026-11-20'],
    ['20261120', '', '2026-11-20'],
    // What is no clock leaves the day; it is never read as another hour.
    ['20261120', '2:30 pm', '2026-11-20'],
    ['20261120', '02:30 PM', '2026-11-20'],
    ['20261120', '250000', '2026-11-20'],
    ['20261120', '14300000', '2026-11-20'],
    ['20261120', -93005, '2026-11-20'],
    ['20261120', 93005.5, '2026-11-20'],
    ['20260229', '143000', undefined],
    ['261120', '143000', undefined],
    ['', '143000', undefined],
    [undefined, '143000', undefined],
  ])('%j and %j are %j', (date, time, expected) => {
    expect(readCompactTime(date, time)).toBe(expected);
  });
});

describe('offsetBetween', () => {
  it('finds the offset of any wall clock from the same moment in UTC', () => {
    fc.assert(
      fc.property(wallClock, quarters, (time, quarter) => {
        const offset = spelled(quarter);
        const utc = new Date(instantOf(`${time}${offset}`) ?? Number.NaN).toISOString();
        expect(offsetBetween(time, readTime(utc) ?? '')).toBe(quarter === 0 ? '+00:00' : offset);
      }),
    );
  });

  it('bears clocks that are some minutes apart', () => {
    expect(offsetBetween('2026-11-20T09:32:00', '2026-11-20T14:30:00Z')).toBe('-05:00');
    expect(offsetBetween('2026-11-20T14:29:30', '2026-11-20T14:30:00Z')).toBe('+00:00');
  });

  it('crosses midnight and the end of the year', () => {
    expect(offsetBetween('2026-12-31T20:00:00', '2027-01-01T01:00:00')).toBe('-05:00');
  });

  it('is none where the two cannot be one moment, or are no times', () => {
    // The date in UTC that does not roll over.
    expect(offsetBetween('2026-11-20T22:00:00', '2026-11-20T03:00:00')).toBeUndefined();
    expect(offsetBetween('2026-11-20', '2026-11-20T03:00:00')).toBeUndefined();
    expect(offsetBetween('2026-11-20T03:00:00', '2026-11-20')).toBeUndefined();
  });
});

describe('parts of a time', () => {
  it('wall clock and offset together are the time again', () => {
    const fraction = fc.option(fc.stringMatching(/^\d{1,9}$/), { nil: undefined });
    fc.assert(
      fc.property(wallClock, fraction, fc.option(quarters, { nil: undefined }), (time, digits, quarter) => {
        const wall = digits === undefined ? time : `${time}.${digits}`;
        const offset = quarter === undefined ? undefined : spelled(quarter);
        const whole = atOffset(wall, offset);
        expect(whole).toBe(`${wall}${offset ?? ''}`);
        expect(wallClockOf(whole)).toBe(wall);
        expect(offsetOf(whole)).toBe(offset);
        expect(hasOffset(whole)).toBe(offset !== undefined);
        expect(dateOf(whole)).toBe(time.slice(0, 10));
        expect(instantOf(whole) === undefined).toBe(offset === undefined);
        // A time that has an offset keeps it.
        expect(atOffset(whole, '+01:00')).toBe(offset === undefined ? `${wall}+01:00` : whole);
      }),
    );
  });

  it('a date stays a date', () => {
    expect(isDateOnly('2026-11-20')).toBe(true);
    expect(hasOffset('2026-11-20')).toBe(false);
    expect(atOffset('2026-11-20', '-05:00')).toBe('2026-11-20');
    expect(instantOf('2026-11-20')).toBeUndefined();
    expect(offsetOf('2026-11-20')).toBeUndefined();
  });

  it('an instant is exact to the millisecond, whatever digits follow', () => {
    expect(instantOf('2026-11-20T14:30:00.123456789-05:00')).toBe(Date.UTC(2026, 10, 20, 19, 30, 0, 123));
    expect(instantOf('2026-11-20T14:30:00.1Z')).toBe(Date.UTC(2026, 10, 20, 14, 30, 0, 100));
  });

  it('is that of the calendar, for every second of the years that carriers write', () => {
    const seconds = fc.integer({ min: Date.UTC(1980, 0) / 1000, max: Date.UTC(2199, 11, 31) / 1000 });
    fc.assert(
      fc.property(seconds, (second) => {
        expect(instantOf(`${new Date(second * 1000).toISOString().slice(0, 19)}Z`)).toBe(second * 1000);
      }),
    );
    for (let day = Date.UTC(1999, 11, 1); day < Date.UTC(2005, 0); day += 86_400_000) {
      expect(instantOf(`${new Date(day).toISOString().slice(0, 19)}Z`)).toBe(day);
    }
  });
});

describe('the zone of the machine', () => {
  const zone = process.env.TZ;
  afterEach(() => {
    process.env.TZ = zone;
  });

  it('changes nothing', () => {
    // The hours that daylight saving skips or repeats in these zones are among the days tried.
    const days = fc.oneof(
      calendarDate,
      fc.constantFrom('2026-03-08', '2026-11-01', '2026-03-29', '2026-10-25', '2011-12-30'),
    );
    fc.assert(
      fc.property(days, clock, quarters, (date, time, quarter) => {
        const read = ['UTC', 'America/Los_Angeles', 'Asia/Kathmandu', 'Europe/Berlin', 'Pacific/Apia'].map((name) => {
          process.env.TZ = name;
          const whole = `${date}T${time}${spelled(quarter)}`;
          return JSON.stringify([
            readTime(whole),
            instantOf(whole),
            readCompactTime(date, time),
            offsetBetween(`${date}T${time}`, `${date}T03:00:00`),
          ]);
        });
        expect(new Set(read).size).toBe(1);
      }),
    );
  });
});
