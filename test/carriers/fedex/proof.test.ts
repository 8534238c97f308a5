import { describe, expect, it } from 'vitest';
import { type Inquiry, isTrackingError, type ProofDocument } from 'waybill/kit';
import { type FedexOptions, fedex } from '../../../carriers/fedex/index.ts';
import { openApi } from '../../openapi.ts';
import { hasReference, referenceNote, referenceText } from '../../reference.ts';
import { answer } from './answers.ts';

const keys = { clientId: 'l7-invented', clientSecret: 'invented' };
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
    ['an unknown number', { errors: [{ code: 'TRACKING.TRACKINGNUMBER.NOTFOUND' }] }, 400, 'not_found', false],
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
