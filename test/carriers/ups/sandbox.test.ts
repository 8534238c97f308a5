import { describe, expect, it } from 'vitest';
import { ups } from 'waybill/carriers/ups';
import { upsSandbox } from '../../../carriers/ups/sandbox.ts';
import type { LifeEvent, LifeEventKind, ParcelLife, WireRequest, WireResponse } from '../../../src/kit.ts';
import { number, only } from './answers.ts';

const carrier = ups({ clientId: 'a-client', clientSecret: 'a:secret', signature: true, proofOfDelivery: true });
const albany = { city: 'Albany', region: 'NY', postalCode: '12207', country: 'US' };
const salem = { city: 'Salem', region: 'OR', postalCode: '97301', country: 'US' };

function at(kind: LifeEventKind, when: string, more: Partial<LifeEvent> = {}): LifeEvent {
  return { kind, at: when, place: albany, ...more };
}

function life(events: readonly LifeEvent[], more: Partial<ParcelLife> = {}): ParcelLife {
  return { carrier: 'ups', trackingNumber: number, events, origin: albany, destination: salem, ...more };
}

function arriving({ method, url, headers, body = '' }: WireRequest, token?: string) {
  const { pathname, search } = new URL(url);
  const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  return {
    method,
    path: pathname + search,
    headers: token ? { ...lower, authorization: `Bearer ${token}` } : lower,
    body,
  };
}

const request = arriving(carrier.request([{ trackingNumber: number }], { requestId: 'r-1' }), 'a-token');

function read(response: WireResponse) {
  return only(carrier.read(response, [{ trackingNumber: number }]));
}

function tracked(...parcels: readonly ParcelLife[]) {
  const outcome = read(upsSandbox.tracking([{ inquiry: { trackingNumber: number }, parcels }], request));
  if (!outcome.ok) throw outcome.error;
  return outcome.value;
}

const meanings: Readonly<Record<LifeEventKind, string>> = {
  label_created: 'pre_transit label_created',
  picked_up: 'in_transit picked_up',
  dropped_off: 'in_transit dropped_off',
  arrived_at_facility: 'in_transit arrived_at_facility',
  departed_facility: 'in_transit departed_facility',
  arrived_at_destination_facility: 'in_transit arrived_at_destination_facility',
  customs_held: 'exception customs_held',
  customs_cleared: 'in_transit customs_cleared',
  weather_delay: 'exception weather_delay',
  damaged: 'exception damaged',
  lost: 'exception lost',
  address_issue: 'exception address_issue',
  out_for_delivery: 'out_for_delivery',
  delivery_attempted: 'delivery_attempted recipient_unavailable',
  available_for_pickup: 'available_for_pickup at_pickup_point',
  collected: 'delivered collected',
  delivered: 'delivered',
  delivered_to_neighbour: 'delivered delivered_to_neighbour',
  handed_to_post: 'in_transit handed_to_partner',
  delivered_by_post: 'delivered delivered_by_partner',
  refused: 'exception refused',
  returning: 'returning return_to_sender',
  returned: 'returned return_to_sender',
  cancelled: 'cancelled cancelled_by_sender',
  refund_note: 'info claim',
};

describe('the sandbox', () => {
  it.each(Object.entries(meanings))('writes %s so that it reads as %s', (kind, meaning) => {
    const when = '2026-11-20T23:30:00-05:00';
    const { events, status } = tracked(life([at(kind as LifeEventKind, when)]));
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({ occurredAt: when, statusBasis: 'code', timeBasis: 'carrier' });
    expect([events[0]?.status, events[0]?.detail].filter(Boolean).join(' ')).toBe(meaning);
    if (kind !== 'refund_note') expect(status).toBe(events[0]?.status);
  });

  it('tells a whole life', () => {
    const events = [
      at('label_created', '2026-11-18T10:00:00-05:00'),
      at('picked_up', '2026-11-19T17:00:00-05:00'),
      at('out_for_delivery', '2026-11-22T08:00:00-08:00', { place: salem }),
      at('delivered', '2026-11-22T14:30:00-08:00', { place: salem, signedBy: 'R. Roe' }),
      at('refund_note', '2026-11-25T09:00:00-08:00', { place: salem }),
    ];
    const related = [{ relation: 'last_mile', trackingNumber: '9261290100000000000005', carrier: 'usps' }] as const;
    const more = { weightKg: 1.25, references: ['ORDER-1'], pieces: [number, 'X'], related };
    expect(tracked(life(events, more))).toMatchObject({
      status: 'delivered',
      shippedAt: '2026-11-19',
      delivery: {
        at: '2026-11-22T14:30:00-08:00',
        signedBy: 'R. Roe',
        proof: [{ kind: 'signature' }, { kind: 'document' }],
        place: { city: 'Salem' },
      },
      origin: albany,
      destination: salem,
      weight: { value: 1.25, unit: 'kg' },
      references: [{ kind: 'package', value: 'ORDER-1' }],
      pieceCount: 2,
      related,
    });
  });

  it.each([
    ['2026-11-24', { from: '2026-11-24', to: '2026-11-24' }],
    ['2026-11-24T18:00:00-08:00', { to: '2026-11-24T18:00:00' }],
  ])('forecasts %s', (estimatedDelivery, window) => {
    const events = [at('picked_up', '2026-11-19T17:00:00-05:00')];
    expect(tracked(life(events, { estimatedDelivery })).estimatedDelivery).toEqual(window);
  });

  it('leaves out what happened to other pieces', () => {
    const events = [
      at('picked_up', '2026-11-19T17:00:00-05:00'),
      at('damaged', '2026-11-20T17:00:00-05:00', { pieces: ['X'] }),
    ];
    expect(tracked(life(events)).status).toBe('in_transit');
  });

  it('shows all packages of a shipment to those who ask for the whole, page by page', () => {
    const pieces = [number, ...Array.from({ length: 69 }, (_, index) => `1Z999AA1${String(index).padStart(10, '0')}`)];
    const lost = at('lost', '2026-11-20T17:00:00-05:00', { pieces: pieces.slice(60) });
    const parcels = [life([at('picked_up', '2026-11-19T17:00:00-05:00'), lost], { pieces })];
    const inquiry = { trackingNumber: number };
    const whole = ups({ clientId: 'c', clientSecret: 's', wholeShipment: true });
    const answerTo = (wire: WireRequest) => upsSandbox.tracking([{ inquiry, parcels }], arriving(wire, 'a-token'));
    let reading = whole.read(answerTo(whole.request([inquiry], { requestId: 'r-1' })), [inquiry]);
    if (reading !== 'split' && 'next' in reading) reading = reading.read(answerTo(reading.next));
    const outcome = only(reading);
    expect(outcome).toMatchObject({ ok: true, value: { status: 'in_transit', pieceCount: 70 } });
    expect(outcome.ok && outcome.value.pieces?.map(({ status }) => status)).toEqual(
      pieces.map((_, index) => (index < 60 ? 'in_transit' : 'exception')),
    );
  });

  it('shows both shipments of a number used twice', () => {
    const before = life([at('delivered', '2025-01-10T12:00:00-05:00')]);
    const now = life([at('picked_up', '2026-11-19T17:00:00-05:00')]);
    const tracking = tracked(before, now);
    expect(tracking.status).toBe('in_transit');
    expect(tracking.candidates?.map(({ chosen }) => chosen)).toEqual([false, true]);
  });

  it('answers 200 for a number that it does not know', () => {
    const response = upsSandbox.tracking([{ inquiry: { trackingNumber: number }, parcels: [] }], request);
    expect(response.status).toBe(200);
    expect(read(response)).toMatchObject({ ok: false, error: { code: 'not_found', carrierCode: 'TW0001' } });
  });
});

describe('its routes', () => {
  it('understand the adapter’s requests', () => {
    expect(upsSandbox.route(request)).toEqual({
      kind: 'track',
      credential: 'a-token',
      inquiries: [{ trackingNumber: number }],
    });
    const grant = carrier.grant?.request();
    expect(grant && upsSandbox.route(arriving(grant))).toEqual({
      kind: 'token',
      clientId: 'a-client',
      clientSecret: 'a:secret',
    });
  });

  it('want the two headers and a number that UPS takes', () => {
    const { transid: _, ...headers } = request.headers as Record<string, string>;
    expect(upsSandbox.route({ ...request, headers })).toMatchObject({ problem: 'invalid_request' });
    const path = '/api/track/v1/details/1Z?locale=en_US';
    expect(upsSandbox.route({ ...request, path })).toMatchObject({ problem: 'invalid_request' });
  });

  it.each([
    ['POST', '/api/track/v1/details/1Z999AA10123456784'],
    ['GET', '/track/v1/details/1Z999AA10123456784'],
    ['GET', '/security/v1/oauth/token'],
    ['GET', '/'],
  ])('know no %s %s', (method, path) => {
    expect(upsSandbox.route({ ...request, method, path })).toEqual({ kind: 'unknown' });
  });

  it('have no credentials in a token request that is not well formed', () => {
    const path = '/security/v1/oauth/token';
    const body = 'grant_type=client_credentials';
    for (const authorization of ['', 'Basic %%%', 'Basic a', 'Bearer abc']) {
      expect(upsSandbox.route({ method: 'POST', path, headers: { authorization }, body })).toEqual({ kind: 'token' });
    }
  });

  it('give tokens that the adapter reads', () => {
    const response = upsSandbox.token?.('fresh', 14_399_000, 0);
    expect(response && carrier.grant?.read(response)).toEqual({ accessToken: 'fresh', expiresInMs: 14_399_000 });
  });
});

describe('its refusals', () => {
  const call = upsSandbox.route(request);

  it.each([
    ['bad_credentials', 401, 'unauthorized'],
    ['unauthorized', 401, 'unauthorized'],
    ['missing_scope', 401, 'unauthorized'],
    ['forbidden', 403, 'forbidden'],
    ['too_many_requests', 429, 'rate_limited'],
    ['throttled_quietly', 429, 'rate_limited'],
    ['batch_too_large', 400, 'invalid_request'],
    ['invalid_request', 400, 'invalid_request'],
    ['unknown_path', 404, 'unexpected_response'],
    ['server_error', 500, 'carrier_unavailable'],
    ['unavailable', 503, 'carrier_unavailable'],
  ] as const)('%s is status %i and reads as %s', (refusal, status, code) => {
    const response = upsSandbox.refuse(refusal, call, 5000);
    expect(response.status).toBe(status);
    expect(response.headers['retry-after']).toBeUndefined();
    expect(read(response)).toMatchObject({ ok: false, error: { code } });
  });

  it('tell a bad number from a missing header', () => {
    const bad = { kind: 'track', inquiries: [{ trackingNumber: '1Z' }] } as const;
    expect(read(upsSandbox.refuse('invalid_request', bad))).toMatchObject({ error: { code: 'invalid_number' } });
  });
});
