import { describe, expect, it } from 'vitest';
import { type DhlOptions, dhl } from '../../../../carriers/dhl/index.ts';

function requestOf(
  options: Partial<DhlOptions> = {},
  inquiry: object = {},
): { readonly url: URL; readonly headers: object } {
  const carrier = dhl({ apiKey: 'k-1', ...options });
  const { method, url, headers, body } = carrier.request([{ trackingNumber: '4123456783', ...inquiry }], {
    requestId: 'r',
  });
  expect(method).toBe('GET');
  expect(body).toBeUndefined();
  return { url: new URL(url), headers };
}

describe('request', () => {
  it('asks for one number with the key in its header and nowhere else', () => {
    const { url, headers } = requestOf();
    expect(`${url.origin}${url.pathname}`).toBe('https://api-eu.dhl.com/track/shipments');
    expect(Object.fromEntries(url.searchParams)).toEqual({ trackingNumber: '4123456783', language: 'en' });
    expect(headers).toEqual({ accept: 'application/json', 'dhl-api-key': 'k-1' });
    expect(url.href).not.toContain('k-1');
  });

  it('passes on what narrows the match', () => {
    const options = {
      service: 'parcel-de',
      requesterCountryCode: 'DE',
      originCountryCode: 'NL',
      limit: 20,
      locale: 'de-DE',
    };
    const { url } = requestOf(options, { postalCode: ' 53113 ' });
    expect(Object.fromEntries(url.searchParams)).toEqual({
      trackingNumber: '4123456783',
      service: 'parcel-de',
      requesterCountryCode: 'DE',
      originCountryCode: 'NL',
      recipientPostalCode: '53113',
      language: 'de',
      limit: '20',
    });
  });

  it('asks the division of a candidate that was chosen before', () => {
    const { url } = requestOf({}, { uniqueId: 'ecommerce-europe~64888~99' });
    expect(url.searchParams.get('service')).toBe('ecommerce-europe');
  });

  it('goes where baseUrl says', () => {
    const { url } = requestOf({ baseUrl: 'http://127.0.0.1:8080/dhl/' });
    expect(`${url.origin}${url.pathname}`).toBe('http://127.0.0.1:8080/dhl/track/shipments');
  });
});

describe('dhl()', () => {
  it('has the limits of the free level, which are options', () => {
    expect(dhl({ apiKey: 'k' }).quotas).toEqual([
      { limit: 1, intervalMs: 5_000 },
      { limit: 250, intervalMs: 86_400_000 },
    ]);
    const quotas = [{ limit: 10, intervalMs: 1_000 }];
    expect(dhl({ apiKey: 'k', quotas, maxConcurrency: 7 })).toMatchObject({ quotas, maxConcurrency: 7, maxBatch: 1 });
  });

  it('refuses a blank key and a test host, of which there is none', () => {
    expect(() => dhl({ apiKey: ' ' })).toThrowError(expect.objectContaining({ code: 'invalid_request' }));
    expect(() => dhl({ apiKey: 'k', environment: 'test' })).toThrowError(/no test host/);
    expect(dhl({ apiKey: 'k', environment: 'test', baseUrl: 'http://localhost' }).id).toBe('dhl');
  });

  it('names the account without the key', () => {
    expect(dhl({ apiKey: 'secret-key' }).account).not.toContain('secret');
    expect(dhl({ apiKey: 'a' }).account).not.toBe(dhl({ apiKey: 'b' }).account);
  });

  it('takes references of any shape, as the divisions do', () => {
    const { numberPattern } = dhl({ apiKey: 'k' });
    expect(numberPattern.test('64888')).toBe(true);
    expect(numberPattern.test('4123 456')).toBe(false);
  });

  it('escapes the number in the page for people', () => {
    expect(new URL(dhl({ apiKey: 'k' }).trackingUrl('A&B=1')).searchParams.get('tracking-id')).toBe('A&B=1');
  });
});
