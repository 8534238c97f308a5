import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSandbox, settableClock } from 'waybill/testing';
import { slidingWindow } from '../../src/testing/sliding-window.ts';
import { fakeCarrier, keyedCarrier } from './fake-carrier.ts';

interface Count {
  readonly peak: number;
  readonly violations: number;
}

/** The definition, word for word: an arrival sees all that came in the `intervalMs` before it, itself included. */
function counted(arrivals: readonly number[], limit: number, intervalMs: number): Count {
  const seen = arrivals.map(
    (at, index) => arrivals.slice(0, index + 1).filter((earlier) => earlier > at - intervalMs).length,
  );
  return { peak: Math.max(0, ...seen), violations: seen.filter((count) => count > limit).length };
}

const arrivals = fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 40 })), { maxLength: 200 }).map((gaps) => {
  let at = 1000;
  return gaps.map((gap) => {
    at += gap;
    return at;
  });
});

describe('the sliding window', () => {
  it('counts what a naive count counts', () => {
    fc.assert(
      fc.property(
        arrivals,
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 300 }),
        (times, limit, intervalMs) => {
          const window = slidingWindow({ limit, intervalMs });
          for (const at of times) window.arrive(at);
          expect(window.report()).toEqual({ limit, intervalMs, ...counted(times, limit, intervalMs) });
        },
      ),
    );
  });

  it('names the wait after which one more fits, and not a millisecond earlier', () => {
    fc.assert(
      fc.property(
        arrivals,
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 300 }),
        (times, limit, intervalMs) => {
          const window = slidingWindow({ limit, intervalMs });
          const waits = times.map((at) => window.arrive(at));
          const last = times.at(-1) ?? 0;
          const waitMs = waits.at(-1) ?? 0;
          const fits = (at: number): boolean =>
            counted([...times, at], limit, intervalMs).violations === counted(times, limit, intervalMs).violations;
          if (waitMs > 0) expect([fits(last + waitMs), fits(last + waitMs - 1)]).toEqual([true, false]);
        },
      ),
    );
  });

  it('forgets what has left it', () => {
    const window = slidingWindow({ limit: 2, intervalMs: 10 });
    const broken = Array.from({ length: 10_000 }, (_, index) => window.arrive(index * 5)).filter(
      (waitMs) => waitMs > 0,
    );
    expect(broken).toEqual([]);
    expect(window.report()).toMatchObject({ peak: 2, violations: 0 });
  });
});

describe('quotas', () => {
  it('are enforced and counted per account, over every window, as a naive count has them', async () => {
    await fc.assert(
      fc.asyncProperty(arrivals, async (times) => {
        const quotas = [
          { limit: 3, intervalMs: 25 },
          { limit: 12, intervalMs: 400 },
        ];
        const clock = settableClock(0);
        const sandbox = createSandbox({ carriers: [keyedCarrier], clock, quotas: { keyed: quotas } });
        const statuses: number[] = [];
        for (const at of times.slice(0, 60)) {
          await clock.advance(at - clock.now());
          const headers = { 'api-key': 'k' };
          statuses.push((await sandbox.fetch('https://keyed.parcels.example/track?n=1', { headers })).status);
        }
        const [account] = sandbox.report().accounts;
        const asked = times.slice(0, 60);
        expect(account?.windows ?? []).toEqual(
          asked.length === 0
            ? []
            : quotas.map((quota) => ({ ...quota, ...counted(asked, quota.limit, quota.intervalMs) })),
        );
        expect(statuses.filter((status) => status === 429)).toHaveLength(account?.violations ?? 0);
      }),
      { numRuns: 20 },
    );
  });

  it('are the published ones by default, and none where the list is empty', async () => {
    const flood = async (quotas?: Record<string, []>) => {
      const sandbox = createSandbox({
        carriers: [{ ...fakeCarrier, quotas: [{ limit: 2, intervalMs: 1000 }] }],
        clock: settableClock(0),
        ...(quotas !== undefined && { quotas }),
      });
      for (let sent = 0; sent < 5; sent += 1) await sandbox.fetch('https://api.parcels.example/track?n=1');
      return sandbox.report().violations;
    };
    expect([await flood(), await flood({ fake: [] })]).toEqual([3, 0]);
  });

  it('tell how long to wait', async () => {
    const clock = settableClock(0);
    const sandbox = createSandbox({
      carriers: [keyedCarrier],
      clock,
      quotas: { keyed: [{ limit: 1, intervalMs: 5000 }] },
    });
    const ask = () => sandbox.fetch('https://keyed.parcels.example/track?n=1', { headers: { 'api-key': 'k' } });
    await ask();
    await clock.advance(1200);
    const refused = await ask();
    expect([refused.status, (await refused.json()).retryAfterMs]).toEqual([429, 5000]);
  });
});
