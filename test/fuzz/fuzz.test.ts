import { describe, expect, it } from 'vitest';
import { readPayload } from 'waybill';
import { formats } from 'waybill/carriers';
import { trackingSchema } from 'waybill/schema';
import * as z from 'zod/mini';
import { bodiesByFormat } from './bodies.ts';
import { fuzz, mutationOf } from './fuzz.ts';

const all = bodiesByFormat();
const mutations = 300;

describe('reading stands mutated payloads', () => {
  it('of every format', () => {
    expect([...all.keys()]).toEqual(formats.map(({ name }) => name));
    expect([...all].filter(([, bodies]) => bodies.length === 0)).toEqual([]);
  });

  it.each(formats.map(({ name }) => name))('of %s: nothing thrown, all values valid, twice the same', (name) => {
    const { failures, ok, failed, microsPerRead } = fuzz(all.get(name) ?? [], { mutations, seed: 11 });
    expect(failures).toEqual([]);
    // Many mutations leave something to read; else this would hold readers to nothing.
    expect(ok).toBeGreaterThan(mutations / 5);
    expect(failed).toBeGreaterThan(0);
    expect(microsPerRead).toBeGreaterThan(0);
  });
});

describe('what fuzzing has found', () => {
  it('packages of UPS’s without a number are no pieces', () => {
    const parcels = [{ trackingNumber: '1Z999AA10123456784' }, {}].map((parcel) => ({ ...parcel, activity: [] }));
    const body = JSON.stringify({ trackResponse: { shipment: [{ package: parcels }] } });
    const [first] = readPayload(body, formats);
    expect(first).toMatchObject({ ok: true, trackingNumber: '1Z999AA10123456784' });
    for (const outcome of readPayload(body, formats)) {
      if (outcome.ok) expect(z.safeParse(trackingSchema, outcome.value).error).toBeUndefined();
    }
  });

  it('shipments of DHL’s without number and division have no key', () => {
    const shipment = { id: '', status: { statusCode: 'transit', timestamp: '2026-11-20T14:30:00' }, events: [] };
    const outcomes = readPayload(JSON.stringify({ shipments: [shipment, shipment] }), formats);
    expect(outcomes).toMatchObject([{ ok: true }]);
    for (const outcome of outcomes) {
      if (outcome.ok) expect(z.safeParse(trackingSchema, outcome.value).error).toBeUndefined();
    }
  });
});

describe('a mutation', () => {
  it('is decided by its seed, and seldom leaves the body as it was', () => {
    for (const bodies of all.values()) {
      const made = Array.from({ length: 40 }, (_, seed) => mutationOf(bodies, seed));
      expect(Array.from({ length: 40 }, (_, seed) => mutationOf(bodies, seed))).toEqual(made);
      expect(new Set(made).size).toBeGreaterThan(25);
    }
  });
});

describe('fuzzing', () => {
  it('finds what a reader does not stand, and the seed makes the body again', () => {
    const bodies = all.get('usps.web-tools') ?? [];
    const broken = (body: string) => {
      if (body.includes('2026-99-99')) throw new RangeError('no such day');
      return [];
    };
    const { failures, silent } = fuzz(bodies, { mutations, seed: 5, read: broken });
    const [first] = failures;
    expect(first?.problem).toBe('throws RangeError: no such day');
    expect(failures.length + silent).toBe(mutations);
    expect(mutationOf(bodies, first?.seed ?? 0)).toContain('2026-99-99');
  });

  it('finds values that do not fit the model, and readings that differ', () => {
    const value = { carrier: 'acme', trackingNumber: '', status: 'gone', events: [], url: '', mapping: '' };
    const bodies = ['{}'];
    let turn = 0;
    const misfit = () => [{ ok: true, trackingNumber: '', value }];
    const fickle = () => [{ ok: true, trackingNumber: String(turn++), value }];
    expect(fuzz(bodies, { mutations: 1, seed: 1, read: misfit }).failures[0]?.problem).toContain(
      'does not fit the model',
    );
    expect(fuzz(bodies, { mutations: 1, seed: 1, read: fickle }).failures[0]?.problem).toContain('the second time');
  });
});
