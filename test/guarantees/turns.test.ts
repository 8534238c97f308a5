import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createLimiterPool, createTracker, type Quota, type Store, storeTurnstile } from 'waybill';
import { settableClock } from 'waybill/testing';
import { seededRandom } from '../../src/testing/random.ts';
import { slidingWindow } from '../../src/testing/sliding-window.ts';
import { type DepotParcel, depot, depotNumbers } from '../send/depot.ts';

/*
 * Law 8 on a wire that is slow by chance, on clocks that are set, over restarts and between processes: what a server counts
 * that sees requests when they arrive, and not when they left.
 */
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const accounts: Readonly<Record<string, readonly Quota[]>> = {
  ups: [{ limit: 60, intervalMs: 10_000 }],
  dhl: [
    { limit: 1, intervalMs: 5_000 },
    { limit: 250, intervalMs: day },
  ],
  'dhl-parcel-de': [
    { limit: 3, intervalMs: 1_000 },
    { limit: 1_000, intervalMs: day },
  ],
  usps: [{ limit: 60, intervalMs: hour }],
};

const worker = fileURLToPath(new URL('./quota-worker.ts', import.meta.url));

interface Trial {
  readonly quotas: readonly Quota[];
  readonly jitterMs: number;
  readonly count: number;
  /** Sets the clock by up to a day at every so manieth arrival. */
  readonly stepEvery?: number;
  /** Begins anew, over the same store, at every so manieth number. */
  readonly restartEvery?: number;
  readonly processes?: number;
}

/** From the first to the last arrival of a client that uses every place of the quotas and whose wire takes no time. */
function idealSpanMs(requests: number, quotas: readonly Quota[]): number {
  const times: number[] = [];
  for (let index = 0; index < requests; index += 1) {
    const earliest = quotas.map(({ limit, intervalMs }) => (times[index - limit] ?? -intervalMs) + intervalMs);
    times.push(Math.max(0, ...earliest));
  }
  return times.at(-1) ?? 0;
}

/** Asks for numbers, each by a request of its own; what a strict server counts, and how much of the quota was used. */
async function run({ quotas, jitterMs, count, stepEvery, restartEvery = count, processes = 1 }: Trial) {
  const clock = settableClock(Date.parse('2026-11-20T12:00:00Z'));
  const random = seededRandom(7);
  const windows = quotas.map(slidingWindow);
  const times: number[] = [];
  const values = new Map<string, string>();
  const store: Store = {
    get: (key) => values.get(key),
    set: (key, value) => void values.set(key, value),
    delete: (key) => values.delete(key),
    compareAndSet(key, expected, value = '') {
      const isExpected = values.get(key) === expected;
      if (isExpected) values.set(key, value);
      return isExpected;
    },
  };
  async function fetch(request: Request): Promise<Response> {
    await clock.sleep(random() * jitterMs);
    const now = clock.monotonic();
    for (const window of windows) window.arrive(now);
    times.push(now);
    if (stepEvery !== undefined && times.length % stepEvery === 0) clock.step((random() - 0.5) * 2 * day);
    const { inquiries } = (await request.json()) as { readonly inquiries: readonly { trackingNumber: string }[] };
    await clock.sleep(random() * jitterMs);
    const parcels: DepotParcel[] = inquiries.map(({ trackingNumber: number }) => ({ number }));
    return Response.json({ parcels });
  }
  const isShared = restartEvery < count || processes > 1;
  const open = () =>
    createTracker({
      carriers: [depot({ maxBatch: 1, maxConcurrency: 20, quotas })],
      fetch,
      clock,
      limiters: createLimiterPool(clock),
      ...(isShared ? { turnstile: storeTurnstile(store, { clock, fromIntervalMs: 0 }) } : {}),
    });
  let answered = 0;
  async function life(numbers: readonly string[]): Promise<void> {
    for (let from = 0; from < numbers.length; from += restartEvery) {
      const tracker = open();
      for await (const { ok } of tracker.trackMany(numbers.slice(from, from + restartEvery), {
        maxWaitMs: Number.POSITIVE_INFINITY,
      })) {
        answered += ok ? 1 : 0;
      }
    }
  }
  let isOver = false;
  const share = Math.ceil(count / processes);
  const all = depotNumbers(count);
  const lives = Promise.all(
    Array.from({ length: processes }, (_, index) => life(all.slice(index * share, (index + 1) * share))),
  ).then(() => {
    isOver = true;
  });
  const longest = Math.max(...quotas.map(({ intervalMs }) => intervalMs));
  while (!isOver) await clock.advance(longest);
  await lives;
  const used = idealSpanMs(count, quotas) / ((times.at(-1) ?? 0) - (times[0] ?? 0));
  return { answered, used, violations: windows.reduce((sum, window) => sum + window.report().violations, 0) };
}

describe('a server that counts arrivals turns nobody away', () => {
  for (const [name, quotas] of Object.entries(accounts)) {
    for (const jitterMs of [20, 100, 250, 600]) {
      it(`for ${name} with up to ${jitterMs} ms of travel each way`, async () => {
        const count = 300;
        const { answered, used, violations } = await run({ quotas, jitterMs, count });
        console.log(`${name}, ${jitterMs} ms: ${violations} violations, ${(100 * used).toFixed(1)} % of the quota`);
        expect({ answered, violations }).toEqual({ answered: count, violations: 0 });
        // Both ways together below a hundredth of the window that is the tightest.
        if (2 * jitterMs <= Math.min(...quotas.map(({ intervalMs }) => intervalMs)) / 100)
          expect(used).toBeGreaterThanOrEqual(0.95);
      });
    }
  }

  it('while the clock is set forward and back', async () => {
    for (const quotas of Object.values(accounts)) {
      const count = 400;
      const { answered, violations } = await run({ quotas, jitterMs: 100, count, stepEvery: 7 });
      expect({ answered, violations }).toEqual({ answered: count, violations: 0 });
    }
  });

  it('while the process begins anew, the clock is set, and both', async () => {
    for (const quotas of Object.values(accounts)) {
      const count = 300;
      for (const stepEvery of [undefined, 11]) {
        const trial: Trial = {
          quotas,
          jitterMs: 50,
          count,
          restartEvery: 17,
          ...(stepEvery === undefined ? {} : { stepEvery }),
        };
        const { answered, violations } = await run(trial);
        expect({ answered, violations }).toEqual({ answered: count, violations: 0 });
      }
    }
  });

  it('of four that share a store, which use the quota', async () => {
    for (const [name, quotas] of Object.entries({ ups: accounts.ups ?? [], usps: accounts.usps ?? [] })) {
      const { answered, used, violations } = await run({ quotas, jitterMs: 20, count: 400, processes: 4 });
      console.log(`${name}, four over one store: ${violations} violations, ${(100 * used).toFixed(1)} % of the quota`);
      expect({ answered, violations }).toEqual({ answered: 400, violations: 0 });
      expect(used).toBeGreaterThanOrEqual(0.95);
    }
  });
}, 120_000);

describe('four processes over one file', () => {
  it('keep one quota together', async () => {
    const quota = { limit: 50, intervalMs: 3_000 };
    const window = slidingWindow(quota);
    const times: number[] = [];
    const server = createServer(async (request, response) => {
      const now = performance.now();
      window.arrive(now);
      times.push(now);
      const { inquiries } = JSON.parse(await text(request)) as {
        readonly inquiries: readonly { trackingNumber: string }[];
      };
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ parcels: inquiries.map(({ trackingNumber: number }) => ({ number })) }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const folder = await mkdtemp(join(tmpdir(), 'waybill-turns-'));
    try {
      const perProcess = 75;
      const answers = await Promise.all(
        [0, 1, 2, 3].map(async (index) => {
          const running = spawn(process.execPath, [
            '--conditions=waybill-source',
            worker,
            join(folder, 'turns.db'),
            `http://127.0.0.1:${port}`,
            String(index * perProcess),
            String(perProcess),
            String(quota.limit),
            String(quota.intervalMs),
          ]);
          const [out, error] = await Promise.all([text(running.stdout), text(running.stderr)]);
          return { out, error: error.replaceAll(/.*(ExperimentalWarning|--trace-warnings).*\n?/g, '') };
        }),
      );
      expect(answers).toEqual(Array(4).fill({ out: String(perProcess), error: '' }));
      const { violations, peak } = window.report();
      // From each request to the one that its place in the window went to, whoever made them.
      const waits = times.slice(quota.limit).map((time, index) => time - (times[index] ?? 0));
      const used = (quota.intervalMs * waits.length) / waits.reduce((sum, ms) => sum + ms, 0);
      console.log(
        `four processes: ${times.length} requests, peak ${peak} of ${quota.limit}, ${(100 * used).toFixed(1)} % of the quota`,
      );
      expect(violations).toBe(0);
    } finally {
      server.close();
      await rm(folder, { recursive: true, force: true });
    }
  }, 120_000);
});
