/*
 * The whole of it on a clock that jumps: tracker, limiter, DHL's requests and answers, its sandbox, snapshots and changes. Looks
 * are counted where the tracker gives its outcomes, for the watch and for pollers of one interval alike.
 */
import { dhl } from 'waybill/carriers';
import { dhlSandbox, sandboxes } from 'waybill/carriers/sandbox';
import { createSandbox, scenarios } from 'waybill/testing';
import { createTracker, isFinal, type Tracker, type TrackingStatus } from '../../src/index.ts';
import { seededRandom } from '../../src/testing/random.ts';
import { type SettableClock, settableClock } from '../../src/testing/settable-clock.ts';
import { instantOf } from '../../src/time/time.ts';
import { defaultShare } from '../../src/watch/cadence.ts';
import { steadyRate } from '../../src/watch/token-bucket.ts';
import { watch } from '../../src/watch/watch.ts';
import { readerWeights } from './watch-lives.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const start = Date.parse('2026-11-16T08:00:00-05:00');
const length = 14 * day;
const stories = [
  ...['delivered', 'delivered', 'delivered', 'delivered', 'deliveredAtSecondAttempt'],
  ...['weatherDelay', 'collected', 'returned', 'labelOnly', 'delivered'],
] as const satisfies readonly (keyof typeof scenarios)[];

/** One way of asking through the whole pipeline, with a share of DHL's default quota. */
export interface PipelineRow {
  readonly asker: string;
  readonly parcels: number;
  readonly requests: number;
  readonly violations: number;
  readonly scansSeen: number;
  readonly weightedMean: number;
  readonly plainMean: number;
  readonly deliveredMean: number;
}

interface World {
  readonly clock: SettableClock;
  readonly tracker: Tracker;
  readonly numbers: readonly string[];
  /** When each number is given: its label is made. */
  readonly births: ReadonlyMap<string, number>;
  readonly finals: ReadonlySet<string>;
  row(asker: string): PipelineRow;
}

function createWorld(count: number): World {
  const clock = settableClock(start);
  const numbers = Array.from({ length: count }, (_, index) => dhlSandbox.sampleNumber(index));
  const births = new Map(numbers.map((number, index) => [number, start + ((index * 7) % 60) * 2 * hour]));
  const parcels = numbers.flatMap((trackingNumber, index) =>
    scenarios[stories[index % stories.length] ?? 'delivered'].lives({
      carrier: dhlSandbox,
      trackingNumber,
      start: births.get(trackingNumber) ?? start,
    }),
  );
  const sandbox = createSandbox({ carriers: sandboxes, parcels, clock });
  const carrier = dhl({ apiKey: 'bench' });
  const plain = createTracker({ carriers: [carrier], fetch: sandbox.fetch, clock, random: seededRandom(1) });
  const seen = new Set<string>();
  const finals = new Set<string>();
  const delays: { readonly status: TrackingStatus; readonly ms: number }[] = [];
  const tracker: Tracker = {
    ...plain,
    async *trackMany(...given: Parameters<Tracker['trackMany']>) {
      for await (const outcome of plain.trackMany(...given)) {
        if (outcome.ok) {
          const { trackingNumber, events, status } = outcome.value;
          if (isFinal(status)) finals.add(trackingNumber);
          for (const { id, status: of, occurredAt = '' } of events) {
            const at = instantOf(occurredAt);
            if (seen.size === seen.add(`${trackingNumber} ${id}`).size || of === 'info' || at === undefined) continue;
            delays.push({ status: of, ms: clock.now() - Math.max(at, births.get(trackingNumber) ?? at) });
          }
        }
        yield outcome;
      }
    },
  };
  const meanOf = (counts: (status: TrackingStatus) => number): number => {
    let [sum, weights] = [0, 0];
    for (const { status, ms } of delays) [sum, weights] = [sum + ms * counts(status), weights + counts(status)];
    return sum / weights / minute;
  };
  return {
    clock,
    tracker,
    numbers,
    births,
    finals,
    row(asker) {
      const windows = sandbox.report().accounts.flatMap((account) => account.windows);
      return {
        asker,
        parcels: count,
        requests: plain.usage().reduce((sum, { requests }) => sum + requests, 0),
        violations: windows.reduce((sum, { violations }) => sum + violations, 0),
        scansSeen: delays.length,
        weightedMean: meanOf((status) => readerWeights[status]),
        plainMean: meanOf((status) => (status === 'in_transit' ? 1 : 0)),
        deliveredMean: meanOf((status) => (status === 'delivered' ? 1 : 0)),
      };
    },
  };
}

async function watched(count: number): Promise<PipelineRow> {
  const world = createWorld(count);
  const parcels = watch(world.tracker, [], { carrier: 'dhl' });
  const reading = (async () => {
    for await (const _ of parcels);
  })();
  const births = [...world.births].sort(([, a], [, b]) => a - b);
  let born = 0;
  while (world.clock.now() < start + length) {
    for (; (births[born]?.[1] ?? Number.POSITIVE_INFINITY) <= world.clock.now(); born += 1) {
      parcels.add(births[born]?.[0] ?? '');
    }
    await world.clock.advance(10 * minute);
  }
  const row = world.row('watch');
  await parcels[Symbol.asyncIterator]().return?.();
  await reading;
  return row;
}

/** Asks for whoever was asked for longest ago, if that is an interval ago, at the pace of the same share of the quota. */
async function polled(count: number, intervalMs: number): Promise<PipelineRow> {
  const world = createWorld(count);
  const paceMs = 1 / steadyRate(dhl({ apiKey: 'bench' }).quotas, defaultShare);
  const dueAt = new Map(world.births);
  while (world.clock.now() < start + length) {
    const [next] = [...dueAt].sort(([, a], [, b]) => a - b);
    if (next !== undefined && next[1] <= world.clock.now()) {
      const [number] = next;
      const asked = (async () => {
        for await (const _ of world.tracker.trackMany([{ trackingNumber: number, carrier: 'dhl' }]));
      })();
      await world.clock.advance(minute);
      await asked;
      if (world.finals.has(number)) dueAt.delete(number);
      else dueAt.set(number, world.clock.now() + intervalMs);
      await world.clock.advance(paceMs - minute);
    } else await world.clock.advance(10 * minute);
  }
  return world.row(`every ${intervalMs / hour} h`);
}

/** Two weeks of DHL parcels through everything, with half of 250 calls a day: the watch, and the best of several pollers. */
export async function measureWatchPipeline(): Promise<readonly PipelineRow[]> {
  const count = 100;
  const pollers: PipelineRow[] = [];
  for (const hours of [4, 8, 12, 16, 24]) pollers.push(await polled(count, hours * hour));
  const best = pollers.reduce((least, row) => (row.weightedMean < least.weightedMean ? row : least));
  return [await watched(count), { ...best, asker: `best poller: ${best.asker}` }];
}
