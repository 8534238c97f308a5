import { describe, expect, it, vi } from 'vitest';
import { dhl, fedex, ups, usps } from 'waybill/carriers';
import { sandboxes } from 'waybill/carriers/sandbox';
import { createSandbox, scenarios } from 'waybill/testing';
import { createLimiterPool, createTracker, type Store, storeTurnstile } from '../../src/index.ts';
import { storeKey } from '../../src/model/store.ts';
import type { WatchEvent } from '../../src/model/watch-event.ts';
import { seededRandom } from '../../src/testing/random.ts';
import { settableClock } from '../../src/testing/settable-clock.ts';
import { watch } from '../../src/watch/watch.ts';
import { sandboxOf } from '../sandboxes.ts';
import { type DepotOptions, depot, depotNumber, depotNumbers } from '../send/depot.ts';
import { pass, withFakeTime } from '../send/harness.ts';
import { type Answer, type Call, createWire, parcels, pause } from '../send/wire.ts';
import { propertyTimeoutMs } from '../time-outs.ts';
import { day, hour, minute, read, types } from './world.ts';

const rejectionOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );

const start = Date.parse('2026-11-16T08:00:00-05:00');
const stories = [
  'delivered',
  'deliveredAtSecondAttempt',
  'weatherDelay',
  'returned',
  'labelOnly',
  'collected',
] as const;

/** A tracker of depots over a wire, and all that is kept. */
function depotWorld(script: (call: Call) => Answer, depots: readonly DepotOptions[] = [{}]) {
  const wire = createWire(script);
  const kept = new Map<string, string>();
  const ttls: (readonly [key: string, ttlMs: number | undefined, at: number])[] = [];
  const store: Store = {
    get: (key) => kept.get(key),
    set(key, value, ttlMs) {
      ttls.push([key, ttlMs, Date.now()]);
      kept.set(key, value);
    },
    delete: (key) => kept.delete(key),
    compareAndSet(key, expected, value, ttlMs) {
      if (kept.get(key) !== expected) return false;
      ttls.push([key, ttlMs, Date.now()]);
      if (value === undefined) kept.delete(key);
      else kept.set(key, value);
      return true;
    },
  };
  const open = () =>
    createTracker({
      carriers: depots.map((options) => depot({ maxBatch: 30, ...options })),
      fetch: wire.fetch,
      random: seededRandom(1),
      limiters: createLimiterPool(),
      tokens: store,
      turnstile: storeTurnstile(store),
    });
  return { wire, kept, ttls, store, open };
}

const told = (events: readonly WatchEvent[], type: string): readonly string[] =>
  events.flatMap((event) => (event.type === type && 'trackingNumber' in event ? [event.trackingNumber] : []));

describe('a number that makes its carrier fail for all that are asked for with it', () => {
  withFakeTime();

  const failures: Readonly<Record<string, () => Response>> = {
    'an error of the server': () => new Response('', { status: 500 }),
    'a page': () => new Response('<!DOCTYPE html><p>Oops', { headers: { 'content-type': 'text/html' } }),
    'half a body': () => new Response('{"parcels":[{"number":"D00'),
  };
  for (const [what, failure] of Object.entries(failures)) {
    it(
      `by ${what} keeps nobody from being watched, is told of once, asked for again, and never ended`,
      async () => {
        const poison = depotNumber(7);
        let isPoisonous = true;
        const { wire, kept, store, open } = depotWorld(({ numbers }) =>
          isPoisonous && numbers.includes(poison) ? failure() : undefined,
        );
        const { events } = read(watch(open(), depotNumbers(30), { store }));
        await pass(10 * minute);
        expect(new Set(told(events, 'status.changed'))).toEqual(
          new Set(depotNumbers(30).filter((number) => number !== poison)),
        );
        const askedFor = (): number => wire.asked.filter(({ numbers }) => numbers.includes(poison)).length;
        const before = askedFor();
        await pass(10 * day);
        expect(told(events, 'parcel.unanswered')).toEqual([poison]);
        expect(askedFor()).toBeGreaterThan(before + 10);
        expect(types(events)).not.toContain('parcel.given_up');
        expect(types(events)).not.toContain('carrier.down');
        expect([...kept.keys()].filter((key) => key.includes(poison))).toEqual([]);
        isPoisonous = false;
        await pass(day);
        expect(told(events, 'status.changed')).toContain(poison);
      },
      propertyTimeoutMs,
    );
  }
});

describe('a tracker that is closed', () => {
  withFakeTime();

  const codes = ['ARR', 'DLV'];
  const world = (delayMs: number) =>
    depotWorld(async ({ numbers, index }) => {
      await pause(delayMs);
      return parcels(numbers.map((number) => ({ number, code: codes[index % 2] ?? '' })));
    });
  for (const [when, passMs] of [
    ['while a request is under way', 100],
    ['between two requests', hour],
  ] as const) {
    it(`${when} ends its watch at once, and the next one tells what was not dealt with`, async () => {
      const { wire, store, open } = world(500);
      const tracker = open();
      const { events, end } = read(watch(tracker, depotNumbers(3), { store }));
      await pass(passMs);
      const ended = expect(end).rejects.toMatchObject({ code: 'invalid_request', message: /closed/ });
      const closing = tracker.close();
      await pass(0);
      await closing;
      await ended;
      const { length } = wire.calls;
      await pass(day);
      expect([wire.calls.length, vi.getTimerCount()]).toEqual([length, 0]);
      const next = read(watch(open(), depotNumbers(3), { store }));
      await pass(day);
      expect(new Set([...told(events, 'status.changed'), ...told(next.events, 'status.changed')])).toEqual(
        new Set(depotNumbers(3)),
      );
      expect(await rejectionOf(read(watch(tracker, depotNumbers(1), { store })).end)).toMatchObject({
        code: 'invalid_request',
      });
    });
  }
});

describe('what is kept', () => {
  withFakeTime();

  it('of parcels, watching, accounts, tokens and turns expires, and none of it has a name that another one has', async () => {
    // Accounts of third parties may be called anything; these would be one where names were put together with colons.
    const accounts = ['depot', 'depot:a', 'depot/a', 'depot%3a;a', 'dépôt', '\ud800'];
    let isRefused = false;
    const { kept, ttls, store, open } = depotWorld(
      () => (isRefused ? new Response('', { status: 503 }) : undefined),
      accounts.map((account, index) => ({
        id: `depot-${index}`,
        letter: String.fromCharCode(65 + index),
        key: `key-${index}`,
        withGrant: true,
        quotas: [{ limit: 1_000, intervalMs: hour }],
        overrides: { account },
      })),
    );
    const numbers = accounts.map((_, index) => depotNumber(1, String.fromCharCode(65 + index)));
    const { events } = read(watch(open(), numbers, { store }));
    await pass(10 * minute);
    isRefused = true;
    await pass(2 * day);
    expect(types(events).filter((type) => type === 'carrier.down')).toHaveLength(accounts.length);
    const kinds = new Map<string, Set<string>>();
    for (const [key] of ttls) {
      const kind = /^waybill:([a-z]+):/.exec(key)?.[1] ?? key;
      kinds.set(kind, (kinds.get(kind) ?? new Set()).add(key));
    }
    for (const kind of ['parcel', 'watch', 'account', 'bucket', 'token', 'turns', 'rates'])
      expect([kind, kinds.get(kind)?.size]).toEqual([kind, accounts.length]);
    expect(kinds.size).toBe(7);
    expect(ttls.filter(([, ttlMs]) => !(ttlMs !== undefined && ttlMs > 0 && ttlMs < 500 * day))).toEqual([]);
    // What is left of a quota once a minute at the most.
    const saved = ttls.flatMap(([key, , at]) => (key === storeKey('bucket', 'depot') ? [at] : []));
    expect(saved.length).toBeGreaterThan(1);
    expect(Math.min(...saved.slice(1).map((at, index) => at - (saved[index] ?? 0)))).toBeGreaterThanOrEqual(minute);
    for (const key of kept.keys()) expect(key).toMatch(/^[\x21-\x7e]+$/);
  });
});

/** The whole of it: tracker, limiter, carriers and their sandbox, on one clock. */
describe('watching through the carriers', () => {
  for (const carrier of ['fedex', 'ups', 'usps', 'dhl'] as const) {
    it(
      `${carrier}: two weeks of parcels, every end told once and no quota broken`,
      async () => {
        const clock = settableClock(start);
        const numbers = Array.from({ length: 12 }, (_, index) => sandboxOf(carrier).sampleNumber(index));
        const parcels = numbers.flatMap((trackingNumber, index) =>
          scenarios[stories[index % stories.length] ?? 'delivered'].lives({
            carrier: sandboxOf(carrier),
            trackingNumber,
            start: start + (index % 3) * day,
          }),
        );
        const sandbox = createSandbox({ carriers: sandboxes, parcels, clock });
        const carriers = [
          fedex({ clientId: 'a', clientSecret: 'b' }),
          ups({ clientId: 'a', clientSecret: 'b' }),
          usps({ clientId: 'a', clientSecret: 'b' }),
          dhl({ apiKey: 'a' }),
        ];
        const tracker = createTracker({ carriers, fetch: sandbox.fetch, clock, random: seededRandom(1) });
        const { events } = read(watch(tracker, numbers, { carrier, cadence: { shortestMs: 20 * minute } }));
        for (let passed = 0; passed < 14 * day; passed += hour) await clock.advance(hour);
        const told = types(events);
        expect(told.filter((type) => type === 'delivered')).toHaveLength(6);
        expect(told.filter((type) => type === 'returned')).toHaveLength(2);
        expect(told.filter((type) => type === 'parcel.settled')).toHaveLength(8);
        expect(told.filter((type) => type === 'parcel.given_up')).toEqual([]);
        expect(new Set(events.map(({ key }) => key)).size).toBe(events.length);
        const windows = sandbox.report().accounts.flatMap((account) => account.windows);
        expect(windows).not.toEqual([]);
        expect(windows.map(({ violations }) => violations).filter((violations) => violations > 0)).toEqual([]);
      },
      propertyTimeoutMs,
    );
  }
});
