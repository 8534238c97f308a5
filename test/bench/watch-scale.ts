import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { NumberToTrack } from '../../src/carrier/carrier.ts';
import type { Carrier, Clock, Outcome } from '../../src/index.ts';
import { assembleTracking, found } from '../../src/kit.ts';
import { createPollQueue } from '../../src/watch/poll-queue.ts';
import { watch } from '../../src/watch/watch.ts';

/** Figures of one process that watches many parcels. */
export interface ScaleRow {
  readonly what: string;
  readonly parcels: number;
  readonly value: number;
  readonly unit: string;
}

const parcels = 1_000_000;
const maxBatch = 30;
const minute = 60_000;

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

/** Bytes in use after everything that can be forgotten was. */
function heapBytes(): number {
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** The schedule alone: what one tick costs that takes thirty parcels out and puts them back. */
function tickMicros(): number {
  const timetable = createPollQueue();
  for (let member = 0; member < parcels; member += 1)
    timetable.put(member, member % 1000, (1 + (member % 12)) * 10 * minute);
  const ticks = 100_000;
  const begin = performance.now();
  let now = 1000;
  for (let tick = 0; tick < ticks; tick += 1) {
    now += 100;
    for (const member of timetable.take(now, maxBatch)) timetable.put(member, now + (1 + (member % 12)) * 10 * minute);
  }
  return ((performance.now() - begin) * 1000) / ticks;
}

/** A carrier that knows every number of twelve digits. */
const carrier: Carrier = {
  id: 'bench',
  name: 'Bench',
  account: 'bench:0',
  maxBatch,
  maxConcurrency: 8,
  quotas: [{ limit: 1_000_000, intervalMs: minute }],
  formats: [],
  numberPattern: /^\d{12}$/,
  identify: (trackingNumber) => [{ carrier: 'bench', format: 'plain', basis: 'shape', trackingNumber, likelihood: 1 }],
  request: () => ({ method: 'GET', url: 'https://bench.example', headers: {} }),
  read: () => [],
  trackingUrl: () => 'https://bench.example',
};

function draftOf(trackingNumber: string) {
  const scan = {
    status: 'in_transit',
    basis: 'code',
    code: 'AR',
    description: 'Arrived',
    occurredAt: '2026-11-20T08:00:00Z',
  } as const;
  return assembleTracking({
    carrier: 'bench',
    trackingNumber,
    url: '',
    mapping: 'bench',
    scans: [scan],
    order: 'oldest-first',
  });
}

/**
 * The whole watch of a million parcels until each was asked for once: a light `track` answers at once, and the store, which
 * would hold the snapshots, keeps nothing.
 */
async function watchAll(): Promise<{ readonly bytes: number; readonly micros: number }> {
  let time = Date.parse('2026-11-20T09:00:00Z');
  const clock: Clock = {
    now: () => time,
    async sleep(ms, signal) {
      await new Promise((resolve) => setImmediate(resolve));
      signal?.throwIfAborted();
      // In small steps, so that nobody is due a second time.
      time += Math.min(ms, 1);
    },
  };
  let asked = 0;
  async function* trackMany(
    numbers: Iterable<NumberToTrack> | AsyncIterable<NumberToTrack>,
  ): AsyncGenerator<Outcome, void, undefined> {
    for await (const number of numbers) {
      asked += 1;
      const trackingNumber = typeof number === 'string' ? number : number.trackingNumber;
      yield found(trackingNumber, draftOf(trackingNumber));
    }
  }
  function* numbers(): Generator<string> {
    for (let index = 0; index < parcels; index += 1) yield String(100_000_000_000 + index);
  }
  const empty = heapBytes();
  const begin = performance.now();
  const store = { get: () => undefined, set: () => undefined, delete: () => undefined };
  const usage = () => [{ carrier: 'bench', account: 'bench', windows: [], heldForMs: 0, requests: 0 }];
  const stream = watch({ carriers: [carrier], trackMany, usage, clock }, numbers(), { store, history: false });
  let result = { bytes: Number.NaN, micros: Number.NaN };
  for await (const { type } of stream) {
    if (type !== 'facts.changed' || asked < parcels || stream.size < parcels) continue;
    const micros = ((performance.now() - begin) * 1000) / parcels;
    result = { bytes: (heapBytes() - empty) / parcels, micros };
    break;
  }
  return result;
}

/** A million parcels in one process: memory of each, and what a tick costs. */
export async function measureWatchScale(): Promise<readonly ScaleRow[]> {
  const { bytes, micros } = await watchAll();
  return [
    { what: 'memory for each, its number included', parcels, value: bytes, unit: 'bytes' },
    { what: 'taken in, asked, compared, told, once', parcels, value: micros, unit: 'µs each' },
    { what: 'a tick of the schedule: 30 out, 30 back in', parcels, value: tickMicros(), unit: 'µs' },
  ];
}
