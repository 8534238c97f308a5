import { describe, expect, it } from 'vitest';
import { dhl } from '../../../../carriers/dhl/index.ts';
import { answer, line, shipment, waybill } from './payloads.ts';

const carrier = dhl({ apiKey: 'key', service: 'express' });
const delivered = line({ statusCode: 'delivered', status: 'OK', description: 'Delivered' });

function proofOf(proofOfDelivery: object, fields: object = {}) {
  const body = { shipments: [shipment({ events: [delivered], details: { proofOfDelivery }, ...fields })] };
  return carrier.proof?.read(answer(body), { trackingNumber: waybill });
}

describe('proofs of delivery', () => {
  it('are asked for as tracking is', () => {
    const inquiry = { trackingNumber: waybill, postalCode: '50667' };
    expect(carrier.proof?.request(inquiry, { requestId: 'r' })).toEqual(carrier.request([inquiry], { requestId: 'r' }));
  });

  it('are links to DHL’s pages', () => {
    const documentUrl = 'https://dhl.example/pod?token=1';
    const signatureUrl = 'https://dhl.example/signature?token=1';
    expect(proofOf({ documentUrl, signatureUrl })).toEqual({
      ok: true,
      trackingNumber: waybill,
      value: [
        { kind: 'document', url: documentUrl },
        { kind: 'signature', url: signatureUrl },
      ],
    });
  });

  it.each([
    ['no link', {}, {}],
    ['the word of the sample', { documentUrl: 'string' }, {}],
    ['a signature that no link leads to', {}, { details: { proofOfDeliverySignedAvailable: true } }],
    ['no delivery yet', {}, { events: [line({ status: 'PU' })] }],
  ])('are not available where there is %s, and may be later', (_, proof, fields) => {
    expect(proofOf(proof, fields)).toMatchObject({
      ok: false,
      trackingNumber: waybill,
      error: { code: 'not_available', retryable: true, trackingNumber: waybill },
    });
  });

  it('fail as tracking does', () => {
    const unknown = answer({ status: 404, title: 'Not Found' }, 404);
    expect(carrier.proof?.read(unknown, { trackingNumber: waybill })).toMatchObject({ error: { code: 'not_found' } });
  });
});
