import { describe, expect, it } from 'vitest';
import { fedex, ups } from '../../carriers/index.ts';
import type { Change } from '../../src/model/change.ts';
import { pushesOf } from '../../src/testing/pushes.ts';
import { scenarios } from '../../src/testing/scenarios.ts';
import { sandboxOf } from '../sandboxes.ts';
import { carriers, clockAt, countingStore, office, secret, url } from './office.ts';

const ids = carriers.map(({ id }) => id);

/** The last push of a delivered parcel, at the moment that it was sent. */
async function lastPush(id: string) {
  const trackingNumber = sandboxOf(id).sampleNumber(3);
  const [life] = scenarios.delivered.lives({ carrier: sandboxOf(id), trackingNumber, start: '2026-11-09' });
  if (life === undefined) throw new Error('There is no such life.');
  const requests = await pushesOf(sandboxOf(id), life, { url, secret });
  const request = requests.at(-1) ?? new Request(url);
  const headers = Object.fromEntries(request.headers);
  const sentAt = Date.parse(life.events.at(-1)?.at ?? '');
  return { trackingNumber, requests, headers, body: await request.clone().text(), clock: clockAt(sentAt), sentAt };
}

function post(body: BodyInit | null, headers: Record<string, string>): Request {
  return new Request(url, { method: 'POST', headers, body });
}

/** What becomes of a push that is not to be believed: its status, and that nothing was written. */
async function refusalOf(id: string, request: Request, clock = clockAt(0), options = {}) {
  const store = countingStore();
  const { response, changes, outcomes, error } = await office({ clock }).receive(id, request, { store, ...options });
  expect(changes).toEqual([]);
  expect(outcomes).toEqual([]);
  expect(store.writes).toBe(0);
  const said = JSON.stringify([error, await response.json()]);
  expect(said).not.toContain(secret);
  return [response.status, error?.code] as const;
}

describe.each(ids)('a push of %s', (id) => {
  it('is believed, read, and thanked for', async () => {
    const { headers, body, clock, trackingNumber } = await lastPush(id);
    const { response, changes, outcomes, error } = await office({ clock }).receive(id, post(body, headers));
    expect(error).toBeUndefined();
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('application/json');
    expect(outcomes).toEqual([
      { ok: true, trackingNumber, value: expect.objectContaining({ status: 'delivered', carrier: id }) },
    ]);
    expect(changes.map(({ type }) => type)).toContain('delivered');
    expect(changes.every(({ seenAt }) => seenAt === new Date(clock.now()).toISOString())).toBe(true);
  });

  it('is refused without its signature, with a blank one and with that of another secret', async () => {
    const { headers, body, clock } = await lastPush(id);
    const names = Object.keys(headers).filter((name) => name !== 'content-type' && name !== 'user-agent');
    expect(names).toHaveLength(1);
    const [name = ''] = names;
    const { [name]: signature = '', ...unsigned } = headers;
    const forged = `${signature.slice(0, 4)}${signature[4] === 'A' ? 'B' : 'A'}${signature.slice(5)}`;
    for (const given of [undefined, '', 'AAAA', forged, signature.slice(0, -1), `${signature}=`]) {
      const request = post(body, given === undefined ? unsigned : { ...unsigned, [name]: given });
      expect(await refusalOf(id, request, clock)).toEqual([401, 'invalid_signature']);
    }
  });

  it('is refused if cut off, wherever', async () => {
    const { headers, body, clock } = await lastPush(id);
    for (let length = 0; length < body.length; length += 29) {
      const [status, code] = await refusalOf(id, post(body.slice(0, length), headers), clock);
      expect([400, 401]).toContain(status);
      expect(['invalid_signature', 'unexpected_response']).toContain(code);
    }
  });

  it('is refused if its connection ends before it does', async () => {
    const { headers, body, clock } = await lastPush(id);
    const stream = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new TextEncoder().encode(body.slice(0, 50))),
      pull: (controller) => controller.error(new Error('gone')),
    });
    const request = new Request(url, { method: 'POST', headers, body: stream, duplex: 'half' } as RequestInit);
    expect(await refusalOf(id, request, clock)).toEqual([400, 'unexpected_response']);
  });

  it('is refused if it is longer than allowed, whether it says so or not', async () => {
    const { headers, body, clock } = await lastPush(id);
    const options = { maxBodyBytes: body.length - 1 };
    const declared = post(body, { ...headers, 'content-length': String(body.length) });
    expect(await refusalOf(id, declared, clock, options)).toEqual([413, 'unexpected_response']);
    expect(await refusalOf(id, post(body, headers), clock, options)).toEqual([413, 'unexpected_response']);
    const { response } = await office({ clock }).receive(id, post(body, headers), { maxBodyBytes: body.length });
    expect(response.status).toBe(200);
  });

  it('changes nothing if it is sent again, or after a later one', async () => {
    const { requests, clock } = await lastPush(id);
    const store = new Map<string, string>();
    const desk = office({ clock });
    const receive = async (request?: Request): Promise<readonly Change[]> =>
      (await desk.receive(id, request?.clone() ?? new Request(url), { store, toleranceMs: 1e12 })).changes;
    expect(await receive(requests.at(-1))).not.toEqual([]);
    const after = JSON.stringify([...store]);
    expect(await receive(requests.at(-1))).toEqual([]);
    expect(JSON.stringify([...store])).toBe(after);
    const late = await receive(requests.at(-3));
    expect(
      late.filter(({ type }) => type !== 'event.added').every((change) => 'passed' in change && change.passed),
    ).toBe(true);
    expect(await receive(requests.at(-3))).toEqual([]);
  });

  it('of parcels that cannot be read is answered with 400', async () => {
    const { headers, clock } = await lastPush(id);
    const shared = id === 'ups' || id === 'dhl';
    for (const body of ['', '[]', '{}', 'null', '"text"', '{"scope":"other"}', '<html></html>']) {
      expect(await refusalOf(id, post(body, headers), clock)).toEqual(
        shared ? [400, 'unexpected_response'] : [401, 'invalid_signature'],
      );
    }
  });

  it('comes by POST', async () => {
    const { response, error } = await office().receive(id, new Request(url));
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('POST');
    expect(error?.code).toBe('unexpected_response');
  });
});

describe('the changes of a push', () => {
  it('are dealt with before the carrier is answered', async () => {
    const { headers, body, clock } = await lastPush('fedex');
    const delivered: Change[] = [];
    const deliver = async (changes: readonly Change[]): Promise<void> => {
      await Promise.resolve();
      delivered.push(...changes);
    };
    const { changes } = await office({ clock }).receive('fedex', post(body, headers), { deliver });
    expect(delivered).toEqual(changes);
  });

  it('come again under the same keys if dealing with them failed', async () => {
    const { headers, body, clock } = await lastPush('fedex');
    const store = new Map<string, string>();
    const desk = office({ clock });
    let refused: readonly Change[] = [];
    const deliver = (changes: readonly Change[]): never => {
      refused = changes;
      throw new Error('The queue is full.');
    };
    await expect(desk.receive('fedex', post(body, headers), { store, deliver })).rejects.toThrow('The queue is full.');
    expect(refused).not.toEqual([]);
    const { changes } = await desk.receive('fedex', post(body, headers), { store });
    expect(changes.map(({ key }) => key)).toEqual(refused.map(({ key }) => key));
    expect((await desk.receive('fedex', post(body, headers), { store })).changes).toEqual([]);
  });

  it('are kept in memory where no store is given, one for all pushes of a tracker', async () => {
    const { headers, body, clock } = await lastPush('ups');
    const desk = office({ clock });
    expect((await desk.receive('ups', post(body, headers))).changes).not.toEqual([]);
    expect((await desk.receive('ups', post(body, headers))).changes).toEqual([]);
  });

  it('are told once though many pushes come at the same time', async () => {
    const { requests, clock } = await lastPush('ups');
    const store = new Map<string, string>();
    const desk = office({ clock });
    const twice = [...requests, ...requests].map((request) => desk.receive('ups', request.clone(), { store }));
    const keys = (await Promise.all(twice)).flatMap(({ changes }) => changes.map(({ key, type }) => `${type} ${key}`));
    expect(keys.length).toBeGreaterThan(requests.length);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('receiving', () => {
  it('throws for a carrier that is not there, or was not told what to believe', async () => {
    const login = { clientId: 'shop', clientSecret: 'hush' };
    const desk = office({ carriers: [fedex(login)] });
    await expect(desk.receive('ups', post('{}', {}))).rejects.toMatchObject({
      code: 'invalid_request',
      carrier: 'ups',
    });
    await expect(desk.receive('fedex', post('{}', {}))).rejects.toMatchObject({
      code: 'invalid_request',
      message: expect.stringContaining('webhookSecret'),
    });
  });

  it('throws for a request whose body somebody read before', async () => {
    const { headers, body } = await lastPush('fedex');
    const request = post(body, headers);
    await request.text();
    await expect(office().receive('fedex', request)).rejects.toMatchObject({ code: 'invalid_request' });
  });

  it('leaves the judgement to the application where the carrier signs nothing', async () => {
    const { body } = await lastPush('ups');
    const tokens = new Set(['Bearer ours']);
    const webhookCheck = async (headers: Readonly<Record<string, string>>): Promise<boolean> =>
      tokens.has(headers.authorization ?? '') && headers['x-api-key'] === 'our-client';
    const desk = office({ carriers: [ups({ clientId: 'shop', clientSecret: 'hush', webhookCheck })] });
    const good = { Authorization: 'Bearer ours', 'X-API-Key': 'our-client' };
    expect((await desk.receive('ups', post(body, good))).response.status).toBe(200);
    for (const headers of [{}, { ...good, authorization: 'Bearer theirs' }, { 'X-API-Key': 'our-client' }]) {
      const { response, error } = await desk.receive('ups', post(body, headers as Record<string, string>));
      expect([response.status, error?.code]).toEqual([401, 'invalid_signature']);
    }
  });
});

describe('the time of signing', () => {
  it('may be off by the tolerance, either way, and no more', async () => {
    const { headers, body, sentAt } = await lastPush('usps');
    const statusAt = async (time: number, toleranceMs?: number): Promise<number> => {
      const options = toleranceMs === undefined ? {} : { toleranceMs };
      return (await office({ clock: clockAt(time) }).receive('usps', post(body, headers), options)).response.status;
    };
    const minutes = 60_000;
    expect(await statusAt(sentAt - 5 * minutes)).toBe(200);
    expect(await statusAt(sentAt + 5 * minutes)).toBe(200);
    expect(await statusAt(sentAt - 5 * minutes - 1)).toBe(401);
    expect(await statusAt(sentAt + 5 * minutes + 1)).toBe(401);
    expect(await statusAt(sentAt + 5 * minutes, minutes)).toBe(401);
    expect(await statusAt(sentAt + 60 * minutes, 60 * minutes)).toBe(200);
  });

  it('makes a replay an invalid signature that changes nothing', async () => {
    const { headers, body, sentAt } = await lastPush('usps');
    expect(await refusalOf('usps', post(body, headers), clockAt(sentAt + 3_600_000))).toEqual([
      401,
      'invalid_signature',
    ]);
  });
});
