import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSuccess, jsonOf, parsePayload, pathSegment } from 'waybill/kit';

describe('an HTTP status', () => {
  it.each([
    [199, false],
    [200, true],
    [204, true],
    [299, true],
    [300, false],
    [500, false],
  ])('%d fulfils the request: %s', (status, expected) => {
    expect(isSuccess(status)).toBe(expected);
  });
});

describe('a segment of a path', () => {
  it('holds any text, half a surrogate pair too', { timeout: 30_000 }, () => {
    expect(pathSegment('a/b?c&d é')).toBe('a%2Fb%3Fc%26d%20%C3%A9');
    expect(pathSegment('\ud83d\ude9a')).toBe('%F0%9F%9A%9A');
    expect(pathSegment('x\ud83dy\ude9a')).toBe('x%EF%BF%BDy%EF%BF%BD');
    const units = fc.oneof(fc.integer({ min: 0, max: 0xffff }), fc.integer({ min: 0xd800, max: 0xdfff }));
    fc.assert(
      fc.property(fc.array(units, { maxLength: 12 }), (codes) => {
        const segment = pathSegment(String.fromCharCode(...codes));
        expect(segment).toMatch(/^[\w.!~*'()%-]*$/);
        expect(() => decodeURIComponent(segment)).not.toThrow();
      }),
    );
  });
});

describe('the value of a payload', () => {
  it('is what the JSON says; what is no JSON has none', () => {
    expect(jsonOf(parsePayload('{"a":1}'))).toEqual({ a: 1 });
    expect(jsonOf(parsePayload('null'))).toBeNull();
    expect(jsonOf(parsePayload('<a/>'))).toBeUndefined();
    expect(jsonOf({ kind: 'xml', body: '<a/>', root: 'a' })).toBeUndefined();
  });
});
