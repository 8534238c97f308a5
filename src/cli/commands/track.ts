import {
  isChange,
  type Outcome,
  storeTurnstile,
  type Tracker,
  type Tracking,
  TrackingError,
  type TrackingErrorCode,
  type WatchEvent,
} from 'waybill';
import { assess } from 'waybill/insights';
import { sqliteStore } from 'waybill/sqlite';
import { readTracking, watch } from 'waybill/watch';
import { type ExitCode, exitCodeOf, exitCodes } from '../exit-code.ts';
import { type InputOptions, numbersOf } from '../input.ts';
import type { Io } from '../io.ts';
import { progressOf } from '../progress.ts';
import { type SourceOptions, trackerOf } from '../sources.ts';
import { parcelView } from '../wording.ts';
import { type Format, writerOf } from '../writers.ts';
import { eventView } from './watch.ts';

/** How `track` was called. */
export interface TrackCommandOptions extends InputOptions, SourceOptions {
  readonly format: Format;
  readonly carrier?: string;
  readonly maxWaitMs?: number;
  /** Statuses, details and concerns that make the command end with {@link exitCodes.matched}. */
  readonly failOn: readonly string[];
  /** A file that keeps what is known: only what has changed since the last run is printed. */
  readonly changes?: string;
}

/** Tracks numbers and prints what each carrier says. */
export async function track(numbers: readonly string[], options: TrackCommandOptions, io: Io): Promise<ExitCode> {
  const tracker = trackerOf(options, io);
  const writer = writerOf<Outcome>(options.format, parcelView, io);
  const progress = progressOf(io, () => tracker.usage());
  const failures: TrackingErrorCode[] = [];
  let answered = 0;
  let hasMatched = false;
  const { carrier, maxWaitMs } = options;
  const asked = {
    signal: io.signal,
    ...(carrier === undefined ? {} : { carrier }),
    ...(maxWaitMs === undefined ? {} : { maxWaitMs }),
  };
  try {
    for await (const outcome of tracker.trackMany(numbersOf(numbers, options, io), asked)) {
      answered += 1;
      await progress.clear();
      await writer.write(outcome);
      if (outcome.ok) hasMatched ||= matches(outcome.value, options.failOn, io.now());
      else failures.push(outcome.error.code);
      if (!outcome.ok && options.format === 'table')
        await io.err.write(`${outcome.trackingNumber.trim()}: ${outcome.error.message}\n`);
      await progress.step(!outcome.ok);
    }
  } finally {
    await progress.clear();
    await writer.end();
  }
  if (answered === 0) await io.err.write('There was no number in the list.\n');
  if (answered > 1 && options.format === 'table') {
    await io.err.write(`${answered} numbers, ${failures.length} failed.\n`);
  }
  const code = exitCodeOf(failures);
  return hasMatched ? exitCodes.matched : code;
}

/**
 * Asks for the numbers that are due, and prints what changed since the last run over the same file: for cron. A number that is
 * not due costs nothing, and quotas hold over all runs.
 */
export async function trackChanges(
  numbers: readonly string[],
  options: TrackCommandOptions & { readonly changes: string },
  io: Io,
): Promise<ExitCode> {
  const store = sqliteStore(options.changes);
  const writer = writerOf(options.format, eventView, io);
  const failures: TrackingErrorCode[] = [];
  let hasMatched = false;
  let tracker: Tracker | undefined;
  try {
    tracker = trackerOf(options, io, storeTurnstile(store));
    const { carrier, maxWaitMs } = options;
    const events = watch(tracker, numbersOf(numbers, options, io), {
      store,
      signal: io.signal,
      once: maxWaitMs === undefined ? true : { maxMs: maxWaitMs },
      ...(carrier === undefined ? {} : { carrier }),
    });
    for await (const event of events) {
      await writer.write(event);
      const failure = failureOf(event);
      if (failure !== undefined) failures.push(failure);
      if (!isChange(event) || options.failOn.length === 0) continue;
      const known = await readTracking(store, { carrier: event.carrier, trackingNumber: event.trackingNumber });
      hasMatched ||= known !== undefined && matches(known, options.failOn, io.now());
    }
    io.signal.throwIfAborted();
  } finally {
    await writer.end();
    await tracker?.close();
    store.close();
  }
  return hasMatched ? exitCodes.matched : exitCodeOf(failures);
}

/** What a notice of a watch means for the exit code. */
function failureOf(event: WatchEvent): TrackingErrorCode | undefined {
  if (isChange(event)) return undefined;
  if (event.type === 'parcel.not_found') return 'not_found';
  if (event.type === 'parcel.no_carrier') return 'unknown_carrier';
  if (event.type === 'parcel.given_up') return event.because === 'silence' ? undefined : event.because;
  return 'because' in event ? event.because : undefined;
}

function matches(value: Tracking, wanted: readonly string[], now: number): boolean {
  if (wanted.length === 0) return false;
  const found = [value.status, value.detail, ...assess(value, { now }).map(({ kind }) => kind)];
  return wanted.some((word) => found.some((each) => each === word));
}

/** Milliseconds of `90s`, `15m`, `2h`, `1d` or plain seconds. */
export function durationOf(text: string): number {
  const [, amount = '', unit = 's'] = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)?$/.exec(text.trim()) ?? [];
  if (amount === '')
    throw new TrackingError('invalid_request', `${JSON.stringify(text)} is no duration; write 90s, 15m or 2h.`);
  return Number(amount) * ({ ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }[unit] ?? 1_000);
}
