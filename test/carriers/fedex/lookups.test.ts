import { describe, expect, it } from 'vitest';
import { type Inquiry, isTrackingError, type ProofDocument, type ReferenceInquiry } from 'waybill/kit';
import { type FedexOptions, fedex } from '../../../carriers/fedex/index.ts';
import { openApi } from '../../openapi.ts';
import { hasReference, referenceNote, referenceText } from '../../reference.ts';
import { answer, scan } from './answers.ts';

const keys = { clientId: 'l7-invented', clientSecret: 'invented' };
const placed: ReferenceInquiry = {
  reference: 'PO-88',
  kind: 'purchase_order',
  shippedAfter: '2026-11-01',
  shippedBefore: '2026-11-09',
  destination: { country: 'US', postalCode: '02139' },
};

const { kind: _, ...withoutKind } = placed;

function lookup(options: Partial<FedexOptions> = {}) {
  const { reference } = fedex({ ...keys, ...options });
  if (reference === undefined) throw new Error('no look-up');
  return reference;
}

function requestFor(inquiry: ReferenceInquiry, options: Partial<FedexOptions> = {}) {
  return lookup(options).request(inquiry, { requestId: 'r-1' });
}

function informationFor(inquiry: ReferenceInquiry, options: Partial<FedexOptions> = {}): unknown {
  return JSON.parse(requestFor(inquiry, options).body ?? '').referencesInformation;
}

function refusalOf(inquiry: ReferenceInquiry): string {
  try {
    requestFor(inquiry);
  } catch (error) {
    return isTrackingError(error) ? `${error.code}: ${error.message}` : '';
  }
  return 'none';
}

function result(number: string, uniqueId = 'u'): object {
  return {
    trackingNumberInfo: { trackingNumber: number, trackingNumberUniqueId: uniqueId },
    scanEvents: [scan(10, 'AR')],
  };
}

function read(...completeTrackResults: readonly object[]) {
  return lookup().read(answer({ output: { completeTrackResults } }), { reference: 'PO-88' });
}

describe('the request for a reference', () => {
  it('goes to its own endpoint, with the account', () => {
    const request = requestFor({ reference: ' PO-88 ', accountNumber: '700000001' });
    expect(request).toMatchObject({ method: 'POST', url: 'https://apis.fedex.com/track/v1/referencenumbers' });
    expect(JSON.parse(request.body ?? '')).toEqual({
      referencesInformation: { value: 'PO-88', accountNumber: '700000001' },
      includeDetailedScans: true,
    });
  });

  it('takes the account of the options where the call has none', () => {
    const options = { accountNumber: '700000001' };
    expect(informationFor({ reference: 'PO-88' }, options)).toEqual({ value: 'PO-88', accountNumber: '700000001' });
    expect(informationFor({ reference: 'PO-88', accountNumber: '2' }, options)).toMatchObject({ accountNumber: '2' });
  });

  it('or kind, dates and destination, the last day under both of its names', () => {
    expect(informationFor(placed)).toEqual({
      value: 'PO-88',
      type: 'PURCHASE_ORDER',
      shipDateBegin: '2026-11-01',
      shipDateEnd: '2026-11-09',
      shipDateEndDate: '2026-11-09',
      destinationCountryCode: 'US',
      destinationPostalCode: '02139',
    });
  });

  it.each<[string, ReferenceInquiry, RegExp]>([
    ['a blank reference', { reference: ' ', accountNumber: '1' }, /Give a reference/],
    ['neither account nor place', { reference: 'PO-88' }, /Give an accountNumber/],
    ['a place without a kind', withoutKind, /Give an accountNumber/],
    ['half a destination', { ...placed, destination: { country: 'US' } }, /Give an accountNumber/],
    ['one ship date', { reference: 'PO-88', accountNumber: '1', shippedAfter: '2026-11-01' }, /together/],
    ['dates far apart', { ...placed, shippedAfter: '2026-01-01' }, /30 days/],
  ])('is refused with %s, unsent', (_, inquiry, words) => {
    expect(refusalOf(inquiry)).toMatch(/^invalid_request: /);
    expect(refusalOf(inquiry)).toMatch(words);
  });
});

describe('the answer', () => {
  it('has an outcome for each number found', () => {
    const outcomes = read(
      { trackingNumber: '771234005615', trackResults: [result('771234005615')] },
      { trackResults: [result('771234005626'), result('771234005637')] },
    );
    expect(outcomes.map(({ ok, trackingNumber }) => [trackingNumber, ok])).toEqual([
      ['771234005615', true],
      ['771234005626', true],
      ['771234005637', true],
    ]);
    expect(outcomes[0]).toMatchObject({ value: { status: 'in_transit', mapping: 'fedex.track-v1@2026.11' } });
  });

  it('has the shipments of one number as candidates', () => {
    const trackResults = [result('771234005615', 'a'), result('771234005615', 'b')];
    expect(read({ trackResults })).toMatchObject([
      { ok: true, value: { candidates: [{ uniqueId: 'a' }, { uniqueId: 'b' }] } },
    ]);
  });

  it('has one failed outcome, for the reference, where nothing is found', () => {
    const unknown = { error: { code: 'TRACKING.REFERENCENUMBER.NOTFOUND' } };
    for (const outcomes of [
      read({ trackResults: [unknown] }),
      read({ trackingNumber: 'PO-88', trackResults: [unknown, unknown] }),
      read(),
      read({ trackResults: [] }),
    ]) {
      expect(outcomes).toHaveLength(1);
      expect(outcomes[0]).toMatchObject({ ok: false, trackingNumber: 'PO-88', error: { code: 'not_found' } });
    }
  });

  it('leaves out an error beside what was found', () => {
    const unknown = { error: { code: 'TRACKING.REFERENCENUMBER.NOTFOUND' } };
    expect(read({ trackResults: [unknown, result('771234005615')] }).map(({ ok }) => ok)).toEqual([true]);
  });

  it.each([
    ['TRACKING.DATA.NOTUNIQUE', 400, 'invalid_request'],
    ['TRACKING.REFERENCEDATA.INCOMPLETE', 400, 'invalid_request'],
    ['TRACKING.REFERENCETYPE.INVALID', 400, 'invalid_request'],
    ['REFERENCETRACKING.SHIPDATERANGE.INVALID', 400, 'invalid_request'],
    ['TRACKING.REFERENCENUMBER.NOTFOUND', 404, 'not_found'],
  ])('refused with %s is that error', (carrierCode, status, code) => {
    const outcomes = lookup().read(answer({ errors: [{ code: carrierCode }] }, status), { reference: 'PO-88' });
    expect(outcomes).toMatchObject([{ ok: false, trackingNumber: 'PO-88', error: { code, carrierCode } }]);
  });
});

describe.skipIf(!hasReference)(`FedEx’s own document${referenceNote}`, () => {
  it('takes the request, but for the other name of its last day', () => {
    const document = openApi(referenceText('fedex/openapi/track-v1.openapi.json'));
    for (const inquiry of [placed, { ...placed, accountNumber: '700000001' }]) {
      const request = requestFor(inquiry);
      const sent = { ...request, headers: { ...request.headers, authorization: 'Bearer a-token' } };
      // The only schema among the alternatives fails with its part.
      const faults = document.faultsOfRequest(sent).filter((fault) => !fault.includes(' oneOf:'));
      expect(faults).toEqual(['body.referencesInformation.shipDateEnd is not declared']);
    }
  });
});

const inquiry: Inquiry = { trackingNumber: '771234005615' };

function proof(options: Partial<FedexOptions> = {}) {
  const lookup = fedex({ ...keys, ...options }).proof;
  if (lookup === undefined) throw new Error('no proofs');
  return lookup;
}

function bodyOf(options: Partial<FedexOptions>, asked: Inquiry = inquiry): unknown {
  return JSON.parse(proof(options).request(asked, { requestId: 'r-1' }).body ?? '');
}

const base64 = (...bytes: readonly number[]): string => btoa(String.fromCharCode(...bytes));
const pdf = base64(0x25, 0x50, 0x44, 0x46, 0x2d, 0xff, 0x00);
const png = base64(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a);

function documentsIn(output: object): readonly ProofDocument[] {
  const outcome = proof().read(answer({ output }), inquiry);
  if (!outcome.ok) throw outcome.error;
  return outcome.value;
}

describe('the request for a proof of delivery', () => {
  it('asks for the signature as a PDF', () => {
    const request = proof().request(inquiry, { requestId: 'r-1' });
    expect(request).toMatchObject({
      method: 'POST',
      url: 'https://apis.fedex.com/track/v1/trackingdocuments',
      headers: { 'content-type': 'application/json', 'x-locale': 'en_US', 'x-customer-transaction-id': 'r-1' },
    });
    expect(bodyOf({})).toEqual({
      trackDocumentDetail: { documentType: 'SIGNATURE_PROOF_OF_DELIVERY', documentFormat: 'PDF' },
      trackDocumentSpecification: [{ trackingNumberInfo: { trackingNumber: '771234005615' } }],
    });
  });

  it('takes the picture, the account and what tells shipments apart', () => {
    const asked = { ...inquiry, uniqueId: '2461000000~1~FX', shippedAfter: '2026-11-01', shippedBefore: '2026-11-09' };
    expect(bodyOf({ proofFormat: 'PNG', accountNumber: '700000001' }, asked)).toEqual({
      trackDocumentDetail: { documentType: 'SIGNATURE_PROOF_OF_DELIVERY', documentFormat: 'PNG' },
      trackDocumentSpecification: [
        {
          trackingNumberInfo: { trackingNumber: '771234005615', trackingNumberUniqueId: '2461000000~1~FX' },
          shipDateBegin: '2026-11-01',
          shipDateEnd: '2026-11-09',
          accountNumber: '700000001',
        },
      ],
    });
  });
});

describe('the answer', () => {
  it.each([
    ['document, as the specification says', { document: [pdf] }],
    ['documents, as FedEx says', { documents: [pdf] }],
    ['a bare text', { documents: pdf }],
  ])('has its bytes under %s', (_, output) => {
    expect(documentsIn(output)).toEqual([
      {
        kind: 'signature',
        mediaType: 'application/pdf',
        bytes: Uint8Array.of(0x25, 0x50, 0x44, 0x46, 0x2d, 0xff, 0x00),
      },
    ]);
  });

  it('is of the kind that its bytes are, else of the kind that FedEx says', () => {
    const typesOf = (output: object) => documentsIn(output).map(({ mediaType }) => mediaType);
    expect(typesOf({ documentFormat: 'PDF', documents: [png] })).toEqual(['image/png']);
    expect(typesOf({ documentFormat: 'PNG', documents: [base64(1, 2, 3)] })).toEqual(['image/png']);
    expect(typesOf({ documentFormat: 'constructor', documents: [base64(1, 2, 3)] })).toEqual([undefined]);
    expect(typesOf({ documents: [pdf, png] })).toEqual(['application/pdf', 'image/png']);
  });

  it.each([
    ['the error for it', { errors: [{ code: 'TRACKINGDOCUMENT.DOCUMENT.UNAVAILABLE' }] }, 400, 'not_available', true],
    ['no document', { output: { documents: [], alerts: [] } }, 200, 'not_available', true],
    ['an empty document', { output: { document: [''] } }, 200, 'not_available', true],
    ['a document cut short', { output: { documents: ['JVBERi0xLjQ…'] } }, 200, 'unexpected_response', false],
    ['an unknown number', { errors: [{ code: 'TRACKING.TRACKINGNUMBER.NOTFOUND' }] }, 400, 'not_found', true],
    ['a missing permission', { errors: [{ code: 'FORBIDDEN.ERROR' }] }, 403, 'forbidden', false],
    ['neither', {}, 200, 'unexpected_response', false],
    ['a page', '<html></html>', 200, 'unexpected_response', true],
  ])('with %s fails as such', (_, body, status, code, retryable) => {
    const outcome = proof().read(answer(body, status), inquiry);
    expect(outcome).toMatchObject({ ok: false, trackingNumber: '771234005615', error: { code, retryable } });
    expect(!outcome.ok && isTrackingError(outcome.error)).toBe(true);
  });
});

describe.skipIf(!hasReference)(`FedEx’s own documents${referenceNote}`, () => {
  it('take the request', () => {
    const document = openApi(referenceText('fedex/openapi/track-v1.openapi.json'));
    const options = { requestId: '4d6f1f52' };
    const asked = { ...inquiry, uniqueId: '2461000000~1~FX', shippedAfter: '2026-11-01', shippedBefore: '2026-11-09' };
    for (const request of [
      proof().request(inquiry, options),
      proof({ accountNumber: '700000001', proofFormat: 'PNG' }).request(asked, options),
    ]) {
      const sent = { ...request, headers: { ...request.headers, authorization: 'Bearer a-token' } };
      expect(document.faultsOfRequest(sent)).toEqual([]);
    }
  });

  it('show an answer that is read until where it was cut', () => {
    const body = referenceText('fedex/examples/track-document-spod.sandbox-response.json');
    expect(proof().read(answer(body), inquiry)).toMatchObject({ ok: false, error: { code: 'unexpected_response' } });
    const whole = body.replace(/"JVBERi0[^"]*"/, `"${pdf}"`);
    expect(proof().read(answer(whole), inquiry)).toMatchObject({ ok: true, value: [{ mediaType: 'application/pdf' }] });
  });
});
