import { describe, expect, it } from 'vitest';
import { readPayload } from 'waybill';
import { upsFormats } from 'waybill/carriers/ups';
import { hasReference, referenceNote, referenceText } from '../../reference.ts';
import { answer, carrier } from './answers.ts';

function stored(name: string) {
  return readPayload(referenceText(`ups/examples/${name}`), upsFormats);
}

describe.skipIf(!hasReference)(`example payloads${referenceNote}`, () => {
  it('reads the delivered parcel of the official collection', () => {
    expect(stored('track-details.delivered.official-postman.json')).toEqual([
      expect.objectContaining({
        ok: true,
        value: expect.objectContaining({
          status: 'delivered',
          delivery: expect.objectContaining({ at: '2022-01-26T16:30:00-05:00' }),
        }),
      }),
    ]);
  });

  it('reads the parcel in transit without an issue', () => {
    const [outcome] = stored('track-details.in-transit.observed-shape.json');
    expect(outcome).toMatchObject({
      ok: true,
      value: {
        status: 'in_transit',
        shippedAt: '2026-01-05',
        estimatedDelivery: { from: '2026-01-12', to: '2026-01-12' },
        events: [
          { occurredAt: '2026-01-05T11:40:24-05:00' },
          { occurredAt: '2026-01-06T16:08:47-05:00' },
          { occurredAt: '2026-01-06T19:59:00-05:00' },
          { occurredAt: '2026-01-08T03:41:00-06:00' },
        ],
      },
    });
    expect(outcome?.ok === true && outcome.value.issues).toBeUndefined();
  });

  it.each([
    ['track-details.not-found.200.json', 'not_found'],
    ['errors/400-invalid-inquiry-number.json', 'invalid_number'],
    ['errors/401-invalid-authentication.json', 'unauthorized'],
    ['errors/429-too-many-requests.json', 'rate_limited'],
  ])('reads %s as %s', (name, code) => {
    expect(stored(name)).toEqual([expect.objectContaining({ ok: false, error: expect.objectContaining({ code }) })]);
  });

  it('reads a request without transId as refused', () => {
    const body = referenceText('ups/examples/errors/missing-transid.json');
    expect(carrier.read(answer(body, 400), [{ trackingNumber: '1Z999AA10123456784' }])).toMatchObject([
      { ok: false, error: { code: 'invalid_request' } },
    ]);
  });

  it('reads the token', () => {
    const body = referenceText('ups/examples/oauth-token.response.json');
    expect(carrier.grant?.read(answer(body)).expiresInMs).toBe(14_399_000);
  });
});
