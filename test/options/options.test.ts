import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allowedValue, checkArguments, fieldsOf, listOf, optional, optionsOf } from '../../src/options/options.ts';
import { filledText, milliseconds, wholeNumber } from '../../src/options/values.ts';

interface Options {
  readonly waitMs?: number;
  readonly names: readonly string[];
  readonly deep?: { readonly count: number };
}

const options = optionsOf<Options>({
  waitMs: optional(milliseconds),
  names: listOf(filledText, 'a list of names'),
  deep: optional(optionsOf<{ readonly count: number }>({ count: wholeNumber(1) })),
});

const told = (given: unknown): string => {
  try {
    checkArguments('call()', { options: [options, given] });
    return 'fine';
  } catch (error) {
    return String(error);
  }
};

describe('checkArguments', () => {
  it('takes what is right, and undefined for what is absent', () => {
    expect(told({ names: [] })).toBe('fine');
    expect(told({ names: ['a'], waitMs: undefined, deep: undefined })).toBe('fine');
    expect(told({ names: ['a'], waitMs: Number.POSITIVE_INFINITY, deep: { count: 1 } })).toBe('fine');
  });

  it('names the way to what is wrong', () => {
    expect(told({ names: ['a', ' '] })).toBe(
      'TrackingError: call(): names[1] is a blank text; give text that is not blank.',
    );
    expect(told({ names: [], deep: { count: 0.5 } })).toBe(
      'TrackingError: call(): deep.count is 0.5; give a whole number, 1 or more.',
    );
    expect(told({ names: [], deep: [] })).toBe(
      'TrackingError: call(): deep is an empty list; give an object with count.',
    );
  });

  it('tells several faults, and that there are more', () => {
    expect(told({ waitMs: '5', nmaes: [] })).toBe(
      'TrackingError: call(): waitMs is a text; give milliseconds, 0 or more. names is missing; give a list of names. there is no option nmaes, did you mean names?',
    );
    expect(told({ names: [1, 2, 3, 4, 5] })).toMatch(/names\[2\] is 3; .* 2 more are wrong\.$/);
  });

  it('never shows a text, nor a key that is no name', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 12, maxLength: 60 }), (text) => {
        fc.pre(!/^[A-Za-z_$][\w$]*$/.test(text) && text.trim() !== '');
        const secret = `hush ${text}`;
        for (const given of [secret, { names: secret }, { names: [], waitMs: secret }, { names: [], [secret]: 1 }]) {
          expect(told(given)).not.toContain(secret);
        }
      }),
    );
  });

  it('ends in a typed error for whatever value, and in nothing else', () => {
    fc.assert(
      fc.property(fc.anything({ withDate: true, withMap: true, withSet: true, withBigInt: true }), (value) => {
        expect(told(value)).toMatch(/^(fine|TrackingError: call\(\): )/);
        expect(told({ names: [], waitMs: value })).toMatch(/^(fine|TrackingError: call\(\): )/);
      }),
    );
  });
});

describe('fieldsOf', () => {
  const fields = fieldsOf<{ readonly postalCode?: string; readonly carrier?: string }>(
    () => ({ postalCode: optional(filledText), carrier: optional(filledText) }),
    'an object',
  );
  const isTaken = (given: unknown): boolean => {
    try {
      checkArguments('call()', { number: [fields, given] });
      return true;
    } catch {
      return false;
    }
  };

  it('lets an object have fields of its own, but no slip of the keys', () => {
    for (const own of ['id', 'carrierCode', 'carrierName', 'orderNumber']) expect(isTaken({ [own]: 1 })).toBe(true);
    for (const slip of ['postcode', 'postal_code', 'PostalCode', 'postalCdoe', 'carier']) {
      expect(isTaken({ [slip]: 'x' })).toBe(false);
    }
  });
});

describe('allowedValue', () => {
  it('is asked once', () => {
    let asked = 0;
    const counted = allowedValue<number>('a number', () => {
      asked += 1;
      return true;
    });
    checkArguments('call()', { it: [counted, 5] });
    expect(asked).toBe(1);
  });
});
