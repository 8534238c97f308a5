import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { Quota } from '../../../src/carrier/account.ts';
import { createLimiter, type Limiter } from '../../../src/send/limiter/limiter.ts';
import { createLimiterPool } from '../../../src/send/limiter/pool.ts';
import { WaitTooLong } from '../../../src/send/limiter/wait-queue.ts';
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

/** Asks to leave and notes when that was granted. */
function queueUp(limiter: Limiter, times: number[], wait = forever): Promise<void> {
  return limiter.admit(wait).then(() => void times.push(Date.now()));
}

describe('a quota', () => {
  it('lets as many leave at once as it allows, and the next when the window has passed', async () => {
    const limiter = createLimiter([{ limit: 3, intervalMs: 1000 }]);
    const times: number[] = [];
    for (let index = 0; index < 7; index += 1) void queueUp(limiter, times);
    await pass(10_000);
    expect(times.map((time) => time - start)).toEqual([0, 0, 0, 1040, 1040, 1040, 2080]);
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
    for (let index = 0; index < 50; index += 1) void limiter.admit(forever).then(() => order.push(index));
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

  it('is kept and used to 95 % with thousands in line, without quadratic work', async () => {
    const quota = { limit: 1400, intervalMs: 10_000 };
    const limiter = createLimiter([quota, { limit: 100_000, intervalMs: 86_400_000 }]);
    const times: number[] = [];
    const began = process.hrtime.bigint();
    for (let index = 0; index < 21_000; index += 1) void queueUp(limiter, times);
    await pass(200_000);
    const tookMs = Number(process.hrtime.bigint() - began) / 1e6;
    expect(times).toHaveLength(21_000);
    expect(peak(times, quota)).toBeLessThanOrEqual(quota.limit);
    const spanMs = (times.at(-1) ?? 0) - start;
    // The first window's worth leaves at once; the rest takes its time.
    expect((21_000 - quota.limit) / ((spanMs / quota.intervalMs) * quota.limit)).toBeGreaterThanOrEqual(0.95);
    expect(tookMs).toBeLessThan(10_000);
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
        const rules = limits.map((quota) => ({ quota, since: 0 }));
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
            rules.push(...each.quota.map((quota) => ({ quota, since: Date.now() })));
          } else {
            for (let index = 0; index < each.count; index += 1) {
              queueUp(limiter, times, { ...forever, signal: controller.signal } as typeof forever).catch(
                () => undefined,
              );
            }
          }
        }
        await pass(3_600_000);
        for (const { quota, since } of rules) {
          expect(
            peak(
              times.filter((time) => time > since),
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
            void limiter.admit(forever);
            await pass(ms);
          }
          limiter.hold(holdMs);
          const foreseen = limiter.foreseenWaitMs(0);
          const asked = Date.now();
          const last = watch(limiter.admit(forever));
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
    await within(0, Promise.all([limiter.admit(forever), limiter.admit(forever)]));
    await pass(4_000);
    const reason = await rejection(0, limiter.admit({ maxWaitMs: 5_000 }));
    expect(reason).toBeInstanceOf(WaitTooLong);
    expect(reason).toMatchObject({ retryAfterMs: 6_400 });
    await pass(6_399);
    expect(await rejection(0, limiter.admit({ maxWaitMs: 0 }))).toMatchObject({ retryAfterMs: 1 });
    await pass(1);
    await within(0, limiter.admit({ maxWaitMs: 0 }));
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
    expect(await rejection(0, limiter.admit({ maxWaitMs: 3_600_000 }))).toMatchObject({
      retryAfterMs: expect.toSatisfy((ms: number) => ms > 80_000_000),
    });
  });

  it('that is aborted gives its place to the next', async () => {
    const limiter = createLimiter([{ limit: 1, intervalMs: 1000 }]);
    await within(0, limiter.admit(forever));
    const controller = new AbortController();
    const gone = watch(limiter.admit({ ...forever, signal: controller.signal }));
    const next = watch(limiter.admit(forever));
    controller.abort('mine');
    await pass(1_040);
    expect(gone.fate()).toEqual({ reason: 'mine' });
    expect(next.fate()).toEqual({ value: undefined });
    expect(limiter.usage().requests).toBe(2);
  });

  it('that nobody waits for any more keeps no timer, and so no process, alive', async () => {
    const limiter = createLimiter([{ limit: 1, intervalMs: 3_600_000 }]);
    await within(0, limiter.admit(forever));
    const controller = new AbortController();
    const gone = watch(limiter.admit({ ...forever, signal: controller.signal }));
    await pass(1_000);
    controller.abort('mine');
    await pass(0);
    expect(gone.fate()).toEqual({ reason: 'mine' });
    expect(vi.getTimerCount()).toBe(0);
  });

  it('whose turn an abort took in the last moment costs the quota nothing', async () => {
    const limiter = createLimiter([{ limit: 2, intervalMs: 10_000 }]);
    const controller = new AbortController();
    limiter.admit({ ...forever, signal: controller.signal }).catch(() => undefined);
    controller.abort();
    await pass(0);
    await within(0, Promise.all([limiter.admit(forever), limiter.admit(forever)]));
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
    await within(0, limiter.admit(forever));
    const hasty = watch(limiter.admit({ maxWaitMs: 2_000 }));
    const patient = watch(limiter.admit({ maxWaitMs: 60_000 }));
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
    const all = Array.from({ length: 10 }, () => watch(limiter.admit({ maxWaitMs: 9_500 })));
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
    await within(0, limiter.admit(forever));
    await pass(500);
    await within(0, limiter.admit(forever));
    expect(limiter.usage()).toEqual({
      windows: [
        { limit: 3, intervalMs: 1_000, used: 2, left: 1, resetsInMs: 540 },
        { limit: 10, intervalMs: 60_000, used: 2, left: 8, resetsInMs: 61_900 },
      ],
      heldForMs: 0,
      requests: 2,
    });
    await pass(540);
    expect(limiter.usage().windows[0]).toMatchObject({ used: 1, left: 2, resetsInMs: 500 });
    await pass(60_000);
    await pass(5_000);
    expect(limiter.usage()).toMatchObject({ windows: [{ used: 0, left: 3, resetsInMs: 0 }, { used: 0 }], requests: 2 });
  });
});

describe('a pool', () => {
  it('has one limiter for an account, which obeys all limits that were named', async () => {
    const pool = createLimiterPool();
    const first = pool.get('a', [{ limit: 5, intervalMs: 1_000 }]);
    expect(pool.get('a', [{ limit: 1, intervalMs: 1_000 }])).toBe(first);
    expect(pool.get('b', [])).not.toBe(first);
    await within(0, first.admit(forever));
    expect(await rejection(0, first.admit({ maxWaitMs: 0 }))).toBeInstanceOf(WaitTooLong);
  });

  it('keeps time by the clock that it is given', async () => {
    const clock = settableClock(start);
    const limiter = createLimiterPool(clock).get('a', [{ limit: 2, intervalMs: 1_000 }]);
    const times: number[] = [];
    for (let index = 0; index < 5; index += 1) void limiter.admit(forever).then(() => times.push(clock.now() - start));
    await clock.advance(5_000);
    expect(times).toEqual([0, 0, 1040, 1040, 2080]);
  });
});
