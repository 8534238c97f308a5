import { describe, expect, it } from 'vitest';
import { createLimiterPool, createTracker } from 'waybill';
import { fedex } from 'waybill/carriers';
import { fedexSandbox } from 'waybill/carriers/sandbox';
import { createSandbox, scenarios, settableClock } from 'waybill/testing';

describe('the settable clock', () => {
  it('stands still until it is moved', async () => {
    const clock = settableClock(1000);
    expect(clock.now()).toBe(1000);
    await clock.advance(250);
    expect(clock.now()).toBe(1250);
  });

  it('wakes sleepers in order, each at its own moment, those who fall asleep again included', async () => {
    const clock = settableClock(0);
    const woke: [string, number][] = [];
    const sleeper = async (name: string, ms: number, times: number): Promise<void> => {
      for (let left = times; left > 0; left -= 1) {
        await clock.sleep(ms);
        woke.push([name, clock.now()]);
      }
    };
    const all = Promise.all([sleeper('slow', 30, 2), sleeper('quick', 20, 4)]);
    await clock.advance(70);
    expect(woke).toEqual([
      ['quick', 20],
      ['slow', 30],
      ['quick', 40],
      ['slow', 60],
      ['quick', 60],
    ]);
    await clock.advance(10);
    await all;
    expect(clock.sleepers).toBe(0);
  });

  it('does not put to sleep for no time', async () => {
    await expect(settableClock(0).sleep(0)).resolves.toBeUndefined();
  });

  it('rejects with the signal’s reason, before and during sleep', async () => {
    const clock = settableClock(0);
    const given = new AbortController();
    const asleep = clock.sleep(10, given.signal);
    given.abort(new Error('enough'));
    await expect(asleep).rejects.toThrow('enough');
    await expect(clock.sleep(10, given.signal)).rejects.toThrow('enough');
    expect(clock.sleepers).toBe(0);
  });
});

describe('a settable clock that goes on by itself', () => {
  const start = Date.parse('2026-11-20T12:00:00Z');

  function open(latencyMs = 0) {
    const clock = settableClock(start, { autoAdvance: true });
    const numbers = Array.from({ length: 7 }, (_, serial) => fedexSandbox.sampleNumber(serial + 1));
    const parcels = numbers.flatMap((trackingNumber) =>
      scenarios.inTransit.lives({ carrier: fedexSandbox, trackingNumber, start: '2026-11-18' }),
    );
    const quotas = [{ limit: 1, intervalMs: 600_000 }];
    const sandbox = createSandbox({ carriers: [fedexSandbox], clock, latencyMs, quotas: { fedex: quotas }, parcels });
    const tracker = createTracker({
      carriers: [fedex({ clientId: 'any', clientSecret: 'any', quotas })],
      clock,
      fetch: sandbox.fetch,
      limiters: createLimiterPool(clock),
      maxWaitMs: Number.POSITIVE_INFINITY,
    });
    return { clock, numbers, sandbox, tracker };
  }

  it('lets a tracker collect, ask and wait for its quota for as long as it takes', async () => {
    const { clock, numbers, sandbox, tracker } = open(200);
    for (const number of numbers.slice(0, 3)) expect((await tracker.track(number)).status).toBe('in_transit');
    // A token and three requests, one in ten minutes.
    expect(clock.now() - start).toBeGreaterThanOrEqual(3 * 600_000);
    expect(sandbox.report().violations).toBe(0);
  });

  it('shares one request among calls made together', async () => {
    const { numbers, sandbox, tracker } = open();
    await Promise.all(numbers.map((number) => tracker.track(number)));
    expect(sandbox.report().requests).toBe(2);
  });

  it('stands still while nobody sleeps, and can be moved and set', async () => {
    const clock = settableClock(0, { autoAdvance: true });
    await clock.advance(250);
    clock.step(1000);
    expect([clock.now(), clock.monotonic()]).toEqual([1250, 250]);
    await clock.sleep(50);
    expect([clock.monotonic(), clock.sleepers]).toEqual([300, 0]);
  });

  it('is moved by whoever moves it, and goes on after that', async () => {
    const clock = settableClock(0, { autoAdvance: true });
    const woke: number[] = [];
    const sleeper = (ms: number): Promise<unknown> => clock.sleep(ms).then(() => woke.push(clock.monotonic()));
    const early = sleeper(10);
    const late = sleeper(1000);
    await clock.advance(100);
    expect(woke).toEqual([10]);
    await Promise.all([early, late]);
    expect(woke).toEqual([10, 1000]);
  });
});
