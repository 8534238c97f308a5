import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Quota } from '../../src/carrier/account.ts';
import type { Outcome } from '../../src/model/outcome.ts';
import { slidingWindow } from '../../src/testing/sliding-window.ts';
import { depotNumbers } from '../send/depot.ts';
import { bench, pass, start, watch, withFakeTime } from '../send/harness.ts';
import { pause, usual } from '../send/wire.ts';

withFakeTime();

/** A server that counts by its own clock, some way down the wire, and turns away what comes too much. */
function strictServer(quotas: readonly Quota[], faultShare: number, jitterMs: number, chance: () => number) {
  const windows = quotas.map(slidingWindow);
  const report = { arrivals: 0, lastAt: 0 };
  return {
    report,
    violations: () => windows.reduce((sum, window) => sum + window.report().violations, 0),
    async script(call: Parameters<typeof usual>[0]): Promise<Response> {
      await pause(chance() * jitterMs);
      const waits = windows.map((window) => window.arrive(Date.now()));
      report.arrivals += 1;
      report.lastAt = Date.now();
      if (Math.max(...waits) > 0) return new Response('', { status: 429 });
      const luck = chance();
      if (luck < faultShare / 2) return new Response('', { status: 500 });
      if (luck < faultShare) return new Response('', { status: 429, headers: { 'retry-after': '1' } });
      await pause(chance() * 300);
      return usual(call);
    },
  };
}

/** A small generator of chances that fast-check can shrink by its seed. */
function chances(seed: number): () => number {
  let state = seed + 1;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

describe('law 8, end to end', () => {
  const plans = fc.record({
    quotas: fc.array(
      fc.record({ limit: fc.integer({ min: 2, max: 25 }), intervalMs: fc.integer({ min: 500, max: 8_000 }) }),
      { minLength: 1, maxLength: 2 },
    ),
    withGrant: fc.boolean(),
    maxBatch: fc.integer({ min: 1, max: 7 }),
    maxConcurrency: fc.integer({ min: 1, max: 6 }),
    // However long a request travels: longer than any window here.
    jitterMs: fc.integer({ min: 0, max: 10_000 }),
    seed: fc.nat(),
  });

  it('a server that counts strictly turns nobody away, retries and tokens included, and every number is answered', async () => {
    await fc.assert(
      fc.asyncProperty(plans, async ({ quotas, withGrant, maxBatch, maxConcurrency, jitterMs, seed }) => {
        const chance = chances(seed);
        const server = strictServer(quotas, 0.1, jitterMs, chance);
        const { tracker } = bench({
          depot: { quotas, withGrant, maxBatch, maxConcurrency },
          tracker: { random: chance, retries: 8 },
          script: server.script,
        });
        const outcomes: Outcome[] = [];
        const all = watch(
          (async () => {
            for await (const outcome of tracker.trackMany(depotNumbers(60))) outcomes.push(outcome);
          })(),
        );
        await pass(3_600_000);
        expect(all.fate()).toEqual({ value: undefined });
        expect(outcomes.map(({ trackingNumber }) => trackingNumber).toSorted()).toEqual(depotNumbers(60));
        expect(outcomes.every(({ ok }) => ok)).toBe(true);
        expect(server.violations()).toBe(0);
        expect(tracker.usage()[0]?.requests).toBe(server.report.arrivals);
      }),
      { numRuns: 60 },
    );
  });

  it('uses at least 95 % of the quota while there is work', async () => {
    const quota = { limit: 100, intervalMs: 10_000 };
    const server = strictServer([quota], 0, 100, chances(7));
    const { tracker } = bench({
      depot: { quotas: [quota], maxConcurrency: 40, withGrant: true },
      script: server.script,
    });
    const all = watch(
      (async () => {
        let count = 0;
        for await (const { ok } of tracker.trackMany(depotNumbers(9_995))) count += ok ? 1 : 0;
        return count;
      })(),
    );
    await pass(3_600_000);
    expect(all.fate()).toEqual({ value: 9_995 });
    expect(server.violations()).toBe(0);
    // 1,999 full requests and one for the token; the first window's worth leaves at once.
    expect(server.report.arrivals).toBe(2_000);
    const used =
      (server.report.arrivals - quota.limit) / (((server.report.lastAt - start) / quota.intervalMs) * quota.limit);
    expect(used).toBeGreaterThanOrEqual(0.95);
  });
});
