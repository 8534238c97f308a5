import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fedex, identifyFedex } from '../../../carriers/fedex/index.ts';

const weights = [3, 1, 7, 3, 1, 7, 3, 1, 7, 3, 1];

function withExpressDigit(body: string): string {
  return `${body}${(weights.reduce((sum, weight, index) => sum + weight * Number(body[index]), 0) % 11) % 10}`;
}

function withGroundDigit(body: string, counted = body): string {
  const sum = [...counted]
    .reverse()
    .reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 3 : 1), 0);
  return `${body}${(10 - (sum % 10)) % 10}`;
}

function broken(number: string, at = number.length - 1): string {
  return `${number.slice(0, at)}${(Number(number[at]) + 1) % 10}${number.slice(at + 1)}`;
}

const digits = (length: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((list) => list.join(''));

interface Kind {
  readonly format: string;
  readonly numbers: fc.Arbitrary<string>;
  /** The number inside; the whole by default. */
  readonly inner?: (number: string) => string;
  /** Where the check digit is; the last place by default. */
  readonly digitAt?: number;
}

const kinds: readonly Kind[] = [
  { format: 'express-12', numbers: digits(11).map(withExpressDigit) },
  { format: 'ground-15', numbers: digits(14).map((body) => withGroundDigit(body)) },
  {
    format: 'ground-economy-20',
    numbers: fc
      .tuple(fc.constantFrom('02', '61', '39', '74'), digits(17))
      .map(([prefix, rest]) => withGroundDigit(`${prefix}${rest}`, `92${prefix}${rest}`)),
  },
  {
    format: 'ground-economy-22',
    numbers: fc
      .tuple(fc.constantFrom('9202', '9261'), digits(17))
      .map(([prefix, rest]) => withGroundDigit(prefix + rest)),
  },
  {
    format: 'sscc-18',
    numbers: fc
      .tuple(fc.constantFrom('00', '01', '02', '04', '17'), digits(15))
      .map(([type, rest]) => withGroundDigit(`${type}${rest}`, rest)),
  },
  {
    format: 'ground-96',
    numbers: fc.tuple(digits(5), digits(14)).map(([service, serial]) => `96${service}${withGroundDigit(serial)}`),
    inner: (number) => number.slice(7),
  },
  {
    format: 'express-34',
    numbers: fc.tuple(digits(19), digits(11)).map(([rest, serial]) => `1${rest}00${withExpressDigit(serial)}`),
    inner: (number) => number.slice(-12),
  },
  {
    format: 'ground-gsn',
    numbers: fc.tuple(digits(18), digits(11)).map(([rest, serial]) => `96${rest}00${withExpressDigit(serial)}`),
    inner: (number) => number.slice(-12),
  },
  {
    format: 'astra-32',
    numbers: fc
      .tuple(digits(15), digits(11), digits(4))
      .map(([rest, serial, tail]) => `3${rest}${withExpressDigit(serial)}${tail}`),
    inner: (number) => number.slice(16, 28),
    digitAt: 27,
  },
];

describe('FedEx numbers', () => {
  it.each(kinds)('knows $format by its check digit', ({ format, numbers, inner = (number) => number }) => {
    fc.assert(
      fc.property(numbers, (number) => {
        const match = identifyFedex(number).find((one) => one.format === format);
        expect(match).toMatchObject({ carrier: 'fedex', basis: 'check-digit', trackingNumber: inner(number) });
      }),
    );
  });

  it.each(kinds)('keeps $format with a wrong digit, by its shape, less likely', ({ format, numbers, digitAt }) => {
    fc.assert(
      fc.property(numbers, (number) => {
        const good = identifyFedex(number).find((one) => one.format === format);
        const bad = identifyFedex(broken(number, digitAt)).find((one) => one.format === format);
        expect(bad?.basis).toBe('shape');
        expect(bad?.likelihood).toBeLessThan(good?.likelihood ?? 0);
      }),
    );
  });

  it('knows door tags and freight numbers by shape', () => {
    expect(identifyFedex('DT106124500014')).toMatchObject([{ format: 'door-tag', basis: 'shape', likelihood: 0.95 }]);
    expect(identifyFedex('4301234567')).toMatchObject([{ format: 'freight-10', basis: 'shape' }]);
  });

  it('claims nothing else', () => {
    for (const number of ['1Z9999999999999999', 'JJD01', '123456789', 'RA123456785US', '1'.repeat(40)]) {
      expect(identifyFedex(number)).toEqual([]);
    }
  });

  it('says the same as the carrier does', () => {
    const carrier = fedex({ clientId: 'i', clientSecret: 's' });
    expect(carrier.identify('771234005615')).toEqual(identifyFedex('771234005615'));
  });
});

describe('what FedEx can be asked for', () => {
  const { numberPattern } = fedex({ clientId: 'i', clientSecret: 's' });

  it('is wide, as FedEx’s own test numbers break its formats', () => {
    for (const number of ['39936862321', 'DT106124500014', '02394653001023698293', '9'.repeat(34)]) {
      expect(number).toMatch(numberPattern);
    }
  });

  it('leaves out what no carrier has', () => {
    for (const number of ['', '12', 'ABCDEFGHIJKL', '9'.repeat(35), '77123400561%']) {
      expect(number).not.toMatch(numberPattern);
    }
  });
});
