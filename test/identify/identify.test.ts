import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Identifier, identifyAmong, matchFormats, mod10, type NumberFormat } from 'waybill/kit';
import { cleanNumber, longestNumber, withoutRouting } from '../../src/identify/clean.ts';

describe('cleaning a number', () => {
  it.each([
    ['1z 5r8 939 0357567127', '1Z5R89390357567127'],
    ['1Z5R8939\u00a00357567127', '1Z5R89390357567127'],
    ['9400-1118-9956-0411-1245-28', '9400111899560411124528'],
    ['9400–1118—9956‑0411−1245‐28', '9400111899560411124528'],
    ['９４００１１１８', '94001118'],
    ['\u202a9865 7878\u200b8855\u202c', '986578788855'],
    ['\ufeff986578788855\r\n', '986578788855'],
    ['(00) 0 0012345 0000000027', '00000123450000000027'],
    [']C1420221539400111899560411124528', '420221539400111899560411124528'],
    [']d2\u001d420221539400111899560411124528', '420221539400111899560411124528'],
    ['JJD.0000.3903', 'JJD00003903'],
    ['RA_123456785_US', 'RA123456785US'],
    ['#1Z5R89390357567127', '1Z5R89390357567127'],
    ["'9400111899560411124528", '9400111899560411124528'],
    ['="9400111899560411124528"', '9400111899560411124528'],
    ['“9400111899560411124528”', '9400111899560411124528'],
  ])('%j is %s', (written, cleaned) => {
    expect(cleanNumber(written)).toBe(cleaned);
  });

  it.each([
    '',
    ' ',
    '---',
    '1Z#5R8',
    '12/34',
    '#',
    "'",
    '1Z5R89390357567127,9400111899560411124528',
    '١٢٣٤',
    'ß123',
    'ı123',
    '😀',
    'A'.repeat(longestNumber + 1),
    '1'.repeat(10_000),
  ])('%j is no number', (written) => {
    expect(cleanNumber(written)).toBeUndefined();
  });

  it('takes the longest number there is, spaced out', () => {
    const longest = '1'.repeat(longestNumber);
    expect(cleanNumber([...longest].join(' '))).toBe(longest);
  });

  it('bears any text, and cleans only once', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[\s0-9a-z-]*$/)), (written) => {
        const cleaned = cleanNumber(written);
        if (cleaned === undefined) return;
        expect(cleaned).toMatch(/^[0-9A-Z]+$/);
        expect(cleanNumber(cleaned)).toBe(cleaned);
        expect(cleanNumber(` ${[...cleaned].join('-')} `.toLowerCase())).toBe(cleaned);
      }),
    );
  });

  it('costs nothing for a text that is far too long', () => {
    const start = performance.now();
    for (let round = 0; round < 1_000; round += 1) cleanNumber('1'.repeat(10_000));
    expect(performance.now() - start).toBeLessThan(1_000);
  });
});

describe('a scanned barcode with a routing prefix', () => {
  const number = '9400111899560411124528';

  it.each(['42022153', '420221531234'])('%s is cut off, and the whole stays a candidate', (prefix) => {
    expect(withoutRouting(`${prefix}${number}`)).toEqual([number, `${prefix}${number}`]);
  });

  it('is read with a ZIP code of five digits and of nine where both are possible', () => {
    // 34 digits: a ZIP code of five and 26 digits, or one of nine and 22.
    const both = `42022153${'9400'}${'92001118995604111245'}28`;
    expect(withoutRouting(both)).toEqual([both.slice(8), both.slice(12), both]);
  });

  it.each(['420', '42022153', `42022153${'1'.repeat(22)}`, `42022153${number.slice(1)}`, `421022153${number}`, number])(
    '%s has none',
    (text) => {
      expect(withoutRouting(text)).toEqual([text]);
    },
  );
});

const formats: readonly NumberFormat[] = [
  { name: 'loose', pattern: /^\d{10,12}$/, likelihood: 0.9 },
  { name: 'checked', pattern: /^\d{12}$/, check: (number) => mod10(number), likelihood: 0.4 },
  { name: 'inner', pattern: /^96\d{10}$/, likelihood: 0.2, extract: (number) => number.slice(2) },
];

describe('the formats of a number', () => {
  it('are all found; one whose check digit holds comes first', () => {
    expect(matchFormats('acme', formats, '961234567890').map(({ format, basis }) => [format, basis])).toEqual([
      ['loose', 'shape'],
      ['inner', 'shape'],
      ['checked', 'shape'],
    ]);
    expect(matchFormats('acme', formats, '961234567892').map(({ format, basis }) => [format, basis])).toEqual([
      ['checked', 'check-digit'],
      ['loose', 'shape'],
      ['inner', 'shape'],
    ]);
  });

  it('a failed check digit leaves a candidate, of less likelihood', () => {
    const [, , failed] = matchFormats('acme', formats, '961234567890');
    expect(failed).toMatchObject({ format: 'checked', basis: 'shape' });
    expect(failed?.likelihood).toBeLessThan(0.1);
  });

  it('a number inside a longer barcode is cut out', () => {
    expect(matchFormats('acme', formats, '961234567890')[1]).toMatchObject({
      format: 'inner',
      trackingNumber: '1234567890',
    });
  });

  it('are none for a number of another shape', () => {
    expect(matchFormats('acme', formats, 'AB1')).toEqual([]);
  });
});

describe('identifying', () => {
  const of = (carrier: string): Identifier => ({ identify: (number) => matchFormats(carrier, formats, number) });

  it('gives every carrier’s candidates, best first, ties by name', () => {
    const matches = identifyAmong([of('zeta'), of('acme')], '9612-3456-7892');
    expect(matches.map(({ carrier, format }) => `${carrier} ${format}`)).toEqual([
      'acme checked',
      'zeta checked',
      'acme loose',
      'zeta loose',
      'acme inner',
      'zeta inner',
    ]);
  });

  it('does not depend on the order in which carriers are given', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^(96)?\d{8,12}$/), (number) => {
        expect(identifyAmong([of('a'), of('b')], number)).toEqual(identifyAmong([of('b'), of('a')], number));
      }),
    );
  });

  it.each(['', 'nothing at all!', '1'.repeat(10_000)])('finds nothing in %j', (text) => {
    expect(identifyAmong([of('acme')], text)).toEqual([]);
  });

  it('looks behind the routing prefix of a scanned barcode', () => {
    const post: Identifier = {
      identify: (number) =>
        matchFormats(
          'post',
          [{ name: 'impb', pattern: /^94\d{20}$/, check: (text) => mod10(text), likelihood: 0.9 }],
          number,
        ),
    };
    expect(identifyAmong([post], '420 22153 9400 1118 9956 0411 1245 28')).toMatchObject([
      { format: 'impb', trackingNumber: '9400111899560411124528' },
    ]);
  });
});
