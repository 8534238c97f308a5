import { describe, expect, it } from 'vitest';
import { ups } from 'waybill/carriers/ups';
import type { ReferenceInquiry, ReferenceLookup } from 'waybill/kit';
import { activity, answer, bodyOf, carrier, number } from './answers.ts';

const options = { requestId: 'r-1' };

function lookup(): ReferenceLookup {
  if (carrier.reference === undefined) throw new Error('UPS looks references up');
  return carrier.reference;
}

describe('a look-up by reference', () => {
  const query = (inquiry: Partial<ReferenceInquiry>) => {
    const { url } = lookup().request({ reference: 'ORDER 7781/A', ...inquiry }, options);
    return Object.fromEntries(new URL(url).searchParams);
  };

  it('asks with the headers of the Track API, the reference in the path', () => {
    const { method, url, headers } = lookup().request({ reference: ' ORDER 7781/A ' }, options);
    expect(method).toBe('GET');
    expect(url).toBe('https://onlinetools.ups.com/api/track/v1/reference/details/ORDER%207781%2FA?locale=en_US');
    expect(headers).toMatchObject({ transId: 'r-1', transactionSrc: 'waybill' });
  });

  it('passes on what is known of the shipment', () => {
    expect(
      query({
        shippedAfter: '2026-03-01',
        shippedBefore: '2026-03-20',
        accountNumber: '58F2A7',
        destination: { country: 'US', postalCode: '38118' },
        kind: 'FGV',
      }),
    ).toEqual({
      locale: 'en_US',
      fromPickUpDate: '20260301',
      toPickUpDate: '20260320',
      destCountry: 'US',
      destZip: '38118',
      shipperNum: '58F2A7',
      refNumType: 'fgv',
    });
    expect(query({ kind: 'smallpackage' })).toMatchObject({ refNumType: 'SmallPackage' });
    expect(query({ kind: 'package' })).not.toHaveProperty('refNumType');
  });

  it.each([
    [{ reference: ' ' }, /Give a reference/],
    [{ shippedAfter: '1 March' }, /as dates/],
    [{ shippedBefore: '2026-02-30' }, /as dates/],
    [{ kind: 'CUSTOMER_REFERENCE' }, /SmallPackage or fgv/],
  ])('refuses %j', (inquiry, words) => {
    expect(() => query(inquiry)).toThrow(words);
    expect(() => query(inquiry)).toThrow(expect.objectContaining({ code: 'invalid_request' }));
  });

  it('finds every package of every shipment', () => {
    const parcel = (trackingNumber: string) => ({ trackingNumber, activity: [activity('I', 'AR', '005')] });
    const shipment = [
      { inquiryNumber: 'ORDER', package: [parcel('1Z58F2A70312346013'), parcel('1Z58F2A70312346022')] },
      { inquiryNumber: 'ORDER', package: parcel('1Z58F2A70312346031') },
      { inquiryNumber: 'ORDER', warnings: [{ code: 'TW0001' }] },
    ];
    const found = lookup().read(answer({ trackResponse: { shipment } }), { reference: 'ORDER' });
    expect(found).toMatchObject([
      { ok: true, trackingNumber: '1Z58F2A70312346013', value: { pieces: [{}, {}] } },
      { ok: true, trackingNumber: '1Z58F2A70312346022', value: { related: [{ relation: 'sibling' }] } },
      { ok: true, trackingNumber: '1Z58F2A70312346031' },
    ]);
    expect(found).toHaveLength(3);
  });

  it.each([
    ['nothing', { trackResponse: { shipment: [] } }, 200, 'not_found'],
    ['a warning', { trackResponse: { shipment: [{ warnings: [{ code: 'TW0001' }] }] } }, 200, 'not_found'],
    ['404', { response: { errors: [{ code: '404' }] } }, 404, 'unexpected_response'],
    ['a blocked account', { response: { errors: [] } }, 403, 'forbidden'],
    ['a page', '<html></html>', 200, 'unexpected_response'],
  ])('that brings %s fails once, by the reference', (_, body, status, code) => {
    expect(lookup().read(answer(body, status), { reference: 'ORDER' })).toMatchObject([
      { ok: false, trackingNumber: 'ORDER', error: { code, trackingNumber: 'ORDER' } },
    ]);
  });
});

describe('proofs of delivery', () => {
  const latin = (text: string) => btoa(text);
  const read = (deliveryInformation: unknown) =>
    carrier.proof?.read(answer(bodyOf({ activity: [], deliveryInformation })), { trackingNumber: number });

  it('are asked for with the tracking, whatever else the carrier is set to', () => {
    const whole = ups({ clientId: 'c', clientSecret: 's', wholeShipment: true, milestones: true });
    const url = new URL(whole.proof?.request({ trackingNumber: number }, options).url ?? '');
    expect(url.pathname).toBe(`/api/track/v1/details/${number}`);
    expect(Object.fromEntries(url.searchParams)).toEqual({
      locale: 'en_US',
      returnSignature: 'true',
      returnMilestones: 'false',
      returnPOD: 'true',
    });
  });

  it.each([
    ['application/pdf', '%PDF-1.7 x'],
    ['image/png', '\x89PNG\r\n\x1a\n'],
    ['image/gif', 'GIF89a....'],
    ['image/jpeg', '\xff\xd8\xff\xe0'],
    ['image/tiff', 'II*\0....'],
    ['text/html', '<!DOCTYPE html><html>'],
    ['text/html', '\n <HTML lang="en">'],
    [undefined, 'plain words'],
  ])('are told by their bytes: %s', (mediaType, bytes) => {
    const document = { kind: 'document', bytes: Uint8Array.from(bytes, (each) => each.charCodeAt(0)) };
    expect(read({ pod: { content: latin(bytes) } })).toEqual({
      ok: true,
      trackingNumber: number,
      value: [mediaType === undefined ? document : { ...document, mediaType }],
    });
  });

  it('may be a page that is not encoded', () => {
    expect(read({ pod: { content: '<html>é</html>' } })).toMatchObject({
      value: [{ mediaType: 'text/html', bytes: new TextEncoder().encode('<html>é</html>') }],
    });
  });

  it('are the signature, the photo and the document', () => {
    const outcome = read({
      signature: { image: latin('GIF87a') },
      deliveryPhoto: { photo: latin('\xff\xd8\xff') },
      pod: { content: latin('%PDF-') },
    });
    expect(outcome).toMatchObject({ value: [{ kind: 'signature' }, { kind: 'photo' }, { kind: 'document' }] });
  });

  it.each([
    ['no information', undefined],
    ['none of them', { location: 'Front Door', receivedBy: 'ROE', deliveryPhoto: { photoCaptureInd: 'Y' } }],
    ['empty ones', { signature: { image: '' }, pod: { content: ' ' } }],
    ['what is no base64', { signature: { image: '***' } }],
  ])('are not available where there is %s, and may be later', (_, information) => {
    expect(read(information)).toMatchObject({
      ok: false,
      trackingNumber: number,
      error: { code: 'not_available', retryable: true, trackingNumber: number },
    });
  });

  it('are those of the package asked for, or of all where it is a shipment’s number', () => {
    const parcel = (trackingNumber: string, content: string) => ({
      trackingNumber,
      deliveryInformation: { pod: { content: latin(content) } },
    });
    const body = {
      trackResponse: { shipment: [{ package: [parcel(number, 'A'), parcel('1Z58F2A70312346013', 'B')] }] },
    };
    const documents = (trackingNumber: string) => {
      const outcome = carrier.proof?.read(answer(body), { trackingNumber });
      return outcome?.ok ? outcome.value.map(({ bytes }) => String.fromCharCode(...(bytes ?? []))) : [];
    };
    expect(documents(number)).toEqual(['A']);
    expect(documents('1Z58F2A70312346022')).toEqual(['A', 'B']);
  });

  it.each([
    [{ trackResponse: { shipment: [{ warnings: [{ code: 'TW0001' }] }] } }, 200, 'not_found'],
    [{ response: { errors: [{ code: 'TV1002' }] } }, 400, 'invalid_number'],
    ['<html></html>', 200, 'unexpected_response'],
  ])('fail as tracking does: %j', (body, status, code) => {
    expect(carrier.proof?.read(answer(body, status), { trackingNumber: number })).toMatchObject({
      ok: false,
      error: { code },
    });
  });
});
