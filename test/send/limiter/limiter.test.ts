import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { Quota } from '../../../src/carrier/account.ts';
import { createLimiter, type Limiter } from '../../../src/send/limiter/limiter.ts';
import { createLimiterPool } from '../../../src/send/limiter/pool.ts';
import { type WaitOptions, WaitTooLong } from '../../../src/send/limiter/wait-queue.ts';
import { settableClock } from '../../../src/testing/settable-clock.ts';
import { pass, rejection, start, watch, withFakeTime, within } from '../harness.ts';

withFakeTime();

const forever = { maxWaitMs: Number.POSITIVE_INFINITY };

/** Most requests in any span of a quota's length. */
function peak(times: readonly number[], { intervalMs }: Quota): number {
  let most = 0;
  let first = 0;
  for (const [index, time] of times.entries()) {
    while ((times[first] ?? time) <= time - intervalMs) first += 1;
    most = Math.max(most, index - first + 1);
  }
  return most;
}

/** Asks to leave and is answered at once. */
const leave = (limiter: Limiter, wait: WaitOptions = forever): Promise<void> =>
  limiter.admit(wait).then((turn) => turn.settle());

/** Asks to leave, is answered at once, and notes when that was granted. */
function queueUp(limiter: Limiter, times: number[], wait: WaitOptions = forever): Promise<void> {
  return leave(limiter, wait).then(() => void times.push(Date.now()));
}

describe('a quota', () => {
  it('lets as many leave at once as it allows, and the next when the window has passed', async () => {
    const limiter = createLimiter([{ limit: 3, intervalMs: 1000 }]);
    const times: number[] = [];
    for (let index = 0; index < 7; index += 1) void queueUp(limiter, times);
    await pass(10_000);
    expect(times.map((time) => time - start)).toEqual([0, 0, 0, 1001, 1001, 1001, 2002]);
  });

  it('of nothing holds nobody', async () => {
    const limiter = createLimiter([]);
    const times: number[] = [];
    for (let index = 0; index < 1000; index += 1) void queueUp(limiter, times);
    await pass(0);
    expect(times).toHaveLength(1000);
  });

  it('that allows nothing is refused', () => {
    for (const quota of [
      { limit: 0, intervalMs: 1000 },
      { limit: Number.NaN, intervalMs: 1000 },
      { limit: 5, intervalMs: 0 },
      { limit: 5, intervalMs: -1 },
    ]) {
      expect(() => createLimiter([quota])).toThrow(expect.objectContaining({ code: 'invalid_request' }));
    }
  });

  it('serves first come first served', async () => {
    const limiter = createLimiter([{ limit: 2, intervalMs: 100 }]);
    const order: number[] = [];
    for (let index = 0; index < 50; index += 1) void leave(limiter, forever).then(() => order.push(index));
    await pass(10_000);
    expect(order).toEqual(Array.from({ length: 50 }, (_, index) => index));
  });

  it('longer than timers can count is kept', async () => {
    const days = 86_400_000;
    const limiter = createLimiter([{ limit: 1, intervalMs: 30 * days }]);
    const times: number[] = [];
    void queueUp(limiter, times);
    void queueUp(limiter, times);
    await pass(30 * days);
    expect(times).toHaveLength(1);
    await pass(2 * days);
    expect(times).toHaveLength(2);
  });

  it('is kept when a timer fires late', async () => {
    const limiter = createLimiter([{ limit: 2, intervalMs: 1000 }]);
    const times: number[] = [];
    for (let index = 0; index < 9; index += 1) {
      void queueUp(limiter, times);
      await pass(370);
    }
    await pass(10_000);
    expect(times).toHaveLength(9);
    expect(peak(times, { limit: 2, intervalMs: 1000 })).toBe(2);
  });

  it('is kept and used to 95 % with thousands in line', async () => {
    const quota = { limit: 1400, intervalMs: 10_000 };
    const limiter = createLimiter([quota, { limit: 100_000, intervalMs: 86_400_000 }]);
    const times: number[] = [];
    for (let index = 0; index < 21_000; index += 1) void queueUp(limiter, times);
    await pass(200_000);
    expect(times).toHaveLength(21_000);
    expect(peak(times, quota)).toBeLessThanOrEqual(quota.limit);
    const spanMs = (times.at(-1) ?? 0) - start;
    // The first window's worth leaves at once; the rest takes its time.
    expect((21_000 - quota.limit) / ((spanMs / quota.intervalMs) * quota.limit)).toBeGreaterThanOrEqual(0.95);
  });
});

describe('a turn', () => {
  it('counts from its answer, however late that comes', async () => {
    const limiter = createLimiter([{ limit: 1, intervalMs: 1000 }]);
    const turn = await within(0, limiter.admit(forever));
    const times: number[] = [];
    void queueUp(limiter, times);
    await pass(2_500);
    expect(times).toEqual([]);
    expect(limiter.usage().windows[0]).toMatchObject({ used: 1, left: 0 });
    turn.settle();
    turn.settle();
    await pass(1_000);
    expect(times).toEqual([]);
    await pass(1);
    expect(times).toEqual([start + 3_501]);
  });

  it('that was not used costs nothing, and only its first settling means anything', async () => {
    const limiter = createLimiter([{ limit: 1, intervalMs: 1000 }]);
    const turn = await within(0, limiter.admit(forever));
    turn.settle(false);
    turn.settle();
    expect(limiter.usage()).toMatchObject({ requests: 0, windows: [{ used: 0 }] });
    await within(0, limiter.admit({ maxWaitMs: 0 }));
  });

  it('that nobody settles is free after its lease and the window', async () => {
    const limiter = createLimiter([{ limit: 1, intervalMs: 1000 }]);
    await within(0, limiter.admit({ ...forever, leaseMs: 5_000 }));
    const times: number[] = [];
    void queueUp(limiter, times);
    await pass(6_000);
    expect(times).toEqual([]);
    await pass(2_000);
    expect(times).toHaveLength(1);
  });

  it('is refused to whoever turns out not to get one in time, as soon as that is known', async () => {
    const limiter = createLimiter([{ limit: 1, intervalMs: 1000 }]);
    const turn = await within(0, limiter.admit(forever));
    const hopeful = watch(limiter.admit({ maxWaitMs: 1_500 }));
    await pass(1_000);
    expect(hopeful.fate()).toBeUndefined();
    await pass(1);
    expect(hopeful.fate()).toMatchObject({ reason: { name: 'WaitTooLong', retryAfterMs: 1_001 } });
    turn.settle();
  });
});

describe('a clock that is set', () => {
  const hour = 3_600_000;
  for (const [what, ms] of Object.entries({ 'an hour ahead': hour, 'an hour back': -hour })) {
    it(`${what} neither lets a window out twice nor stalls the account`, async () => {
      const clock = settableClock(start);
      const limiter = createLimiter([{ limit: 2, intervalMs: 10_000 }], { clock });
      const times: number[] = [];
      for (let index = 0; index < 6; index += 1) void leave(limiter).then(() => times.push(clock.monotonic() - start));
      await clock.advance(5_000);
      clock.step(ms);
      expect(limiter.usage().windows[0]).toMatchObject({ used: 2, left: 0, resetsInMs: 5_010 });
      await clock.advance(60_000);
      expect(times).toEqual([0, 0, 10_010, 10_010, 20_020, 20_020]);
    });

    it(`${what} does neither where p-throttle reads it`, async () => {
      const limiter = createLimiter([{ limit: 2, intervalMs: 10_000 }]);
      const times: number[] = [];
      const began = performance.now();
      for (let index = 0; index < 6; index += 1) void leave(limiter).then(() => times.push(performance.now() - began));
      await pass(5_000);
      // Fake timers take hold of the date, and of nothing else, by this.
      vi.setSystemTime(Date.now() + ms);
      await pass(60_000);
      expect(times).toHaveLength(6);
      expect(peak(times, { limit: 2, intervalMs: 10_000 })).toBe(2);
      // A second for each throttle that has to begin anew.
      expect(times.at(-1)).toBeLessThan(23_000);
      expect(vi.getTimerCount()).toBe(0);
    });
  }

  it('does not lengthen or shorten a hold, or anybody’s patience', async () => {
    const clock = settableClock(start);
    const limiter = createLimiter([{ limit: 5, intervalMs: 1_000 }], { clock });
    limiter.hold(10_000);
    const patient = watch(limiter.admit({ maxWaitMs: 15_000 }));
    clock.step(hour);
    expect(limiter.usage().heldForMs).toBe(10_000);
    clock.step(-2 * hour);
    await clock.advance(9_999);
    expect(patient.fate()).toBeUndefined();
    await clock.advance(1);
    expect(patient.fate()).toMatchObject({ value: {} });
  });
});

const quotas = fc.array(
  fc.record({ limit: fc.integer({ min: 1, max: 30 }), intervalMs: fc.integer({ min: 40, max: 4_000 }) }),
  { minLength: 1, maxLength: 3 },
);
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('arrive' as const), count: fc.integer({ min: 1, max: 25 }) }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('pass' as const), ms: fc.integer({ min: 0, max: 1_500 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('hold' as const), ms: fc.integer({ min: 0, max: 2_000 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('abort' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('obey' as const), quota: quotas }) },
);

describe('law 8', () => {
  it('holds for any arrivals, holds, aborts and windows', async () => {
    await fc.assert(
      fc.asyncProperty(quotas, fc.array(step, { minLength: 1, maxLength: 30 }), async (limits, steps) => {
        const limiter = createLimiter(limits);
        const times: number[] = [];
        const holds: { from: number; until: number }[] = [];
        const rules = limits.map((quota) => ({ quota, since: 0, until: Number.POSITIVE_INFINITY }));
        let controller = new AbortController();
        for (const each of steps) {
          if (each.kind === 'pass') await pass(each.ms);
          else if (each.kind === 'abort') {
            controller.abort();
            controller = new AbortController();
          } else if (each.kind === 'hold') {
            limiter.hold(each.ms);
            holds.push({ from: Date.now(), until: Date.now() + each.ms });
          } else if (each.kind === 'obey') {
            limiter.obey(each.quota);
            for (const rule of rules) rule.until = Math.min(rule.until, Date.now());
            rules.push(...each.quota.map((quota) => ({ quota, since: Date.now(), until: Number.POSITIVE_INFINITY })));
          } else {
            for (let index = 0; index < each.count; index += 1) {
              queueUp(limiter, times, { ...forever, signal: controller.signal }).catch(() => undefined);
            }
          }
        }
        await pass(3_600_000);
        for (const { quota, since, until } of rules) {
          expect(
            peak(
              times.filter((time) => time > since && time < until),
              quota,
            ),
          ).toBeLessThanOrEqual(quota.limit);
        }
        for (const { from, until } of holds) {
          expect(times.filter((time) => time > from && time < until)).toEqual([]);
        }
        expect(limiter.usage().requests).toBe(times.length);
      }),
      { numRuns: 150 },
    );
  });

  it('costs no more than a twentieth of the quota while there is work', async () => {
    const oneQuota = fc.record({
      limit: fc.integer({ min: 1, max: 60 }),
      intervalMs: fc.integer({ min: 500, max: 9_000 }),
    });
    await fc.assert(
      fc.asyncProperty(oneQuota, async (quota) => {
        const limiter = createLimiter([quota]);
        const times: number[] = [];
        const count = quota.limit * 6;
        for (let index = 0; index < count; index += 1) void queueUp(limiter, times);
        await pass(quota.intervalMs * 10);
        expect(times).toHaveLength(count);
        const used = quota.limit * 5 * quota.intervalMs;
        expect(used / (((times.at(-1) ?? 0) - start || 1) * quota.limit)).toBeGreaterThan(0);
        // Six windows' worth takes five windows and 4 %.
        expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeLessThanOrEqual((5 * quota.intervalMs) / 0.95);
      }),
      { numRuns: 60 },
    );
  });

  it('foresees waits exactly for one window', async () => {
    const oneQuota = fc.record({
      limit: fc.integer({ min: 1, max: 20 }),
      intervalMs: fc.integer({ min: 10, max: 5_000 }),
    });
    await fc.assert(
      fc.asyncProperty(
        oneQuota,
        fc.array(fc.integer({ min: 0, max: 2_000 }), { maxLength: 30 }),
        fc.integer({ min: 0, max: 6_000 }),
        async (quota, pauses, holdMs) => {
          const limiter = createLimiter([quota]);
          for (const ms of pauses) {
            void leave(limiter, forever);
            await pass(ms);
          }
          limiter.hold(holdMs);
          const foreseen = limiter.foreseenWaitMs(0);
          const asked = Date.now();
          const last = watch(leave(limiter, forever));
          await pass(600_000);
          expect((last.settledAt() ?? 0) - asked).toBe(foreseen);
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('a wait', () => {
  it('longer than allowed is refused at once, with the time after which a call goes through', async () => {
    const limiter = createLimiter([{ limit: 2, intervalMs: 10_000 }]);
    await within(0, Promise.all([leave(limiter, forever), leave(limiter, forever)]));
    await pass(4_000);
    const reason = await rejection(0, leave(limiter, { maxWaitMs: 5_000 }));
    expect(reason).toBeInstanceOf(WaitTooLong);
    expect(reason).toMatchObject({ retryAfterMs: 6_010 });
    await pass(6_009);
    expect(await rejection(0, leave(limiter, { maxWaitMs: 0 }))).toMatchObject({ retryAfterMs: 1 });
    await pass(1);
    await within(0, leave(limiter, { maxWaitMs: 0 }));
  });

  it('for a spent day’s quota is refused at once', async () => {
    const limiter = createLimiter([
      { limit: 250, intervalMs: 86_400_000 },
      { limit: 50, intervalMs: 1_000 },
    ]);
    const times: number[] = [];
    for (let index = 0; index < 250; index += 1) void queueUp(limiter, times);
    await pass(10_000);
    expect(times).toHaveLength(250);
    expect(await rejection(0, leave(limiter, { maxWaitMs: 3_600_000 }))).toMatchObject({
      retryAfterMs: expect.toSatisfy((ms: number) => ms > 80_000_000),
    });
  });

  it('that is aborted gives its place to the next', async () => {
    const limiter = createLimiter([{ limit: 1, intervalMs: 1000 }]);
    await within(0, leave(limiter, forever));
    const controller = new AbortController();
    const gone = watch(leave(limiter, { ...forever, signal: controller.signal }));
    const next = watch(leave(limiter, forever));
    controller.abort('mine');
    await pass(1_040);
    expect(gone.fate()).toEqual({ reason: 'mine' });
    expect(next.fate()).toEqual({ value: undefined });
    expect(limiter.usage().requests).toBe(2);
  });

  it('that nobody waits for any more keeps no timer, and so no process, alive', async () => {
    const limiter = createLimiter([{ limit: 1, intervalMs: 3_600_000 }]);
    await within(0, leave(limiter, forever));
    const controller = new AbortController();
    const gone = watch(leave(limiter, { ...forever, signal: controller.signal }));
    await pass(1_000);
    controller.abort('mine');
    await pass(0);
    expect(gone.fate()).toEqual({ reason: 'mine' });
    expect(vi.getTimerCount()).toBe(0);
  });

  it('whose turn an abort took in the last moment costs the quota nothing', async () => {
    const limiter = createLimiter([{ limit: 2, intervalMs: 10_000 }]);
    const controller = new AbortController();
    leave(limiter, { ...forever, signal: controller.signal }).catch(() => undefined);
    controller.abort();
    await pass(0);
    await within(0, Promise.all([leave(limiter, forever), leave(limiter, forever)]));
  });
});

describe('a hold', () => {
  it('keeps everybody until it has passed, and a shorter one does not shorten it', async () => {
    const limiter = createLimiter([{ limit: 10, intervalMs: 100 }]);
    const times: number[] = [];
    limiter.hold(5_000);
    limiter.hold(1_000);
    void queueUp(limiter, times);
    await pass(4_999);
    expect(times).toEqual([]);
    expect(limiter.usage().heldForMs).toBe(1);
    await pass(1);
    expect(times).toEqual([start + 5_000]);
  });

  it('refuses at once whoever cannot wait that long, those who follow included, and keeps the others', async () => {
    const limiter = createLimiter([{ limit: 1, intervalMs: 1_000 }]);
    await within(0, leave(limiter, forever));
    const hasty = watch(leave(limiter, { maxWaitMs: 2_000 }));
    const patient = watch(leave(limiter, { maxWaitMs: 60_000 }));
    const follower = watch(limiter.follow(new Promise(() => undefined), { maxWaitMs: 2_000 }));
    await pass(500);
    limiter.hold(5_000);
    await pass(0);
    expect(hasty.fate()).toMatchObject({ reason: { name: 'WaitTooLong', retryAfterMs: 5_000 } });
    expect(follower.fate()).toMatchObject({ reason: { name: 'WaitTooLong' } });
    await pass(5_000);
    expect(patient.fate()).toEqual({ value: undefined });
  });

  it('counts the places in line behind it', async () => {
    const limiter = createLimiter([{ limit: 1, intervalMs: 1_000 }]);
    const all = Array.from({ length: 10 }, () => watch(leave(limiter, { maxWaitMs: 9_500 })));
    await pass(0);
    limiter.hold(5_000);
    await pass(0);
    const refused = all.map(({ fate }) => 'reason' in (fate() ?? {}));
    // One has left; five fit into the rest of 9.5 s after the hold.
    expect(refused).toEqual([...Array(6).fill(false), ...Array(4).fill(true)]);
    await pass(9_500);
    expect(all.slice(0, 6).every(({ fate }) => 'value' in (fate() ?? {}))).toBe(true);
  });
});

describe('following', () => {
  it('passes on what becomes of the work', async () => {
    const limiter = createLimiter([]);
    expect(await within(0, limiter.follow(Promise.resolve(7), forever))).toBe(7);
    expect(await rejection(0, limiter.follow(Promise.reject(new Error('seven')), forever))).toMatchObject({
      message: 'seven',
    });
  });

  it('ends with the signal’s reason while the work goes on', async () => {
    const limiter = createLimiter([]);
    const controller = new AbortController();
    const following = watch(limiter.follow(new Promise(() => undefined), { ...forever, signal: controller.signal }));
    controller.abort('mine');
    await pass(0);
    expect(following.fate()).toEqual({ reason: 'mine' });
  });
});

describe('usage', () => {
  it('tells what was used and is left in each window, and when it comes back', async () => {
    const limiter = createLimiter([
      { limit: 3, intervalMs: 1_000 },
      { limit: 10, intervalMs: 60_000 },
    ]);
    await within(0, leave(limiter, forever));
    await pass(500);
    await within(0, leave(limiter, forever));
    expect(limiter.usage()).toEqual({
      windows: [
        { limit: 3, intervalMs: 1_000, used: 2, left: 1, resetsInMs: 501 },
        { limit: 10, intervalMs: 60_000, used: 2, left: 8, resetsInMs: 59_560 },
      ],
      heldForMs: 0,
      requests: 2,
    });
    await pass(501);
    expect(limiter.usage().windows[0]).toMatchObject({ used: 1, left: 2, resetsInMs: 500 });
    await pass(60_000);
    await pass(5_000);
    expect(limiter.usage()).toMatchObject({ windows: [{ used: 0, left: 3, resetsInMs: 0 }, { used: 0 }], requests: 2 });
  });
});

/** Collects garbage; the flag can be set while the process runs. */
async function collectGarbage(): Promise<void> {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  for (let round = 0; round < 5; round += 1) {
    await Promise.resolve();
    if (typeof collect === 'function') collect();
  }
}

describe('a pool', () => {
  it('raises a quota that is raised, and lowers one that is lowered, with what was counted before', async () => {
    const pool = createLimiterPool();
    const limiter = pool.get('a', [{ limit: 2, intervalMs: 1_000 }]);
    await within(0, Promise.all([leave(limiter), leave(limiter)]));
    pool.get('a', [{ limit: 3, intervalMs: 2_000 }]);
    await within(0, leave(limiter, { maxWaitMs: 0 }));
    expect(limiter.usage().windows).toMatchObject([{ limit: 3, intervalMs: 2_000, used: 3 }]);
    pool.get('a', [{ limit: 1, intervalMs: 2_000 }]);
    await pass(1_999);
    expect(await rejection(0, leave(limiter, { maxWaitMs: 0 }))).toMatchObject({ retryAfterMs: 3 });
    await pass(3);
    await within(0, leave(limiter, { maxWaitMs: 0 }));
  });

  it('frees limiters that nobody has and that have nothing to remember, and remembers the others', async () => {
    const clock = settableClock(start);
    const pool = createLimiterPool(clock);
    const registry = new Set<WeakRef<Limiter>>();
    for (let index = 0; index < 500; index += 1) {
      const limiter = pool.get(`account ${index}`, [{ limit: 1, intervalMs: index < 250 ? 1_000 : 86_400_000 }]);
      await leave(limiter);
      registry.add(new WeakRef(limiter));
    }
    await clock.advance(120_000);
    pool.get('another', []);
    await clock.advance(0);
    await collectGarbage();
    const alive = [...registry].map((limiter) => limiter.deref() !== undefined);
    expect(alive.slice(0, 249).filter(Boolean)).toHaveLength(0);
    expect(alive.slice(250).every(Boolean)).toBe(true);
    await expect(
      leave(pool.get('account 300', [{ limit: 1, intervalMs: 86_400_000 }]), { maxWaitMs: 0 }),
    ).rejects.toThrow(WaitTooLong);
  });

  it('has one limiter for an account, which obeys the limits that were named last', async () => {
    const pool = createLimiterPool();
    const first = pool.get('a', [{ limit: 5, intervalMs: 1_000 }]);
    expect(pool.get('a', [{ limit: 1, intervalMs: 1_000 }])).toBe(first);
    expect(pool.get('b', [])).not.toBe(first);
    await within(0, leave(first, forever));
    expect(await rejection(0, leave(first, { maxWaitMs: 0 }))).toBeInstanceOf(WaitTooLong);
  });

  it('keeps time by the clock that it is given', async () => {
    const clock = settableClock(start);
    const limiter = createLimiterPool(clock).get('a', [{ limit: 2, intervalMs: 1_000 }]);
    const times: number[] = [];
    for (let index = 0; index < 5; index += 1) void leave(limiter, forever).then(() => times.push(clock.now() - start));
    await clock.advance(5_000);
    expect(times).toEqual([0, 0, 1001, 1001, 2002]);
  });
});
