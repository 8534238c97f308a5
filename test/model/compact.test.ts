import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compact, compactOrAbsent, meaningOf, numeric, present, some, text } from 'waybill/kit';

describe('what carriers send instead of nothing', () => {
  it.each(['', ' ', '\u00a0', '\t\n', null, undefined])('%j is no text and no number', (value) => {
    expect(text(value)).toBeUndefined();
    expect(numeric(value)).toBeUndefined();
  });

  it.each([
    [' a ', 'a'],
    ['0', '0'],
    [0, '0'],
    ['02139', '02139'],
  ])('%j is the text %j', (value, expected) => {
    expect(text(value)).toBe(expected);
  });

  it.each([
    ['1.0', 1],
    [' 2 ', 2],
    [0, 0],
    ['0', 0],
  ])('%j is the number %d', (value, expected) => {
    expect(numeric(value)).toBe(expected);
  });

  it.each(['1 kg', '1,5', 'NaN', 'Infinity', Number.NaN, Number.POSITIVE_INFINITY])('%j is no number', (value) => {
    expect(numeric(value)).toBeUndefined();
  });

  it('undefined fields are left out, and an object of nothing is absent', () => {
    expect(Object.keys(compact({ a: undefined, b: null, c: 0, d: '' }))).toEqual(['b', 'c', 'd']);
    expect(compactOrAbsent({ a: undefined, b: undefined })).toBeUndefined();
    expect(compactOrAbsent({})).toBeUndefined();
    expect(compactOrAbsent({ a: undefined, b: 1 })).toEqual({ b: 1 });
    expect(some([])).toBeUndefined();
    expect(some([undefined])).toEqual([undefined]);
  });

  it('lists lose their gaps and nothing else', () => {
    expect(present(undefined)).toEqual([]);
    expect(present(null)).toEqual([]);
    expect(present([0, null, '', undefined, false])).toEqual([0, '', false]);
    fc.assert(
      fc.property(fc.array(fc.integer()), (items) => {
        expect(present(items)).toBe(items);
      }),
    );
  });
});

describe('a table of codes', () => {
  const table = { '84': ['in_transit'], '084': ['delivered'] } as const;

  it('knows its codes and no others', () => {
    expect(meaningOf(table, '84')).toEqual(['in_transit']);
    expect(meaningOf(table, '084')).toEqual(['delivered']);
    for (const code of [undefined, '', '0084', 'constructor', '__proto__', 'toString', 'hasOwnProperty']) {
      expect(meaningOf(table, code)).toBeUndefined();
    }
  });
});
