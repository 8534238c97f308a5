import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { sqliteStore } from 'waybill/sqlite';
import type { NumberToTrack } from '../../src/carrier/carrier.ts';
import type { Carrier, Outcome, Store } from '../../src/index.ts';
import { assembleTracking, found, type TrackingDraft } from '../../src/kit.ts';
import { systemClock } from '../../src/time/clock.ts';
import { watch } from '../../src/watch/watch.ts';

/** Figures of a watch over a store in a file. */
export interface StoreRow {
  readonly what: string;
  readonly parcels: number;
  readonly value: number;
  readonly unit: string;
}

const parcels = Number(process.env.P ?? 100_000);
const maxBatch = 30;

/** A carrier that knows every number of twelve digits. */
const carrier: Carrier = {
  id: 'bench',
  name: 'Bench',
  account: 'bench:0',
  maxBatch,
  maxConcurrency: 8,
  quotas: [{ limit: 1_000_000, intervalMs: 1_000 }],
  formats: [],
  numberPattern: /^\d{12}$/,
  identify: (trackingNumber) => [{ carrier: 'bench', format: 'plain', basis: 'shape', trackingNumber, likelihood: 1 }],
  request: () => ({ method: 'GET', url: 'https://bench.example', headers: {} }),
  read: () => [],
  trackingUrl: () => 'https://bench.example',
};

const cities = ['Memphis', 'Louisville', 'Dallas', 'Ontario', 'Newark', 'Atlanta'];

/** A parcel that has come through as many buildings as most have by half of their way. */
function draftOf(trackingNumber: string): TrackingDraft {
  const scans = cities.map((city, index) => ({
    status: index === 0 ? ('pre_transit' as const) : ('in_transit' as const),
    basis: 'code' as const,
    code: ['OC', 'PU', 'DP', 'AR', 'DP', 'AR'][index] ?? 'AR',
    description: ['Shipment information sent', 'Picked up', 'Left the origin facility'][index] ?? 'At a facility',
    place: { city, region: 'TN', postalCode: '38118', country: 'US' },
    occurredAt: `2026-11-2${index}T08:0${Number(trackingNumber.at(-1)) % 10}:00-06:00`,
  }));
  return assembleTracking({
    carrier: 'bench',
    trackingNumber,
    url: `https://bench.example/${trackingNumber}`,
    mapping: 'bench.v1@2026.11',
    service: { code: 'GROUND', name: 'Ground' },
    estimatedDelivery: { from: '2026-11-28', to: '2026-11-28' },
    weight: { value: 2.5, unit: 'lb' },
    scans,
    order: 'oldest-first',
  });
}

async function* trackMany(
  numbers: Iterable<NumberToTrack> | AsyncIterable<NumberToTrack>,
): AsyncGenerator<Outcome, void, undefined> {
  for await (const number of numbers) {
    const trackingNumber = typeof number === 'string' ? number : number.trackingNumber;
    yield found(trackingNumber, { ...draftOf(trackingNumber), fetchedAt: new Date().toISOString() });
  }
}

function* numbers(): Generator<string> {
  for (let index = 0; index < parcels; index += 1) yield String(100_000_000_000 + index);
}

const tracker = {
  carriers: [carrier],
  trackMany,
  usage: () => [{ carrier: 'bench', account: 'bench', windows: [], heldForMs: 0, requests: 0 }],
  clock: systemClock,
};

/** Counts what is written. */
function counted(store: Store): { readonly store: Store; readonly writes: () => number } {
  let writes = 0;
  const write = <Args extends readonly unknown[], Result>(work: (...args: Args) => Result) => {
    return (...args: Args): Result => {
      writes += 1;
      return work(...args);
    };
  };
  const { compareAndSet, getMany } = store;
  const counting: Store = {
    get: store.get,
    set: write(store.set),
    delete: write(store.delete),
    ...(compareAndSet !== undefined && { compareAndSet: write(compareAndSet) }),
    ...(getMany !== undefined && { getMany }),
  };
  return { store: counting, writes: () => writes };
}

interface Phase {
  readonly seconds: number;
  readonly longestStallMs: number;
}

async function timed(work: () => Promise<void>): Promise<Phase> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const begin = performance.now();
  await work();
  const seconds = (performance.now() - begin) / 1000;
  delay.disable();
  return { seconds, longestStallMs: delay.max / 1e6 };
}

/** A hundred thousand parcels over a store in a file: first looks until all is told, and a start over what is known. */
export async function measureStore(): Promise<readonly StoreRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'waybill-bench-'));
  try {
    const path = join(folder, 'watch.db');
    const file = sqliteStore(path);
    const { store, writes } = counted(file);
    const first = await timed(async () => {
      const told = new Set<string>();
      for await (const event of watch(tracker, numbers(), { store })) {
        if ('trackingNumber' in event) told.add(event.trackingNumber);
        if (event.type === 'facts.changed' && told.size === parcels) break;
      }
    });
    file.close();
    const megabytes = statSync(path).size / 1e6;
    const again = sqliteStore(path);
    const restart = await timed(async () => {
      const controller = new AbortController();
      const stream = watch(tracker, numbers(), { store: again, signal: controller.signal });
      const reading = (async () => {
        for await (const _ of stream);
      })().catch(() => undefined);
      while (stream.size < parcels) await systemClock.sleep(5);
      controller.abort();
      await reading;
    });
    again.close();
    return [
      { what: 'first looks, until every change is told', parcels, value: first.seconds, unit: 's' },
      { what: 'writes for each first look', parcels, value: writes() / parcels, unit: '' },
      { what: 'size of the file', parcels, value: megabytes, unit: 'MB' },
      { what: 'start over what is known', parcels, value: restart.seconds, unit: 's' },
      { what: 'longest stall of the event loop, first looks', parcels, value: first.longestStallMs, unit: 'ms' },
      { what: 'longest stall of the event loop, start', parcels, value: restart.longestStallMs, unit: 'ms' },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
