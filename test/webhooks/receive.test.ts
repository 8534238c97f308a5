import { describe, expect, it } from 'vitest';
import { dhl, fedex, ups, usps } from '../../carriers/index.ts';
import type { Change } from '../../src/model/change.ts';
import { pushesOf } from '../../src/testing/pushes.ts';
import { scenarios } from '../../src/testing/scenarios.ts';
import { settableClock } from '../../src/testing/settable-clock.ts';
import type { PushInput } from '../../src/webhooks/push-input.ts';
import type { ReceiveOptions } from '../../src/webhooks/receive.ts';
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

describe('a push as bytes', () => {
  it.each(ids)('of %s is taken as a Request of it is, whatever the case of its headers', async (id) => {
    const { headers, body, clock, trackingNumber } = await lastPush(id);
    const shouted = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toUpperCase(), [value]]));
    const bytes = new TextEncoder().encode(body);
    const { response, outcomes } = await office({ clock }).receive(id, {
      method: 'POST',
      headers: shouted,
      body: bytes,
    });
    expect([response.status, outcomes.map((outcome) => outcome.trackingNumber)]).toEqual([200, [trackingNumber]]);
    const forged = { method: 'POST', headers: shouted, body: bytes.slice(1) };
    expect((await office({ clock }).receive(id, forged)).response.status).toBeGreaterThanOrEqual(400);
    const short = await office({ clock }).receive(id, { method: 'POST', headers, body: bytes }, { maxBodyBytes: 9 });
    expect(short.response.status).toBe(413);
    const got = await office({ clock }).receive(id, { method: 'GET', headers, body: bytes });
    expect(got.response.status).toBe(405);
  });
});

describe('several secrets', () => {
  const older = 'Osprey-0123456789abcdef-Lighthou';
  const login = { clientId: 'shop', clientSecret: 'hush' };
  const both = [older, secret];
  const rotating = [
    fedex({ ...login, webhookSecret: both }),
    ups({ ...login, webhookSecret: both }),
    usps({ ...login, webhookSecret: both }),
    dhl({ apiKey: 'key', webhookSecret: both }),
  ];

  it.each(ids)('are all believed of %s, and no other', async (id) => {
    const { headers, body, clock } = await lastPush(id);
    const desk = office({ clock, carriers: rotating });
    expect((await desk.receive(id, post(body, headers))).response.status).toBe(200);
    const other = office({
      clock,
      carriers: [
        fedex({ ...login, webhookSecret: [older] }),
        ups({ ...login, webhookSecret: [older] }),
        usps({ ...login, webhookSecret: [older] }),
        dhl({ apiKey: 'key', webhookSecret: [older] }),
      ],
    });
    expect((await other.receive(id, post(body, headers))).response.status).toBe(401);
  });

  it('are ordered with the first', async () => {
    const sent: string[] = [];
    const fetch = async (request: Request): Promise<Response> => {
      sent.push(await request.text());
      return Response.json({}, { status: 400 });
    };
    await office({ fetch, carriers: rotating }).subscribe('dhl', { trackingNumbers: ['1234567890'] }, { url });
    expect(sent.join('')).toContain(older);
    expect(sent.join('')).not.toContain(secret);
  });
});

describe('a signature', () => {
  it('may be in hexadecimal', async () => {
    const { headers, body, clock } = await lastPush('fedex');
    const hex = Buffer.from(headers['fdx-signature'] ?? '', 'base64').toString('hex');
    for (const [given, status] of [
      [hex, 200],
      [hex.toUpperCase(), 200],
      [`${hex}0`, 401],
      [hex.replace(/^./, (digit) => (digit === '0' ? '1' : '0')), 401],
    ] as const) {
      const request = post(body, { ...headers, 'fdx-signature': given });
      expect((await office({ clock }).receive('fedex', request)).response.status).toBe(status);
    }
  });
});

describe('the time that receiving takes', () => {
  const never = new Promise<never>(() => undefined);

  /** What comes of receiving once the clock has moved by a time limit of a second. */
  async function afterASecond(id: string, request: PushInput, options: ReceiveOptions = {}, desked = carriers) {
    const { sentAt } = await lastPush(id);
    const clock = settableClock(sentAt);
    const receipt = office({ clock, carriers: desked }).receive(id, request, { timeoutMs: 1000, ...options });
    receipt.catch(() => undefined);
    // Bodies and digests take their turns elsewhere.
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    await clock.advance(999);
    await clock.advance(1);
    return receipt;
  }

  it('ends for a body that does not come, and lets it go', async () => {
    let isLetGo = false;
    const body = new ReadableStream({
      pull: () => never,
      cancel: () => {
        isLetGo = true;
      },
    });
    const request = new Request(url, { method: 'POST', body, duplex: 'half' } as RequestInit);
    const { response, error } = await afterASecond('dhl', request);
    expect([response.status, error?.code, isLetGo]).toEqual([408, 'timeout', true]);
  });

  it('ends for a check that does not end', async () => {
    const webhookCheck = () => never;
    const desk = [ups({ clientId: 'shop', clientSecret: 'hush', webhookCheck })];
    const { response, error } = await afterASecond('ups', post('{}', {}), {}, desk);
    expect([response.status, error?.code]).toEqual([503, 'timeout']);
  });

  it('ends for a store and a delivery that do not end, and the changes come again', async () => {
    const { headers, body, clock } = await lastPush('dhl');
    const hung = { get: () => never, set: () => never, delete: () => never };
    await expect(afterASecond('dhl', post(body, headers), { store: hung })).rejects.toMatchObject({
      code: 'timeout',
      retryable: true,
    });
    const store = countingStore();
    await expect(afterASecond('dhl', post(body, headers), { store, deliver: () => never })).rejects.toMatchObject({
      code: 'timeout',
      message: expect.stringMatching(/come again/),
    });
    const again = await office({ clock }).receive('dhl', post(body, headers), { store });
    expect(again.changes.map(({ type }) => type)).toContain('delivered');
  });

  it('is cut by the signal at each of these, with its reason', async () => {
    const { headers, body, clock } = await lastPush('dhl');
    const stalled = () =>
      new Request(url, {
        method: 'POST',
        body: new ReadableStream({ pull: () => never }),
        duplex: 'half',
      } as RequestInit);
    const hung = { get: () => never, set: () => never, delete: () => never };
    for (const [request, options] of [
      [stalled(), {}],
      [post(body, headers), { store: hung }],
      [post(body, headers), { deliver: () => never }],
    ] as const) {
      const controller = new AbortController();
      const receipt = office({ clock }).receive('dhl', request, { ...options, signal: controller.signal });
      receipt.catch(() => undefined);
      for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      controller.abort(new Error('Enough.'));
      await expect(receipt).rejects.toThrow('Enough.');
    }
  });
});
