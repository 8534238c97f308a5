import { describe, expect, it } from 'vitest';
import { dhlExpress } from '../../../../carriers/dhl/index.ts';
import { answer, checkpoint, outcomes, shipment, waybill } from './payloads.ts';

const carrier = dhlExpress({ username: 'user', password: 'secret', numbersPerRequest: 10 });
const asked = [{ trackingNumber: waybill }];

function body(status: string, fields: object = {}): object {
  return {
    instance: `/expressapi/shipments/${waybill}/tracking`,
    title: 'Some title',
    message: 'Said',
    status,
    ...fields,
  };
}

describe('an error of the MyDHL API', () => {
  it.each([
    [400, 'invalid_request'],
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [404, 'not_found'],
    [422, 'invalid_request'],
    [429, 'rate_limited'],
    [500, 'carrier_unavailable'],
  ])('%i is %s', (status, code) => {
    expect(outcomes(answer(body(String(status)), status))).toMatchObject([
      { ok: false, trackingNumber: waybill, error: { code, carrier: 'dhl-express', httpStatus: status } },
    ]);
  });

  it('keeps what was asked and what was answered out of the message', () => {
    const [outcome] = outcomes(answer(body('401', { detail: 'user with secret refused' }), 401));
    expect(JSON.stringify(outcome)).not.toMatch(/secret|Some title|expressapi/);
    expect(outcome?.ok === false && outcome.error.message).toMatch(/username and password of the MyDHL API/);
  });

  it('may be about the number', () => {
    const detail = 'shipmentTrackingNumber is not valid';
    expect(outcomes(answer(body('400', { detail }), 400))).toMatchObject([{ error: { code: 'invalid_number' } }]);
  });

  it('with a status that is none of HTTP goes by that of the answer', () => {
    expect(outcomes(answer(body('998'), 422))).toMatchObject([{ error: { code: 'invalid_request', httpStatus: 422 } }]);
  });

  it('splits several numbers if it may be about one, and only then', () => {
    const two = [...asked, { trackingNumber: '4123456794' }];
    expect(carrier.read(answer(body('400'), 400), two)).toBe('split');
    expect(carrier.read(answer(body('404'), 404), two)).toMatchObject([
      { error: { code: 'not_found' } },
      { error: { code: 'not_found' } },
    ]);
  });

  it.each([
    ['', 200, 'unexpected_response'],
    ['<html>', 502, 'carrier_unavailable'],
    ['<html>', 401, 'unauthorized'],
    ['{"shipments":', 200, 'unexpected_response'],
    ['{}', 200, 'unexpected_response'],
    ['[]', 200, 'unexpected_response'],
  ])('%j with %i is %s', (text, status, code) => {
    expect(outcomes(answer(text, status))).toMatchObject([{ ok: false, error: { code } }]);
  });
});

describe('a reference', () => {
  const read = (...given: Parameters<typeof answer>) =>
    carrier.reference?.read(answer(...given), { reference: 'ORDER-77' });

  it('finds shipments, each with its own number', () => {
    const other = { ...shipment([checkpoint('OK')]), shipmentTrackingNumber: '4123456794' };
    expect(read({ shipments: [shipment([checkpoint('PU')]), other] })).toMatchObject([
      { ok: true, trackingNumber: waybill },
      { ok: true, trackingNumber: '4123456794' },
    ]);
  });

  it.each([
    [{ shipments: [] }, 200],
    [body('404'), 404],
  ])('finds none', (value, status) => {
    expect(read(value, status)).toMatchObject([
      { ok: false, trackingNumber: 'ORDER-77', error: { code: 'not_found' } },
    ]);
  });
});

describe('a proof of delivery', () => {
  const read = (...given: Parameters<typeof answer>) =>
    carrier.proof?.read(answer(...given), { trackingNumber: waybill });

  it('is asked for by the waybill', () => {
    const options = { requestId: 'r' };
    expect(carrier.proof?.request({ trackingNumber: waybill }, options).url).toBe(
      `https://express.api.dhl.com/mydhlapi/shipments/${waybill}/proof-of-delivery`,
    );
    const shipper = dhlExpress({ username: 'user', password: 'secret', accountNumber: '300000000' });
    expect(shipper.proof?.request({ trackingNumber: waybill }, options).url).toMatch(
      /\?shipperAccountNumber=300000000$/,
    );
  });

  it('comes as bytes', () => {
    const documents = [{ encodingFormat: 'PDF', content: 'JVBER\ni0xLjQK', typeCode: 'POD' }];
    const outcome = read({ documents });
    expect(outcome).toMatchObject({ ok: true, value: [{ kind: 'document', mediaType: 'application/pdf' }] });
    const bytes = outcome?.ok === true ? outcome.value[0]?.bytes : undefined;
    expect(Buffer.from(bytes ?? []).toString('latin1')).toBe('%PDF-1.4\n');
  });

  it.each([
    ['before the delivery', body('404'), 404, 'not_available'],
    ['without documents', { documents: [] }, 200, 'not_available'],
    ['of an empty document', { documents: [{ content: '' }] }, 200, 'not_available'],
    ['cut short', { documents: [{ encodingFormat: 'PDF', content: 'JVBE*' }] }, 200, 'unexpected_response'],
    ['for wrong credentials', body('401'), 401, 'unauthorized'],
    ['on a page', '<html>', 200, 'unexpected_response'],
  ])('%s', (_, value, status, code) => {
    expect(read(value, status)).toMatchObject({ ok: false, trackingNumber: waybill, error: { code } });
  });
});
