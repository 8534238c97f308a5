import { describe, expect, it } from 'vitest';
import { ups } from 'waybill/carriers/ups';
import { answer, carrier, number } from './answers.ts';

const credentials = { clientId: 'some-client', clientSecret: 'some-secret' };

function requestOf(options: object = {}) {
  return ups({ ...credentials, ...options }).request([{ trackingNumber: number }], { requestId: 'request-1' });
}

describe('the request', () => {
  it('asks for one number with the two headers that UPS wants', () => {
    const { method, url, headers, body } = requestOf();
    expect(method).toBe('GET');
    expect(url).toBe(
      `https://onlinetools.ups.com/api/track/v1/details/${number}?locale=en_US&returnSignature=false&returnMilestones=false&returnPOD=false`,
    );
    expect(headers).toMatchObject({ transId: 'request-1', transactionSrc: 'waybill' });
    expect(body).toBeUndefined();
  });

  it('goes to the test host, or to the base URL given, without doubling slashes', () => {
    expect(requestOf({ environment: 'test' }).url).toMatch(/^https:\/\/wwwcie\.ups\.com\/api\/track/);
    expect(requestOf({ baseUrl: 'http://127.0.0.1:8080/ups/' }).url).toMatch(
      /^http:\/\/127\.0\.0\.1:8080\/ups\/api\/track\//,
    );
  });

  it('passes on the options', () => {
    const { url, headers } = requestOf({
      signature: true,
      milestones: true,
      proofOfDelivery: true,
      transactionSource: 'shop',
    });
    const query = Object.fromEntries(new URL(url).searchParams);
    expect(query).toMatchObject({ returnSignature: 'true', returnMilestones: 'true', returnPOD: 'true' });
    expect(headers).toMatchObject({ transactionSrc: 'shop' });
  });

  it.each([
    ['de-DE', 'de_DE'],
    ['fr_ca', 'fr_CA'],
    ['zh-Hant-TW', 'zh_TW'],
    ['sv', 'sv'],
  ])('writes the locale %s as %s', (locale, written) => {
    expect(new URL(requestOf({ locale }).url).searchParams.get('locale')).toBe(written);
  });

  it('refuses blank credentials', () => {
    expect(() => ups({ clientId: ' ', clientSecret: 's' })).toThrow(/clientId is blank/);
    expect(() => ups({ clientId: 'c', clientSecret: '' })).toThrow(/clientSecret is blank/);
  });

  it('keeps quotas, concurrency and batch size as documented, unless told otherwise', () => {
    expect(carrier).toMatchObject({ maxBatch: 1, maxConcurrency: 4, quotas: [{ limit: 60, intervalMs: 10_000 }] });
    const told = ups({ ...credentials, maxConcurrency: 2, quotas: [{ limit: 1, intervalMs: 1000 }] });
    expect(told).toMatchObject({ maxConcurrency: 2, quotas: [{ limit: 1, intervalMs: 1000 }] });
  });
});

describe('the token', () => {
  it('is asked for by HTTP Basic, beside the API and not under it', () => {
    const request = ups({ ...credentials, merchantId: 'A1B2C3' }).grant?.request();
    expect(request).toEqual({
      method: 'POST',
      url: 'https://onlinetools.ups.com/security/v1/oauth/token',
      headers: {
        accept: 'application/json',
        authorization: `Basic ${btoa('some-client:some-secret')}`,
        'content-type': 'application/x-www-form-urlencoded',
        'x-merchant-id': 'A1B2C3',
      },
      body: 'grant_type=client_credentials',
    });
  });

  it('carries credentials outside Latin letters', () => {
    const authorization = ups({ clientId: 'ü', clientSecret: '鍵' }).grant?.request().headers.authorization;
    expect(Buffer.from(authorization?.slice(6) ?? '', 'base64').toString('utf8')).toBe('ü:鍵');
  });

  it('lives as long as the text `expires_in` says', () => {
    const body = { token_type: 'Bearer', access_token: 'a-token', expires_in: '14399', status: 'approved' };
    expect(carrier.grant?.read(answer(body))).toEqual({ accessToken: 'a-token', expiresInMs: 14_399_000 });
  });

  it.each([
    [401, '250002', 'unauthorized'],
    [400, '10400', 'unauthorized'],
    [403, '', 'forbidden'],
    [429, '10429', 'rate_limited'],
    [503, '', 'carrier_unavailable'],
  ])('fails typed for status %i and code "%s"', (status, code, expected) => {
    const refused = answer({ response: { errors: [{ code, message: 'no' }] } }, status);
    expect(() => carrier.grant?.read(refused)).toThrow(expect.objectContaining({ code: expected }));
  });

  it('fails typed for an answer without a token and for a page', () => {
    const unexpected = expect.objectContaining({ code: 'unexpected_response' });
    expect(() => carrier.grant?.read(answer({ status: 'approved' }))).toThrow(unexpected);
    expect(() => carrier.grant?.read(answer('<html></html>'))).toThrow(unexpected);
  });
});
