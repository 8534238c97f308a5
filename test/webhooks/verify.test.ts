import { describe, expect, it } from 'vitest';
import type { Fetch } from '../../src/send/transport.ts';
import { clockAt, countingStore, office, secret, url } from './office.ts';

const validate = {
  scope: 'subscription.validate',
  self: 'https://elsewhere.example/tracking/push/v1/subscription/6f1b0d0e-2b7c-4a64-9d51-0c3f5a7e9b12',
  secret: 'hook-secret-that-dhl-made',
  expires: '2026-11-20T13:00:00Z',
  hook: { uri: url },
};

function dhlPush(body: unknown, token = secret): Request {
  return new Request(url, { method: 'POST', headers: { 'x-webhook-token': token }, body: JSON.stringify(body) });
}

/** A wire that answers everything with one status, and the requests that went over it. */
function wire(status: number) {
  const sent: Request[] = [];
  const fetch: Fetch = async (request) => {
    sent.push(request.clone());
    return new Response(null, { status });
  };
  return { sent, fetch };
}

describe('the handshake of DHL', () => {
  it('is confirmed at the host of DHL, whatever the message names', async () => {
    const { sent, fetch } = wire(204);
    const { response, changes, error } = await office({ fetch }).receive('dhl', dhlPush(validate));
    expect([response.status, changes, error]).toEqual([200, [], undefined]);
    const [confirm] = sent;
    expect(sent).toHaveLength(1);
    expect([confirm?.method, confirm?.url]).toEqual([
      'POST',
      'https://api-eu.dhl.com/tracking/push/v1/subscription/6f1b0d0e-2b7c-4a64-9d51-0c3f5a7e9b12',
    ]);
    expect(confirm?.headers.get('dhl-api-hook-secret')).toBe('hook-secret-that-dhl-made');
    expect(confirm?.headers.get('dhl-api-key')).toBe('key');
  });

  it('is answered with 503 where the confirmation does not get through, so that DHL asks again', async () => {
    const refused = wire(404);
    const first = await office({ fetch: refused.fetch }).receive('dhl', dhlPush(validate));
    expect([first.response.status, first.error?.code]).toEqual([503, 'not_found']);
    const dead = await office().receive('dhl', dhlPush(validate));
    expect([dead.response.status, dead.error?.code]).toEqual([503, 'network']);
  });

  it('is confirmed for nobody else, and not without a key to confirm', async () => {
    const { sent, fetch } = wire(204);
    const desk = office({ fetch });
    expect((await desk.receive('dhl', dhlPush(validate, 'guessed'))).response.status).toBe(401);
    for (const self of ['https://api-eu.dhl.com/', '/subscription/../../admin', 42, undefined]) {
      expect((await desk.receive('dhl', dhlPush({ ...validate, self }))).response.status).toBe(400);
    }
    expect((await desk.receive('dhl', dhlPush({ ...validate, secret: undefined }))).response.status).toBe(400);
    expect(sent).toEqual([]);
  });

  it('is called off by the signal', async () => {
    const signal = AbortSignal.abort(new Error('Enough.'));
    await expect(office(wire(204)).receive('dhl', dhlPush(validate), { signal })).rejects.toThrow('Enough.');
  });

  it('is followed by notices that say nothing of a parcel', async () => {
    const store = countingStore();
    for (const scope of ['subscription.activate', 'subscription.ready', 'subscription.delete']) {
      const { response, outcomes, changes } = await office().receive('dhl', dhlPush({ scope }), { store });
      expect([response.status, outcomes, changes]).toEqual([200, [], []]);
    }
    expect(store.writes).toBe(0);
  });
});

describe('the challenge of USPS', () => {
  const post = (body: unknown): Request => new Request(url, { method: 'POST', body: JSON.stringify(body) });

  it('is sent back', async () => {
    const { response, changes } = await office().receive('usps', post({ challenge: 'c0ffee<script>' }));
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(await response.json()).toEqual({ challenge: 'c0ffee<script>' });
    expect(changes).toEqual([]);
  });

  it('opens no connection: what comes along with it goes unread', async () => {
    const store = countingStore();
    const payload = JSON.stringify({ trackingNumber: '9400100000000000000008', status: 'Delivered' });
    const body = { challenge: 'c0ffee', timestamp: '2026-11-20T12:00:00Z', subscriptionId: '1', payload };
    const { outcomes } = await office({ clock: clockAt('2026-11-20T12:00:00Z') }).receive('usps', post(body), {
      store,
    });
    expect([outcomes, store.writes]).toEqual([[], 0]);
  });

  it('is nothing that is no text, or too long a one', async () => {
    for (const challenge of [7, null, { a: 1 }, 'x'.repeat(1001)]) {
      expect((await office().receive('usps', post({ challenge }))).response.status).toBe(401);
    }
  });
});
