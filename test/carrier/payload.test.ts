import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePayload } from 'waybill/kit';

describe('parsing a body', () => {
  it.each([
    ['{"a":1}', { a: 1 }],
    ['\ufeff{"a":1}', { a: 1 }],
    [' \r\n[]', []],
    ['null', null],
  ])('%j is JSON', (body, value) => {
    expect(parsePayload(body)).toEqual({ kind: 'json', value });
  });

  it.each([
    ['', 'empty'],
    [' \r\n\ufeff\t', 'empty'],
    ['<!doctype html><title>Sorry</title>', 'html'],
    ['{"a":', 'not-json'],
    ['Service unavailable', 'not-json'],
  ])('%j is unreadable: %s', (body, because) => {
    expect(parsePayload(body)).toEqual({ kind: 'unreadable', because });
  });

  it('never throws, and reads back whatever JSON was written', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json()), (body) => {
        expect(['json', 'xml', 'unreadable']).toContain(parsePayload(body).kind);
      }),
    );
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(parsePayload(JSON.stringify(value))).toEqual({ kind: 'json', value: JSON.parse(JSON.stringify(value)) });
      }),
    );
  });
});
