import { describe, expect, it } from 'vitest';
import { readPayload } from 'waybill';
import { dhl, dhlFormats } from 'waybill/carriers/dhl';
import { hasReference, referenceJson, referenceNote } from '../../../reference.ts';
import { drafts, parcelsIn, pushOf, secret } from '../../push.ts';

const { push } = dhl({ apiKey: 'key', webhookSecret: secret });

const status = {
  timestamp: '2026-11-20T10:12:00Z',
  statusCode: 'delivered',
  status: 'delivered',
  description: 'Delivered',
  location: { address: { addressLocality: 'LEIPZIG', countryCode: 'DE' } },
};
const shipment = (id: string, fields: object = {}) => ({ id, service: 'express', status, ...fields });
const message = (fields: object) => ({
  scope: 'subscription.push',
  self: 'https://api-eu.dhl.com/tracking/push/v1/subscription/6f1b0d0e-2b7c-4a64-9d51-0c3f5a7e9b12',
  ...fields,
});

describe('proof', () => {
  it('is the secret in a header that the subscription names', () => {
    const given = { kind: 'secret', secrets: [secret], given: 'given' };
    expect(push?.authentication(pushOf('{}', { 'x-webhook-token': 'given' }))).toEqual(given);
    expect(push?.authentication(pushOf('{}'))).toBeUndefined();
    const own = dhl({ apiKey: 'key', webhookSecret: secret, webhookHeader: 'X-Shop-Key' }).push;
    expect(own?.authentication(pushOf('{}', { 'x-shop-key': 'given' }))).toEqual(given);
    expect(own?.authentication(pushOf('{}', { 'x-webhook-token': 'given' }))).toBeUndefined();
  });

  it('needs a secret', () => {
    expect(dhl({ apiKey: 'key' }).push).toBeUndefined();
    expect(() => dhl({ apiKey: 'key', webhookSecret: '' })).toThrow(/webhookSecret/);
  });
});

describe('reading', () => {
  it('takes the newest state of each shipment as a line of its history', () => {
    const reading = parcelsIn(push, message({ shipments: [shipment('1829852058'), shipment('1829852059')] }));
    expect(reading?.extent).toBe('lines');
    expect(drafts(reading?.outcomes)).toMatchObject([
      {
        trackingNumber: '1829852058',
        status: 'delivered',
        mapping: 'dhl.push@2026.11',
        events: [{ occurredAt: '2026-11-20T10:12:00Z', place: { city: 'LEIPZIG', country: 'DE' } }],
      },
      { trackingNumber: '1829852059' },
    ]);
  });

  it('gives the scan the id that it has in an answer', () => {
    const [pushed] = drafts(parcelsIn(push, message({ shipments: [shipment('1829852058')] }))?.outcomes);
    const answer = { shipments: [shipment('1829852058', { events: [status, { ...status, statusCode: 'transit' }] })] };
    const [polled] = readPayload(JSON.stringify(answer), dhlFormats);
    expect(polled?.ok && polled.value.events.map(({ id }) => id)).toContain(pushed?.events[0]?.id);
  });

  it('takes a failure as the error of no number', () => {
    const failure = { type: 'ValidationException', title: 'Not Found', status: 404, detail: 'Shipment not found' };
    expect(parcelsIn(push, message({ scope: 'subscription.failure', failure }))?.outcomes).toMatchObject([
      { ok: false, trackingNumber: '', error: { code: 'not_found', carrier: 'dhl' } },
    ]);
  });

  it('takes other messages as notices, and what is none as nothing', () => {
    expect(push?.read(pushOf(message({ scope: 'subscription.ready' })))).toEqual({ kind: 'notice' });
    for (const body of ['', '[]', '{}', '{"shipments":[]}', message({}), message({ shipments: [] }), { scope: 'x' }]) {
      expect(push?.read(pushOf(body))).toBeUndefined();
    }
  });

  it('is that of stored messages too', () => {
    const [outcome] = readPayload(JSON.stringify(message({ shipments: [shipment('1829852058')] })), dhlFormats);
    expect(outcome).toMatchObject({ ok: true, value: { mapping: 'dhl.push@2026.11' } });
  });
});

describe.skipIf(!hasReference)(`example messages${referenceNote}`, () => {
  it('are known for what they are', () => {
    const read = (name: string) => push?.read(pushOf(referenceJson<object>(`dhl/examples/push/${name}.json`)))?.kind;
    expect([read('hook.push'), read('hook.validate'), read('hook.failure')]).toEqual([
      'parcels',
      'handshake',
      'parcels',
    ]);
  });
});
