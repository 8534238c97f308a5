import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatTime, formatWindow, loadLanguage, todayOf } from '../../src/present/index.ts';
import { parcel, scan, scans } from '../parcel.ts';

/** Blanks and dashes change between editions of the Unicode data. */
function plain(text: string): string {
  return text.replaceAll(/[\u00a0\u2009\u202f]/g, ' ').replaceAll(/[\u2013\u2014]/g, '-');
}

describe('formatTime', () => {
  it('never moves a wall clock, whatever its offset', () => {
    for (const offset of ['', 'Z', '-10:00', '+14:00', '+05:30']) {
      expect(plain(formatTime(`2026-11-20T23:45:00${offset}`))).toBe('Fri, Nov 20, 2026 at 11:45 PM');
    }
  });

  it('never adds a time of day to a date, nor moves it', () => {
    expect(formatTime('2026-01-01')).toBe('Thu, Jan 1, 2026');
  });

  it('says days around today in words, and leaves out the year that it is', () => {
    const today = '2026-11-20';
    const said = (day: string): string => plain(formatTime(day, { today }));
    expect(said('2026-11-19')).toBe('yesterday');
    expect(said('2026-11-20T09:00:00')).toBe('today at 9 AM');
    expect(said('2026-11-21')).toBe('tomorrow');
    expect(said('2026-11-24')).toBe('Tuesday');
    expect(said('2026-11-27')).toBe('Fri, Nov 27');
    expect(said('2026-11-16')).toBe('Mon, Nov 16');
    expect(said('2027-01-04')).toBe('Mon, Jan 4, 2027');
  });

  it('adds the offset where it is asked for and known', () => {
    expect(plain(formatTime('2026-11-20T09:05:00-05:00', { withOffset: true }))).toMatch(/9:05 AM UTC-5$/);
    expect(plain(formatTime('2026-11-20T09:05:00+05:30', { withOffset: true }))).toMatch(/9:05 AM UTC\+5:30$/);
    expect(plain(formatTime('2026-11-20T09:05:00Z', { withOffset: true }))).toMatch(/9:05 AM UTC$/);
    expect(plain(formatTime('2026-11-20T09:05:00', { withOffset: true }))).toMatch(/9:05 AM$/);
  });

  it('is written as the language writes it', async () => {
    const time = '2026-11-20T14:30:00-05:00';
    const today = '2026-11-20';
    const said = async (locale: string): Promise<string> =>
      plain(formatTime(time, { today, language: await loadLanguage(locale) }));
    expect(await said('de')).toBe('heute um 14:30 Uhr');
    expect(await said('fr')).toMatch(/^aujourd.hui à 14:30$/);
    expect(await said('es')).toBe('hoy a las 14:30');
    expect(await said('nl')).toBe('vandaag om 14:30 uur');
    expect(await said('pl')).toBe('dzisiaj o 14:30');
    expect(await said('ja')).toBe('今日 14:30');
  });

  it('refuses what is no time', () => {
    for (const time of ['', 'soon', '2026-13-01', '14:30']) {
      expect(() => formatTime(time)).toThrow(expect.objectContaining({ code: 'invalid_request' }));
    }
  });

  it('shows hour and minute of any wall clock as they are', () => {
    const minute = fc.integer({ min: 0, max: 24 * 60 - 1 });
    const offset = fc.constantFrom('', 'Z', '-12:00', '-05:00', '+09:00', '+14:00');
    fc.assert(
      fc.property(minute, offset, (at, zone) => {
        const [hour, rest] = [Math.floor(at / 60), at % 60];
        const two = (value: number): string => String(value).padStart(2, '0');
        const text = plain(formatTime(`2026-03-29T${two(hour)}:${two(rest)}:00${zone}`));
        const clock = `${hour % 12 === 0 ? 12 : hour % 12}${rest === 0 ? '' : `:${two(rest)}`} ${hour < 12 ? 'AM' : 'PM'}`;
        expect(text).toBe(`Sun, Mar 29, 2026 at ${clock}`);
      }),
    );
  });
});

describe('formatWindow', () => {
  const today = '2026-11-20';
  it.each([
    [{ from: '2026-11-24T14:00:00', to: '2026-11-24T18:00:00' }, 'Tuesday between 2 PM and 6 PM'],
    [{ from: '2026-11-24', to: '2026-11-24' }, 'Tuesday'],
    [{ to: '2026-11-24' }, 'by Tuesday'],
    [{ to: '2026-11-20T18:30:00-06:00' }, 'today by 6:30 PM'],
    [{ from: '2026-11-21' }, 'from tomorrow'],
    [{ from: '2026-11-21T08:00:00' }, 'tomorrow from 8 AM'],
    [{ from: '2026-11-24', to: '2026-11-24T18:00:00' }, 'Tuesday by 6 PM'],
    [{ from: '2026-11-24T08:00:00', to: '2026-11-24' }, 'Tuesday from 8 AM'],
    [{ from: '2026-11-24T09:00:00', to: '2026-11-24T09:00:00' }, 'Tuesday at 9 AM'],
    [{ from: '2026-11-20', to: '2026-11-22' }, 'Fri, Nov 20 - Sun, Nov 22'],
    [{ from: '2026-11-25', to: '2026-11-24' }, 'by Tuesday'],
    [{}, ''],
  ])('says %j as %s', (window, text) => {
    expect(plain(formatWindow(window, { today }))).toBe(text);
  });

  it('refuses an end that is no time', () => {
    expect(() => formatWindow({ to: 'soon' })).toThrow(expect.objectContaining({ code: 'invalid_request' }));
  });
});

describe('todayOf', () => {
  const now = Date.parse('2026-11-20T02:00:00Z');
  it('is the day of the destination, else of the last scan, else not known', () => {
    const tokyo = parcel([scans.pickedUp], { destination: { country: 'JP' } });
    expect(todayOf(tokyo, now)).toBe('2026-11-20');
    expect(todayOf(parcel([scans.pickedUp]), now)).toBe('2026-11-19');
    expect(todayOf(parcel([scan('PU', 'in_transit', undefined)]), now)).toBeUndefined();
  });
});
