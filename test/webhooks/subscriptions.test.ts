import { describe, expect, it } from 'vitest';
import { dhl, fedex, ups, usps } from '../../carriers/index.ts';
import type { Carrier } from '../../src/carrier/carrier.ts';
import type { Subscription } from '../../src/carrier/push.ts';
import type { Fetch } from '../../src/send/transport.ts';
import { createTracker } from '../../src/tracker.ts';
import { subscribe } from '../../src/webhooks/subscriptions.ts';
import { clockAt, office, secret, url } from './office.ts';

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly headers: Headers;
  readonly body: unknown;
}

/** A wire that grants every token and answers the rest by a script. */
function wire(script: (sent: Sent, nth: number) => Response) {
  const calls: Sent[] = [];
  const grants: string[] = [];
  const fetch: Fetch = async (request) => {
    const { pathname, search } = new URL(request.url);
    const text = await request.text();
    if (pathname.includes('/oauth')) {
      grants.push(text);
      const scope = 'tracking subscriptions-tracking';
      return Response.json({ access_token: `token-${grants.length}`, expires_in: 3600, scope });
    }
    const sent = {
      method: request.method,
      path: pathname + search,
      headers: request.headers,
      body: text === '' ? undefined : JSON.parse(text),
    };
    calls.push(sent);
    return script(sent, calls.length);
  };
  return { calls, grants, fetch };
}

const login = { clientId: 'shop', clientSecret: 'hush', quotas: [{ limit: 1000, intervalMs: 1000 }] };
const numbers = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `1Z${String(index).padStart(16, '0')}`);

describe('UPS Track Alert', () => {
  it('takes a hundred numbers a call, and tells which of them it took', async () => {
    const asked = numbers(250);
    const [first = '', second = ''] = asked;
    const { calls, fetch } = wire(({ body }) => {
      const { trackingNumberList } = body as { trackingNumberList: readonly string[] };
      const validTrackingNumbers = trackingNumberList.filter((number) => number !== second);
      return Response.json({ validTrackingNumbers, invalidTrackingNumbers: [second] });
    });
    const desk = office({ fetch, carriers: [ups({ ...login, webhookSecret: secret })] });
    const outcomes = await desk.subscribe('ups', { trackingNumbers: [...asked, first] }, { url });
    expect(calls.map(({ body }) => (body as { trackingNumberList: unknown[] }).trackingNumberList.length)).toEqual([
      100, 100, 50,
    ]);
    expect(outcomes.map(({ trackingNumber }) => trackingNumber)).toEqual(asked);
    expect(outcomes[0]).toEqual({
      ok: true,
      trackingNumber: first,
      value: {
        carrier: 'ups',
        target: { trackingNumbers: [first] },
        state: 'active',
        // Fourteen days after noon of the twentieth.
        expiresAt: expect.stringMatching(/^2026-12-04T12:00:0/),
      },
    });
    expect(outcomes[1]).toMatchObject({ ok: false, trackingNumber: second, error: { code: 'invalid_number' } });
    const [call] = calls;
    expect(call?.method).toBe('POST');
    expect(call?.path).toBe('/api/track/v1/subscription/standard/package');
    expect(call?.headers.get('authorization')).toBe('Bearer token-1');
    expect(call?.headers.get('transid')).toMatch(/^[0-9a-f]{16}$/);
    expect(call?.body).toMatchObject({ locale: 'en_US', destination: { url, credential: secret } });
  });

  it('has address and credentials from the portal in its second version', async () => {
    const { calls, fetch } = wire(() => Response.json({ validTrackingNumbers: numbers(1) }));
    const carriers = [ups({ ...login, webhookCheck: () => true, trackAlert: 'enhanced' })];
    const outcomes = await office({ fetch, carriers }).subscribe('ups', { trackingNumbers: numbers(1) });
    expect(outcomes[0]?.ok).toBe(true);
    expect(calls[0]?.path).toBe('/api/track/v2/subscription/enhanced/package');
    expect(calls[0]?.body).toEqual({ locale: 'en_US', trackingNumberList: numbers(1) });
  });

  it('subscribes to an account, and ends that', async () => {
    const { calls, fetch } = wire(({ method }) =>
      method === 'POST'
        ? Response.json({ expiryDate: '9999-12-31' })
        : Response.json({ message: 'Account unsubscribed' }),
    );
    const desk = office({ fetch, carriers: [ups(login)] });
    const [outcome] = await desk.subscribe('ups', { account: 'A1B2C3' });
    expect(outcome).toEqual({
      ok: true,
      trackingNumber: 'A1B2C3',
      value: { carrier: 'ups', target: { account: 'A1B2C3' }, state: 'active' },
    });
    if (outcome?.ok) await desk.unsubscribe(outcome.value);
    expect(calls.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /api/track/v2/subscription/standard/account',
      'DELETE /api/track/v2/subscription/standard/account?shipper_account_number=A1B2C3',
    ]);
    expect(calls[0]?.body).toMatchObject({ shipperAccountNumber: 'A1B2C3', subAccountType: ['Outbound'] });
  });

  it('ends a subscription to numbers by itself only', async () => {
    const subscription: Subscription = { carrier: 'ups', target: { trackingNumbers: numbers(1) }, state: 'active' };
    await expect(office({ carriers: [ups(login)] }).unsubscribe(subscription)).rejects.toMatchObject({
      code: 'not_available',
    });
  });

  it('fails for all numbers of a call that is refused, and for no others', async () => {
    const refusal = { response: { errors: [{ code: 'VSS600', message: 'URL is empty.' }] } };
    const { fetch } = wire((_, nth) =>
      nth === 1 ? Response.json(refusal, { status: 400 }) : Response.json({ validTrackingNumbers: numbers(101) }),
    );
    const desk = office({ fetch, carriers: [ups(login)] });
    const outcomes = await desk.subscribe('ups', { trackingNumbers: numbers(101) });
    expect(outcomes.map(({ ok }) => ok)).toEqual([...Array.from({ length: 100 }, () => false), true]);
    expect(outcomes[0]).toMatchObject({ error: { code: 'invalid_request', carrierCode: 'VSS600' } });
  });

  it('wants an address in its first version', async () => {
    const desk = office({ carriers: [ups({ ...login, webhookSecret: secret })] });
    await expect(desk.subscribe('ups', { trackingNumbers: numbers(1) })).rejects.toMatchObject({
      code: 'invalid_request',
      message: expect.stringContaining('url'),
    });
  });
});

describe('USPS subscriptions', () => {
  const carriers = [usps({ ...login, webhookSecret: secret, webhookContacts: ['parcels@shop.example'] })];
  const number = '9400100000000000000008';
  const created = { subscriptionId: '400100200', status: 'ENABLED', expirationTimestamp: '2027-01-31T00:00:00Z' };

  it('are made one by one, with a token for their own scope', async () => {
    const { calls, grants, fetch } = wire(() => Response.json(created, { status: 201, headers: { etag: 'v1' } }));
    const desk = office({ fetch, carriers });
    const outcomes = await desk.subscribe('usps', { trackingNumbers: [number, '9400100000000000000015'] }, { url });
    expect(grants.map((body) => JSON.parse(body).scope)).toEqual(['subscriptions-tracking']);
    expect(calls.map(({ path }) => path)).toEqual([
      '/subscriptions-tracking/v3r2/subscriptions',
      '/subscriptions-tracking/v3r2/subscriptions',
    ]);
    expect(calls[0]?.body).toEqual({
      listenerURL: url,
      secret,
      adminNotification: [{ email: 'parcels@shop.example' }],
      filterProperties: { trackingNumber: number, trackingEventTypes: ['ALL_UPDATES'] },
    });
    expect(outcomes[0]).toEqual({
      ok: true,
      trackingNumber: number,
      value: {
        carrier: 'usps',
        target: { trackingNumbers: [number] },
        id: '400100200',
        state: 'active',
        expiresAt: '2027-01-31T00:00:00Z',
      },
    });
  });

  it('are made for a Mailer ID', async () => {
    const { calls, fetch } = wire(() => new Response('{}', { status: 201, headers: { location: '/a/b/77' } }));
    const [outcome] = await office({ fetch, carriers }).subscribe('usps', { account: '912345678' }, { url });
    expect(outcome).toMatchObject({ ok: true, trackingNumber: '912345678', value: { id: '77' } });
    expect(calls[0]?.body).toMatchObject({ filterProperties: { MID: '912345678' } });
  });

  it('end by their latest version, looked up again where somebody was quicker', async () => {
    const { calls, fetch } = wire(({ method }, nth) => {
      if (method === 'GET') return Response.json(created, { headers: { etag: `"v${nth}"` } });
      return new Response(null, { status: nth === 2 ? 412 : 200 });
    });
    const subscription: Subscription = { carrier: 'usps', target: { account: '1' }, id: '4/7', state: 'active' };
    await office({ fetch, carriers }).unsubscribe(subscription);
    expect(calls.map(({ method, headers }) => [method, headers.get('if-match')])).toEqual([
      ['GET', null],
      ['DELETE', '"v1"'],
      ['GET', null],
      ['DELETE', '"v3"'],
    ]);
    expect(calls[0]?.path).toBe('/subscriptions-tracking/v3r2/subscriptions/4%2F7');
  });

  it('that have ended already are well, and those that will not hold still are given up', async () => {
    const subscription: Subscription = { carrier: 'usps', target: { account: '1' }, id: '7', state: 'active' };
    const gone = wire(() => Response.json({ error: { code: '404', message: 'Not found' } }, { status: 404 }));
    await office({ fetch: gone.fetch, carriers }).unsubscribe(subscription);
    const restless = wire(({ method }) =>
      method === 'GET' ? Response.json({}, { headers: { etag: 'v' } }) : new Response(null, { status: 412 }),
    );
    await expect(office({ fetch: restless.fetch, carriers }).unsubscribe(subscription)).rejects.toMatchObject({
      code: 'unexpected_response',
    });
    expect(restless.calls).toHaveLength(6);
  });

  it('say what is missing', async () => {
    const without = [usps(login)];
    await expect(office({ carriers: without }).subscribe('usps', { account: '1' })).rejects.toMatchObject({
      code: 'invalid_request',
      message: expect.stringMatching(/url.*webhookSecret.*webhookContacts/),
    });
  });

  it('name the scope where the account lacks it', async () => {
    const { fetch } = wire(() =>
      Response.json({ error: { code: '401', message: 'Insufficient OAuth scope.' } }, { status: 403 }),
    );
    const [outcome] = await office({ fetch, carriers }).subscribe('usps', { account: '1' }, { url });
    expect(outcome).toMatchObject({ ok: false, error: { code: 'forbidden' } });
  });
});

describe('DHL subscriptions', () => {
  const carriers = [dhl({ apiKey: 'key', service: 'express', quotas: login.quotas, webhookSecret: secret })];
  const self = 'https://api-eu.dhl.com/tracking/push/v1/subscription/6f1b0d0e-2b7c-4a64-9d51-0c3f5a7e9b12';

  it('hold ten numbers each, and wait for the handshake', async () => {
    const asked = Array.from({ length: 12 }, (_, index) => String(1_829_852_000 + index));
    const { calls, grants, fetch } = wire(() => Response.json({ self }, { status: 202 }));
    const outcomes = await office({ fetch, carriers }).subscribe('dhl', { trackingNumbers: asked }, { url });
    expect(grants).toEqual([]);
    expect(calls.map(({ body }) => (body as { shipmentIDs: unknown[] }).shipmentIDs.length)).toEqual([10, 2]);
    expect(calls[0]?.headers.get('dhl-api-key')).toBe('key');
    expect(calls[0]?.body).toMatchObject({
      hook: { uri: url, authentication: { type: 'ApiKeyAuthentication', header: 'x-webhook-token', token: secret } },
      format: 'Default',
      type: 'Shipment',
      service: 'express',
    });
    expect(outcomes).toHaveLength(12);
    expect(outcomes[11]).toEqual({
      ok: true,
      trackingNumber: asked[11],
      value: {
        carrier: 'dhl',
        target: { trackingNumbers: asked.slice(10) },
        id: '6f1b0d0e-2b7c-4a64-9d51-0c3f5a7e9b12',
        state: 'pending',
      },
    });
  });

  it('end', async () => {
    const { calls, fetch } = wire(() => new Response(null, { status: 204 }));
    const subscription: Subscription = { carrier: 'dhl', target: { account: '1' }, id: 'abc', state: 'active' };
    await office({ fetch, carriers }).unsubscribe(subscription);
    expect(calls.map(({ method, path }) => `${method} ${path}`)).toEqual(['DELETE /tracking/push/v1/subscription/abc']);
  });

  it('do not end where DHL refuses', async () => {
    const { fetch } = wire(() => Response.json({ status: 403, title: 'Forbidden' }, { status: 403 }));
    const subscription: Subscription = { carrier: 'dhl', target: { account: '1' }, id: 'abc', state: 'active' };
    await expect(office({ fetch, carriers }).unsubscribe(subscription)).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('subscribing', () => {
  it('throws for a carrier without an API for it, and for one that is not there', async () => {
    const desk = office({ carriers: [fedex(login)] });
    await expect(desk.subscribe('fedex', { account: '1' })).rejects.toMatchObject({ code: 'invalid_request' });
    await expect(desk.subscribe('dhl', { account: '1' })).rejects.toMatchObject({ code: 'invalid_request' });
  });

  it('gives outcomes for a dead line, and throws the reason of an abort', async () => {
    const desk = office({ clock: clockAt(0), carriers: [dhl({ apiKey: 'key', webhookSecret: secret })] });
    const outcomes = await desk.subscribe('dhl', { trackingNumbers: ['1829852058'] }, { url });
    expect(outcomes).toMatchObject([{ ok: false, trackingNumber: '1829852058', error: { code: 'network' } }]);
    const signal = AbortSignal.abort(new Error('Enough.'));
    await expect(desk.subscribe('dhl', { account: '1' }, { url, signal })).rejects.toThrow('Enough.');
  });
});

describe('an order whose answer was lost', () => {
  const number = '9400100000000000000008';
  const target = { trackingNumbers: [number] };
  const postal = [usps({ ...login, webhookSecret: secret, webhookContacts: ['parcels@shop.example'] })];
  const parcels = [ups({ ...login, webhookSecret: secret }), dhl({ apiKey: 'key', webhookSecret: secret })];
  const lost: Readonly<Record<string, () => Response>> = {
    'a connection that broke': () => {
      throw Object.assign(new TypeError('fetch failed'), { cause: Object.assign(new Error(), { code: 'ECONNRESET' }) });
    },
    'an error of the server': () => new Response('{}', { status: 500 }),
    'a service that is not there now': () => new Response('{}', { status: 503 }),
    'a time-out of a gateway': () => new Response('', { status: 504 }),
  };

  it.each(Object.entries(lost))('by %s is looked for at USPS, and found', async (_, lose) => {
    const { calls, fetch } = wire(({ method }) =>
      method === 'POST'
        ? lose()
        : Response.json({
            subscriptions: [
              { subscriptionId: '1', listenerURL: 'https://other.example/' },
              { subscriptionId: '2', listenerURL: url },
            ],
          }),
    );
    const outcomes = await subscribe(retrying(fetch, postal), 'usps', target, { url });
    expect(outcomes).toEqual([
      { ok: true, trackingNumber: number, value: { carrier: 'usps', target, id: '2', state: 'active' } },
    ]);
    expect(calls.map(({ method }) => method)).toEqual(['POST', 'GET']);
    expect(calls[1]?.path).toBe(`/subscriptions-tracking/v3r2/subscriptions?trackingNumber=${number}`);
  });

  it('is made again where USPS does not have it, and then it is known or unknown', async () => {
    for (const second of [
      () => Response.json({ subscriptionId: '3' }, { status: 201 }),
      lost['a connection that broke'],
    ]) {
      const { calls, fetch } = wire(({ method }, nth) => {
        if (method === 'GET') return Response.json({ error: { code: '404', message: 'None.' } }, { status: 404 });
        return nth === 1 ? new Response('', { status: 502 }) : (second?.() ?? new Response());
      });
      const [outcome] = await subscribe(retrying(fetch, postal), 'usps', target, { url });
      expect(calls.map(({ method }) => method)).toEqual(['POST', 'GET', 'POST']);
      if (outcome?.ok) expect(outcome.value.id).toBe('3');
      else expect(outcome?.error).toMatchObject({ code: 'network', retryable: false });
    }
  });

  it.each(['ups', 'dhl'])('is told as unknown by %s, sent once, and not to be tried again blindly', async (id) => {
    for (const lose of Object.values(lost)) {
      const { calls, fetch } = wire(lose);
      const [outcome] = await subscribe(retrying(fetch, parcels), id, target, { url });
      expect(calls.map(({ method }) => method)).toEqual(['POST']);
      expect(outcome).toMatchObject({
        ok: false,
        error: { retryable: false, message: expect.stringMatching(/may have taken it: look for the subscription/) },
      });
    }
  });

  it('is tried again where the carrier cannot have had it, or said that it did not take it', async () => {
    const refused = Object.assign(new TypeError('fetch failed'), {
      cause: Object.assign(new Error(), { code: 'ECONNREFUSED' }),
    });
    const { calls, fetch } = wire((_, nth) => {
      if (nth === 1) throw refused;
      if (nth === 2) return new Response('{}', { status: 429, headers: { 'retry-after': '1' } });
      return Response.json({ self: '/tracking/push/v1/subscription/a1' }, { status: 201 });
    });
    const [outcome] = await subscribe(retrying(fetch, parcels), 'dhl', target, { url });
    expect([outcome?.ok, calls.length]).toEqual([true, 3]);
  });

  it('is no order where the token was not had', async () => {
    const fetch: Fetch = async () => new Response('', { status: 503 });
    const [outcome] = await subscribe(retrying(fetch, parcels), 'ups', target, { url });
    expect(outcome).toMatchObject({ ok: false, error: { code: 'carrier_unavailable', retryable: true } });
  });
});

/** A tracker that tries again as it does by default, by a clock that lets nobody wait. */
function retrying(fetch: Fetch, carriers: readonly Carrier[]) {
  const clock = clockAt('2026-11-20T12:00:00Z');
  return createTracker({ carriers, clock, fetch, tokens: new Map(), random: () => 0 });
}
