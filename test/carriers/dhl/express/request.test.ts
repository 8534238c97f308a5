import { describe, expect, it } from 'vitest';
import { isTrackingError } from 'waybill/kit';
import { type DhlExpressOptions, dhlExpress } from '../../../../carriers/dhl/index.ts';
import { plate, waybill } from './payloads.ts';

const options = { requestId: '0b8f2c1a-6a0e-4c55-9c3f-0d4f5f1d2e3a-too-long' };

function carrier(fields: Partial<DhlExpressOptions> = {}) {
  return dhlExpress({ username: 'shöp', password: 'se:cret', ...fields });
}

function asked(fields: Partial<DhlExpressOptions>, ...numbers: readonly string[]): URL {
  const inquiries = numbers.map((trackingNumber) => ({ trackingNumber }));
  return new URL(carrier(fields).request(inquiries, options).url);
}

describe('a request of the MyDHL API', () => {
  it('asks for one waybill with the offsets of its events', () => {
    const url = asked({}, waybill);
    expect(url.origin + url.pathname).toBe(`https://express.api.dhl.com/mydhlapi/shipments/${waybill}/tracking`);
    expect(Object.fromEntries(url.searchParams)).toEqual({
      trackingView: 'all-checkpoints-with-remarks',
      levelOfDetail: 'all',
      requestGMTOffsetPerEvent: 'true',
    });
  });

  it('carries the credentials in the header alone', () => {
    const { headers, url, body } = carrier().request([{ trackingNumber: waybill }], options);
    expect(headers).toMatchObject({ 'x-version': '3.1.0', 'accept-language': 'eng' });
    expect(headers['message-reference']).toHaveLength(36);
    const encoded = headers.authorization?.replace('Basic ', '') ?? '';
    expect(Buffer.from(encoded, 'base64').toString('utf8')).toBe('shöp:se:cret');
    expect(`${url}${body}`).not.toMatch(/cret/);
  });

  it('asks for several in one request where that is wanted, without offsets, also for a single one', () => {
    const url = asked({ numbersPerRequest: 50 }, waybill, '4123456794');
    expect(url.pathname).toBe('/mydhlapi/tracking');
    expect(url.searchParams.getAll('shipmentTrackingNumber')).toEqual([waybill, '4123456794']);
    expect(url.searchParams.has('requestGMTOffsetPerEvent')).toBe(false);
    expect(asked({ numbersPerRequest: 50 }, waybill).pathname).toBe('/mydhlapi/tracking');
  });

  it('asks for a piece by its own parameter, and for the pieces in the answer', () => {
    const url = asked({ levelOfDetail: 'shipment' }, plate);
    expect(url.pathname).toBe('/mydhlapi/tracking');
    expect(url.searchParams.getAll('pieceTrackingNumber')).toEqual([plate]);
    expect(url.searchParams.get('levelOfDetail')).toBe('all');
    expect(asked({ levelOfDetail: 'shipment' }, waybill).searchParams.get('levelOfDetail')).toBe('shipment');
  });

  it('stays below what gateways take, with a hundred pieces', () => {
    const numbers = Array.from({ length: 100 }, (_, index) => `JD0146000011110${String(index).padStart(5, '0')}`);
    expect(asked({ numbersPerRequest: 100 }, ...numbers).href.length).toBeLessThan(5_000);
  });

  it.each([
    [{ environment: 'test' as const }, 'https://express.api.dhl.com/mydhlapi/test/shipments/'],
    [{ baseUrl: 'http://127.0.0.1:1/dhl-express/' }, 'http://127.0.0.1:1/dhl-express/shipments/'],
  ])('goes to the host of %o', (fields, start) => {
    expect(asked(fields, waybill).href.startsWith(start)).toBe(true);
  });

  it.each([
    ['de-DE', 'deu'],
    ['fr', 'fra'],
    ['xx-XX', 'eng'],
  ])('asks for %s as %s', (locale, language) => {
    const { headers } = carrier({ locale }).request([{ trackingNumber: waybill }], options);
    expect(headers['accept-language']).toBe(language);
  });
});

describe('a reference', () => {
  it('is looked for in the account that shipped, in a span of days', () => {
    const { reference } = carrier({ accountNumber: '300000000' });
    const inquiry = { reference: 'ORDER 77', kind: 'CU', shippedAfter: '2026-11-01', shippedBefore: '2026-11-20' };
    const url = new URL(reference?.request(inquiry, options).url ?? '');
    expect(url.pathname).toBe('/mydhlapi/tracking');
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      shipmentReference: 'ORDER 77',
      shipmentReferenceType: 'CU',
      shipperAccountNumber: '300000000',
      dateRangeFrom: '2026-11-01',
      dateRangeTo: '2026-11-20',
    });
    const other = reference?.request({ reference: 'x', accountNumber: '400000000' }, options).url ?? '';
    expect(new URL(other).searchParams.get('shipperAccountNumber')).toBe('400000000');
  });

  it('cannot be looked for without one', () => {
    const request = () => carrier().reference?.request({ reference: 'ORDER-77' }, options);
    expect(request).toThrow(expect.objectContaining({ code: 'invalid_request', carrier: 'dhl-express' }));
    expect(request).toThrow(/accountNumber/);
  });
});

describe('dhlExpress()', () => {
  it.each([
    { username: ' ' },
    { password: '' },
    { numbersPerRequest: 0 },
    { numbersPerRequest: 101 },
    { numbersPerRequest: 1.5 },
  ])('refuses %o', (fields) => {
    expect(() => carrier(fields)).toThrow(expect.objectContaining({ code: 'invalid_request' }));
    try {
      carrier(fields);
    } catch (error) {
      expect(isTrackingError(error) && error.message).not.toMatch(/se:cret/);
    }
  });

  it('shares an account among those with the same user, and tells it from others', () => {
    expect(carrier().account).toBe(carrier({ password: 'other' }).account);
    expect(carrier().account).not.toBe(carrier({ username: 'other' }).account);
    expect(carrier().account).not.toContain('shöp');
  });

  it('asks for one number at a time and for 500 a day unless it is told otherwise', () => {
    expect(carrier()).toMatchObject({ maxBatch: 1, quotas: [{ limit: 500, intervalMs: 86_400_000 }] });
    expect(carrier({ numbersPerRequest: 20, quotas: [] })).toMatchObject({ maxBatch: 20, quotas: [] });
  });

  it('knows waybills and pieces, a little before DHL as a whole', () => {
    expect(carrier().identify(waybill)).toMatchObject([
      { carrier: 'dhl-express', format: 'express-waybill', basis: 'check-digit', likelihood: 0.81 },
    ]);
    expect(carrier().identify('4123456784')).toMatchObject([{ basis: 'shape' }]);
    expect(carrier().identify('JJD014600001111000001')).toMatchObject([{ carrier: 'dhl-express' }]);
    expect(carrier().identify(plate)).toMatchObject([{ carrier: 'dhl-express' }]);
    expect(carrier().identify('00340434292135100124')).toEqual([]);
  });
});
