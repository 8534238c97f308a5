/*
 * Proofs of the watch on a clock that jumps. The schedule itself is what ships: timetable, bucket, cadence. Around it is as
 * little as can be, so that a million looks take seconds: no request is built, no payload read and no snapshot compared;
 * a "call" shows the scans that have happened. The sandbox's exact sliding windows count the calls.
 */
import { dhl, fedex, ups, usps } from 'waybill/carriers';
import type { Carrier } from '../../src/carrier/carrier.ts';
import { isFinal, type TrackingStatus } from '../../src/index.ts';
import { slidingWindow } from '../../src/testing/sliding-window.ts';
import { defaultCadence, type Sight } from '../../src/watch/cadence.ts';
import { nextPoll } from '../../src/watch/next-poll.ts';
import { createPollQueue } from '../../src/watch/poll-queue.ts';
import { createTokenBucket } from '../../src/watch/token-bucket.ts';
import { type SimulatedLife, simulatedLives } from './watch-lives.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

interface Case {
  readonly carrier: Carrier;
  readonly parcels: number;
}

const cases: readonly Case[] = [
  { carrier: fedex({ clientId: 'bench', clientSecret: 'bench' }), parcels: 10_000 },
  { carrier: ups({ clientId: 'bench', clientSecret: 'bench' }), parcels: 10_000 },
  { carrier: usps({ clientId: 'bench', clientSecret: 'bench' }), parcels: 10_000 },
  { carrier: dhl({ apiKey: 'bench' }), parcels: 10_000 },
  // What 250 calls a day are meant for.
  { carrier: dhl({ apiKey: 'bench' }), parcels: 500 },
];

/** What one way of asking came to. */
interface Result {
  readonly calls: number;
  readonly violations: number;
  readonly peakShare: number;
  /** Milliseconds from a scan to the call that showed it, by the status of the scan. */
  readonly delays: ReadonlyMap<TrackingStatus, readonly number[]>;
  readonly scans: number;
}

type Plan = (
  sight: Sight,
  life: SimulatedLife,
  now: number,
) => { readonly at: number; readonly everyMs: number } | undefined;

const scheduled: Plan = (sight, { scans }, now) => {
  const look = nextPoll(sight, now, scans[0]?.at ?? now, defaultCadence);
  return 'ended' in look ? undefined : look;
};

const every =
  (intervalMs: number): Plan =>
  ({ status }, _, now) =>
    isFinal(status) ? undefined : { at: now + intervalMs, everyMs: intervalMs };

/** Three weeks of one account: two of lives, one for what is seen late. */
function simulate({ quotas, maxBatch, grant }: Carrier, lives: readonly SimulatedLife[], plan: Plan): Result {
  const windows = quotas.map(slidingWindow);
  const timetable = createPollQueue();
  const births = lives.map((life, index) => ({ at: life.scans[0]?.at ?? 0, index })).sort((a, b) => a.at - b.at);
  const begin = births[0]?.at ?? 0;
  const end = begin + 21 * day;
  const seen = new Uint8Array(lives.length);
  const delays = new Map<TrackingStatus, number[]>();
  let requests = 0;
  const request = (now: number): void => {
    requests += 1;
    for (const window of windows) window.arrive(now);
  };
  const bucket = createTokenBucket({ quotas, now: begin, usage: () => ({ windows: [], heldForMs: 0, requests }) });

  function show(index: number, now: number): void {
    const life = lives[index];
    if (life === undefined) return;
    let count = seen[index] ?? 0;
    for (let scan = life.scans[count]; scan !== undefined && scan.at <= now; scan = life.scans[count]) {
      const list = delays.get(scan.status) ?? [];
      list.push(now - scan.at);
      delays.set(scan.status, list);
      count += 1;
    }
    seen[index] = count;
    const last = life.scans[count - 1];
    if (last === undefined) return;
    const status = last.status;
    const proof = now >= life.proofAt ? { delivery: { proof: [{ kind: 'signature' as const }] } } : {};
    const estimate =
      count > 1 && !isFinal(status) ? { estimatedDelivery: { from: life.estimate, to: life.estimate } } : {};
    const event = { id: '', status, statusBasis: 'code' as const, description: '', timeBasis: 'carrier' as const };
    const next = plan(
      { status, events: [{ ...event, occurredAt: last.occurredAt }], ...estimate, ...proof },
      life,
      now,
    );
    if (next !== undefined) timetable.put(index, next.at, next.everyMs);
  }

  let born = 0;
  let tokenUntil = 0;
  for (let now = begin; now < end; ) {
    for (let birth = births[born]; birth !== undefined && birth.at <= now; birth = births[born]) {
      timetable.put(birth.index, now, defaultCadence.every.new.dayMs);
      born += 1;
    }
    const dueAt = timetable.dueAt();
    const at = dueAt <= now ? bucket.readyAt(now) : dueAt;
    if (at > now) {
      now = Math.min(at, births[born]?.at ?? end);
      continue;
    }
    if (grant !== undefined && now >= tokenUntil) {
      request(now);
      tokenUntil = now + hour;
    }
    request(now);
    for (const index of timetable.take(now, maxBatch)) show(index, now);
  }
  const reports = windows.map((window) => window.report());
  return {
    calls: requests,
    violations: reports.reduce((sum, { violations }) => sum + violations, 0),
    peakShare: Math.max(...reports.map(({ peak, limit }) => peak / limit)),
    delays,
    scans: lives.reduce((sum, { scans }) => sum + scans.length, 0),
  };
}

/** The shortest interval at which the quota lets all parcels be asked, an hour at least. */
function fixedIntervalMs({ carrier: { quotas, maxBatch }, parcels }: Case): number {
  const callsPerMs = Math.min(...quotas.map(({ limit, intervalMs }) => limit / intervalMs));
  return Math.max(hour, parcels / maxBatch / callsPerMs);
}

interface Runs extends Case {
  readonly fixedMs: number;
  readonly watch: Result;
  readonly fixed: Result;
}

let runs: readonly Runs[] | undefined;

function allRuns(): readonly Runs[] {
  runs ??= cases.map((each) => {
    const lives = simulatedLives(each.parcels);
    const fixedMs = fixedIntervalMs(each);
    const watch = simulate(each.carrier, lives, scheduled);
    return { ...each, fixedMs, watch, fixed: simulate(each.carrier, lives, every(fixedMs)) };
  });
  return runs;
}

/** Calls for parcels of one account, against a poller of one interval that stops when a parcel has ended. */
export interface CallsRow {
  readonly carrier: string;
  readonly parcels: number;
  readonly calls: number;
  readonly violations: number;
  /** The fullest that any window ever was. */
  readonly peakPercent: number;
  /** Scans that were seen within the three weeks. */
  readonly seenPercent: number;
  readonly pollerMinutes: number;
  readonly pollerCalls: number;
  readonly pollerSeenPercent: number;
}

/** Ten thousand parcels' lives on each carrier's default quota: calls, and quotas kept. */
export function measureWatchCalls(): readonly CallsRow[] {
  return allRuns().map(({ carrier, parcels, fixedMs, watch, fixed }) => ({
    carrier: carrier.id,
    parcels,
    calls: watch.calls,
    violations: watch.violations + fixed.violations,
    peakPercent: watch.peakShare * 100,
    seenPercent: (countOf(watch) / watch.scans) * 100,
    pollerMinutes: fixedMs / minute,
    pollerCalls: fixed.calls,
    pollerSeenPercent: (countOf(fixed) / fixed.scans) * 100,
  }));
}

/** Minutes from a scan to its change, of the scans that were seen. */
export interface DelayRow {
  readonly carrier: string;
  readonly parcels: number;
  readonly status: TrackingStatus;
  readonly seen: number;
  readonly medianMinutes: number;
  readonly p95Minutes: number;
  readonly pollerSeen: number;
  readonly pollerMedian: number;
  readonly pollerP95: number;
}

/** The same lives: how long it takes until a scan is told, by its status. */
export function measureWatchDelays(): readonly DelayRow[] {
  return allRuns().flatMap(({ carrier, parcels, watch, fixed }) =>
    [...watch.delays.keys()].map((status) => {
      const [ours, theirs] = [watch, fixed].map(({ delays }) => (delays.get(status) ?? []).toSorted((a, b) => a - b));
      return {
        carrier: carrier.id,
        parcels,
        status,
        seen: ours?.length ?? 0,
        medianMinutes: percentile(ours, 0.5) / minute,
        p95Minutes: percentile(ours, 0.95) / minute,
        pollerSeen: theirs?.length ?? 0,
        pollerMedian: percentile(theirs, 0.5) / minute,
        pollerP95: percentile(theirs, 0.95) / minute,
      };
    }),
  );
}

function countOf({ delays }: Result): number {
  return [...delays.values()].reduce((sum, { length }) => sum + length, 0);
}

function percentile(sorted: readonly number[] = [], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
