import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assembleTracking } from 'waybill/kit';
import { trackingJsonSchema, trackingSchema } from 'waybill/schema';
import * as z from 'zod/mini';

const validate = new Ajv2020({ strict: true, allErrors: true }).compile(trackingJsonSchema());

/** Whether the zod twin and the JSON Schema accept a value; they have to agree. */
function verdict(value: unknown): boolean {
  const byZod = z.safeParse(trackingSchema, value).success;
  expect({ byJsonSchema: validate(value), of: value }).toEqual({ byJsonSchema: byZod, of: value });
  return byZod;
}

const place = { city: 'Ashland', region: 'OR', postalCode: '97520', country: 'US' };

/** As an adapter would make it, with every field of the model. */
const whole = {
  ...assembleTracking({
    carrier: 'acme',
    trackingNumber: 'AC100',
    uniqueId: 'AC100~1',
    url: 'https://acme.example/AC100',
    mapping: 'acme.v1@2026.11',
    order: 'newest-first',
    scans: [
      { status: 'delivered', detail: 'signed_for', basis: 'code', code: 'D', occurredAt: '2026-11-20T14:30:00-08:00' },
      { status: 'in_transit', basis: 'category', code: 'T', occurredAt: '2026-11-19', place, pieces: ['AC100'] },
      { status: 'info', detail: 'recipient_notified', basis: 'text', reasonCode: '9', description: 'Notice sent' },
      { status: 'unknown', basis: 'none', occurredAt: '2026-11-18T01:02:03.123456789' },
    ],
    estimateDescription: 'By end of day',
    deliveryChangeUrl: 'https://acme.example/change',
    service: { code: '01', name: 'Ground' },
    promisedDelivery: { from: '2026-11-20', to: '2026-11-20' },
    shippedAt: '2026-11-18T09:00:00Z',
    delivery: {
      at: '2026-11-20T14:30:00-08:00',
      signedBy: 'R. Roe',
      leftAt: 'Front desk',
      to: 'reception',
      attempts: 2,
      place,
      proof: [{ kind: 'signature' }, { kind: 'photo', url: 'https://acme.example/photo' }],
    },
    pickupBy: '2026-11-27',
    origin: { country: 'DE', facility: 'Hub 4' },
    destination: place,
    weight: { value: 1.5, unit: 'kg' },
    dimensions: { length: 30, width: 20, height: 10, unit: 'cm' },
    references: [{ kind: 'invoice', value: '1' }, { value: '2' }],
    pieceCount: 2,
    pieces: [{ trackingNumber: 'AC100', status: 'delivered', detail: 'signed_for', weight: { value: 2, unit: 'lb' } }],
    related: [{ relation: 'last_mile', trackingNumber: '9400100000000000000000', carrier: 'usps' }],
    candidates: [
      { uniqueId: 'AC100~1', status: 'delivered', chosen: true, because: 'newest', lastEventAt: '2026-11-20' },
      { status: 'unknown', chosen: false, service: 'freight', shippedAt: '2024-01-02', destination: place },
    ],
    issues: [{ path: 'a.0.b', expected: 'string', seen: 'number' }],
    deliveredToSender: undefined,
    estimatedDelivery: undefined,
  }),
  statusDescription: 'It is there',
  fetchedAt: '2026-11-20T22:31:00.000Z',
  told: { '0509ef6a72e1d3': 1 },
};

const least = {
  carrier: 'acme',
  trackingNumber: 'AC1',
  status: 'unknown',
  events: [],
  url: 'https://acme.example/AC1',
  mapping: 'acme.v1@2026.11',
};

describe('the schemas of the model', () => {
  it('accept what assembling makes, with every field and with the fewest', () => {
    expect(verdict(whole)).toBe(true);
    expect(verdict(least)).toBe(true);
    expect(z.parse(trackingSchema, whole)).toEqual(whole);
  });

  it('accept what has been through JSON', () => {
    expect(JSON.parse(JSON.stringify(whole))).toEqual(whole);
  });

  it('know every field of the model', () => {
    const { properties } = z.parse(z.object({ properties: z.record(z.string(), z.unknown()) }), trackingJsonSchema());
    expect(Object.keys(properties).toSorted()).toEqual([...Object.keys(whole), 'estimatedDelivery'].toSorted());
  });

  it.each([
    ['a key that the model has not', { ...least, colour: 'red' }],
    ['such a key deep inside', { ...least, origin: { city: 'Ashland', street: '1 Main' } }],
    ['null for an absent field', { ...least, service: null }],
    ['an empty text for an absent one', { ...least, origin: { city: '' } }],
    ['a status of ours that only events have', { ...least, status: 'info' }],
    ['a detail outside the closed list', { ...least, detail: 'teleported' }],
    ['a country of three letters', { ...least, origin: { country: 'USA' } }],
    ['a country in lower case', { ...least, origin: { country: 'us' } }],
    ['a mapping without its version', { ...least, mapping: 'acme.v1' }],
    ['a fraction of a piece', { ...least, pieceCount: 1.5 }],
    ['a weight that is no number', { ...least, weight: { value: Number.NaN, unit: 'kg' } }],
    ['a local time for the answer', { ...least, fetchedAt: '2026-11-20T22:31:00-05:00' }],
    ['a missing field', { ...least, mapping: undefined }],
  ])('refuse %s', (_, value) => {
    expect(z.safeParse(trackingSchema, value).success).toBe(false);
    expect(validate(JSON.parse(JSON.stringify(value)))).toBe(false);
  });

  it('refuse undefined for an absent field', () => {
    expect(z.safeParse(trackingSchema, { ...least, service: undefined }).success).toBe(false);
  });

  it.each([
    '2026-11-20',
    '2026-11-20T14:30:00',
    '2026-11-20T14:30:00.5',
    '2026-11-20T14:30:00Z',
    '2026-11-20T14:30:00.123456789+05:45',
  ])('accept the time %s', (shippedAt) => {
    expect(verdict({ ...least, shippedAt })).toBe(true);
  });

  it.each([
    '',
    '20261120',
    '2026-13-20',
    '2026-11-32',
    '2026-11-20T14:30',
    '2026-11-20 14:30:00',
    '2026-11-20T24:00:00',
    '2026-11-20T14:30:00-0500',
    '2026-11-20T14:30:00-5:00',
    '2026-11-20Z',
    '2026-11-20T14:30:00.',
    'Nov 20',
  ])('refuse the time %j', (shippedAt) => {
    expect(verdict({ ...least, shippedAt })).toBe(false);
  });

  it('agree with the JSON Schema on every value', () => {
    const mutated = fc
      .tuple(fc.constantFrom(...Object.keys(whole)), fc.jsonValue())
      .map(([key, value]) => ({ ...whole, [key]: value }));
    fc.assert(fc.property(fc.oneof(mutated, fc.jsonValue()), (value) => void verdict(value)));
  });
});
