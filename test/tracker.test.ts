import { describe, expect, it, vi } from 'vitest';
import { createTracker, isTrackingError, type NumberToTrack, type Store, storeTurnstile } from '../src/index.ts';
import { createLimiterPool } from '../src/send/limiter/pool.ts';
import { settableClock } from '../src/testing/settable-clock.ts';
import { systemClock } from '../src/time/clock.ts';
import { depot, depotNumber, depotNumbers } from './send/depot.ts';
import { bench, brief, collect, pass, rejection, start, watch, withFakeTime, within } from './send/harness.ts';
import { createWire, parcels } from './send/wire.ts';

withFakeTime();

/** Two carriers that claim the same numbers, the first one more likely. */
function twoDepots(script?: Parameters<typeof createWire>[0]) {
  const wire = createWire(script);
  const tracker = createTracker({
    carriers: [
      depot({ id: 'second', likelihood: 0.4, host: 'https://second.example' }),
      depot({ id: 'first', likelihood: 0.9, host: 'https://first.example' }),
    ],
    fetch: wire.fetch,
    limiters: createLimiterPool(),
    retries: 0,
  });
  return { tracker, wire };
}
const notFound = (numbers: readonly string[]) => parcels(numbers.map((number) => ({ number, error: 'not_found' })));

describe('track', () => {
  it('gives what the carrier said and when', async () => {
    const { tracker } = bench();
    expect(await within(10, tracker.track(' d-000 0001 '))).toMatchObject({
      carrier: 'depot',
      trackingNumber: 'D0000001',
      status: 'in_transit',
      fetchedAt: new Date(start + 5).toISOString(),
    });
  });

  const bad: Readonly<Record<string, readonly [unknown, string, RegExp]>> = {
    'an empty text': ['', 'invalid_number', /4 to 48 letters and digits/],
    blanks: ['  \t\n ', 'invalid_number', /4 to 48/],
    signs: ['!!!???', 'invalid_number', /4 to 48/],
    '10,000 characters': ['1'.repeat(10_000), 'invalid_number', /4 to 48/],
    'ten million characters': ['1'.repeat(10_000_000), 'invalid_number', /4 to 48/],
    'half a surrogate pair': ['\ud800'.repeat(8), 'invalid_number', /4 to 48/],
    'a number': [123_456_789_012, 'invalid_number', /text/],
    null: [null, 'invalid_number', /text/],
    nothing: [undefined, 'invalid_number', /text/],
    'an empty object': [{}, 'invalid_number', /text/],
    'an object with a number in it': [{ trackingNumber: 7 }, 'invalid_number', /text/],
    'an object that has no text': [{ trackingNumber: Object.create(null) }, 'invalid_number', /text/],
    'a list': [['D0000001'], 'invalid_number', /text/],
    'a symbol': [Symbol('D0000001'), 'invalid_number', /text/],
    'a number of nobody': ['QQQQ999', 'unknown_carrier', /tried: The depot.*\{ carrier \}/],
    'a carrier of nobody': [
      { trackingNumber: 'D0000001', carrier: 'hermes' },
      'unknown_carrier',
      /hermes.*it has: depot.*\{ carriers \}/,
    ],
    'a number that its carrier cannot have': [
      { trackingNumber: 'ABC', carrier: 'depot' },
      'invalid_number',
      /of The depot/,
    ],
  };
  for (const [what, [input, code, message]] of Object.entries(bad)) {
    it(`refuses ${what} unsent, with what to do`, async () => {
      const { tracker, wire } = bench();
      const reason = await rejection(10, tracker.track(input as NumberToTrack));
      expect(reason).toMatchObject({ code, retryable: false, message: expect.stringMatching(message) });
      expect(isTrackingError(reason) && typeof reason.trackingNumber).toBe('string');
      expect(wire.calls).toEqual([]);
    });

    it(`costs a list with ${what} in it one outcome`, async () => {
      const { tracker } = bench();
      const outcomes = await within(10, collect(tracker.trackMany(['D0000001', input as NumberToTrack, 'D0000002'])));
      expect(outcomes).toHaveLength(3);
      expect(outcomes.filter(({ ok }) => ok)).toHaveLength(2);
      expect(outcomes.find(({ ok }) => !ok)).toMatchObject({ ok: false, error: { code } });
    });
  }

  it('without carriers says so', async () => {
    const { tracker } = bench({ tracker: { carriers: [] } });
    expect(await rejection(0, tracker.track('D0000001'))).toMatchObject({
      message: expect.stringMatching(/none is configured/),
    });
    expect((await within(0, collect(tracker.trackMany(['D0000001'])))).map(brief)).toEqual([
      'D0000001 unknown_carrier',
    ]);
    expect(tracker.usage()).toEqual([]);
  });

  it('asks the carrier that the number names, before that of the call, without identifying', async () => {
    const { tracker, wire } = twoDepots();
    await within(10, tracker.track({ trackingNumber: 'QQQQ999', carrier: 'second' }, { carrier: 'first' }));
    await within(10, tracker.track('QQQQ998', { carrier: 'first' }));
    expect(wire.calls.map(({ host }) => host)).toEqual(['second.example', 'first.example']);
  });

  it('passes hints on', async () => {
    const { tracker, wire } = bench();
    const hints = { uniqueId: 'u', shippedAfter: '2026-01-01', shippedBefore: '2026-02-01', postalCode: '10115' };
    await within(10, tracker.track({ trackingNumber: 'd0000001', carrier: 'depot', ...hints }));
    expect(wire.calls[0]?.inquiries).toEqual([{ trackingNumber: 'D0000001', ...hints }]);
  });
});

describe('a number that several carriers may have', () => {
  const number = depotNumber(1);

  it('is asked of the likeliest, and of nobody else if that one knows it', async () => {
    const { tracker, wire } = twoDepots();
    expect((await within(10, tracker.track(number))).carrier).toBe('first');
    expect(wire.calls).toHaveLength(1);
  });

  it('is asked of the next where it is not found', async () => {
    const { tracker, wire } = twoDepots(({ host, numbers }) =>
      host === 'first.example' ? notFound(numbers) : undefined,
    );
    expect((await within(20, tracker.track(number))).carrier).toBe('second');
    expect(wire.calls.map(({ host }) => host)).toEqual(['first.example', 'second.example']);
  });

  it('is not found where nobody knows it, in the words of the likeliest', async () => {
    const { tracker } = twoDepots(({ numbers }) => notFound(numbers));
    expect(await rejection(20, tracker.track(number))).toMatchObject({ code: 'not_found', carrier: 'first' });
  });

  it('is not given to another while the likeliest cannot answer', async () => {
    const { tracker, wire } = twoDepots(({ host }) =>
      host === 'first.example' ? new Response('', { status: 503 }) : undefined,
    );
    expect(await rejection(20, tracker.track(number))).toMatchObject({ code: 'carrier_unavailable', carrier: 'first' });
    expect(wire.calls).toHaveLength(1);
  });

  it('is not called unknown while one that may know it cannot answer', async () => {
    const { tracker } = twoDepots(({ host, numbers }) =>
      host === 'first.example' ? notFound(numbers) : new Response('', { status: 503 }),
    );
    expect(await rejection(20, tracker.track(number))).toMatchObject({
      code: 'carrier_unavailable',
      carrier: 'second',
    });
  });

  it('in two formats of one carrier is asked of it once, in the likelier one', async () => {
    const match = { carrier: 'depot', basis: 'shape' as const };
    const { tracker, wire } = bench({
      depot: {
        overrides: {
          identify: () => [
            { ...match, format: 'long', trackingNumber: 'LONG1', likelihood: 0.2 },
            { ...match, format: 'short', trackingNumber: 'SHORT1', likelihood: 0.8 },
          ],
        },
      },
      script: ({ numbers }) => notFound(numbers),
    });
    expect(await rejection(20, tracker.track('XSHORT1'))).toMatchObject({ code: 'not_found' });
    expect(wire.calls.map(({ numbers }) => numbers)).toEqual([['SHORT1']]);
  });

  it('is asked of the named one only', async () => {
    const { tracker, wire } = twoDepots(({ numbers }) => notFound(numbers));
    expect(await rejection(20, tracker.track(number, { carrier: 'second' }))).toMatchObject({ carrier: 'second' });
    expect(wire.calls).toHaveLength(1);
  });
});

describe('a tracker', () => {
  it('has one carrier of each id', () => {
    expect(() => createTracker({ carriers: [depot({ key: 'a' }), depot({ key: 'b' })] })).toThrow(
      expect.objectContaining({
        code: 'invalid_request',
        message: expect.stringContaining('one tracker for each account'),
      }),
    );
  });

  it('refuses quotas that allow nothing', () => {
    expect(() =>
      createTracker({ carriers: [depot({ quotas: [{ limit: 0, intervalMs: 1 }] })], limiters: createLimiterPool() }),
    ).toThrow(expect.objectContaining({ code: 'invalid_request' }));
  });

  it('tells the usage of each account', async () => {
    const { tracker } = twoDepots();
    await within(10, tracker.track(depotNumber(1)));
    expect(tracker.usage()).toMatchObject([
      {
        carrier: 'second',
        requests: 0,
        heldForMs: 0,
        windows: [{ limit: 100_000, intervalMs: 1_000, used: 0, left: 100_000 }],
      },
      {
        carrier: 'first',
        account: expect.stringMatching(/^first:/),
        requests: 1,
        windows: [{ used: 1, left: 99_999 }],
      },
    ]);
  });

  it('waits no longer for the quota than its own maxWaitMs, unless a call says otherwise', async () => {
    const quotas = [{ limit: 1, intervalMs: 10_000 }];
    const { tracker } = bench({ depot: { maxBatch: 1, quotas }, tracker: { maxWaitMs: 0 } });
    await within(0, tracker.track(depotNumber(1)));
    expect(await rejection(0, tracker.track(depotNumber(2)))).toMatchObject({ code: 'rate_limited' });
    expect((await within(0, collect(tracker.trackMany([depotNumber(2)])))).map(brief)).toEqual([
      'D0000002 rate_limited',
    ]);
    await within(10_400, tracker.track(depotNumber(2), { maxWaitMs: 20_000 }));
  });

  it('keeps time by its clock', async () => {
    const clock = settableClock(Date.parse('2030-01-01T00:00:00Z'));
    const quotas = [{ limit: 1, intervalMs: 10_000 }];
    const { tracker } = bench({
      depot: { maxBatch: 1, quotas },
      tracker: { clock, limiters: createLimiterPool(clock) },
    });
    expect((await within(0, tracker.track(depotNumber(1)))).fetchedAt).toBe('2030-01-01T00:00:00.000Z');
    const second = tracker.track(depotNumber(2));
    await within(60_000, Promise.resolve());
    await clock.advance(10_010);
    expect((await within(0, second)).fetchedAt).toBe('2030-01-01T00:00:10.010Z');
  });

  it('uses the global fetch of the moment', async () => {
    const wire = createWire();
    const { fetch } = globalThis;
    const tracker = createTracker({ carriers: [depot()], limiters: createLimiterPool(), clock: systemClock });
    globalThis.fetch = (input) => wire.fetch(input instanceof Request ? input : new Request(input));
    try {
      await within(10, tracker.track(depotNumber(1)));
    } finally {
      globalThis.fetch = fetch;
    }
    expect(wire.calls).toHaveLength(1);
  });
});

describe('a tracker that is closed', () => {
  const isClosed = {
    code: 'invalid_request',
    retryable: false,
    message: expect.stringMatching(/closed; make another/),
  };

  it('calls off what is under way, waiting or streaming, and leaves nothing behind', async () => {
    const { tracker, wire } = bench({
      delayMs: 100,
      depot: { withGrant: true, quotas: [{ limit: 3, intervalMs: 60_000 }] },
    });
    const one = watch(tracker.track(depotNumber(1)));
    const waiting = Array.from({ length: 30 }, (_, index) =>
      watch(tracker.track(depotNumber(index + 2), { maxWaitMs: 600_000 })),
    );
    const many = watch(collect(tracker.trackMany(depotNumbers(100))));
    await pass(150);
    const closing = watch(tracker.close());
    await pass(0);
    expect(closing.fate()).toEqual({ value: undefined });
    for (const call of [one, many, ...waiting]) expect(call.fate()).toMatchObject({ reason: isClosed });
    const { length } = wire.calls;
    await pass(5);
    expect(vi.getTimerCount()).toBe(0);
    await pass(600_000);
    expect(wire.calls).toHaveLength(length);
    expect(wire.load.now).toBe(0);
  });

  it('refuses every later call, a stream that was not begun included', async () => {
    const { tracker, wire } = bench();
    const early = tracker.trackMany(depotNumbers(3));
    await tracker.close();
    await tracker.close();
    expect(await rejection(0, early.next())).toMatchObject(isClosed);
    expect(() => tracker.trackMany([])).toThrow(expect.objectContaining(isClosed));
    for (const call of [
      () => tracker.track(depotNumber(1)),
      () => tracker.trackReference('x'),
      () => tracker.proofOfDelivery(depotNumber(1)),
      () =>
        tracker.call('depot', () => ({
          request: { method: 'GET', url: 'https://depot.example', headers: {} },
          read: () => 1,
        })),
    ]) {
      expect(await rejection(0, call())).toMatchObject(isClosed);
    }
    expect(wire.calls).toEqual([]);
  });

  it('is so at the end of its block', async () => {
    let kept: ReturnType<typeof bench>['tracker'] | undefined;
    {
      await using tracker = bench().tracker;
      kept = tracker;
    }
    expect(await rejection(0, kept.track(depotNumber(1)))).toMatchObject(isClosed);
  });

  it('leaves another one of the same account alone, and its token request too', async () => {
    const wire = createWire(undefined, 100);
    const limiters = createLimiterPool();
    const [first, second] = [0, 1].map(() =>
      createTracker({ carriers: [depot({ withGrant: true })], fetch: wire.fetch, limiters }),
    );
    const gone = watch(first?.track(depotNumber(1)) ?? Promise.reject());
    const stays = watch(second?.track(depotNumber(2)) ?? Promise.reject());
    await pass(50);
    await first?.close();
    await pass(1_000);
    expect(gone.fate()).toMatchObject({ reason: isClosed });
    expect(stays.fate()).toMatchObject({ value: { trackingNumber: depotNumber(2) } });
    expect(wire.tokens).toHaveLength(1);
  });

  it('takes its turnstile along: the next one over another store is asked by nobody else', async () => {
    const wire = createWire();
    const limiters = createLimiterPool();
    const open = (store: Store) =>
      createTracker({
        carriers: [depot()],
        fetch: wire.fetch,
        limiters,
        turnstile: storeTurnstile(store, { fromIntervalMs: 0 }),
      });
    let isClosedStore = false;
    const kept = new Map<string, string>();
    const firstStore: Store = {
      get(key) {
        if (isClosedStore) throw new Error('The store is closed.');
        return kept.get(key);
      },
      set: (key, value) => kept.set(key, value),
      delete: (key) => kept.delete(key),
    };
    const first = open(firstStore);
    const beside = open(new Map());
    const one = watch(first.track(depotNumber(1)));
    await pass(1_000);
    expect(one.fate()).toMatchObject({ value: { trackingNumber: depotNumber(1) } });
    await first.close();
    await first.close();
    isClosedStore = true;
    const two = watch(beside.track(depotNumber(2)));
    await pass(5_000);
    expect(two.fate()).toMatchObject({ value: { trackingNumber: depotNumber(2) } });
  });

  it('lets an adapter that fails to identify a number cost that number', async () => {
    const { tracker } = bench({
      depot: {
        overrides: {
          identify: () => {
            throw new Error('hunter2');
          },
        },
      },
    });
    const outcomes = await within(0, collect(tracker.trackMany([depotNumber(1)])));
    expect(outcomes).toMatchObject([
      { ok: false, error: { code: 'unexpected_response', message: expect.stringMatching(/The depot/) } },
    ]);
  });
});
