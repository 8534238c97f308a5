import { describe, expect, it } from 'vitest';
import { usps } from '../../../carriers/usps/index.ts';
import { numbers, thrownBy } from './payloads.ts';

const credentials = { clientId: 'my-id', clientSecret: 'my-secret' };
const options = { requestId: 'r1' };
const inquiries = [
  { trackingNumber: numbers[0] },
  { trackingNumber: numbers[1], shippedAfter: '2026-11-03', shippedBefore: '2026-11-03', postalCode: '01103-1234' },
  { trackingNumber: numbers[2], shippedAfter: '2026-11-03', postalCode: 'SW1A 1AA', uniqueId: '1' },
];

describe('usps()', () => {
  it('asks v3r2 for a batch, with the hints that tell reused numbers apart', () => {
    const request = usps(credentials).request(inquiries, options);
    expect(request).toMatchObject({
      method: 'POST',
      url: 'https://apis.usps.com/tracking/v3r2/tracking',
      headers: { accept: 'application/json', 'content-type': 'application/json' },
    });
    expect(JSON.parse(request.body ?? '')).toEqual([
      { trackingNumber: numbers[0] },
      { trackingNumber: numbers[1], mailingDate: '2026-11-03', destinationZIPCode: '01103' },
      { trackingNumber: numbers[2] },
    ]);
  });

  it('asks v3 for one number with its scans', () => {
    const carrier = usps({ ...credentials, api: 'v3' });
    expect(carrier.request([{ trackingNumber: numbers[0] }], options)).toEqual({
      method: 'GET',
      url: `https://apis.usps.com/tracking/v3/tracking/${numbers[0]}?expand=DETAIL`,
      headers: { accept: 'application/json' },
    });
    const url = new URL(carrier.request(inquiries.slice(1, 2), options).url);
    expect(Object.fromEntries(url.searchParams)).toEqual({
      expand: 'DETAIL',
      mailingDate: '2026-11-03',
      destinationZIPCode: '01103',
    });
  });

  it('declares what each API allows', () => {
    expect(usps(credentials)).toMatchObject({ id: 'usps', name: 'USPS', maxBatch: 35, maxConcurrency: 2 });
    expect(usps({ ...credentials, api: 'v3' }).maxBatch).toBe(1);
    expect(usps(credentials).quotas).toEqual([{ limit: 60, intervalMs: 3_600_000 }]);
  });

  it('takes limits and hosts from its options', () => {
    const quotas = [{ limit: 5, intervalMs: 1000 }];
    expect(usps({ ...credentials, quotas, maxConcurrency: 4 })).toMatchObject({ quotas, maxConcurrency: 4 });
    expect(usps({ ...credentials, environment: 'test' }).request(inquiries, options).url).toMatch(
      /^https:\/\/apis-tem\.usps\.com\//,
    );
    expect(usps({ ...credentials, baseUrl: 'http://127.0.0.1:8080/usps/' }).grant?.request().url).toBe(
      'http://127.0.0.1:8080/usps/oauth2/v3/token',
    );
  });

  it('names the account without the secret', () => {
    const { account } = usps(credentials);
    expect(account).toBe(usps({ clientId: 'my-id', clientSecret: 'other', api: 'v3' }).account);
    expect(account).not.toBe(usps({ ...credentials, clientId: 'another' }).account);
    expect(account).not.toBe(usps({ ...credentials, environment: 'test' }).account);
    expect(account).not.toMatch(/my-id|my-secret/);
  });

  it.each([
    { clientId: '', clientSecret: 'x' },
    { clientId: 'x', clientSecret: ' ' },
  ])('refuses blank credentials', (blank) => {
    expect(thrownBy(() => usps(blank))).toMatchObject({ code: 'invalid_request', carrier: 'usps' });
    expect(thrownBy(() => usps(blank)).message).toMatch(/^Credentials of usps: client(?:Id|Secret) is blank/);
  });

  it('gives the page that a person opens', () => {
    expect(usps(credentials).trackingUrl(numbers[0])).toBe(
      `https://tools.usps.com/go/TrackConfirmAction?tLabels=${numbers[0]}`,
    );
  });

  it.each([
    ['9400', true],
    ['EA123456785US', true],
    ['123', false],
    ['1'.repeat(35), false],
    ['9400-1', false],
  ])('can ask for %s: %s', (number, can) => {
    expect(usps(credentials).numberPattern.test(number)).toBe(can);
  });
});

describe('the token', () => {
  const grant = usps(credentials).grant;
  const read = (body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}) =>
    grant?.read({ status, headers, body: typeof body === 'string' ? body : JSON.stringify(body) });
  const token = { access_token: 'abc', expires_in: 28_799, scope: 'addresses tracking labels' };

  it('is asked for as JSON, with the scope', () => {
    const request = grant?.request();
    expect(request).toMatchObject({
      method: 'POST',
      url: 'https://apis.usps.com/oauth2/v3/token',
      headers: { 'content-type': 'application/json' },
    });
    expect(JSON.parse(request?.body ?? '')).toEqual({
      grant_type: 'client_credentials',
      client_id: 'my-id',
      client_secret: 'my-secret',
      scope: 'tracking',
    });
  });

  it.each([
    ['a number', { expires_in: 100 }, 100_000],
    ['text', { expires_in: '28799', issued_at: '1680888985929' }, 28_799_000],
    ['absent', { expires_in: undefined }, 28_799_000],
    ['nonsense', { expires_in: 'soon' }, 28_799_000],
  ])('lives as long as it says, which may be %s', (_, fields, expiresInMs) => {
    expect(read({ ...token, ...fields })).toEqual({ accessToken: 'abc', expiresInMs });
  });

  it('is taken without a word on its scope', () => {
    expect(read({ access_token: 'abc', expires_in: 60 })).toEqual({ accessToken: 'abc', expiresInMs: 60_000 });
  });

  it.each(['', 'addresses prices', 'subscriptions-tracking'])('without the scope says how to get it: %j', (scope) => {
    const error = thrownBy(() => read({ ...token, scope }));
    expect(error).toMatchObject({ code: 'forbidden', retryable: false, carrier: 'usps' });
    expect(error.message).toMatch(/scope "tracking".*service request/);
  });

  it.each([
    [401, { error: 'invalid_client', error_description: 'x' }, 'unauthorized'],
    [400, { error: 'unauthorized_client' }, 'unauthorized'],
    [400, { error: 'invalid_grant' }, 'unauthorized'],
    [400, { error: 'invalid_scope' }, 'forbidden'],
    [400, { error: 'invalid_request' }, 'invalid_request'],
    [400, { error: 'unsupported_grant_type' }, 'invalid_request'],
    [401, {}, 'unauthorized'],
    [429, { error: { code: '429', message: 'Exceeded quota limit.' } }, 'rate_limited'],
    [503, { error: { code: '503' } }, 'carrier_unavailable'],
    [503, '<html>busy</html>', 'carrier_unavailable'],
    [200, {}, 'unexpected_response'],
    [200, '', 'unexpected_response'],
    [200, '[]', 'unexpected_response'],
  ])('refused with %s %j is %s', (status, body, code) => {
    expect(thrownBy(() => read(body, status))).toMatchObject({ code, carrier: 'usps' });
  });

  it('tells when to come back, and nothing secret', () => {
    const error = thrownBy(() =>
      read({ error: { code: '429', message: 'Quota of my-id' } }, 429, { 'retry-after': '30' }),
    );
    expect(error.retryAfterMs).toBe(30_000);
    expect(JSON.stringify(error)).not.toMatch(/my-id|my-secret|https?:/);
  });
});
