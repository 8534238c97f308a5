import { describe, expect, it } from 'vitest';
import { compact, compactOrAbsent, meaningOf } from 'waybill/kit';

describe('an object of what is known', () => {
  it('undefined fields are left out, and an object of nothing is absent', () => {
    expect(Object.keys(compact({ a: undefined, b: null, c: 0, d: '' }))).toEqual(['b', 'c', 'd']);
    expect(compactOrAbsent({ a: undefined, b: undefined })).toBeUndefined();
    expect(compactOrAbsent({})).toBeUndefined();
    expect(compactOrAbsent({ a: undefined, b: 1 })).toEqual({ b: 1 });
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
