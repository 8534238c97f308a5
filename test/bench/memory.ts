import { createLimiterPool, createTracker } from 'waybill';
import { fedex } from 'waybill/carriers';
import { createSandbox, scenarios } from 'waybill/testing';
import { fedexSandbox } from '../../carriers/fedex/sandbox.ts';
import { collectAll } from './collect.ts';
import type { Row } from './table.ts';

const million = 1_000_000;
const start = '2026-10-28T09:00:00-05:00';

function* numbers(count: number): Generator<string> {
  for (let serial = 0; serial < count; serial += 1) yield fedexSandbox.sampleNumber(serial);
}

/** Heap in use, after a collection, while a million numbers pass through `trackMany`; resident memory beside it. */
export async function measureMemory(): Promise<readonly Row[]> {
  const sandbox = createSandbox({
    carriers: [fedexSandbox],
    quotas: { fedex: [] },
    parcels: (trackingNumber) => scenarios.labelOnly.lives({ carrier: fedexSandbox, trackingNumber, start }),
  });
  const tracker = createTracker({
    carriers: [fedex({ clientId: 'id', clientSecret: 'secret', quotas: [{ limit: 1_000_000, intervalMs: 1_000 }] })],
    fetch: sandbox.fetch,
    limiters: createLimiterPool(),
  });
  const rows: Row[] = [];
  let done = 0;
  const begin = performance.now();
  for await (const outcome of tracker.trackMany(numbers(million))) {
    if (!outcome.ok) throw outcome.error;
    done += 1;
    if (done % 200_000 !== 0 && done !== 50_000) continue;
    await collectAll();
    const { heapUsed, rss } = process.memoryUsage();
    rows.push({
      numbers: done,
      'heap MB': Math.round(heapUsed / 1e6),
      'resident MB': Math.round(rss / 1e6),
      seconds: Math.round((performance.now() - begin) / 1000),
    });
  }
  return rows;
}
