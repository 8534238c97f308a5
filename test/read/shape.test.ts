import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listField, objectField, readShape, textField } from 'waybill/kit';
import * as z from 'zod/mini';

const event = z.object({ code: z.nullish(z.string()), at: z.nullish(z.object({ city: z.nullish(z.string()) })) });
const shape = z.object({ id: textField, weight: z.nullish(z.number()), events: listField(event) });

describe('an empty element of XML', () => {
  const address = objectField({ city: z.nullish(z.string()) });
  const parcel = objectField({
    from: z.nullish(address),
    to: z.optional(address),
    lines: listField(address),
    name: z.nullish(z.string()),
  });
  const needy = objectField({ must: address });

  it('is no object and no issue, in a field as in a list', () => {
    const body = { from: '', to: '', lines: ['', { city: 'Bonn' }], name: '' };
    expect(readShape(parcel, body)).toEqual({ value: { lines: [null, { city: 'Bonn' }], name: '' }, issues: [] });
    expect(readShape(z.nullish(parcel), body)?.value?.from).toBeUndefined();
  });

  it('text that is no object is one, and an object that must be there is still missed', () => {
    expect(readShape(parcel, { from: 'Bonn', lines: [] })?.issues).toEqual([
      { path: 'from', expected: 'object', seen: 'string' },
    ]);
    expect(readShape(needy, { must: '' })).toBeUndefined();
  });
});

describe('reading a shape', () => {
  it('takes what fits as it is and reports nothing', () => {
    const body = { id: 7, weight: 1.5, events: [{ code: 'A', at: { city: 'Bonn' } }, null], more: [1, 2] };
    expect(readShape(shape, body)).toEqual({
      value: { id: 7, weight: 1.5, events: [{ code: 'A', at: { city: 'Bonn' } }, null] },
      issues: [],
    });
  });

  it('leaves out a field that does not fit, keeps the rest and says where', () => {
    const body = { id: 'x', weight: '1.5', events: [{ code: 'A' }, { code: 7, at: { city: 'Bonn' } }] };
    expect(readShape(shape, body)).toEqual({
      value: { id: 'x', events: [{ code: 'A' }, { at: { city: 'Bonn' } }] },
      issues: [
        { path: 'weight', expected: 'number', seen: 'string' },
        { path: 'events.1.code', expected: 'string', seen: 'number' },
      ],
    });
  });

  it('leaves out an item that does not fit; the others keep their places', () => {
    const reading = readShape(shape, { events: ['gone', { code: 'A' }, 5] });
    expect(reading?.value.events).toEqual([null, { code: 'A' }, null]);
    expect(reading?.issues.map(({ path }) => path)).toEqual(['events.0', 'events.2']);
  });

  it('reads a bare item as a list of one', () => {
    expect(readShape(shape, { events: { code: 'A' } })?.value.events).toEqual([{ code: 'A' }]);
    expect(readShape(shape, { events: { code: 5, at: { city: 'Bonn' } } })).toEqual({
      value: { events: [{ at: { city: 'Bonn' } }] },
      issues: [{ path: 'events.0.code', expected: 'string', seen: 'number' }],
    });
  });

  it.each([5, 'text', true])('a bare item %j that does not fit costs the list and nothing else', (events) => {
    const reading = readShape(shape, { id: 'x', events });
    expect(reading?.value).toEqual({ id: 'x', events: [] });
    expect(reading?.issues).toHaveLength(1);
  });

  it.each([null, undefined, '', []])('reads %j as an empty list', (events) => {
    expect(readShape(shape, { events })).toEqual({ value: { events: [] }, issues: [] });
  });

  it('leaves out the item that lacks a required field, and no other', () => {
    const strict = z.object({ events: listField(z.object({ code: z.string(), at: z.nullish(z.string()) })) });
    const body = { events: [{ code: 'A' }, { at: 5 }, {}, { code: 'B', at: 5 }] };
    const reading = readShape(strict, body);
    expect(reading?.value.events).toEqual([{ code: 'A' }, null, null, { code: 'B' }]);
    expect(reading?.issues).toContainEqual({ path: 'events.2.code', expected: 'string', seen: 'undefined' });
  });

  it('goes up as far as it must: a list that allows no gap goes whole', () => {
    const strict = z.object({
      id: z.string(),
      parcel: z.nullish(z.object({ events: z.array(z.object({ code: z.string() })) })),
    });
    expect(readShape(strict, { id: 'x', parcel: { events: [{ code: 'A' }, {}] } })?.value).toEqual({ id: 'x' });
    expect(readShape(strict, { parcel: null })).toBeUndefined();
  });

  it.each([undefined, null, 5, 'text', [], true])('does not read %j as an object', (body) => {
    expect(readShape(z.object({ id: z.string() }), body)).toBeUndefined();
  });

  it('never tells a value, only its kind', () => {
    const body = { weight: 'R. Roe, 1 Main St', events: [{ at: ['R. Roe'] }] };
    expect(JSON.stringify(readShape(shape, body)?.issues)).not.toContain('Roe');
  });

  it('reports a few of ten thousand faults, and reads what is left', () => {
    const events = Array.from({ length: 10_000 }, (_, index) => ({ code: index % 2 === 0 ? index : 'B' }));
    const reading = readShape(shape, { events });
    expect(reading?.issues).toHaveLength(50);
    expect(reading?.value.events.filter((each) => each?.code === 'B')).toHaveLength(5_000);
  });

  it('does not change the body, which others read too', () => {
    const body = { weight: 'x', events: [{ code: 5 }, 7] };
    const before = structuredClone(body);
    readShape(shape, body);
    expect(body).toEqual(before);
  });

  it('bears hostile keys', () => {
    const body: unknown = JSON.parse(
      '{"__proto__":{"id":"stolen"},"constructor":{"prototype":{"weight":"x"}},"weight":"x","events":[{"__proto__":5,"code":5}]}',
    );
    const reading = readShape(shape, body);
    expect(reading?.value).toEqual({ events: [{}] });
    expect(Object.getPrototypeOf(reading?.value ?? {})).toBe(Object.prototype);
    expect(({} as { id?: string }).id).toBeUndefined();
  });

  it('bears any depth', () => {
    const depth = 100_000;
    const deep: unknown = JSON.parse(`{"weight":"x","id":"1","more":${'['.repeat(depth)}${']'.repeat(depth)}}`);
    expect(readShape(shape, deep)?.value).toEqual({ id: '1', events: [] });
  });

  it('is total: of any JSON it makes something that fits, or nothing', () => {
    const nearly = fc.record(
      {
        id: fc.jsonValue(),
        weight: fc.jsonValue(),
        events: fc.oneof(
          fc.array(fc.record({ code: fc.jsonValue(), at: fc.jsonValue() }, { requiredKeys: [] })),
          fc.jsonValue(),
        ),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.oneof(nearly, fc.jsonValue()), (body) => {
        const reading = readShape(shape, body);
        const isObject = typeof body === 'object' && body !== null && !Array.isArray(body);
        expect(reading !== undefined).toBe(isObject);
        if (reading !== undefined)
          expect(readShape(shape, reading.value)).toEqual({ value: reading.value, issues: [] });
      }),
      { numRuns: 1_000 },
    );
  });
});
