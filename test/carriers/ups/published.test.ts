import { describe, expect, it } from 'vitest';
import { readPayload } from 'waybill';
import { upsFormats } from 'waybill/carriers/ups';
import { hasReference, referenceNote, referenceText } from '../../reference.ts';
import { stated } from '../stated.ts';
import { answer, carrier } from './answers.ts';

function stored(name: string) {
  return readPayload(referenceText(`ups/examples/${name}`), upsFormats);
}

describe.skipIf(!hasReference)(`example payloads${referenceNote}`, () => {
  it('states the delivered parcel of the official collection in full', () => {
    expect(stored('track-details.delivered.official-postman.json').map(stated)).toEqual([
      {
        trackingNumber: '1Z1442YY7229014688',
        status: 'delivered',
        delivery: {
          at: '2022-01-26T16:30:00-05:00',
          place: { city: 'PARAMUS', region: 'NJ', country: 'US', facility: '0761' },
        },
        pieceCount: 1,
        events: [
          '2022-01-26T15:16:41 none | pre_transit/label_created by code MP 003 | US',
          '2022-01-26T16:30:00-05:00 place | delivered by code F4 011 | PARAMUS NJ US 0761',
        ],
      },
    ]);
  });

  it('states the parcel in transit in full', () => {
    expect(stored('track-details.in-transit.observed-shape.json').map(stated)).toEqual([
      {
        trackingNumber: '1Z999AA10123456784',
        service: { code: '518', name: 'UPS Ground' },
        shippedAt: '2026-01-05',
        estimatedDelivery: { from: '2026-01-12', to: '2026-01-12' },
        origin: { city: 'ALBANY', region: 'NY', country: 'US' },
        destination: { city: 'SALT LAKE CITY', region: 'UT', country: 'US' },
        weight: { value: 0.5, unit: 'lb' },
        references: [{ kind: 'shipment', value: 'REF-1' }],
        pieceCount: 1,
        status: 'in_transit',
        detail: 'arrived_at_facility',
        events: [
          '2026-01-05T11:40:24-05:00 carrier | pre_transit/label_created by code MP 003 | US',
          '2026-01-06T16:08:47-05:00 carrier | in_transit/received_at_origin_facility by code OR 160 | Albany NY US 0002',
          '2026-01-06T19:59:00-05:00 carrier | in_transit/departed_facility by code DP 005 | Albany NY US 0002',
          '2026-01-08T03:41:00-06:00 carrier | in_transit/arrived_at_facility by code AR 005 | Springfield IL US 0001',
        ],
      },
    ]);
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
    // The example shortens its token with an ellipsis, which no header can carry.
    const body = referenceText('ups/examples/oauth-token.response.json').replace('…', '.x.y');
    expect(carrier.grant?.read(answer(body)).expiresInMs).toBe(14_399_000);
  });
});
