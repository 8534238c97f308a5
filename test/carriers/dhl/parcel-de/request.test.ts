import { describe, expect, it } from 'vitest';
import { type DhlParcelDeOptions, dhlParcelDe } from '../../../../carriers/dhl/index.ts';
import { parseXml } from '../../../../src/read/xml.ts';

const number = '00340434292135100124';
const options = { requestId: 'r' };

function carrier(fields: Partial<DhlParcelDeOptions> = {}) {
  return dhlParcelDe({ apiKey: 'key', apiSecret: 'hush', username: 'shop', password: 'a+b,c&d?e/f"<g', ...fields });
}

function document(url: string): unknown {
  const reading = parseXml(new URL(url).searchParams.get('xml') ?? '');
  return reading.ok ? reading.value : undefined;
}

describe('a request of Parcel DE Shipment Tracking', () => {
  it('is a document in the address, its password intact', () => {
    const { method, url, headers } = carrier().request([{ trackingNumber: number }], options);
    expect(method).toBe('GET');
    expect(url).toMatch(/^https:\/\/api-eu\.dhl\.com\/parcel\/de\/tracking\/v0\/shipments\?xml=%3C/);
    expect(url).not.toMatch(/[+"<&]/);
    expect(document(url)).toEqual({
      '@appname': 'shop',
      '@password': 'a+b,c&d?e/f"<g',
      '@language-code': 'en',
      '@piece-code': number,
      '@request': 'd-get-piece-detail',
    });
    expect(headers.authorization).toBe(`Basic ${Buffer.from('key:hush').toString('base64')}`);
  });

  it('asks for several numbers in German, and for a postal code only alone', () => {
    const german = carrier({ locale: 'de-AT' });
    const alone = [{ trackingNumber: number, postalCode: ' 53113 ' }];
    expect(document(german.request(alone, options).url)).toMatchObject({
      '@language-code': 'de',
      '@zip-code': '53113',
    });
    const both = german.request([...alone, { trackingNumber: '00340434292135100131' }], options).url;
    expect(document(both)).toMatchObject({ '@piece-code': `${number};00340434292135100131` });
    expect(document(both)).not.toHaveProperty('@zip-code');
  });

  it('asks for a signature', () => {
    const url = carrier().proof?.request({ trackingNumber: number }, options).url ?? '';
    expect(document(url)).toMatchObject({ '@request': 'd-get-signature', '@piece-code': number });
  });

  it.each([
    [{ environment: 'test' as const }, 'https://api-sandbox.dhl.com/parcel/de/tracking/v0/shipments?'],
    [{ baseUrl: 'http://127.0.0.1:1/dhl-parcel-de/' }, 'http://127.0.0.1:1/dhl-parcel-de/shipments?'],
  ])('goes to the host of %o', (fields, start) => {
    expect(
      carrier(fields)
        .request([{ trackingNumber: number }], options)
        .url.startsWith(start),
    ).toBe(true);
  });
});

describe('dhlParcelDe()', () => {
  it.each([{ apiKey: '' }, { apiSecret: ' ' }, { username: '' }, { password: '' }])('refuses %o', (fields) => {
    const make = () => carrier(fields);
    expect(make).toThrow(expect.objectContaining({ code: 'invalid_request', carrier: 'dhl-parcel-de' }));
    expect(make).not.toThrow(/a\+b|hush/);
  });

  it('breaks neither the limit of requests nor that of numbers', () => {
    const { maxBatch, quotas } = carrier();
    const [second, day] = quotas;
    expect(second).toEqual({ limit: 3, intervalMs: 1_000 });
    expect(day?.intervalMs).toBe(86_400_000);
    expect((day?.limit ?? 0) * maxBatch).toBeLessThanOrEqual(10_000);
  });

  it('knows numbers of DHL Paket, a little before DHL as a whole', () => {
    expect(carrier().identify(number)).toMatchObject([
      { carrier: 'dhl-parcel-de', format: 'parcel-de', basis: 'check-digit', likelihood: 0.99 },
    ]);
    expect(carrier().identify('00340434292135100125')).toMatchObject([{ basis: 'shape' }]);
    expect(carrier().identify('340434292135100124')).toMatchObject([{ trackingNumber: number }]);
    expect(carrier().identify('4123456783')).toEqual([]);
  });
});
