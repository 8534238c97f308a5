import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mod7, mod10 } from 'waybill/kit';
import { identifyDhl } from '../../../../carriers/dhl/index.ts';

const digits = (length: number): fc.Arbitrary<string> =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((list) => list.join(''));

function bestOf(number: string): readonly [format: string, basis: string] | undefined {
  const [best] = identifyDhl(number);
  return best && [best.format, best.basis];
}

/** The digit that the rule wants, and one that it does not. */
function completed(start: string, holds: (number: string) => boolean): readonly [good: string, bad: string] {
  const all = [...'0123456789'].map((digit) => `${start}${digit}`);
  const good = all.find(holds);
  const bad = all.find((number) => !holds(number));
  if (good === undefined || bad === undefined) throw new Error('no digit fits');
  return [good, bad];
}

describe('check digits', () => {
  it.each([
    ['express-waybill', 9, mod7],
    ['express-waybill-11', 10, mod7],
  ] as const)('of an %s', (format, length, holds) => {
    fc.assert(
      fc.property(digits(length), (start) => {
        const [good, bad] = completed(start, holds);
        const find = (number: string) => identifyDhl(number).find((match) => match.format === format);
        expect(find(good)?.basis).toBe('check-digit');
        expect(find(bad)?.basis).toBe('shape');
        expect(find(bad)?.likelihood).toBeLessThan(find(good)?.likelihood ?? 0);
      }),
    );
  });

  it('of a Parcel DE number of 20 digits, and of the 18 that labels show', () => {
    fc.assert(
      fc.property(digits(15), (middle) => {
        const [good, bad] = completed(`0034${middle}`, (number) => mod10(number));
        expect(bestOf(good)).toEqual(['parcel-de', 'check-digit']);
        expect(bestOf(bad)?.[1]).toBe('shape');
        expect(identifyDhl(good.slice(2))[0]).toMatchObject({ format: 'parcel-de-18', trackingNumber: good });
      }),
    );
  });

  it('of an identcode: weights 4 and 9', () => {
    // 4·1+9·2+4·3+9·4+4·5+9·6+4·7+9·8+4·9+9·0+4·1 = 284
    expect(bestOf('123456789016')).toEqual(['parcel-de-identcode', 'check-digit']);
    expect(bestOf('123456789015')).toEqual(['parcel-de-identcode', 'shape']);
  });

  it('of a registered letter of Deutsche Post', () => {
    expect(bestOf('RA123456785DE')).toEqual(['post-s10', 'check-digit']);
    expect(identifyDhl('RA123456785US')).toEqual([]);
  });
});

describe('shapes', () => {
  it.each([
    ['JD014600001234567890', 'express-piece'],
    ['JJD0112345678901234', 'express-piece'],
    ['JJD1412345678901234', 'piece'],
    ['JVGL06012345678901', 'parcel-jvgl'],
    ['3SABCD1234567', 'parcel-nl'],
    ['GM605117012345678901', 'ecommerce'],
    ['LX123456789012345', 'ecommerce'],
    ['MDPDE2233445566', 'ecommerce-europe'],
    ['12345678901234', 'ecommerce-14'],
  ])('%s is %s', (number, format) => {
    expect(bestOf(number)?.[0]).toBe(format);
  });

  it('leaves a post’s number to the post, and words and other carriers alone', () => {
    expect(identifyDhl('RX123456785CN')).toEqual([]);
    expect(identifyDhl('INVOICE12')).toEqual([]);
    expect(identifyDhl('1Z12345E0205271688')).toEqual([]);
  });

  it('stands behind FedEx for twelve digits', () => {
    for (const { likelihood } of identifyDhl('123456789016')) expect(likelihood).toBeLessThan(0.5);
  });
});
