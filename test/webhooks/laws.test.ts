import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formats } from '../../carriers/index.ts';
import { sandboxes } from '../../carriers/sandbox.ts';
import type { Change } from '../../src/model/change.ts';
import type { Tracking } from '../../src/model/tracking.ts';
import { readPayload } from '../../src/read/read-payload.ts';
import { absorb, acknowledge, readSnapshot } from '../../src/store/snapshots.ts';
import { pushesOf } from '../../src/testing/pushes.ts';
import { createSandbox } from '../../src/testing/sandbox.ts';
import { type ScenarioName, scenarios } from '../../src/testing/scenarios.ts';
import { createTracker } from '../../src/tracker.ts';
import { sandboxOf } from '../sandboxes.ts';
import { carriers, clockAt, office, secret, url } from './office.ts';

const told: readonly ScenarioName[] = [
  'labelOnly',
  'inTransit',
  'delivered',
  'leftWithNeighbour',
  'deliveredAtSecondAttempt',
  'collected',
  'clearedCustoms',
  'weatherDelay',
  'wrongAddress',
  'lost',
  'returned',
  'refundAfterDelivery',
];

/** The parcel of a scenario at one carrier, and how to ask for it and to be told of it. */
function parcel(id: string, name: ScenarioName, seed: number) {
  const trackingNumber = sandboxOf(id).sampleNumber(seed);
  const [life] = scenarios[name].lives({ carrier: sandboxOf(id), trackingNumber, start: '2026-11-09' });
  if (life === undefined) throw new Error(`${name} is no life.`);
  const times = life.events.map(({ at }) => Date.parse(at));
  const clock = clockAt(times[0] ?? 0);
  const quotas = Object.fromEntries(carriers.map((carrier) => [carrier.id, []]));
  const sandbox = createSandbox({ carriers: sandboxes, parcels: [life], quotas, clock });
  const tracker = createTracker({ carriers, fetch: sandbox.fetch, tokens: new Map(), clock, retries: 0 });
  const desk = office({ clock, fetch: sandbox.fetch });
  const poll = (): Promise<Tracking> => tracker.track({ carrier: id, trackingNumber });
  return { times, clock, desk, poll, pushes: () => pushesOf(sandboxOf(id), life, { url, secret }) };
}

const ids = (tracking: Pick<Tracking, 'events'> | undefined): readonly string[] =>
  (tracking?.events ?? []).map(({ id }) => id);

/** The signature that its carrier would give a body. */
function signedBy(id: string, body: string): Record<string, string> {
  const hmac = (message: string): string => createHmac('sha256', secret).update(message).digest('base64');
  switch (id) {
    case 'fedex':
      return { 'fdx-signature': hmac(body) };
    case 'usps': {
      const { timestamp, payload } = Object(JSON.parse(body));
      return { 'x-hmac': hmac(`${timestamp}${payload}`) };
    }
    default:
      return { credential: secret, 'x-webhook-token': secret };
  }
}

const minutes = 60_000;

/** Looks and pushes as they may come: pushes late, twice and overtaking each other, and some of them never. */
const traffic = fc.record({
  id: fc.constantFrom(...carriers.map((carrier) => carrier.id)),
  name: fc.constantFrom(...told),
  seed: fc.integer({ min: 1, max: 50 }),
  pushes: fc.array(fc.record({ of: fc.nat(30), lateMs: fc.constantFrom(0, 0, 1, 20 * minutes, 2000 * minutes) }), {
    maxLength: 24,
  }),
  polls: fc.array(fc.integer({ min: 0, max: 10 * 24 * 60 }), { maxLength: 5 }),
});

describe.each(carriers.map(({ id }) => id))('%s: poll, push and replay', (id) => {
  it.each(told)('have the same events of %s', async (name) => {
    const { times, clock, desk, poll, pushes } = parcel(id, name, 7);
    const requests = await pushes();
    expect(requests).toHaveLength(times.length);
    const bodies = await Promise.all(requests.map((request) => request.clone().text()));
    const store = new Map<string, string>();
    for (const [index, request] of requests.entries()) {
      clock.time = times[index] ?? 0;
      const { response, changes } = await desk.receive(id, request, { store });
      expect(response.status).toBe(200);
      expect(changes.map(({ type }) => type)).toContain('event.added');
    }
    const polled = await poll();
    const pushed = await readSnapshot(store, polled);
    expect(ids(pushed)).toEqual(ids(polled));
    expect(pushed?.status).toBe(polled.status);
    const replayed = bodies.flatMap((body) =>
      readPayload(body, formats).flatMap((outcome) => (outcome.ok ? ids(outcome.value) : [])),
    );
    expect(new Set(replayed)).toEqual(new Set(ids(polled)));
  });
});

describe('poll and push together', () => {
  it('tell each change once, and end where polling alone ends', async () => {
    await fc.assert(
      fc.asyncProperty(traffic, async ({ id, name, seed, pushes, polls }) => {
        const { times, clock, desk, poll, pushes: requestsOf } = parcel(id, name, seed);
        const requests = await requestsOf();
        const start = times[0] ?? 0;
        const moves = [
          ...pushes.map(({ of, lateMs }) => {
            const index = of % requests.length;
            return { at: (times[index] ?? 0) + lateMs, request: requests[index]?.clone() };
          }),
          ...polls.map((minute) => ({ at: start + minute * minutes, request: undefined })),
          { at: start + 40 * 24 * 60 * minutes, request: undefined },
        ].toSorted((a, b) => a.at - b.at);
        const store = new Map<string, string>();
        const changes: Change[] = [];
        for (const { at, request } of moves) {
          clock.time = at;
          if (request === undefined) {
            const news = await absorb(store, await poll());
            await acknowledge(store, news);
            changes.push(...news);
          } else {
            const { response, changes: news } = await desk.receive(id, request, { store, toleranceMs: 1e12 });
            expect(response.status).toBe(200);
            changes.push(...news);
          }
        }
        const keys = changes.map(({ key }) => key);
        expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
        const polled = await poll();
        const kept = await readSnapshot(store, polled);
        // By which format it was learned is no news, and what was told is no carrier's word.
        expect({ ...kept, told: undefined, fetchedAt: '', mapping: '' }).toEqual({
          ...polled,
          fetchedAt: '',
          mapping: '',
        });
        const added = changes.flatMap((change) => (change.type === 'event.added' ? [change.event.id] : []));
        const withdrawn = changes.filter(({ type }) => type === 'event.withdrawn');
        expect(withdrawn).toEqual([]);
        expect(new Set(added)).toEqual(new Set(ids(polled)));
      }),
      { numRuns: 150 },
    );
  }, 60_000);
});

/** The body of a push with one of its fields gone, retyped or doubled, wherever it is; USPS has its own within a text. */
const damage = fc.oneof(
  fc.json({ maxDepth: 3 }),
  fc.record({ at: fc.nat(400), value: fc.constantFrom(null, 7, '', 'x', [], {}, [[]], true) }),
);

function damaged(body: string, { at, value }: { readonly at: number; readonly value: unknown }): string {
  let left = at;
  return JSON.stringify(JSON.parse(body), (key, held: unknown) => {
    if (key === 'payload' && typeof held === 'string') return damaged(held, { at, value });
    if (key === '') return held;
    left -= 1;
    return left === 0 ? value : held;
  });
}

describe('a push that its carrier signed', () => {
  it.each(carriers.map(({ id }) => id))('of %s may hold anything: it is read or refused', async (id) => {
    const { times, clock, desk, pushes } = parcel(id, 'delivered', 9);
    const bodies = await Promise.all((await pushes()).map((request) => request.text()));
    const body = bodies.at(-1) ?? '';
    clock.time = times.at(-1) ?? 0;
    await fc.assert(
      fc.asyncProperty(damage, async (how) => {
        const text = typeof how === 'string' ? how : damaged(body, how);
        const request = new Request(url, { method: 'POST', headers: signedBy(id, text), body: text });
        const { response, outcomes } = await desk.receive(id, request);
        expect([200, 400, 401]).toContain(response.status);
        for (const outcome of outcomes) {
          if (outcome.ok) expect(JSON.parse(JSON.stringify(outcome.value))).toEqual(outcome.value);
        }
      }),
      { numRuns: 150 },
    );
  });
});
