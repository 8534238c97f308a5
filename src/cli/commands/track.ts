import { type Outcome, TrackingError, type TrackingErrorCode } from 'waybill';
import { assess } from 'waybill/insights';
import { type ExitCode, exitCodeOf, exitCodes } from '../exit-code.ts';
import { type InputOptions, numbersOf } from '../input.ts';
import type { Io } from '../io.ts';
import { progressOf } from '../progress.ts';
import { type SourceOptions, trackerOf } from '../sources.ts';
import { parcelView } from '../wording.ts';
import { type Format, writerOf } from '../writers.ts';

/** How `track` was called. */
export interface TrackCommandOptions extends InputOptions, SourceOptions {
  readonly format: Format;
  readonly carrier?: string;
  readonly maxWaitMs?: number;
  /** Statuses, details and concerns that make the command end with {@link exitCodes.matched}. */
  readonly failOn: readonly string[];
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
      if (outcome.ok) hasMatched ||= matches(outcome, options.failOn, io.now());
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

function matches(outcome: Outcome & { readonly ok: true }, wanted: readonly string[], now: number): boolean {
  if (wanted.length === 0) return false;
  const { value } = outcome;
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
