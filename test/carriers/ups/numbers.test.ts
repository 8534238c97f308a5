import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { identifyUps } from 'waybill/carriers/ups';
import { carrier } from './answers.ts';

/** Sums digits with 1 and 2 from the left, which for odd lengths is 1 at the right; letters from A = 2. */
function checkDigit(serial: string): string {
  const values = [...serial].map((character) =>
    /\d/.test(character) ? Number(character) : (character.charCodeAt(0) - 63) % 10,
  );
  const sum = values.reduce((total, value, index) => total + value * (index % 2 === 0 ? 1 : 2), 0);
  return String((10 - (sum % 10)) % 10);
}

function postalCheckDigit(serial: string): string {
  const sum = [...serial]
    .reverse()
    .reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 3 : 1), 0);
  return String((10 - (sum % 10)) % 10);
}

const characters = (alphabet: string, length: number) =>
  fc.array(fc.constantFrom(...alphabet), { minLength: length, maxLength: length }).map((items) => items.join(''));
const digits = (length: number) => characters('0123456789', length);
const alphanumerics = (length: number) => characters('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ', length);

const kinds = [
  ['1z', alphanumerics(15).map((serial) => `1Z${serial}${checkDigit(serial)}`)],
  [
    'waybill',
    fc
      .tuple(fc.constantFrom(...'AHJKTV'), digits(9))
      .map(([service, serial]) => `${service}${serial}${checkDigit(serial)}`),
  ],
  ['mail-innovations-impb', digits(19).map((serial) => `92${serial}${postalCheckDigit(`92${serial}`)}`)],
  ['mail-innovations-impb', digits(23).map((serial) => `92${serial}${postalCheckDigit(`92${serial}`)}`)],
] as const;

describe('numbers', () => {
  it.each(kinds)('%s: a valid check digit is seen, a broken one leaves the shape', (format, numbers) => {
    fc.assert(
      fc.property(numbers, fc.integer({ min: 1, max: 9 }), (valid, off) => {
        const match = identifyUps(valid).find((candidate) => candidate.format === format);
        expect(match).toMatchObject({ carrier: 'ups', basis: 'check-digit', trackingNumber: valid });
        const broken = `${valid.slice(0, -1)}${(Number(valid.at(-1)) + off) % 10}`;
        const weaker = identifyUps(broken).find((candidate) => candidate.format === format);
        expect(weaker?.basis).toBe('shape');
        expect(weaker?.likelihood).toBeLessThan(match?.likelihood ?? 0);
      }),
    );
  });

  it.each([
    ['1Z999AA10123456784', '1z', 'check-digit'],
    ['1ZCIETST0111111114', '1z', 'check-digit'],
    ['1Z12345E0205271688', '1z', 'shape'], // UPS's own test number
    ['1R12345678ABCDEF', 'roadie', 'shape'],
    ['1R12345678ABCDEFGHIJKLMNOPQR', 'roadie', 'shape'],
    ['MI123456ORDER7', 'mail-innovations', 'shape'],
    ['123456789012345678', 'mail-innovations-18', 'shape'],
    ['123456789', 'freight', 'shape'],
    ['1234567890', 'freight-forwarding', 'shape'],
    ['123456789012', 'infonotice', 'shape'],
  ])('%s has the format %s by its %s', (number, format, basis) => {
    expect(identifyUps(number)).toEqual([expect.objectContaining({ format, basis, trackingNumber: number })]);
    expect(carrier.numberPattern.test(number)).toBe(true);
  });

  it.each(['', '1Z', '1Z999AA1012345678', '1Z999AA101234567844', '1R123', 'RA123456785US', '12345678'])(
    'knows no format of %j',
    (number) => {
      expect(identifyUps(number)).toEqual([]);
    },
  );

  it('says little of numbers that other carriers have as well', () => {
    for (const number of ['123456789', '1234567890', '123456789012', '9261290100000000000005']) {
      expect(identifyUps(number)[0]?.likelihood).toBeLessThan(0.5);
    }
  });

  it('asks UPS for 7 to 34 characters only', () => {
    expect(carrier.numberPattern.test('A'.repeat(6))).toBe(false);
    expect(carrier.numberPattern.test('A'.repeat(35))).toBe(false);
    expect(carrier.numberPattern.test('1z999aa10123456784')).toBe(false);
  });

  it('knows the page that a person opens', () => {
    expect(carrier.trackingUrl('1Z999AA10123456784')).toBe(
      'https://www.ups.com/track?loc=en_US&requester=QUIC&tracknum=1Z999AA10123456784/trackdetails',
    );
  });
});
