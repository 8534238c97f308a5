import { describe, expect, it } from 'vitest';
import { readPayload } from 'waybill';
import { fedex, fedexFormats } from 'waybill/carriers/fedex';
import { drafts, parcelsIn, pushOf, secret, signatureOf } from '../push.ts';

const login = { clientId: 'shop', clientSecret: 'hush' };
const { push } = fedex({ ...login, webhookSecret: secret });

const scan = (eventType: string, date: string) => ({
  date,
  eventType,
  scanLocation: { city: 'MEMPHIS', countryCode: 'US' },
});
const result = (trackingNumber: string, ...scanEvents: readonly object[]) => ({
  trackingNumberInfo: { trackingNumber, trackingNumberUniqueId: `24~${trackingNumber}~FX` },
  scanEvents,
});
const moved = result('123456789012', scan('AR', '2026-11-18T09:00:00-06:00'), scan('PU', '2026-11-17T17:00:00-06:00'));

describe('proof', () => {
  it('is HMAC-SHA256 over the raw body, from the header fdx-signature', () => {
    const body = '{ "trackResults": [] }';
    const request = pushOf(body, { 'fdx-signature': signatureOf(body) });
    expect(push?.authentication(request)).toEqual({
      kind: 'hmac-sha256',
      secrets: [secret],
      message: request.bytes,
      given: signatureOf(body),
    });
  });

  it('is missing where other headers stand in for it', () => {
    const headers = { 'x-fdx-sc-signature': 'a', 'x-fedex-signature': 'b', 'fdx-signature-2': 'c' };
    expect(push?.authentication(pushOf('{}', headers))).toBeUndefined();
  });

  it('needs the security token of the project', () => {
    expect(fedex(login).push).toBeUndefined();
    expect(() => fedex({ ...login, webhookSecret: ' ' })).toThrow(/webhookSecret/);
  });
});

describe('reading', () => {
  it.each([
    ['results', { trackResults: [moved] }],
    ['one result instead of a list', { trackResults: moved }],
    ['a result without an envelope', moved],
    ['a whole answer of the Track API', { output: { completeTrackResults: [{ trackResults: [moved] }] } }],
  ])('takes %s', (_, body) => {
    const reading = parcelsIn(push, body);
    expect(reading?.extent).toBe('whole');
    const [draft] = drafts(reading?.outcomes);
    expect(draft?.trackingNumber).toBe('123456789012');
    expect(draft?.uniqueId).toBe('24~123456789012~FX');
    expect(draft?.events.map(({ id }) => id)).toEqual([
      '2026-11-17T17:00:00.PU.MEMPHIS-US',
      '2026-11-18T09:00:00.AR.MEMPHIS-US',
    ]);
  });

  it('holds one line to be no whole history', () => {
    const reading = parcelsIn(push, {
      trackResults: [result('123456789012', scan('OD', '2026-11-18T09:00:00-06:00'))],
    });
    expect(reading?.extent).toBe('lines');
  });

  it('tells numbers apart, and an error from a parcel', () => {
    const error = { code: 'TRACKING.TRACKINGNUMBER.NOTFOUND', message: '' };
    const gone = { trackingNumberInfo: { trackingNumber: '123456789034' }, error };
    const outcomes = parcelsIn(push, { trackResults: [moved, gone] })?.outcomes;
    expect(outcomes).toMatchObject([
      { ok: true, trackingNumber: '123456789012' },
      { ok: false, trackingNumber: '123456789034', error: { code: 'not_found' } },
    ]);
  });

  it('makes nothing of what names no parcel', () => {
    for (const body of [
      '',
      '[]',
      '{}',
      '{"trackResults":[]}',
      '{"trackResults":[{"scanEvents":[]}]}',
      '{"output":{}}',
    ]) {
      expect(push?.read(pushOf(body))).toBeUndefined();
    }
  });

  it('is that of stored pushes too', () => {
    const [outcome] = readPayload(JSON.stringify({ trackResults: [moved] }), fedexFormats);
    expect(outcome).toMatchObject({ ok: true, value: { mapping: 'fedex.push@2026.11' } });
  });
});
