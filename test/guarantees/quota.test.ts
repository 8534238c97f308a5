import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createLimiterPool, createTracker, type Quota, type Signal } from 'waybill';
import { dhl, fedex, ups, usps } from 'waybill/carriers';
import { sandboxes } from 'waybill/carriers/sandbox';
import { createSandbox, scenarios } from 'waybill/testing';
import { sandboxOf } from '../sandboxes.ts';

/*
 * Law 8 at length: ten thousand numbers per carrier, through the whole pipeline, against a sandbox that enforces the
 * published quotas and throws in a 429 or a 500 at every twentieth request.
 */
const count = 10_000;
const start = Date.parse('2026-11-02T00:00:00Z');
const shipped = '2026-10-28T09:00:00-05:00';

const carriers = {
  fedex: fedex({ clientId: 'id', clientSecret: 'secret' }),
  ups: ups({ clientId: 'id', clientSecret: 'secret' }),
  usps: usps({ clientId: 'id', clientSecret: 'secret' }),
  dhl: dhl({ apiKey: 'key' }),
} as const;

/** When the last request leaves a client that uses every place of the published quota and is silent as long as it is told. */
function idealEnd(requests: number, quotas: readonly Quota[], silences: ReadonlyMap<number, number>): number {
  const times: number[] = [];
  let now = start;
  for (let index = 0; index < requests; index += 1) {
    now += silences.get(index) ?? 0;
    for (const { limit, intervalMs } of quotas) now = Math.max(now, (times[index - limit] ?? 0) + intervalMs);
    times.push(now);
  }
  return now;
}

beforeEach(() => {
  vi.useFakeTimers({ now: start });
  vi.setTimerTickMode('nextTimerAsync');
});

afterEach(() => {
  vi.useRealTimers();
});

describe('ten thousand numbers within the published quota', () => {
  it.each(Object.entries(carriers))('of %s, with 429s and 500s between', { timeout: 300_000 }, async (id, carrier) => {
    const sandbox = createSandbox({
      carriers: sandboxes,
      parcels: (trackingNumber) =>
        scenarios.delivered.lives({ carrier: sandboxOf(id), trackingNumber, start: shipped }),
      faults: [
        { kind: 'refuse', refusal: 'too_many_requests', retryAfterMs: 2_000, chance: 0.025 },
        { kind: 'refuse', refusal: 'server_error', chance: 0.025 },
      ],
    });
    /** Milliseconds of silence that the carrier asked for, by the number of requests before it. */
    const silences = new Map<number, number>();
    let sent = 0;
    let end = start;
    const onSignal = (signal: Signal): void => {
      if (signal.type === 'request.sent') {
        sent += 1;
        end = Date.now();
      }
      if (signal.type === 'request.throttled') silences.set(sent, signal.forMs);
    };
    const tracker = createTracker({
      carriers: [carrier],
      fetch: sandbox.fetch,
      limiters: createLimiterPool(),
      onSignal,
      retries: 8,
    });
    const numbers = Array.from({ length: count }, (_, serial) => sandboxOf(id).sampleNumber(serial));
    const waiting = new Set(numbers);
    for await (const outcome of tracker.trackMany(numbers, { carrier: id, maxWaitMs: Number.POSITIVE_INFINITY })) {
      expect(outcome).toMatchObject({ ok: true, value: { status: 'delivered' } });
      expect(waiting.delete(outcome.trackingNumber)).toBe(true);
    }
    expect(waiting.size).toBe(0);

    const { violations, requests } = sandbox.report();
    expect(violations).toBe(0);
    const hours = (end - start) / 3_600_000;
    const ideal = (idealEnd(requests, carrier.quotas, silences) - start) / 3_600_000;
    const full = count / (requests * carrier.maxBatch);
    console.log(
      `${id}: ${requests} requests in ${hours.toFixed(2)} h, ${ideal.toFixed(2)} h at the least; requests ${(100 * full).toFixed(0)} % full`,
    );
    // FedEx is through within its first window.
    if (id !== 'fedex') expect(ideal / hours).toBeGreaterThan(0.95);
    expect(full).toBeGreaterThan(0.9);
  });
});
