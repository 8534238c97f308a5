/*
 * Proofs of the watch on a clock that jumps. The schedule itself is what ships: queue, bucket, cadence, rates. Around it is as
 * little as can be, so that a million looks take seconds: no request is built, no payload read and no snapshot compared;
 * a "call" shows the scans that have happened. The sandbox's exact sliding windows count the calls.
 */
import { dhl, fedex, ups, usps } from 'waybill/carriers';
import type { Carrier } from '../../src/carrier/carrier.ts';
import { isFinal, type TrackingStatus } from '../../src/index.ts';
import { slidingWindow } from '../../src/testing/sliding-window.ts';
import { type Cadence, defaultCadence, defaultShare, type PolledTracking } from '../../src/watch/cadence.ts';
import { schedulePoll } from '../../src/watch/next-poll.ts';
import { createPollQueue } from '../../src/watch/poll-queue.ts';
import { createScanRates, type ScanRates } from '../../src/watch/scan-rates.ts';
import { createTokenBucket, steadyRate } from '../../src/watch/token-bucket.ts';
import { readerWeights, type SimulatedLife, type SimulatedScan, simulatedLives } from './watch-lives.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

interface Case {
  readonly carrier: Carrier;
  /** Parcels as the tables say. */
  readonly parcels: number;
  /** Lives that are simulated. */
  readonly lives: number;
  readonly seeds: readonly number[];
}

/**
 * Where a carrier takes millions of looks a day, a tenth of the parcels have a tenth of the quotas: the same but for chance.
 * DHL's are several shops of 500 parcels one after another, what 250 calls a day are meant for.
 */
const cases: readonly Case[] = [
  {
    carrier: scaled(fedex({ clientId: 'bench', clientSecret: 'bench' }), 10),
    parcels: 10_000,
    lives: 1_000,
    seeds: [4],
  },
  { carrier: scaled(ups({ clientId: 'bench', clientSecret: 'bench' }), 10), parcels: 10_000, lives: 1_000, seeds: [4] },
  { carrier: usps({ clientId: 'bench', clientSecret: 'bench' }), parcels: 10_000, lives: 10_000, seeds: [4] },
  { carrier: dhl({ apiKey: 'bench' }), parcels: 500, lives: 500, seeds: [4, 5, 6, 7, 8, 9] },
];

function scaled(carrier: Carrier, by: number): Carrier {
  return { ...carrier, quotas: carrier.quotas.map(({ limit, intervalMs }) => ({ limit: limit / by, intervalMs })) };
}

/** What one way of asking came to. */
interface Result {
  readonly calls: number;
  readonly violations: number;
  /** The fullest that any window ever was. */
  readonly peakShare: number;
  /** The part of the calls allowed in the long run that were made while half of the lives or more were under way. */
  readonly usedShare: number;
  /** Milliseconds from a scan to the call that showed it, by the status of the scan. */
  readonly delays: ReadonlyMap<TrackingStatus, readonly number[]>;
  readonly scans: number;
}

/** A way of asking: who is next, and what to do with what a look shows. */
interface Asker {
  add(index: number, now: number): void;
  take(now: number, most: number): readonly number[];
  dueAt(): number;
  show(index: number, shown: readonly SimulatedScan[], now: number, seen: number): void;
}

/** Three weeks of one account: two of lives, one for what is seen late. */
function simulate(
  { quotas, maxBatch, grant }: Carrier,
  lives: readonly SimulatedLife[],
  share: number,
  asker: Asker,
): Result {
  const windows = quotas.map(slidingWindow);
  const births = lives.map((life, index) => ({ at: life.scans[0]?.at ?? 0, index })).sort((a, b) => a.at - b.at);
  const begin = births[0]?.at ?? 0;
  const end = begin + 21 * day;
  const seen = new Uint8Array(lives.length);
  const delays = new Map<TrackingStatus, number[]>();
  let requests = 0;
  let busy = 0;
  const request = (now: number): void => {
    requests += 1;
    for (const window of windows) window.arrive(now);
  };
  const usage = () => ({ windows: [], heldForMs: 0, requests });
  const bucket = createTokenBucket({ quotas, share, now: begin, usage });

  function show(index: number, now: number): void {
    const shown: SimulatedScan[] = [];
    const { scans } = lives[index] ?? { scans: [] };
    for (let count = seen[index] ?? 0; count < scans.length; count += 1) {
      const scan = scans[count];
      if (scan === undefined || scan.at > now) break;
      const list = delays.get(scan.status) ?? [];
      list.push(now - scan.at);
      delays.set(scan.status, list);
      shown.push(scan);
    }
    seen[index] = (seen[index] ?? 0) + shown.length;
    asker.show(index, shown, now, seen[index] ?? 0);
  }

  let born = 0;
  let tokenUntil = 0;
  for (let now = begin; now < end; ) {
    for (let birth = births[born]; birth !== undefined && birth.at <= now; birth = births[born]) {
      asker.add(birth.index, now);
      born += 1;
    }
    const dueAt = asker.dueAt();
    const at = dueAt <= now ? bucket.readyAt(now) : dueAt;
    if (at > now) {
      now = Math.min(at, births[born]?.at ?? end);
      continue;
    }
    if (grant !== undefined && now >= tokenUntil) {
      request(now);
      tokenUntil = now + hour;
      continue;
    }
    const taken = asker.take(now, maxBatch);
    if (taken.length === 0) continue;
    bucket.start();
    request(now);
    bucket.finish();
    if (now >= begin + 2 * day && now < begin + 9 * day) busy += 1;
    for (const index of taken) show(index, now);
  }
  const reports = windows.map((window) => window.report());
  return {
    calls: requests,
    violations: reports.reduce((sum, { violations }) => sum + violations, 0),
    peakShare: Math.max(...reports.map(({ peak, limit }) => peak / limit)),
    usedShare: busy / (steadyRate(quotas) * 7 * day),
    delays,
    scans: lives.reduce((sum, { scans }) => sum + scans.length, 0),
  };
}

const event = { id: '', statusBasis: 'code', description: '', timeBasis: 'carrier' } as const;

/** The shipped schedule. */
function scheduled(
  { quotas, maxBatch }: Carrier,
  lives: readonly SimulatedLife[],
  share: number,
  { cadence = defaultCadence, rates = createScanRates(), learns = true }: ScheduleOptions = {},
): Asker {
  const looksPerMs = steadyRate(quotas, share) * maxBatch;
  const queue = createPollQueue({ rates, looksPerMs, shortestMs: cadence.shortestMs });
  return {
    add: (index, now) => queue.put(index, now, cadence.every.new.dayMs),
    take: queue.take,
    dueAt: queue.dueAt,
    show(index, shown, now, seen) {
      const { scans, estimate, proofAt } = lives[index] ?? { scans: [], estimate: '', proofAt: 0 };
      const last = scans[seen - 1];
      if (last === undefined) return;
      const { status, occurredAt } = last;
      const sight: PolledTracking = {
        status,
        events: [{ ...event, status, occurredAt }],
        ...(now >= proofAt ? { delivery: { proof: [{ kind: 'signature' as const }] } } : {}),
        ...(seen > 1 && !isFinal(status) ? { estimatedDelivery: { from: estimate, to: estimate } } : {}),
      };
      if (status === 'delivered' && queue.stretch > 1) return;
      const look = schedulePoll(sight, now, scans[0]?.at ?? now, cadence);
      if ('ended' in look) return;
      queue.put(index, look.at, look.everyMs, {
        since: now,
        kind: look.kind,
        becomes: look.becomes,
        ...(learns ? { shown } : {}),
      });
    },
  };
}

interface ScheduleOptions {
  readonly cadence?: Cadence;
  readonly rates?: ScanRates;
  readonly learns?: boolean;
}

/** A poller of one interval, that stops when a parcel has ended; a call that has room left takes along who is due next. */
function polled(lives: readonly SimulatedLife[], intervalMs: number): Asker {
  const fresh: { readonly index: number; readonly at: number }[] = [];
  const again: { readonly index: number; readonly at: number }[] = [];
  let [nextFresh, nextAgain] = [0, 0];
  const first = () => {
    const [a, b] = [fresh[nextFresh], again[nextAgain]];
    return b === undefined || (a !== undefined && a.at <= b.at) ? a : b;
  };
  return {
    add: (index, at) => void fresh.push({ index, at }),
    dueAt: () => first()?.at ?? Number.POSITIVE_INFINITY,
    take(now, most) {
      const taken: number[] = [];
      for (let next = first(); next !== undefined && taken.length < most; next = first()) {
        if (next.at - now > intervalMs * 0.75) break;
        if (next === fresh[nextFresh]) nextFresh += 1;
        else nextAgain += 1;
        taken.push(next.index);
      }
      return taken;
    },
    show(index, _, now, seen) {
      const status = lives[index]?.scans[seen - 1]?.status;
      if (status === undefined || !isFinal(status)) again.push({ index, at: now + intervalMs });
    },
  };
}

/** Whoever knows every scan: asks only where there is something to see, the weightiest first. */
function knowing(lives: readonly SimulatedLife[]): Asker {
  const events = lives
    .flatMap(({ scans }, index) => scans.map(({ at, status }) => ({ at, index, weight: readerWeights[status] })))
    .sort((a, b) => a.at - b.at);
  let next = 0;
  const waiting = new Map<number, number>();
  return {
    add: () => undefined,
    dueAt: () => (waiting.size > 0 ? 0 : (events[next]?.at ?? Number.POSITIVE_INFINITY)),
    take(now, most) {
      for (let event = events[next]; event !== undefined && event.at <= now; event = events[next]) {
        waiting.set(event.index, (waiting.get(event.index) ?? 0) + event.weight);
        next += 1;
      }
      const best = [...waiting].sort(([, a], [, b]) => b - a).slice(0, most);
      for (const [index] of best) waiting.delete(index);
      return best.map(([index]) => index);
    },
    show: () => undefined,
  };
}

/** Mean delay in minutes, each scan by its weight. */
function weightedMean({ delays }: Result): number {
  let [sum, weights] = [0, 0];
  for (const [status, list] of delays) {
    weights += readerWeights[status] * list.length;
    for (const delay of list) sum += readerWeights[status] * delay;
  }
  return sum / weights / minute;
}

const intervals = [
  1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10, 13, 17, 22, 30, 40, 60, 90, 120, 180, 240, 360, 480, 720, 1080, 1440, 2160,
];

/** One way of asking over all lives of a case. */
function run(
  { carrier, lives: count, seeds }: Case,
  share: number,
  ask: (lives: readonly SimulatedLife[]) => Asker,
): Result {
  const delays = new Map<TrackingStatus, number[]>();
  const results = seeds.map((seed) => {
    const lives = simulatedLives(count, seed);
    return simulate(carrier, lives, share, ask(lives));
  });
  for (const result of results) {
    for (const [status, list] of result.delays) delays.set(status, (delays.get(status) ?? []).concat(list));
  }
  const sum = (of: (result: Result) => number): number => results.reduce((total, result) => total + of(result), 0);
  return {
    calls: sum(({ calls }) => calls),
    violations: sum(({ violations }) => violations),
    peakShare: Math.max(...results.map(({ peakShare }) => peakShare)),
    usedShare: sum(({ usedShare }) => usedShare) / results.length,
    delays,
    scans: sum(({ scans }) => scans),
  };
}

/** The poller whose interval has the least weighted delay: longer ones see late, shorter ones wait for the quota. */
function bestPolled(each: Case, share: number): { readonly minutes: number; readonly result: Result } {
  const { carrier, lives } = each;
  const wholeRound = lives / (steadyRate(carrier.quotas, share) * carrier.maxBatch) / minute;
  const runs = intervals
    .filter((minutes) => minutes > wholeRound / 5 && minutes < wholeRound * 1.5)
    .map((minutes) => ({ minutes, result: run(each, share, (of) => polled(of, minutes * minute)) }));
  return runs.reduce((best, next) => (weightedMean(next.result) < weightedMean(best.result) ? next : best));
}

interface Runs {
  readonly carrier: string;
  readonly parcels: number;
  readonly share: number;
  readonly pollerMinutes: number;
  readonly poller: Result;
  readonly longestOnly: Result;
  readonly unlearned: Result;
  readonly watch: Result;
  readonly knowing: Result;
}

let all: readonly Runs[] | undefined;

function allRuns(): readonly Runs[] {
  all ??= [defaultShare, 1].flatMap((share) =>
    cases.map((each) => {
      const { carrier, parcels } = each;
      const ask = (options?: ScheduleOptions): Result =>
        run(each, share, (lives) => scheduled(carrier, lives, share, options));
      const { minutes, result } = bestPolled(each, share);
      return {
        carrier: carrier.id,
        parcels,
        share,
        pollerMinutes: minutes,
        poller: result,
        longestOnly: ask({ cadence: { ...defaultCadence, shortestMs: Number.POSITIVE_INFINITY } }),
        unlearned: ask({ learns: false }),
        watch: ask(),
        knowing: run(each, share, knowing),
      };
    }),
  );
  return all;
}

/** Mean delay of all scans, each by its weight, of several ways of asking within the same share of the quota. */
export interface DelayRow {
  readonly carrier: string;
  readonly parcels: number;
  readonly sharePercent: number;
  /** Longest intervals alone, no spare calls spent. */
  readonly longestOnly: number;
  readonly bestPoller: number;
  readonly pollerInterval: number;
  readonly unlearned: number;
  readonly watch: number;
  /** Asks only where there is something to see, the weightiest first. */
  readonly knowing: number;
}

/** The same lives asked for in several ways: mean weighted delay in minutes. */
export function measureWatchDelays(): readonly DelayRow[] {
  return allRuns().map(({ carrier, parcels, share, pollerMinutes, ...runs }) => ({
    carrier,
    parcels,
    sharePercent: share * 100,
    longestOnly: weightedMean(runs.longestOnly),
    bestPoller: weightedMean(runs.poller),
    pollerInterval: pollerMinutes,
    unlearned: weightedMean(runs.unlearned),
    watch: weightedMean(runs.watch),
    knowing: weightedMean(runs.knowing),
  }));
}

/** Minutes from a scan to its change, by the status of the scan, against the best poller of one interval. */
export interface StatusRow {
  readonly carrier: string;
  readonly parcels: number;
  readonly sharePercent: number;
  readonly status: TrackingStatus;
  readonly scans: number;
  readonly mean: number;
  readonly p95: number;
  readonly pollerMean: number;
  readonly pollerP95: number;
  readonly isSlower: string;
}

/** The same by status. */
export function measureWatchStatuses(): readonly StatusRow[] {
  return allRuns().flatMap(({ carrier, parcels, share, watch, poller }) =>
    [...watch.delays].map(([status, list]) => {
      const [ours, theirs] = [list, poller.delays.get(status) ?? []].map((each) => each.toSorted((a, b) => a - b));
      const [mean, pollerMean] = [meanOf(ours), meanOf(theirs)];
      return {
        carrier,
        parcels,
        sharePercent: share * 100,
        status,
        scans: list.length,
        mean,
        p95: percentile(ours, 0.95) / minute,
        pollerMean,
        pollerP95: percentile(theirs, 0.95) / minute,
        isSlower: mean > pollerMean ? 'slower' : '',
      };
    }),
  );
}

/** Calls for parcels of one account, and what of its quotas they used. */
export interface CallsRow {
  readonly carrier: string;
  readonly parcels: number;
  readonly sharePercent: number;
  readonly calls: number;
  readonly pollerCalls: number;
  readonly violations: number;
  /** The fullest that any window ever was. */
  readonly peakPercent: number;
  /** Calls of the busiest week, of those that the whole quota allows in the long run. */
  readonly usedPercent: number;
  /** Scans that were seen within the three weeks. */
  readonly seenPercent: number;
}

/** Calls, and quotas kept; of carriers that are simulated by a tenth, those of the tenth. */
export function measureWatchCalls(): readonly CallsRow[] {
  return allRuns().map(({ carrier, parcels, share, watch, poller, ...others }) => ({
    carrier,
    parcels,
    sharePercent: share * 100,
    calls: watch.calls,
    pollerCalls: poller.calls,
    violations: [watch, poller, others.longestOnly, others.unlearned, others.knowing].reduce(
      (sum, { violations }) => sum + violations,
      0,
    ),
    peakPercent: watch.peakShare * 100,
    usedPercent: watch.usedShare * 100,
    seenPercent: ([...watch.delays.values()].reduce((sum, { length }) => sum + length, 0) / watch.scans) * 100,
  }));
}

function meanOf(delays: readonly number[] = []): number {
  return delays.reduce((sum, delay) => sum + delay, 0) / delays.length / minute;
}

function percentile(sorted: readonly number[] = [], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
