import { describe, expect, it } from 'vitest';
import { parsePayload } from 'waybill/kit';
import { errorCodes } from '../../../carriers/fedex/errors.ts';
import { fedex, fedexFormats, identifyFedex } from '../../../carriers/fedex/index.ts';
import { hasReference, referenceJson, referenceNote, referenceText } from '../../reference.ts';
import { answer, carrier, outcomes } from './answers.ts';
import { published } from './published.ts';

describe.skipIf(!hasReference)(`FedEx’s published codes${referenceNote}`, () => {
  it.each(published)('$name: each has a meaning', ({ file, codes, meaning }) => {
    const listed = codes(referenceJson(file));
    expect(listed.length).toBeGreaterThan(0);
    expect(listed.filter((code) => meaning(code) === undefined)).toEqual([]);
  });

  it('errors: each has one of our codes', () => {
    const listed = referenceJson<readonly { readonly code: string }[]>('fedex/codes/error-codes.json');
    expect(listed).toHaveLength(45);
    expect(listed.filter(({ code }) => !Object.hasOwn(errorCodes, code))).toEqual([]);
  });

  it('locales: each can be asked for', () => {
    const locales = referenceJson<readonly { readonly code: string }[]>('fedex/codes/locales.json');
    for (const { code } of locales) {
      const locale = code.replace('_', '-');
      const { headers } = fedex({ clientId: 'i', clientSecret: 's', locale }).request([], { requestId: 'r' });
      expect(headers['x-locale']).toBe(code);
    }
  });

  it('test numbers: each is known by its check digit', () => {
    const numbers = referenceJson<readonly { readonly trackingNumber: string }[]>(
      'fedex/codes/mock-tracking-numbers.json',
    );
    for (const { trackingNumber } of numbers) {
      expect(trackingNumber).toMatch(carrier.numberPattern);
      expect(identifyFedex(trackingNumber)[0]).toMatchObject({ basis: 'check-digit', trackingNumber });
    }
  });
});

describe.skipIf(!hasReference)(`FedEx’s example payloads${referenceNote}`, () => {
  const example = (name: string): string => referenceText(`fedex/examples/${name}.json`);

  it('the full schema is read, and the number beside it is not found', () => {
    const [full, missing] = outcomes(answer(example('track-response.full-schema')), '123456789012', '39936862321');
    expect(full).toMatchObject({
      ok: true,
      value: {
        trackingNumber: '128667043726',
        uniqueId: '245822~123456789012~FDEG',
        status: 'in_transit',
        service: { code: 'FEDEX_FREIGHT_ECONOMY' },
        destination: { city: 'SEATTLE', region: 'WA', postalCode: '98101', country: 'US' },
        dimensions: { length: 100, width: 50, height: 30, unit: 'cm' },
        references: [{ kind: 'shipper_reference', value: 'ASJFGVAS' }],
      },
    });
    expect(full?.ok === true && full.value.issues).toBeUndefined();
    expect(missing).toMatchObject({ ok: false, error: { code: 'not_found' } });
  });

  it('the number that is not found is not found', () => {
    expect(outcomes(answer(example('track-response.not-found')), '39936862321')).toMatchObject([
      { ok: false, error: { code: 'not_found', carrierCode: 'TRACKING.TRACKINGNUMBER.NOTFOUND' } },
    ]);
  });

  it('the recorded duplicate is its newest shipment', () => {
    const [outcome] = outcomes(answer(example('track-response.recorded-duplicate')), '770000000001');
    expect(outcome).toMatchObject({
      ok: true,
      value: {
        uniqueId: '2460426000~770000000001~FX',
        status: 'delivered',
        delivery: { at: '2024-04-26T09:26:00-07:00', leftAt: 'Residence', to: 'recipient' },
        promisedDelivery: { to: '2024-04-26' },
        candidates: [
          { uniqueId: '2460425000~770000000001~FX', status: 'in_transit', chosen: false },
          { uniqueId: '2460426000~770000000001~FX', status: 'delivered', chosen: true, because: 'newest' },
        ],
      },
    });
    expect(outcome?.ok === true && outcome.value.issues).toBeUndefined();
  });

  it('the recorded Ground parcel is delivered, its days are days', () => {
    const [outcome] = outcomes(answer(example('track-response.recorded-ground-delivered')), '730000000002');
    expect(outcome).toMatchObject({
      ok: true,
      value: {
        status: 'delivered',
        shippedAt: '2024-08-15',
        promisedDelivery: { to: '2024-08-21' },
        weight: { value: 28.8, unit: 'lb' },
      },
    });
    expect(outcome?.ok === true && outcome.value.events).toHaveLength(17);
    expect(outcome?.ok === true && outcome.value.events.every(({ statusBasis }) => statusBasis === 'code')).toBe(true);
  });

  it.each([
    ['400', 400, 'invalid_number'],
    ['403', 403, 'forbidden'],
    ['404', 404, 'invalid_request'],
    ['500', 500, 'carrier_unavailable'],
    ['503', 503, 'carrier_unavailable'],
  ])('the error %s is the error it shows', (name, status, code) => {
    const response = answer(example(`errors/${name}`), status);
    expect(outcomes(response, '39936862321')).toMatchObject([{ ok: false, error: { code } }]);
    expect(carrier.throttledForMs?.(response, 0)).toBeUndefined();
  });

  it('the token is read', () => {
    // The printed token is cut by an ellipsis, which no header can hold.
    const printed = example('oauth-token.response').replace('……', '');
    expect(carrier.grant?.read(answer(printed))).toMatchObject({ expiresInMs: 3_600_000 });
    expect(() => carrier.grant?.read(answer(example('errors/oauth-401'), 401))).toThrow(/credentials/);
  });

  it('no other payload passes for an answer', () => {
    for (const name of ['oauth-token.response', 'errors/400', 'track-document-spod.sandbox-response']) {
      expect(fedexFormats.some((format) => format.matches(parsePayload(example(name))))).toBe(false);
    }
  });
});
