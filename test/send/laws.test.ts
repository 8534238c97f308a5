import { AsyncLocalStorage, createHook } from 'node:async_hooks';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLimiterPool } from '../../src/send/limiter/pool.ts';
import { settableClock } from '../../src/testing/settable-clock.ts';
import type { Clock } from '../../src/time/clock.ts';
import { createTracker } from '../../src/tracker.ts';
import { type DepotOptions, depot, depotNumber, depotNumbers } from './depot.ts';
import { collect } from './harness.ts';
import { createWire } from './wire.ts';

/*
 * A runtime like Cloudflare Workers: every request has a context of its own, and a promise that was made in one must not be
 * resolved from another, nor may a timer or a fetch be waited for that another one has begun: it ends with its request.
 */
const context = new AsyncLocalStorage<number>();
const madeIn = new Map<number, number>();
const crossings: string[] = [];
const hook = createHook({
  init(id, type) {
    const request = context.getStore();
    if (type === 'PROMISE' && request !== undefined) madeIn.set(id, request);
  },
  promiseResolve(id) {
    const [made, resolved] = [madeIn.get(id), context.getStore()];
    // What no request resolves, the runtime does: it wakes a timer.
    if (made !== undefined && resolved !== undefined && made !== resolved)
      crossings.push(`made in ${made}, resolved in ${resolved}`);
  },
});

beforeEach(() => {
  madeIn.clear();
  crossings.length = 0;
  hook.enable();
});
afterEach(() => void hook.disable());

/** Runs calls side by side, each in a request of its own, while a clock that anybody may move goes on. */
async function serve<T>(
  count: number,
  clock: ReturnType<typeof settableClock>,
  call: (index: number) => Promise<T>,
): Promise<readonly T[]> {
  let left = count;
  const all = Array.from({ length: count }, (_, index) =>
    context.run(index, async () => {
      try {
        return await call(index);
      } finally {
        left -= 1;
      }
    }),
  );
  const answers = Promise.all(all);
  for (let round = 0; left > 0 && round < 5_000; round += 1) await clock.advance(50);
  return answers;
}

/** A clock and a fetch whose timers and answers come back in the context that asked for them, as a runtime's do. */
function runtime(share: boolean | undefined, options: DepotOptions = {}) {
  const clock = settableClock(Date.parse('2026-11-20T12:00:00Z'));
  const own: Clock = {
    now: clock.now,
    monotonic: clock.monotonic,
    sleep: (ms, signal) => inContext(clock.sleep(ms, signal)),
  };
  const begunIn: (number | undefined)[] = [];
  const wire = createWire();
  const tracker = createTracker({
    carriers: [depot({ withGrant: true, ...options })],
    clock: own,
    limiters: createLimiterPool(own),
    ...(share === undefined ? {} : { share }),
    random: () => 0.5,
    async fetch(request) {
      begunIn.push(context.getStore());
      await own.sleep(100);
      return wire.fetch(request);
    },
  });
  return { tracker, clock, wire, begunIn };
}

/** The same outcome by a promise that is resolved where it is waited for. */
function inContext<T>(work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const bound = AsyncLocalStorage.snapshot();
    work.then(
      (value) => bound(() => resolve(value)),
      (reason: unknown) => bound(() => reject(reason)),
    );
  });
}

describe('36 requests at once to a tracker in module scope', () => {
  it('are all answered, each by what it has begun itself', async () => {
    const { tracker, clock, wire, begunIn } = runtime(false);
    const all = await serve(36, clock, (index) => tracker.track(depotNumber(index)));
    expect(all.map(({ trackingNumber }) => trackingNumber)).toEqual(depotNumbers(36));
    expect(crossings).toEqual([]);
    // One token for all, and one request for each.
    expect(wire.tokens).toHaveLength(1);
    expect(wire.asked).toHaveLength(36);
    expect(new Set(begunIn).size).toBe(36);
    expect(wire.load.most).toBeLessThanOrEqual(2);
  });

  it('keep the quota and the holds of the account all the same', async () => {
    const { tracker, clock, wire } = runtime(false, {
      quotas: [{ limit: 10, intervalMs: 60_000 }],
      maxConcurrency: 20,
    });
    await serve(36, clock, (index) => tracker.track(depotNumber(index), { maxWaitMs: 600_000 }));
    expect(crossings).toEqual([]);
    expect(wire.calls).toHaveLength(37);
    expect(tracker.usage()[0]?.windows[0]?.used).toBeLessThanOrEqual(10);
  });

  it('that ask for many numbers fill their own requests', async () => {
    const { tracker, clock, wire } = runtime(false);
    const all = await serve(4, clock, () => collect(tracker.trackMany(depotNumbers(12))));
    expect(all.flat().filter(({ ok }) => ok)).toHaveLength(48);
    expect(crossings).toEqual([]);
    expect(wire.asked).toHaveLength(12);
  });

  it('of which one dies between do not keep the others', async () => {
    const { tracker, clock } = runtime(false, { withGrant: false, maxConcurrency: 1 });
    const controller = new AbortController();
    const dead = tracker.track(depotNumber(99), { signal: controller.signal });
    dead.catch(() => undefined);
    await clock.advance(10);
    controller.abort('gone');
    const all = await serve(3, clock, (index) => tracker.track(depotNumber(index)));
    expect(all).toHaveLength(3);
  });

  it('would wait for one another where calls share, which is what this test can see', async () => {
    const { tracker, clock } = runtime(true);
    await serve(36, clock, (index) => tracker.track(depotNumber(index)));
    expect(crossings).not.toEqual([]);
  });

  it('share nothing by default where the runtime is Cloudflare Workers', async () => {
    const known = Object.getOwnPropertyDescriptor(globalThis, 'navigator');
    Object.defineProperty(globalThis, 'navigator', { value: { userAgent: 'Cloudflare-Workers' }, configurable: true });
    try {
      const { tracker, clock } = runtime(undefined);
      await serve(5, clock, (index) => tracker.track(depotNumber(index)));
      expect(crossings).toEqual([]);
    } finally {
      if (known !== undefined) Object.defineProperty(globalThis, 'navigator', known);
    }
  });
});

describe('calls that share nothing', () => {
  it('refuse at once what would wait too long, and an abort ends a wait', async () => {
    const { tracker, clock } = runtime(false, {
      withGrant: false,
      maxBatch: 1,
      quotas: [{ limit: 1, intervalMs: 60_000 }],
    });
    await serve(1, clock, () => tracker.track(depotNumber(1)));
    await expect(tracker.track(depotNumber(2), { maxWaitMs: 1_000 })).rejects.toMatchObject({ code: 'rate_limited' });
    const controller = new AbortController();
    const waiting = expect(
      tracker.track(depotNumber(2), { signal: controller.signal, maxWaitMs: 600_000 }),
    ).rejects.toBe('mine');
    await clock.advance(1_000);
    controller.abort('mine');
    await waiting;
    expect(clock.sleepers).toBe(0);
  });

  it('hear of a refused token request, and the next one does not ask for a minute', async () => {
    let tokens = 0;
    const clock = settableClock(0);
    const tracker = createTracker({
      carriers: [depot({ withGrant: true })],
      clock,
      share: false,
      fetch: async (request) => {
        tokens += 1;
        return request.url.endsWith('/token') ? Response.json({}, { status: 401 }) : new Response('');
      },
    });
    const all = Promise.allSettled(depotNumbers(5).map((number) => tracker.track(number)));
    for (let round = 0; round < 20; round += 1) await clock.advance(50);
    expect((await all).every(({ status }) => status === 'rejected')).toBe(true);
    expect(tokens).toBe(1);
  });
});
