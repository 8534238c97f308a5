import { describe, expect, it } from 'vitest';
import type { Inquiry } from 'waybill/kit';
import { type FedexOptions, fedex } from '../../../carriers/fedex/index.ts';

const keys = { clientId: 'l7-invented', clientSecret: 'a+b&c' };

function trackingInfo(...inquiries: readonly Inquiry[]): readonly unknown[] {
  const { body } = fedex(keys).request(inquiries, { requestId: 'r-1' });
  return JSON.parse(body ?? '').trackingInfo;
}

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
  ])('asks for %s as %s', (locale, expected) => {
    const carrier = fedex({ ...keys, ...(locale !== undefined && { locale }) });
    expect(carrier.request([], { requestId: 'r' }).headers['x-locale']).toBe(expected);
  });
});
