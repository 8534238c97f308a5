import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Store } from '../../../src/model/store.ts';
import { createLimiterPool } from '../../../src/send/limiter/pool.ts';
import { storeTurnstile } from '../../../src/send/limiter/store-turnstile.ts';
import { isTurn, type Turn, type Turnstile } from '../../../src/send/limiter/turnstile.ts';
import { type SettableClock, settableClock } from '../../../src/testing/settable-clock.ts';
import type { Clock } from '../../../src/time/clock.ts';
import { createTracker } from '../../../src/tracker.ts';
import { depot, depotNumber, depotNumbers } from '../depot.ts';
import { collect, start } from '../harness.ts';
import { createWire } from '../wire.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** A store that several can write to. */
function sharedStore(values = new Map<string, string>()): Store & { readonly values: Map<string, string> } {
  return {
    values,
    get: async (key) => values.get(key),
    set: async (key, value) => void values.set(key, value),
    delete: async (key) => values.delete(key),
    async compareAndSet(key, expected, value) {
      if (values.get(key) !== expected) return false;
      if (value === undefined) values.delete(key);
      else values.set(key, value);
      return true;
    },
  };
}

const lease = minute;
const twoAnHour = [{ limit: 2, intervalMs: hour }];

/** A turn, or the milliseconds to wait. */
async function take(turnstile: Turnstile, quotas = twoAnHour): Promise<Turn | number> {
  const answer = await turnstile.take('a', quotas, lease);
  return isTurn(answer) ? answer : answer.waitMs;
}

/** Takes turns that are answered at once, until there is none; how many there were. */
async function drain(turnstile: Turnstile, quotas = twoAnHour): Promise<number> {
  for (let count = 0; ; count += 1) {
    const turn = await take(turnstile, quotas);
    if (typeof turn === 'number') return count;
    await turn.settle();
  }
}

describe('a quota in a store', () => {
  it('outlives the process, and comes back when the window has passed since the answers', async () => {
    const clock = settableClock(start);
    const store = sharedStore();
    expect(await drain(storeTurnstile(store, { clock }))).toBe(2);
    await clock.advance(59 * minute);
    expect(await drain(storeTurnstile(store, { clock }))).toBe(0);
    const waitMs = await take(storeTurnstile(store, { clock }));
    expect(waitMs).toBeLessThan(2 * minute);
    await clock.advance(Number(waitMs));
    expect(await drain(storeTurnstile(store, { clock }))).toBe(2);
  });

  it('of 25 a day lets eight runs of a script send 25 requests', async () => {
    const clock = settableClock(start);
    const store = sharedStore();
    const wire = createWire();
    let answered = 0;
    for (let run = 0; run < 8; run += 1) {
      const tracker = createTracker({
        carriers: [depot({ maxBatch: 1, quotas: [{ limit: 25, intervalMs: day }] })],
        fetch: wire.fetch,
        clock,
        limiters: createLimiterPool(clock),
        turnstile: storeTurnstile(store, { clock }),
      });
      const outcomes = await collect(tracker.trackMany(depotNumbers(30), { maxWaitMs: 1_000 }));
      answered += outcomes.filter(({ ok }) => ok).length;
      expect(outcomes.every((outcome) => outcome.ok || outcome.error.code === 'rate_limited')).toBe(true);
      await clock.advance(10 * minute);
    }
    expect(answered).toBe(25);
    expect(wire.calls).toHaveLength(25);
  });

  it('shorter than told is not counted there', async () => {
    const store = sharedStore();
    const clock = settableClock(start);
    const seconds = [{ limit: 1, intervalMs: 1_000 }];
    for (let count = 0; count < 3; count += 1)
      expect(isTurn(await storeTurnstile(store, { clock }).take('a', seconds, lease))).toBe(true);
    expect(store.values.size).toBe(0);
    expect(await drain(storeTurnstile(store, { clock, fromIntervalMs: 0 }), seconds)).toBe(1);
  });

  it('counts a turn while it is open, gives one back that was not used, and settles one once', async () => {
    const clock = settableClock(start);
    const turnstile = storeTurnstile(sharedStore(), { clock });
    const [first, second] = [await take(turnstile), await take(turnstile)];
    expect(await take(turnstile)).toBeGreaterThanOrEqual(hour);
    if (typeof first === 'number' || typeof second === 'number') throw new Error('no turn');
    await first.settle(false);
    await first.settle();
    expect(await drain(turnstile)).toBe(1);
    await clock.advance(30_000);
    await second.settle();
    await clock.advance(hour - 30_000 + hour / 100);
    // The one that was answered half a minute later counts for so much longer.
    expect(await drain(turnstile)).toBe(1);
  });

  it('frees the turns of a process that died, a window after their lease', async () => {
    const clock = settableClock(start);
    const store = sharedStore();
    await take(storeTurnstile(store, { clock }));
    await take(storeTurnstile(store, { clock }));
    await clock.advance(lease);
    expect(await drain(storeTurnstile(store, { clock }))).toBe(0);
    await clock.advance(hour + hour / 100);
    expect(await drain(storeTurnstile(store, { clock }))).toBe(2);
  });

  it('that is raised, lowered, or counted in another window keeps what was counted', async () => {
    const clock = settableClock(start);
    const turnstile = storeTurnstile(sharedStore(), { clock });
    expect(await drain(turnstile)).toBe(2);
    expect(await drain(turnstile, [{ limit: 5, intervalMs: hour }])).toBe(3);
    expect(await drain(turnstile, [{ limit: 6, intervalMs: 30 * minute }])).toBe(1);
    expect(await drain(turnstile)).toBe(0);
  });

  it('keeps a hold for all, by a text that nobody else’s key can be', async () => {
    const clock = settableClock(start);
    const store = sharedStore();
    const turnstile = storeTurnstile(store, { clock });
    const turn = await take(turnstile);
    if (typeof turn !== 'number') await turn.settle();
    await turnstile.hold('a', 10 * minute);
    expect(await take(storeTurnstile(store, { clock }))).toBe(10 * minute);
    expect(isTurn(await storeTurnstile(store, { clock }).take('a/b', twoAnHour, lease))).toBe(true);
    expect([...store.values.keys()].toSorted()).toEqual(['waybill:turns:a', 'waybill:turns:a%2f;b']);
  });

  it('takes no more room for a hundred thousand turns than for some', async () => {
    const clock = settableClock(start);
    const store = sharedStore();
    const turnstile = storeTurnstile(store, { clock });
    const daily = [{ limit: 100_000, intervalMs: day }];
    for (let index = 0; index < 1_500; index += 1) {
      const turn = await take(turnstile, daily);
      if (typeof turn !== 'number') await turn.settle();
      await clock.advance(minute);
    }
    expect([...store.values.values()].join('').length).toBeLessThan(3_000);
  });
});

describe('clocks that are set', () => {
  const restarts = { 'in one process': false, 'and the process restarted': true };
  for (const [how, isRestarted] of Object.entries(restarts)) {
    for (const ms of [hour, -hour, 3 * day, -3 * day]) {
      it(`by ${ms / hour} h, ${how}, neither let a window out twice nor stop an account`, async () => {
        const clock = settableClock(start);
        const store = sharedStore();
        let turnstile = storeTurnstile(store, { clock });
        const again = (): Turnstile => (isRestarted ? storeTurnstile(store, { clock }) : turnstile);
        expect(await drain(turnstile)).toBe(2);
        await clock.advance(10 * minute);
        clock.step(ms);
        turnstile = again();
        expect(await drain(turnstile)).toBe(0);
        expect(await take(turnstile)).toBeLessThan(51 * minute);
        await clock.advance(51 * minute);
        expect(await drain(again())).toBe(2);
      });
    }
  }

  it('count whole milliseconds, of which no part is lost at each write', async () => {
    let mono = 1e6;
    const sleep = (): Promise<void> => new Promise(() => undefined);
    const clock: Clock = { now: () => Math.floor(start + mono), monotonic: () => mono, sleep };
    const turnstile = storeTurnstile(sharedStore(), { clock });
    const quotas = [{ limit: 10_001, intervalMs: hour }];
    for (let count = 0; count < 10_000; count += 1) {
      const turn = await take(turnstile, quotas);
      if (typeof turn !== 'number') await turn.settle(count === 0);
      mono += 0.3;
    }
    const waitMs = await take(turnstile, [{ limit: 1, intervalMs: hour }]);
    // Of the three seconds that it took nothing is missing beyond the slot that a turn counts in.
    expect(waitMs).toBeLessThanOrEqual(hour * 1.001 + hour / 128 - 3_000 + 2);
    expect(waitMs).toBeGreaterThan(hour - 3_001);
  });

  it('differ between machines by a little, and no window is let out twice', async () => {
    const store = sharedStore();
    // The second machine has been up for a month longer, and its time of day is three seconds behind.
    const clocks = [settableClock(start), settableClock(start)].map((clock, index) => ({
      clock,
      seen: {
        now: () => clock.now() - index * 3_000,
        monotonic: () => clock.monotonic() - start + day + index * 30 * day,
        sleep: clock.sleep,
      },
    }));
    const turnstiles = clocks.map(({ seen }) => storeTurnstile(store, { clock: seen }));
    let sent = 0;
    for (let round = 0; round < 59; round += 1) {
      for (const turnstile of turnstiles) sent += await drain(turnstile);
      for (const { clock } of clocks) await clock.advance(minute);
    }
    expect(sent).toBe(2);
    for (const { clock } of clocks) await clock.advance(5 * minute);
    expect(await drain(turnstiles[1] ?? storeTurnstile(store))).toBe(2);
  });

  it('at any moment, with restarts, keep every window', async () => {
    const step = fc.oneof(
      {
        weight: 4,
        arbitrary: fc.record({ kind: fc.constant('pass' as const), ms: fc.integer({ min: 0, max: 40 * minute }) }),
      },
      {
        weight: 1,
        arbitrary: fc.record({ kind: fc.constant('step' as const), ms: fc.integer({ min: -2 * day, max: 2 * day }) }),
      },
      { weight: 1, arbitrary: fc.constant({ kind: 'restart' as const }) },
    );
    const quota = { limit: 5, intervalMs: hour };
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const clock = settableClock(start);
        const store = sharedStore();
        let turnstile = storeTurnstile(store, { clock });
        const times: number[] = [];
        for (const each of steps) {
          if (each.kind === 'pass') await clock.advance(each.ms);
          else if (each.kind === 'step') clock.step(each.ms);
          else turnstile = storeTurnstile(store, { clock });
          const count = await drain(turnstile, [quota]);
          for (let index = 0; index < count; index += 1) times.push(clock.monotonic());
        }
        for (const time of times) {
          expect(times.filter((other) => other <= time && other > time - hour).length).toBeLessThanOrEqual(quota.limit);
        }
        await clock.advance(hour + hour / 100);
        expect(await drain(turnstile, [quota])).toBe(quota.limit);
      }),
      { numRuns: 100 },
    );
  }, 60_000);
});

describe('several processes', () => {
  it('that write at every moment lose no turn', async () => {
    const clock = settableClock(start);
    const store = sharedStore();
    const turnstiles = Array.from({ length: 8 }, () => storeTurnstile(store, { clock }));
    const taken = Promise.all(
      turnstiles.flatMap((turnstile) => [
        take(turnstile, [{ limit: 5, intervalMs: hour }]),
        take(turnstile, [{ limit: 5, intervalMs: hour }]),
      ]),
    );
    for (let round = 0; round < 200; round += 1) await clock.advance(1);
    expect((await taken).filter((turn) => typeof turn !== 'number')).toHaveLength(5);
  });

  it('of which one has many steps to do does them in few writes, and refusals in none', async () => {
    const clock = settableClock(start);
    const store = sharedStore();
    let writes = 0;
    const compareAndSet: Store['compareAndSet'] = (...args) => {
      writes += 1;
      return store.compareAndSet?.(...args) ?? false;
    };
    const turnstile = storeTurnstile({ ...store, compareAndSet }, { clock });
    const quotas = [{ limit: 20, intervalMs: hour }];
    const turns = await Promise.all(Array.from({ length: 30 }, () => take(turnstile, quotas)));
    expect(turns.filter((turn) => typeof turn !== 'number')).toHaveLength(20);
    expect(writes).toBeLessThanOrEqual(2);
    await Promise.all(turns.map((turn) => typeof turn !== 'number' && turn.settle()));
    expect(writes).toBeLessThanOrEqual(4);
    const before = writes;
    for (let count = 0; count < 5; count += 1) expect(typeof (await take(turnstile, quotas))).toBe('number');
    expect(writes).toBe(before);
  });

  it('over a slow store lose nothing of the quota by its writing down late what was answered', async () => {
    const clock = settableClock(start);
    const quick = sharedStore();
    const slow: Store = {
      ...quick,
      async get(key) {
        await clock.sleep(minute / 40);
        return quick.get(key);
      },
    };
    const turnstile = storeTurnstile(slow, { clock });
    const once = [{ limit: 1, intervalMs: hour }];
    const taken = take(turnstile, once);
    await clock.advance(minute / 40);
    const turn = await taken;
    const answeredAt = clock.monotonic();
    const settled = typeof turn === 'number' ? undefined : turn.settle();
    await clock.advance(minute / 40);
    await settled;
    const again = take(turnstile, once);
    await clock.advance(minute / 40);
    const freeAt = clock.monotonic() + Number(await again);
    expect(freeAt - answeredAt).toBeGreaterThanOrEqual(hour);
    expect(freeAt - answeredAt).toBeLessThanOrEqual(hour * 1.009 + 1);
  });

  it('without compareAndSet forget each other’s turns, one process keeps its own', async () => {
    const clock = settableClock(start);
    const plain = new Map<string, string>();
    const turnstile = storeTurnstile(plain, { clock });
    const turns = await Promise.all([take(turnstile), take(turnstile), take(turnstile)]);
    expect(turns.filter((turn) => typeof turn !== 'number')).toHaveLength(2);
  });
});

describe('a store that cannot be asked', () => {
  const broken = (): never => {
    throw new Error('the store is down');
  };
  const silent = (): Promise<never> => new Promise(() => undefined);
  const stores: Readonly<Record<string, Store>> = {
    throws: { get: broken, set: broken, delete: broken },
    'never answers': { get: silent, set: silent, delete: silent },
    'loses every race': { ...sharedStore(), compareAndSet: async () => false },
  };
  for (const [what, store] of Object.entries(stores)) {
    it(`because it ${what} gives no turn, and a call hears of it in words`, async () => {
      const clock: SettableClock = settableClock(start);
      const wire = createWire();
      const tracker = createTracker({
        carriers: [depot({ maxBatch: 1, quotas: [{ limit: 25, intervalMs: day }] })],
        fetch: wire.fetch,
        clock,
        turnstile: storeTurnstile(store, { clock }),
      });
      const tracked = expect(tracker.track(depotNumber(1))).rejects.toMatchObject({
        code: 'rate_limited',
        carrier: 'depot',
        retryAfterMs: 1_000,
        message: expect.stringContaining('check the store of { turnstile }'),
      });
      let isOver = false;
      void tracked.then(() => {
        isOver = true;
      });
      const begun = clock.monotonic();
      while (!isOver) await clock.advance(100);
      await tracked;
      expect(clock.monotonic() - begun).toBeLessThanOrEqual(2_200);
      expect(wire.calls).toEqual([]);
    });
  }

  it('holds what nobody can read as if there were nothing', async () => {
    const clock = settableClock(start);
    for (const text of [
      '',
      'null',
      '7',
      '{',
      '{"at":"x"}',
      '{"at":0,"wall":0,"mono":0,"heldUntil":0,"leases":[],"windows":{"1":[1]}}',
    ]) {
      const store = sharedStore(new Map([['waybill:turns:a', text]]));
      expect(await drain(storeTurnstile(store, { clock }))).toBe(2);
    }
  });
});
