import { type Carrier, createLimiterPool, createTracker, type Fetch } from '../../src/index.ts';
import { assembleTracking, found } from '../../src/kit.ts';

/** One row of figures: microseconds for each number, all told. */
export interface PipelineRow {
  readonly case: string;
  readonly numbers: number;
  readonly requests: number;
  /** A loop of `fetch` and `text` that makes the same requests as often at once. */
  readonly bareMicros: number;
  readonly pipelineMicros: number;
  /** What the pipeline itself costs for one number. */
  readonly ownMicros: number;
}

interface Load {
  readonly name: string;
  readonly numbers: number;
  readonly maxBatch: number;
  readonly withGrant?: boolean;
}

const loads: readonly Load[] = [
  { name: 'batches of 30', numbers: 30_000, maxBatch: 30 },
  { name: 'batches of 30, with token', numbers: 30_000, maxBatch: 30, withGrant: true },
  { name: 'one by one', numbers: 3_000, maxBatch: 1 },
];

const atOnce = 8;
const rounds = 5;
const url = 'https://bench.example/track';
const headers = { 'content-type': 'application/json' };

/** A carrier that costs nothing to write to or to read: what is left is the pipeline. */
function weightless({ maxBatch, withGrant = false }: Load): Carrier {
  return {
    id: 'bench',
    name: 'Bench',
    account: 'bench:0',
    maxBatch,
    maxConcurrency: atOnce,
    quotas: [{ limit: 1_000_000_000, intervalMs: 60_000 }],
    formats: [],
    numberPattern: /^\d{8}$/,
    identify: (trackingNumber) => [
      { carrier: 'bench', format: 'plain', basis: 'shape', trackingNumber, likelihood: 1 },
    ],
    request: () => ({ method: 'POST', url, headers, body: '{}' }),
    read: (_, inquiries) => inquiries.map(({ trackingNumber }) => found(trackingNumber, draftOf(trackingNumber))),
    trackingUrl: () => url,
    ...(withGrant
      ? {
          grant: {
            request: () => ({ method: 'POST' as const, url, headers, body: 'grant' }),
            read: () => ({ accessToken: 'bench', expiresInMs: 3_600_000 }),
          },
        }
      : {}),
  };
}

const draftOf = (trackingNumber: string) =>
  assembleTracking({ carrier: 'bench', trackingNumber, url, mapping: 'bench', scans: [], order: 'oldest-first' });

const answer: Fetch = async () => new Response('{}');

function* numbers(count: number): Generator<string> {
  for (let index = 0; index < count; index += 1) yield String(10_000_000 + index);
}

async function bareLoop({ numbers: count, maxBatch }: Load): Promise<void> {
  let left = Math.ceil(count / maxBatch);
  const worker = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      await (await answer(new Request(url, { method: 'POST', headers, body: '{}' }))).text();
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

async function pipeline(load: Load): Promise<number> {
  const tracker = createTracker({ carriers: [weightless(load)], fetch: answer, limiters: createLimiterPool() });
  let count = 0;
  for await (const { ok } of tracker.trackMany(numbers(load.numbers))) count += ok ? 1 : 0;
  if (count !== load.numbers) throw new Error(`${load.name}: ${count} of ${load.numbers} answered`);
  return tracker.usage()[0]?.requests ?? 0;
}

/** Milliseconds, the best of several rounds: noise only ever adds. */
async function best(work: () => Promise<unknown>): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round += 1) {
    const begin = performance.now();
    await work();
    least = Math.min(least, performance.now() - begin);
  }
  return least;
}

/** The pipeline's own cost for each number, above a bare `fetch` loop of the same requests to memory. */
export async function measurePipeline(): Promise<readonly PipelineRow[]> {
  const rows: PipelineRow[] = [];
  for (const load of loads) {
    const requests = await pipeline(load);
    const bareMicros = ((await best(() => bareLoop(load))) * 1000) / load.numbers;
    const pipelineMicros = ((await best(() => pipeline(load))) * 1000) / load.numbers;
    const ownMicros = pipelineMicros - bareMicros;
    rows.push({ case: load.name, numbers: load.numbers, requests, bareMicros, pipelineMicros, ownMicros });
  }
  return rows;
}
