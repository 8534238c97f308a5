import type { Quota } from '../../src/carrier/account.ts';
import type { Carrier, NumberToTrack } from '../../src/carrier/carrier.ts';

import { failed, found, type Scan, type Tracking, TrackingError, type TrackingErrorCode } from '../../src/kit.ts';
import type { WatchEvent } from '../../src/model/watch-event.ts';
import type { TrackOptions } from '../../src/send/tracking-source.ts';
import { type SettableClock, settableClock } from '../../src/testing/settable-clock.ts';
import { instantOf } from '../../src/time/time.ts';
import { watch as startWatch, type Watch, type WatchOptions } from '../../src/watch/watch.ts';

import { parcel } from '../parcel.ts';
import { depot } from '../send/depot.ts';

/** A morning on which nothing has happened to any parcel yet. */
export const morning = Date.parse('2026-11-09T07:00:00-06:00');

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

/** What a carrier answers for a number at a moment. */
export type Answer = Tracking | TrackingErrorCode;

/** A request that a watch made. */
interface Call {
  readonly at: number;
  readonly carrier: string;
  readonly numbers: readonly string[];
}

export interface World {
  readonly clock: SettableClock;
  readonly calls: Call[];
  watch(numbers: Iterable<NumberToTrack> | AsyncIterable<NumberToTrack>, options?: WatchOptions): Watch;
  /** Times at which a number was asked for. */
  asked(number: string): readonly number[];
}

/** The parcel of a number after the scans that have happened by now. */
export function parcelAt(trackingNumber: string, history: readonly Scan[], now: number): Tracking | 'not_found' {
  const shown = history.filter(({ occurredAt = '' }) => (instantOf(occurredAt) ?? 0) <= now);
  if (shown.length === 0) return 'not_found';
  const carrier = carrierOf(trackingNumber);
  return { ...parcel(shown, { carrier, trackingNumber }), fetchedAt: new Date(now).toISOString() };
}

function carrierOf(number: string): string {
  return number.startsWith('E') ? 'express' : 'depot';
}

export interface WorldOptions {
  readonly quotas?: readonly Quota[];
  readonly maxBatch?: number;
  readonly clock?: SettableClock;
  /** Milliseconds that an answer takes. */
  readonly latencyMs?: number;
}

/** Two carriers behind a tracker that has no network: D numbers are the depot's, E numbers the express one's. */
export function createWorld(
  answer: (number: string, now: number, nth: number) => Answer,
  {
    quotas = [{ limit: 1000, intervalMs: minute }],
    maxBatch = 3,
    clock = settableClock(morning),
    latencyMs = 0,
  }: WorldOptions = {},
): World {
  const calls: Call[] = [];
  const counts = new Map<string, number>();
  const carriers: readonly Carrier[] = [
    depot({ id: 'depot', quotas, maxBatch }),
    depot({ id: 'express', quotas, maxBatch, letter: 'E' }),
  ];

  async function* trackMany(
    numbers: Iterable<NumberToTrack> | AsyncIterable<NumberToTrack>,
    { signal }: TrackOptions = {},
  ) {
    const plain = (await listed(numbers)).map((number) =>
      typeof number === 'string' ? number : number.trackingNumber,
    );
    calls.push({ at: clock.now(), carrier: carrierOf(plain[0] ?? ''), numbers: plain });
    if (latencyMs > 0) await clock.sleep(latencyMs, signal);
    for (const number of plain) {
      const nth = (counts.get(number) ?? 0) + 1;
      counts.set(number, nth);
      const answered = answer(number, clock.now(), nth);
      if (typeof answered === 'object') yield found(number, answered);
      else yield failed(number, new TrackingError(answered, `It is ${answered}.`, { trackingNumber: number }));
    }
  }

  return {
    clock,
    calls,
    asked: (number) => calls.filter(({ numbers }) => numbers.includes(number)).map(({ at }) => at),
    watch: (numbers, options) =>
      startWatch(
        {
          carriers,
          trackMany,
          clock,
          usage: () =>
            carriers.map(({ id }) => ({
              carrier: id,
              account: id,
              windows: [],
              heldForMs: 0,
              requests: calls.filter(({ carrier }) => carrier === id).length,
            })),
        },
        numbers,
        // Days of a test are many minutes: only tests of spare calls have them spent.
        { ...options, cadence: { shortestMs: Number.POSITIVE_INFINITY, ...options?.cadence } },
      ),
  };
}

async function listed<T>(items: Iterable<T> | AsyncIterable<T>): Promise<readonly T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

/** Reads a watch in the background into a list. */
export function read(watch: Watch): { readonly events: WatchEvent[]; readonly end: Promise<void> } {
  const events: WatchEvent[] = [];
  const end = (async () => {
    for await (const event of watch) events.push(event);
  })();
  end.catch(() => undefined);
  return { events, end };
}

export const types = (events: readonly WatchEvent[]): readonly string[] => events.map(({ type }) => type);
export const keys = (events: readonly WatchEvent[]): readonly string[] => events.map(({ key }) => key);
