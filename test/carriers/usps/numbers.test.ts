import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { identifyAmong, mod10, s10 } from 'waybill/kit';
import { identifyUsps } from '../../../carriers/usps/index.ts';

const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`));

/** The body with the digit behind it for which the check holds. */
function checked(body: string, holds: (number: string) => boolean, tail = ''): string {
  const digit = [...'0123456789'].find((each) => holds(`${body}${each}${tail}`));
  return `${body}${digit}${tail}`;
}

/** The number with its check digit, at `index` from the end, changed. */
function broken(number: string, index = 1): string {
  const at = number.length - index;
  return `${number.slice(0, at)}${(Number(number.charAt(at)) + 5) % 10}${number.slice(at + 1)}`;
}

const impb = fc
  .tuple(fc.constantFrom('91', '92', '93', '94', '95'), fc.constantFrom(22, 26, 30, 34))
  .chain(([identifier, length]) =>
    digits(length - 3).map((middle) => ({ identifier, number: checked(`${identifier}${middle}`, mod10) })),
  );

describe('a package barcode', () => {
  it('of 22, 26, 30 or 34 digits is known by its check digit', () => {
    fc.assert(
      fc.property(impb, ({ identifier, number }) => {
        expect(identifyUsps(number)).toMatchObject([
          { carrier: 'usps', format: `impb-${identifier}`, basis: 'check-digit', trackingNumber: number },
        ]);
      }),
    );
  });

  it('with a wrong check digit is known by its shape', () => {
    fc.assert(
      fc.property(impb, ({ identifier, number }) => {
        expect(identifyUsps(broken(number))).toMatchObject([{ format: `impb-${identifier}`, basis: 'shape' }]);
      }),
    );
  });

  it('is cut out of a scan with a routing prefix', () => {
    fc.assert(
      fc.property(impb, fc.oneof(digits(5), digits(9)), ({ number }, zip) => {
        const matches = identifyAmong([{ identify: identifyUsps }], `420${zip} ${number}`);
        expect(matches.map(({ trackingNumber }) => trackingNumber)).toContain(number);
      }),
    );
  });

  it.each([
    ['420011039400100000000000000013', '9400100000000000000013'],
    ['4207870100009205500000000000000018', '9205500000000000000018'],
  ])('%s is %s behind the prefix', (scan, number) => {
    const [best] = identifyAmong([{ identify: identifyUsps }], scan);
    expect(best).toMatchObject({ trackingNumber: number, basis: 'check-digit' });
  });

  it.each(['94001000000000000000', '940010000000000000000', '9600100000000000000000', '4209400100000000000000013'])(
    '%s is none',
    (number) => {
      expect(identifyUsps(number).filter(({ format }) => format.startsWith('impb'))).toEqual([]);
    },
  );

  it('puts labels of retail and software before those of consolidators', () => {
    const likelihood = (number: string) => identifyUsps(number)[0]?.likelihood ?? 0;
    expect(likelihood('9400100000000000000013')).toBeGreaterThan(likelihood('9205500000000000000018'));
  });
});

describe('a label of 20 digits', () => {
  it.each([
    ['certified', '70'],
    ['confirmation', '03'],
    ['confirmation', '23'],
    ['label-20', '99'],
  ])('is %s behind %s', (format, start) => {
    fc.assert(
      fc.property(digits(17), (middle) => {
        const number = checked(`${start}${middle}`, mod10);
        expect(identifyUsps(number)).toMatchObject([{ format, basis: 'check-digit', trackingNumber: number }]);
        const wrong = broken(number);
        // A confirmation label may count a 91 that is not printed.
        const holds = format === 'confirmation' && mod10(`91${wrong}`);
        expect(identifyUsps(wrong)).toMatchObject([{ format, basis: holds ? 'check-digit' : 'shape' }]);
      }),
    );
  });

  it('counts the 91 that is not printed', () => {
    const number = checked('0311000000000000000', (each) => mod10(`91${each}`));
    expect(mod10(number)).toBe(false);
    expect(identifyUsps(number)).toMatchObject([{ format: 'confirmation', basis: 'check-digit' }]);
  });
});

describe('an S10 number', () => {
  const letters = fc.stringMatching(/^[A-Z]{2}$/);

  it('of the US is likely, of another post less so', () => {
    fc.assert(
      fc.property(letters, digits(8), letters, (service, serial, country) => {
        for (const post of ['US', country]) {
          const number = checked(`${service}${serial}`, s10, post);
          const format = post === 'US' ? 's10' : 's10-inbound';
          expect(identifyUsps(number)).toMatchObject([{ format, basis: 'check-digit' }]);
          expect(identifyUsps(broken(number, 3))).toMatchObject([{ format, basis: 'shape' }]);
        }
      }),
    );
    const [home] = identifyUsps(checked('EA12345678', s10, 'US'));
    const [abroad] = identifyUsps(checked('EA12345678', s10, 'DE'));
    expect(home?.likelihood).toBeGreaterThan(2 * (abroad?.likelihood ?? 1));
  });
});

it.each(['', '1Z999AA10123456784', '123456789012', 'GM1234567890123456', '94', '0'.repeat(40)])(
  '%j is no USPS number',
  (number) => {
    expect(identifyUsps(number)).toEqual([]);
  },
);
