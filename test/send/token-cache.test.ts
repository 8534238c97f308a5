import Keyv from 'keyv';
import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/model/store.ts';
import { createLimiterPool } from '../../src/send/limiter/pool.ts';
import type { Signal } from '../../src/send/telemetry.ts';
import { createTracker } from '../../src/tracker.ts';
import { depot, depotNumber, depotNumbers } from './depot.ts';
import { bench, collect, pass, rejection, watch, withFakeTime, within } from './harness.ts';
import { createWire, tokenAnswer } from './wire.ts';

withFakeTime();

const withGrant = { withGrant: true };
const hour = 3_600_000;
const refused = (): Response => Response.json({}, { status: 401 });

describe('a token', () => {
  it('is asked for once, however many callers wait for it, and sent with every request', async () => {
    const { tracker, wire } = bench({ depot: { ...withGrant, maxConcurrency: 10 }, delayMs: 50 });
    await within(200, Promise.all(depotNumbers(50).map((number) => tracker.track(number))));
    expect(wire.tokens).toHaveLength(1);
    expect(wire.asked).toHaveLength(10);
    expect(new Set(wire.asked.map(({ headers }) => headers.authorization))).toEqual(new Set(['Bearer token-0']));
  });

  it('is used until shortly before it expires, and then got anew', async () => {
    const { tracker, wire } = bench({ depot: withGrant });
    await within(10, tracker.track(depotNumber(1)));
    await pass(hour - 300_000 - 100);
    await within(10, tracker.track(depotNumber(1)));
    expect(wire.tokens).toHaveLength(1);
    await pass(200);
    await within(10, tracker.track(depotNumber(1)));
    expect(wire.tokens).toHaveLength(2);
  });

  it('that lives shortly is used for half of its life', async () => {
    const { tracker, wire } = bench({
      depot: withGrant,
      script: ({ path, index }) => (path === '/token' ? tokenAnswer(`t${index}`, 20_000) : undefined),
    });
    for (let index = 0; index < 9; index += 1) await within(1_000, tracker.track(depotNumber(1)));
    expect(wire.tokens).toHaveLength(1);
    await pass(1_000);
    await within(10, tracker.track(depotNumber(1)));
    expect(wire.tokens).toHaveLength(2);
  });

  it('with no life at all is used once', async () => {
    const { tracker, wire } = bench({
      depot: withGrant,
      script: ({ path, index }) => (path === '/token' ? tokenAnswer(`t${index}`, 0) : undefined),
    });
    for (let index = 0; index < 3; index += 1) await within(10, tracker.track(depotNumber(1)));
    expect(wire.tokens).toHaveLength(3);
  });

  it('request counts against the quota', async () => {
    const quotas = [{ limit: 2, intervalMs: 10_000 }];
    const { tracker, wire } = bench({ depot: { ...withGrant, maxBatch: 1, quotas } });
    await within(10, tracker.track(depotNumber(1)));
    expect(wire.calls).toHaveLength(2);
    expect(await rejection(10, tracker.track(depotNumber(2), { maxWaitMs: 0 }))).toMatchObject({
      code: 'rate_limited',
    });
    expect(tracker.usage()[0]).toMatchObject({ requests: 2, windows: [{ used: 2, left: 0 }] });
  });

  it('is called off when nobody waits for it, and the next caller asks anew', async () => {
    const { tracker, wire } = bench({ depot: withGrant, delayMs: 100 });
    const controller = new AbortController();
    const all = depotNumbers(3).map((number) => watch(tracker.track(number, { signal: controller.signal })));
    await pass(50);
    controller.abort('mine');
    await pass(0);
    expect(all.map(({ fate }) => fate())).toEqual(Array(3).fill({ reason: 'mine' }));
    expect(wire.tokens[0]?.signal.aborted).toBe(true);
    await within(300, tracker.track(depotNumber(1)));
    expect(wire.tokens).toHaveLength(2);
  });

  it('goes on for the others when one caller aborts', async () => {
    const { tracker, wire } = bench({ depot: { ...withGrant, maxBatch: 1 }, delayMs: 100 });
    const controller = new AbortController();
    const gone = watch(tracker.track(depotNumber(1), { signal: controller.signal }));
    const stays = tracker.track(depotNumber(2));
    await pass(50);
    controller.abort('mine');
    await within(300, stays);
    expect(gone.fate()).toEqual({ reason: 'mine' });
    expect(wire.tokens).toHaveLength(1);
  });

  it('that is held up refuses at once whoever cannot wait that long', async () => {
    const busy = new Response('', { status: 429, headers: { 'retry-after': '600' } });
    const { tracker, wire } = bench({
      depot: { ...withGrant, maxBatch: 1 },
      script: ({ index }) => (index === 0 ? busy : undefined),
    });
    const hasty = watch(tracker.track(depotNumber(1), { maxWaitMs: 60_000 }));
    const patient = watch(tracker.track(depotNumber(2), { maxWaitMs: 700_000 }));
    await pass(10);
    expect(hasty.fate()).toMatchObject({ reason: { code: 'rate_limited', retryAfterMs: 600_000 } });
    await pass(601_000);
    expect(patient.fate()).toMatchObject({ value: { trackingNumber: depotNumber(2) } });
    expect(wire.tokens).toHaveLength(2);
  });
});

describe('a 401', () => {
  it('drops the token and asks once more with a new one', async () => {
    const { tracker, wire, signals } = bench({
      depot: withGrant,
      script: ({ headers, path }) =>
        path === '/track' && headers.authorization === 'Bearer token-0' ? refused() : undefined,
    });
    await within(20, tracker.track(depotNumber(1)));
    expect(wire.calls.map(({ path }) => path)).toEqual(['/token', '/track', '/token', '/track']);
    expect(signals.filter(({ type }) => type === 'token.renewed')).toHaveLength(2);
    await within(20, tracker.track(depotNumber(1)));
    expect(wire.calls).toHaveLength(5);
  });

  it('for many requests at once costs one new token', async () => {
    const { tracker, wire } = bench({
      depot: { ...withGrant, maxConcurrency: 10 },
      delayMs: 50,
      script: ({ headers, path }) =>
        path === '/track' && headers.authorization === 'Bearer token-0' ? refused() : undefined,
    });
    await within(1_000, Promise.all(depotNumbers(50).map((number) => tracker.track(number))));
    expect(wire.tokens).toHaveLength(2);
    expect(wire.asked).toHaveLength(20);
  });

  it('for the new token too is unauthorized, and nobody asks for a minute', async () => {
    const { tracker, wire } = bench({
      depot: withGrant,
      script: ({ path }) => (path === '/track' ? refused() : undefined),
    });
    expect(await rejection(20, tracker.track(depotNumber(1)))).toMatchObject({
      code: 'unauthorized',
      httpStatus: 401,
      retryable: false,
    });
    expect(wire.calls).toHaveLength(4);
    expect(await rejection(20, tracker.track(depotNumber(2)))).toMatchObject({ code: 'unauthorized' });
    expect(wire.calls).toHaveLength(4);
  });

  it('for an old token leaves the newer one in the store, and takes it', async () => {
    const tokens = new Map<string, string>();
    const { tracker, wire } = bench({
      depot: withGrant,
      tracker: { tokens },
      script: ({ index, path }) => (path === '/track' && index === 2 ? refused() : undefined),
    });
    await within(20, tracker.track(depotNumber(1)));
    for (const key of tokens.keys()) {
      tokens.set(key, JSON.stringify({ accessToken: 'newer', renewAt: Date.now() + hour }));
    }
    await within(20, tracker.track(depotNumber(1)));
    expect(wire.asked.map(({ headers }) => headers.authorization)).toEqual([
      'Bearer token-0',
      'Bearer token-0',
      'Bearer newer',
    ]);
    expect(wire.tokens).toHaveLength(1);
  });

  it('of a carrier without a grant goes to its reader', async () => {
    const { tracker, wire } = bench({ script: refused });
    expect(await rejection(20, tracker.track(depotNumber(1)))).toMatchObject({ code: 'unauthorized' });
    expect(wire.calls).toHaveLength(1);
  });
});

describe('refused credentials', () => {
  for (const [status, code] of [
    [401, 'unauthorized'],
    [403, 'forbidden'],
  ] as const) {
    it(`(${status}) are tried again a minute later, and not before`, async () => {
      let isFixed = false;
      const { tracker, wire } = bench({
        depot: { ...withGrant, maxConcurrency: 4 },
        script: ({ path }) => (path === '/token' && !isFixed ? Response.json({}, { status }) : undefined),
      });
      const outcomes = await within(1_000, collect(tracker.trackMany(depotNumbers(200))));
      expect(outcomes).toHaveLength(200);
      expect(outcomes.every((outcome) => !outcome.ok && outcome.error.code === code)).toBe(true);
      expect(wire.calls).toHaveLength(1);
      isFixed = true;
      await pass(58_900);
      expect(await rejection(50, tracker.track(depotNumber(1)))).toMatchObject({
        code,
        trackingNumber: depotNumber(1),
      });
      await pass(200);
      await within(50, tracker.track(depotNumber(1)));
    });
  }

  it('are told apart from a carrier that cannot answer', async () => {
    const { tracker, wire } = bench({
      depot: withGrant,
      tracker: { retries: 0 },
      script: ({ path, index }) => (path === '/token' && index === 0 ? new Response('', { status: 500 }) : undefined),
    });
    expect(await rejection(20, tracker.track(depotNumber(1)))).toMatchObject({ code: 'carrier_unavailable' });
    await within(20, tracker.track(depotNumber(1)));
    expect(wire.tokens).toHaveLength(2);
  });
});

describe('a store', () => {
  const stores: Readonly<Record<string, () => Store>> = {
    Map: () => new Map<string, string>(),
    Keyv: () => new Keyv(),
  };
  for (const [name, create] of Object.entries(stores)) {
    it(`that is a ${name} serves other trackers with the token`, async () => {
      const tokens = create();
      const first = bench({ depot: withGrant, tracker: { tokens } });
      await within(20, first.tracker.track(depotNumber(1)));
      const second = bench({ depot: withGrant, tracker: { tokens } });
      await within(20, second.tracker.track(depotNumber(1)));
      expect(second.wire.calls.map(({ path, headers }) => [path, headers.authorization])).toEqual([
        ['/track', 'Bearer token-0'],
      ]);
    });

    it(`that is a ${name} gives up a token that is about to expire, and one that was refused`, async () => {
      const tokens = create();
      const script = {
        script: ({ path, index }: { path: string; index: number }) =>
          path === '/token' ? tokenAnswer(`late-${index}`) : undefined,
      };
      await within(20, bench({ depot: withGrant, tracker: { tokens } }).tracker.track(depotNumber(1)));
      await pass(hour - 300_000);
      const late = bench({ depot: withGrant, tracker: { tokens }, ...script });
      await within(20, late.tracker.track(depotNumber(1)));
      expect(late.wire.tokens).toHaveLength(1);
      const picky = bench({
        depot: withGrant,
        tracker: { tokens },
        script: ({ path, headers }) =>
          path === '/track' && headers.authorization === 'Bearer late-0' ? refused() : undefined,
      });
      await within(20, picky.tracker.track(depotNumber(1)));
      expect(picky.wire.calls.map(({ path }) => path)).toEqual(['/track', '/token', '/track']);
    });
  }

  it('never serves one secret with another one’s token, nor one host with another one’s', async () => {
    const tokens = new Map<string, string>();
    for (const account of [{ key: 'a' }, { key: 'b' }, { key: 'a', host: 'https://test.depot.example' }]) {
      const { tracker, wire } = bench({ depot: { ...withGrant, ...account }, tracker: { tokens } });
      await within(20, tracker.track(depotNumber(1)));
      expect(wire.tokens).toHaveLength(1);
    }
    expect(tokens.size).toBe(3);
  });

  it('never serves a changed secret of the same account with the old one’s token', async () => {
    const tokens = new Map<string, string>();
    for (const key of ['old', 'new']) {
      const { tracker, wire } = bench({
        depot: { ...withGrant, key, overrides: { account: 'depot:same' } },
        tracker: { tokens },
      });
      await within(20, tracker.track(depotNumber(1)));
      expect(wire.tokens).toHaveLength(1);
    }
  });

  it('does not hold the secret in its keys', async () => {
    const tokens = new Map<string, string>();
    const { tracker } = bench({ depot: { ...withGrant, key: 'hunter2' }, tracker: { tokens } });
    await within(20, tracker.track(depotNumber(1)));
    expect([...tokens.keys()].join()).not.toContain('hunter2');
  });

  const broken = (): never => {
    throw new Error('the store is down');
  };
  const failing: Readonly<Record<string, Store>> = {
    'throws always': { get: broken, set: broken, delete: broken },
    'rejects always': { get: async () => broken(), set: async () => broken(), delete: async () => broken() },
    'holds what nobody wrote': { get: () => '{"accessToken":7,"renewAt":"soon"}', set: () => true, delete: () => true },
    'holds half a text': { get: () => '{"accessToken":', set: () => true, delete: () => true },
    'holds no text': { get: () => ({ accessToken: 'x', renewAt: 1e15 }), set: () => true, delete: () => true },
    'holds a null': { get: () => 'null', set: () => true, delete: () => true },
    'holds a token with a line break': {
      get: () => JSON.stringify({ accessToken: 'a\r\nx-evil: 1', renewAt: 1e15 }),
      set: () => true,
      delete: () => true,
    },
  };
  for (const [what, tokens] of Object.entries(failing)) {
    it(`that ${what} costs one token request, not one for each call`, async () => {
      const { tracker, wire } = bench({ depot: withGrant, tracker: { tokens } });
      for (let index = 0; index < 3; index += 1) await within(20, tracker.track(depotNumber(index)));
      expect(wire.tokens).toHaveLength(1);
    });
  }

  it('that does not forget a refused token is not asked for it again', async () => {
    const stale = JSON.stringify({ accessToken: 'stale', renewAt: 1e15 });
    const { tracker, wire } = bench({
      depot: withGrant,
      tracker: { tokens: { get: () => stale, set: () => true, delete: () => false } },
      script: ({ path, headers }) =>
        path === '/track' && headers.authorization === 'Bearer stale' ? refused() : undefined,
    });
    await within(20, tracker.track(depotNumber(1)));
    expect(wire.calls.map(({ path }) => path)).toEqual(['/track', '/token', '/track']);
  });
});

describe('two trackers of one account', () => {
  it('share its quota and its holds through the pool', async () => {
    const limiters = createLimiterPool();
    const signals: Signal[] = [];
    const wire = createWire(({ index }) =>
      index === 1 ? new Response('', { status: 429, headers: { 'retry-after': '30' } }) : undefined,
    );
    const quotas = [{ limit: 3, intervalMs: 1_000 }];
    const trackers = [0, 1].map(() =>
      createTracker({
        carriers: [depot({ maxBatch: 1, quotas })],
        fetch: wire.fetch,
        limiters,
        random: () => 0,
        onSignal: (signal) => signals.push(signal),
      }),
    );
    await within(0, trackers[0]?.track(depotNumber(1)) ?? Promise.reject());
    const throttled = watch(trackers[0]?.track(depotNumber(2)) ?? Promise.reject());
    await pass(0);
    expect(
      await rejection(0, trackers[1]?.track(depotNumber(3), { maxWaitMs: 29_000 }) ?? Promise.reject()),
    ).toMatchObject({
      code: 'rate_limited',
      retryAfterMs: 30_000,
    });
    expect(trackers[1]?.usage()[0]).toMatchObject({ heldForMs: 30_000, requests: 2 });
    await pass(30_000);
    expect(throttled.fate()).toMatchObject({ value: {} });
  });

  it('share one token request, whoever made it, and its refusal', async () => {
    for (const status of [200, 401]) {
      const limiters = createLimiterPool();
      const wire = createWire(({ path }) => (path === '/token' && status === 401 ? refused() : undefined), 50);
      const trackers = Array.from({ length: 5 }, () =>
        createTracker({ carriers: [depot({ withGrant: true, maxBatch: 1 })], fetch: wire.fetch, limiters }),
      );
      const all = trackers.map((tracker, index) => watch(tracker.track(depotNumber(index))));
      await pass(1_000);
      expect(all.every(({ fate }) => (status === 200 ? 'value' : 'reason') in (fate() ?? {}))).toBe(true);
      expect(wire.tokens).toHaveLength(1);
      await rejection(1_000, trackers[4]?.track('D9999999', { maxWaitMs: -1 }) ?? Promise.reject());
      expect(wire.tokens).toHaveLength(1);
    }
  });
});

describe('a tracker that reaches another server by its own fetch', () => {
  it('has tokens of its own, though the account is the same', async () => {
    const limiters = createLimiterPool();
    const wires = [0, 1].map(() => createWire());
    for (const wire of wires) {
      const tracker = createTracker({ carriers: [depot(withGrant)], fetch: wire.fetch, limiters });
      await within(20, tracker.track(depotNumber(1)));
    }
    expect(wires.map(({ tokens }) => tokens.length)).toEqual([1, 1]);
  });
});

describe('a token that ends while requests wait for their turns', () => {
  it('is not sent: each request takes one that is good when its turn has come', async () => {
    let validUntil = 0;
    let issued = 0;
    const { tracker, wire } = bench({
      depot: { ...withGrant, maxBatch: 1, maxConcurrency: 40, quotas: [{ limit: 20, intervalMs: 60_000 }] },
      script: ({ path, headers }) => {
        if (path === '/token') {
          issued += 1;
          validUntil = Date.now() + 120_000;
          return tokenAnswer(`t${issued}`, 120_000);
        }
        const isGood = headers.authorization === `Bearer t${issued}` && Date.now() < validUntil;
        return isGood ? undefined : refused();
      },
    });
    const outcomes = await within(7_200_000, collect(tracker.trackMany(depotNumbers(600))));
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(600);
    // None was sent in vain.
    expect(wire.asked).toHaveLength(600);
  });
});

describe('a store that hangs', () => {
  for (const [what, hang] of Object.entries({
    'does not answer': () => new Promise(() => undefined),
  })) {
    it(`because it ${what} costs a token two seconds for each step, and hangs nobody`, async () => {
      const { tracker, wire } = bench({
        depot: withGrant,
        tracker: { tokens: { get: hang, set: hang, delete: hang } },
        script: ({ path, headers }) =>
          path === '/track' && headers.authorization === 'Bearer token-0' ? refused() : undefined,
      });
      await within(12_000, tracker.track(depotNumber(1)));
      expect(wire.tokens).toHaveLength(2);
      await within(10, tracker.track(depotNumber(2)));
    });
  }

  it('with a damaged token drops it', async () => {
    for (const damaged of [
      '{"accessToken":',
      'null',
      '{"accessToken":"a b","renewAt":1e15}',
      '{"accessToken":"x","renewAt":"soon"}',
    ]) {
      const deleted: string[] = [];
      const values = new Map<string, string>();
      const tokens: Store = {
        get: (key) => values.get(key) ?? damaged,
        set: () => undefined,
        delete: (key) => void deleted.push(key),
      };
      const { tracker } = bench({ depot: withGrant, tracker: { tokens } });
      await within(20, tracker.track(depotNumber(1)));
      expect(deleted).toHaveLength(1);
    }
  });
});
