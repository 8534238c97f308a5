import { describe, expect, it } from 'vitest';
import { readPayload } from 'waybill';
import { usps, uspsFormats } from 'waybill/carriers/usps';
import { hasReference, referenceJson, referenceNote } from '../../reference.ts';
import { drafts, parcelsIn, pushOf, secret, signatureOf } from '../push.ts';

const login = { clientId: 'shop', clientSecret: 'hush' };
const { push } = usps({ ...login, webhookSecret: secret });

const timestamp = '2026-11-20T12:00:00.747Z';
const scan = {
  eventCode: '01',
  eventType: 'Delivered, Front Door/Porch',
  eventTimestamp: '2026-11-20T06:58:00-05:00',
  eventCity: 'DETROIT',
  eventState: 'MI',
  eventZIPCode: '48226',
  eventCountry: 'US',
};
const record = { trackingNumber: '9400100000000000000013', status: scan.eventType, uniqueTrackingID: '77' };
const notificationOf = (payload: string) => ({
  subscriptionId: '400100200',
  subscriptionType: 'TRACKING',
  timestamp,
  payload,
});

describe('proof', () => {
  const payload = JSON.stringify({ ...record, trackingEvents: [scan] });
  const body = JSON.stringify(notificationOf(payload));

  it.each(['x-hmac', 'hmac-header'])('is HMAC-SHA256 over time and payload, from the header %s', (header) => {
    const given = signatureOf(timestamp + payload);
    expect(push?.authentication(pushOf(body, { [header]: given }))).toEqual({
      kind: 'hmac-sha256',
      secrets: [secret],
      message: new TextEncoder().encode(timestamp + payload),
      given,
      signedAt: timestamp,
    });
  });

  it('is missing without header, payload or a time that can be', () => {
    const headers = { 'x-hmac': 'any' };
    expect(push?.authentication(pushOf(body))).toBeUndefined();
    for (const fields of [{ payload: undefined }, { payload: {} }, { timestamp: undefined }, { timestamp: 'noon' }]) {
      expect(push?.authentication(pushOf({ ...notificationOf(payload), ...fields }, headers))).toBeUndefined();
    }
  });

  it('needs a secret of thirty-two characters', () => {
    expect(usps(login).push).toBeUndefined();
    expect(() => usps({ ...login, webhookSecret: 'too short' })).toThrow(/32/);
  });
});

describe('reading', () => {
  const inner = JSON.stringify({ ...record, trackingEvents: [scan] });

  it.each([
    ['a list of events', inner],
    ['one event', JSON.stringify({ ...record, trackingEvent: scan })],
    ['a payload that was escaped twice', JSON.stringify(inner).slice(1, -1)],
    ['a payload that was written as text twice', JSON.stringify(inner)],
  ])('takes %s', (_, payload) => {
    const reading = parcelsIn(push, notificationOf(payload));
    expect(reading?.extent).toBe('lines');
    expect(drafts(reading?.outcomes)).toMatchObject([
      {
        trackingNumber: '9400100000000000000013',
        uniqueId: '77',
        status: 'delivered',
        mapping: 'usps.subscription@2026.11',
        events: [{ id: '2026-11-20T06:58:00.01.48226-US' }],
      },
    ]);
  });

  it('makes nothing of what names no parcel', () => {
    for (const payload of ['', '[]', '{}', 'null', '"', '{"trackingEvents":[]}', inner.slice(0, 40)]) {
      const reading = parcelsIn(push, notificationOf(payload));
      expect(drafts(reading?.outcomes)).toEqual([]);
    }
    expect(push?.read(pushOf('{}'))).toBeUndefined();
  });

  it('is that of stored notifications too', () => {
    const [outcome] = readPayload(JSON.stringify(notificationOf(inner)), uspsFormats);
    expect(outcome).toMatchObject({ ok: true, value: { mapping: 'usps.subscription@2026.11' } });
  });
});

describe.skipIf(!hasReference)(`the example notification${referenceNote}`, () => {
  it('is proven by the example vector, and reads without a gap', async () => {
    const body = referenceJson<{ readonly timestamp: string; readonly payload: string }>(
      'usps/examples/subscriptions/notification.body.json',
    );
    const vector = referenceJson<{ readonly secret: string; readonly expected: string }>(
      'usps/examples/subscriptions/hmac-vector.json',
    );
    const capability = usps({ ...login, webhookSecret: vector.secret }).push;
    const proof = capability?.authentication(pushOf(body, { 'x-hmac': vector.expected }));
    expect(
      proof?.kind === 'hmac-sha256' && signatureOf(new TextDecoder().decode(proof.message), proof.secrets[0] ?? ''),
    ).toBe(vector.expected);
    expect(drafts(parcelsIn(capability, body)?.outcomes)).toMatchObject([{ trackingNumber: '12345678' }]);
  });
});
