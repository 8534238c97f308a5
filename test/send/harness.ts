import { afterEach, beforeEach, expect, vi } from 'vitest';
import type { Outcome } from '../../src/model/outcome.ts';
import { createLimiterPool } from '../../src/send/limiter/pool.ts';
import type { Signal } from '../../src/send/telemetry.ts';
import { createTracker, type Tracker, type TrackerOptions } from '../../src/tracker.ts';
import { type DepotOptions, depot } from './depot.ts';
import { type Answer, type Call, createWire, type Wire } from './wire.ts';

export const start = Date.parse('2026-11-20T12:00:00Z');

/** Stops the global clock for each test of the file, and fails a test that leaves a rejection to nobody. */
export function withFakeTime(): void {
  const unhandled: unknown[] = [];
  const onUnhandled = (reason: unknown): void => void unhandled.push(reason);
  beforeEach(() => {
    unhandled.length = 0;
    process.on('unhandledRejection', onUnhandled);
    vi.useFakeTimers({
      now: start,
      toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'hrtime', 'performance'],
    });
  });
  afterEach(async () => {
    vi.useRealTimers();
    await new Promise((resolve) => setImmediate(resolve));
    process.off('unhandledRejection', onUnhandled);
    expect(unhandled).toEqual([]);
  });
}

/** A tracker of one depot over a scripted wire, with limits of its own. */
export interface Bench {
  readonly tracker: Tracker;
  readonly wire: Wire;
  readonly signals: Signal[];
}

export function bench(
  options: {
    readonly depot?: DepotOptions;
    readonly script?: (call: Call) => Answer;
    readonly delayMs?: number;
    readonly tracker?: Partial<TrackerOptions>;
  } = {},
): Bench {
  const wire = createWire(options.script, options.delayMs);
  const signals: Signal[] = [];
  const tracker = createTracker({
    carriers: [depot(options.depot)],
    fetch: wire.fetch,
    limiters: createLimiterPool(),
    random: () => 0.5,
    onSignal: (signal) => signals.push(signal),
    ...options.tracker,
  });
  return { tracker, wire, signals };
}

/** What became of a promise, without waiting for it on the stopped clock. */
export type Fate<T> = { readonly value: T } | { readonly reason: unknown } | undefined;

/** Follows a promise; `fate()` tells what has become of it so far. */
export function watch<T>(promise: Promise<T>): { fate(): Fate<T>; settledAt(): number | undefined } {
  let fate: Fate<T>;
  let settledAt: number | undefined;
  promise.then(
    (value) => {
      fate = { value };
      settledAt = Date.now();
    },
    (reason: unknown) => {
      fate = { reason };
      settledAt = Date.now();
    },
  );
  return { fate: () => fate, settledAt: () => settledAt };
}

/** Lets time pass. */
export const pass = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);

/** The result of a promise after so much time; fails if it has none by then. */
export async function within<T>(ms: number, promise: Promise<T>): Promise<T> {
  const watched = watch(promise);
  await pass(ms);
  if (watched.fate() === undefined) throw new Error(`not settled within ${ms} ms`);
  return promise;
}

/** What a promise rejects with after so much time. */
export async function rejection(ms: number, promise: Promise<unknown>): Promise<unknown> {
  const watched = watch(promise);
  await pass(ms);
  const fate = watched.fate();
  if (fate === undefined) throw new Error(`not settled within ${ms} ms`);
  if ('value' in fate) throw new Error('resolved');
  return fate.reason;
}

/** All that an iterable yields. */
export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** `D0000001 in_transit`, `D0000002 not_found`. */
export const brief = (outcome: Outcome): string =>
  `${outcome.trackingNumber} ${outcome.ok ? outcome.value.status : outcome.error.code}`;
