import { describe, expect, it } from 'vitest';
import { type Inquiry, isTrackingError } from 'waybill/kit';
import { type FedexOptions, fedex } from '../../../carriers/fedex/index.ts';

const keys = { clientId: 'l7-invented', clientSecret: 'a+b&c' };

function trackingInfo(...inquiries: readonly Inquiry[]): readonly unknown[] {
  const { body } = fedex(keys).request(inquiries, { requestId: 'r-1' });
  return JSON.parse(body ?? '').trackingInfo;
}

function thrown(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  return undefined;
}

describe('the factory', () => {
  it('refuses credentials that cannot work', () => {
    const wrong: readonly FedexOptions[] = [
      { clientId: ' ', clientSecret: 's' },
      { clientId: 'i', clientSecret: '' },
      { ...keys, childKey: 'c' },
      { ...keys, childSecret: 'c' },
      { ...keys, grantType: 'csp_credentials' },
    ];
    for (const options of wrong) {
      const error = thrown(() => fedex(options));
      expect(isTrackingError(error) && error.code).toBe('invalid_request');
      expect(String(error)).toMatch(/Give fedex\(\)/);
    }
  });

  it('declares the published limits, or the caller’s own', () => {
    const { maxBatch, quotas, id, name } = fedex(keys);
    expect({ maxBatch, id, name }).toEqual({ maxBatch: 30, id: 'fedex', name: 'FedEx' });
    expect(quotas).toEqual([
      { limit: 1400, intervalMs: 10_000 },
      { limit: 100_000, intervalMs: 86_400_000 },
    ]);
    const own = fedex({ ...keys, quotas: [{ limit: 5, intervalMs: 1000 }], maxConcurrency: 2 });
    expect(own.quotas).toEqual([{ limit: 5, intervalMs: 1000 }]);
    expect(own.maxConcurrency).toBe(2);
  });

  it('names an account by host, key and customer, and betrays none of them', () => {
    const { account } = fedex(keys);
    expect(account).toMatch(/^fedex:[0-9a-f]+$/);
    expect(fedex({ ...keys, clientSecret: 'renewed' }).account).toBe(account);
    expect(fedex({ ...keys, environment: 'test' }).account).not.toBe(account);
    expect(fedex({ ...keys, childKey: 'c', childSecret: 's' }).account).not.toBe(account);
  });
});

describe('the token request', () => {
  it('sends the credentials in a form', () => {
    const request = fedex(keys).grant?.request();
    expect(request).toMatchObject({ method: 'POST', url: 'https://apis.fedex.com/oauth/token' });
    expect(request?.headers['content-type']).toBe('application/x-www-form-urlencoded');
    expect(Object.fromEntries(new URLSearchParams(request?.body))).toEqual({
      grant_type: 'client_credentials',
      client_id: 'l7-invented',
      client_secret: 'a+b&c',
    });
  });

  it('adds the customer’s pair under FedEx’s names', () => {
    const customer = { ...keys, childKey: 'child', childSecret: 'hush' };
    const form = (options: FedexOptions) =>
      Object.fromEntries(new URLSearchParams(fedex(options).grant?.request().body));
    expect(form(customer)).toMatchObject({ grant_type: 'csp_credentials', child_Key: 'child', child_secret: 'hush' });
    expect(form({ ...customer, grantType: 'client_pc_credentials' }).grant_type).toBe('client_pc_credentials');
  });

  it('reads the token, its life in seconds, as a number or as text', () => {
    const token = (body: unknown) => fedex(keys).grant?.read({ status: 200, headers: {}, body: JSON.stringify(body) });
    expect(token({ access_token: 't', expires_in: 3599 })).toEqual({ accessToken: 't', expiresInMs: 3_599_000 });
    expect(token({ access_token: 't', expires_in: '1800' })?.expiresInMs).toBe(1_800_000);
    expect(token({ access_token: 't' })?.expiresInMs).toBe(3_600_000);
  });

  it('tells refused credentials, missing permission, the block and nonsense apart', () => {
    const code = (status: number, body: string) => {
      const error = thrown(() => fedex(keys).grant?.read({ status, headers: {}, body }));
      return isTrackingError(error) ? error.code : undefined;
    };
    const coded = (name: string) => JSON.stringify({ errors: [{ code: name, message: 'm' }] });
    expect(code(401, coded('NOT.AUTHORIZED.ERROR'))).toBe('unauthorized');
    expect(code(403, coded('FORBIDDEN.ERROR'))).toBe('forbidden');
    expect(code(403, '<html>Denied</html>')).toBe('rate_limited');
    expect(code(503, 'down')).toBe('carrier_unavailable');
    expect(code(200, '{}')).toBe('unexpected_response');
    expect(code(200, '<html>')).toBe('unexpected_response');
  });
});

describe('the tracking request', () => {
  it('asks for all scans of up to thirty numbers', () => {
    const request = fedex(keys).request([{ trackingNumber: '771234005615' }], { requestId: 'r-1' });
    expect(request).toMatchObject({ method: 'POST', url: 'https://apis.fedex.com/track/v1/trackingnumbers' });
    expect(request.headers).toMatchObject({
      'content-type': 'application/json',
      'x-locale': 'en_US',
      'x-customer-transaction-id': 'r-1',
    });
    expect(JSON.parse(request.body ?? '')).toEqual({
      includeDetailedScans: true,
      trackingInfo: [{ trackingNumberInfo: { trackingNumber: '771234005615' } }],
    });
  });

  it('goes to the test host or to a base URL of the caller’s', () => {
    const url = (options: Partial<FedexOptions>) => fedex({ ...keys, ...options }).request([], { requestId: 'r' }).url;
    expect(url({ environment: 'test' })).toBe('https://apis-sandbox.fedex.com/track/v1/trackingnumbers');
    expect(url({ environment: 'test', baseUrl: 'http://127.0.0.1:8080/fedex/' })).toBe(
      'http://127.0.0.1:8080/fedex/track/v1/trackingnumbers',
    );
  });

  it('singles a shipment out by unique id and ship dates', () => {
    const trackingNumber = '771234005615';
    const ids = { trackingNumber, uniqueId: '2460425000~771234005615~FX' };
    const dates = { trackingNumber, shippedAfter: '2026-10-01', shippedBefore: '2026-10-31' };
    expect(trackingInfo(ids, dates)).toEqual([
      { trackingNumberInfo: { trackingNumber, trackingNumberUniqueId: '2460425000~771234005615~FX' } },
      { shipDateBegin: '2026-10-01', shipDateEnd: '2026-10-31', trackingNumberInfo: { trackingNumber } },
    ]);
  });

  it('leaves out ship dates that FedEx would refuse, and the batch with them', () => {
    const trackingNumber = '771234005615';
    const refused: readonly Omit<Inquiry, 'trackingNumber'>[] = [
      { shippedAfter: '2026-10-01', shippedBefore: '2026-11-01' },
      { shippedAfter: '2026-10-02', shippedBefore: '2026-10-01' },
      { shippedAfter: '2026-10-01' },
      { shippedBefore: '2026-10-01' },
      { shippedAfter: 'yesterday', shippedBefore: '2026-10-01' },
    ];
    for (const dates of refused) {
      expect(trackingInfo({ trackingNumber, ...dates })).toEqual([{ trackingNumberInfo: { trackingNumber } }]);
    }
  });

  it.each([
    [undefined, 'en_US'],
    ['en-US', 'en_US'],
    ['en-GB', 'en_GB'],
    ['en', 'en_US'],
    ['de-DE', 'de_DE'],
    ['de-AT', 'de_DE'],
    ['de_CH', 'de_CH'],
    ['DE', 'de_DE'],
    ['fr-ca', 'fr_CA'],
    ['zh-Hant-TW', 'zh_TW'],
    ['nb-NO', 'no_NO'],
    ['pt', 'pt_BR'],
    ['tlh', 'en_US'],
    ['', 'en_US'],
  ])('asks for %s as %s', (locale, expected) => {
    const carrier = fedex({ ...keys, ...(locale !== undefined && { locale }) });
    expect(carrier.request([], { requestId: 'r' }).headers['x-locale']).toBe(expected);
  });
});
