import { describe, expect, it } from 'vitest';
import type { LifeEvent, LifeEventKind, ParcelLife, SandboxRefusal, TrackingDraft } from 'waybill/kit';
import { usps } from '../../../carriers/usps/index.ts';
import { uspsSandbox } from '../../../carriers/usps/sandbox.ts';
import { numbers, thrownBy } from './payloads.ts';

const home = { city: 'Springfield', region: 'MA', postalCode: '01103', country: 'US' };
const away = { city: 'Austin', region: 'TX', postalCode: '78701', country: 'US' };
const clients = {
  v3r2: usps({ clientId: 'id', clientSecret: 'secret' }),
  v3: usps({ clientId: 'id', clientSecret: 'secret', api: 'v3' }),
} as const;
type Api = keyof typeof clients;
const apis: readonly Api[] = ['v3r2', 'v3'];

function life(events: readonly LifeEvent[], fields: Partial<ParcelLife> = {}): ParcelLife {
  return { carrier: 'usps', trackingNumber: numbers[0], events, origin: away, destination: home, ...fields };
}

function moment(kind: LifeEventKind, hour = 18, fields: Partial<LifeEvent> = {}): LifeEvent {
  return { kind, at: `2026-11-20T${String(hour).padStart(2, '0')}:30:15-06:00`, place: home, ...fields };
}

/** Sends the adapter's own request to the sandbox and reads the answer. */
function track(api: Api, parcels: readonly ParcelLife[], hints: object = {}) {
  const client = clients[api];
  const inquiries = [{ trackingNumber: numbers[0], ...hints }];
  const { method, url, headers, body = '' } = client.request(inquiries, { requestId: 'r' });
  const { pathname, search } = new URL(url);
  const request = { method, path: pathname + search, headers: { ...headers, authorization: 'Bearer token' }, body };
  const call = uspsSandbox.route(request);
  if (call.kind !== 'track') throw new Error('not a tracking call');
  const [inquiry] = call.inquiries;
  if (inquiry === undefined) throw new Error('no inquiry');
  const response = uspsSandbox.tracking([{ inquiry, parcels }], request);
  return { call, response, reading: client.read(response, inquiries) };
}

function tracked(api: Api, parcels: readonly ParcelLife[], hints: object = {}): TrackingDraft {
  const { reading } = track(api, parcels, hints);
  const [outcome] = reading === 'split' || 'next' in reading ? [] : reading;
  if (!outcome?.ok) throw outcome?.error ?? new Error('no outcome');
  return outcome.value;
}

const expected: Readonly<Record<LifeEventKind, readonly [status: string, detail?: string]>> = {
  label_created: ['pre_transit', 'label_created'],
  picked_up: ['in_transit', 'picked_up'],
  dropped_off: ['in_transit', 'accepted'], // USPS does not say how it came
  arrived_at_facility: ['in_transit', 'arrived_at_facility'],
  departed_facility: ['in_transit', 'departed_facility'],
  arrived_at_destination_facility: ['in_transit', 'arrived_at_destination_facility'],
  customs_held: ['exception', 'customs_held'],
  customs_cleared: ['in_transit', 'customs_cleared'],
  weather_delay: ['exception', 'weather_delay'],
  damaged: ['exception', 'damaged'],
  lost: ['exception', 'undeliverable'], // the nearest: sent to the Mail Recovery Center
  address_issue: ['exception', 'address_issue'],
  out_for_delivery: ['out_for_delivery'],
  delivery_attempted: ['delivery_attempted', 'recipient_unavailable'],
  available_for_pickup: ['available_for_pickup', 'at_post_office'],
  collected: ['delivered', 'collected'],
  delivered: ['delivered', 'delivered_to_safe_place'],
  delivered_to_neighbour: ['delivered', 'delivered_to_neighbour'],
  handed_to_post: ['in_transit', 'handed_to_partner'],
  delivered_by_post: ['delivered', 'delivered_to_mailbox'],
  refused: ['exception', 'refused'],
  returning: ['returning', 'return_to_sender'],
  returned: ['returned'],
  cancelled: ['cancelled', 'cancelled_by_sender'],
  refund_note: ['info'], // USPS has a research case for it, which is no claim
};

describe.each(apis)('a life written in %s', (api) => {
  it.each(Object.entries(expected) as readonly [LifeEventKind, readonly [string, string?]][])(
    'reads back %s',
    (kind, [status, detail]) => {
      const tracking = tracked(api, [life([moment(kind)])]);
      expect(tracking.issues).toBeUndefined();
      const [event] = tracking.events;
      expect(event?.status).toBe(status);
      expect(event?.detail).toBe(detail);
      expect(event?.statusBasis).toBe(kind === 'cancelled' ? 'text' : 'code');
      expect(event?.place).toEqual({ ...home, city: 'SPRINGFIELD' });
      // A life of clocks six hours behind, in a place five hours behind: v3 writes labels without an offset.
      const clock = `2026-11-20T18:30:15${kind === 'label_created' && api === 'v3' ? '-05:00' : '-06:00'}`;
      expect(event?.occurredAt).toBe(clock);
      if (status !== 'info') expect(tracking.status).toBe(status);
    },
  );

  it('reads back the whole story', () => {
    const story = life(
      [
        moment('label_created', 8, { place: away }),
        moment('out_for_delivery', 9),
        moment('delivered', 10, { signedBy: 'A Sample' }),
        moment('refund_note', 11),
      ],
      { estimatedDelivery: '2026-11-20T21:00:00-06:00' },
    );
    const tracking = tracked(api, [story]);
    expect(tracking).toMatchObject({
      trackingNumber: numbers[0],
      status: 'delivered',
      origin: { ...away, city: 'AUSTIN' },
      destination: { ...home, city: 'SPRINGFIELD' },
      delivery: {
        at: '2026-11-20T10:30:15-06:00',
        signedBy: 'A Sample',
        to: 'recipient',
        proof: [{ kind: 'document' }],
      },
      shippedAt: '2026-11-20',
    });
    expect(tracking.events.map(({ status }) => status)).toEqual([
      'pre_transit',
      'out_for_delivery',
      'delivered',
      'info',
    ]);
    expect(tracking.uniqueId).toMatch(/^\d{9}$/);
  });

  it('reads back a forecast and a place abroad', () => {
    const tokyo = { city: 'Tokyo', country: 'JP' };
    const travelling = life([moment('arrived_at_facility', 8, { place: tokyo })], {
      estimatedDelivery: '2026-11-24',
      origin: tokyo,
    });
    expect(tracked(api, [travelling])).toMatchObject({
      origin: { city: 'TOKYO', country: 'JP' },
      events: [{ place: { city: 'TOKYO', country: 'JP' } }],
    });
    expect(tracked(api, [travelling]).estimatedDelivery?.from).toBe('2026-11-24');
    const timed = life([moment('out_for_delivery')], { estimatedDelivery: '2026-11-24T12:05:00-06:00' });
    expect(tracked(api, [timed]).estimatedDelivery).toEqual({ from: '2026-11-24', to: '2026-11-24T12:05:00' });
  });

  it('does not know a number without a parcel', () => {
    const { reading, response } = track(api, []);
    expect(response.status).toBe(api === 'v3' ? 400 : 404);
    expect(reading).toMatchObject([{ ok: false, trackingNumber: numbers[0], error: { code: 'not_found' } }]);
  });

  it('passes the hints that tell a reused number apart', () => {
    const old = life([moment('delivered', 8, { at: '2025-03-01T10:00:00-05:00' })], { destination: away });
    const young = life([moment('out_for_delivery')]);
    expect(tracked(api, [old, young]).status).toBe('out_for_delivery');
    expect(tracked(api, [old, young], { postalCode: '78701' }).status).toBe('delivered');
    expect(tracked(api, [old, young], { shippedAfter: '2025-03-01', shippedBefore: '2025-03-01' }).status).toBe(
      'delivered',
    );
    expect(tracked(api, [old, young]).candidates?.length).toBe(api === 'v3' ? undefined : 2);
  });

  it('routes the credential along', () => {
    expect(track(api, []).call).toMatchObject({ credential: 'token', inquiries: [{ trackingNumber: numbers[0] }] });
  });
});

describe('a batch', () => {
  it('is 207 when some are missing', () => {
    const inquiries = numbers.map((trackingNumber) => ({ trackingNumber }));
    const { method, url, headers, body = '' } = clients.v3r2.request(inquiries, { requestId: 'r' });
    const request = { method, path: new URL(url).pathname, headers, body };
    const call = uspsSandbox.route(request);
    expect(call).toEqual({ kind: 'track', inquiries });
    const response = uspsSandbox.tracking(
      inquiries.map((inquiry, index) => ({
        inquiry,
        parcels: index === 1 ? [] : [life([moment('delivered')], { trackingNumber: inquiry.trackingNumber })],
      })),
      request,
    );
    expect(response.status).toBe(207);
    const reading = clients.v3r2.read(response, inquiries);
    expect(reading).toMatchObject([{ ok: true }, { ok: false, error: { code: 'not_found' } }, { ok: true }]);
  });

  it.each([
    ['too many', Array.from({ length: 36 }, () => ({ trackingNumber: numbers[0] })), 'batch_too_large'],
    ['none', [], 'invalid_request'],
    ['no list', {}, 'invalid_request'],
    ['a number of the wrong form', [{ trackingNumber: '1 2' }], 'invalid_request'],
  ])('of %s is refused', (_, items, problem) => {
    const request = { method: 'POST', path: '/tracking/v3r2/tracking', headers: {}, body: JSON.stringify(items) };
    expect(uspsSandbox.route(request)).toMatchObject({ kind: 'track', problem });
  });
});

describe('the token endpoint', () => {
  it('takes JSON and forms', () => {
    const { method, headers, body = '' } = clients.v3r2.grant?.request() ?? { method: 'GET', headers: {} };
    const path = '/oauth2/v3/token';
    const call = { kind: 'token', clientId: 'id', clientSecret: 'secret', scope: 'tracking' };
    expect(uspsSandbox.route({ method, path, headers, body })).toEqual(call);
    const form = 'client_id=id&client_secret=secret&scope=tracking';
    expect(
      uspsSandbox.route({ method, path, headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: form }),
    ).toEqual(call);
    expect(uspsSandbox.route({ method, path, headers, body: '{' })).toEqual({ kind: 'token' });
  });

  it('grants what the adapter reads', () => {
    const response = uspsSandbox.token?.('abc', 5000, 0);
    expect(response && clients.v3r2.grant?.read(response)).toEqual({ accessToken: 'abc', expiresInMs: 5000 });
  });
});

describe('a refusal', () => {
  const call = { kind: 'track', inquiries: [{ trackingNumber: numbers[0] }] } as const;
  const codes: Partial<Record<SandboxRefusal, string>> = {
    unauthorized: 'unauthorized',
    missing_scope: 'forbidden',
    forbidden: 'forbidden',
    too_many_requests: 'rate_limited',
    throttled_quietly: 'rate_limited',
    batch_too_large: 'invalid_request',
    invalid_request: 'invalid_number',
    unknown_path: 'not_found',
    server_error: 'carrier_unavailable',
    unavailable: 'carrier_unavailable',
  };

  it.each(Object.entries(codes) as readonly [SandboxRefusal, string][])('%s is read as %s', (refusal, code) => {
    const response = uspsSandbox.refuse(refusal, call, 1500);
    expect(clients.v3.read(response, call.inquiries)).toMatchObject([{ ok: false, error: { code } }]);
    const waits = refusal === 'too_many_requests' || refusal === 'unavailable';
    expect(response.headers['retry-after']).toBe(waits ? '2' : undefined);
  });

  it.each([
    ['bad_credentials', 'unauthorized'],
    ['missing_scope', 'forbidden'],
    ['too_many_requests', 'rate_limited'],
  ] as const)('%s of a token is %s', (refusal, code) => {
    const response = uspsSandbox.refuse(refusal, { kind: 'token' }, 1500);
    expect(thrownBy(() => clients.v3r2.grant?.read(response)).code).toBe(code);
  });

  it('knows no other path', () => {
    const other = { method: 'GET', headers: {}, body: '' };
    expect(uspsSandbox.route({ ...other, path: '/tracking/v3r2/tracking' }).kind).toBe('unknown');
    expect(uspsSandbox.route({ ...other, path: '/addresses/v3/address' }).kind).toBe('unknown');
  });
});
