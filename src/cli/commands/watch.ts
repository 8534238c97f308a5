import { isChange, type Tracker, type WatchEvent } from 'waybill';
import { sqliteStore } from 'waybill/sqlite';
import { watch as watchParcels } from 'waybill/watch';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { type InputOptions, numbersOf } from '../input.ts';
import type { Io } from '../io.ts';
import { type SourceOptions, trackerOf } from '../sources.ts';
import { words } from '../wording.ts';
import { type Format, type View, writerOf } from '../writers.ts';

/** How `watch` was called. */
export interface WatchCommandOptions extends InputOptions, SourceOptions {
  readonly format: Format;
  readonly carrier?: string;
  /** The file that keeps what is known; without it everything is forgotten at the end. */
  readonly store?: string;
  /** Ends when all parcels have reached their end. */
  readonly untilSettled?: boolean;
}

/** What happens to a parcel, or to the watching itself, in each format. */
export const eventView: View<WatchEvent> = {
  columns: { WHEN: 24, NUMBER: 24, WHAT: 0 },
  cells: (event) => ['seenAt' in event ? event.seenAt : '', numberIn(event), whatOf(event)],
  record: (event) => ({ type: event.type, number: numberIn(event), key: event.key, what: whatOf(event) }),
  json: (event) => event,
};

const numberIn = (event: WatchEvent): string => ('trackingNumber' in event ? event.trackingNumber : '');

function whatOf(event: WatchEvent): string {
  if (!isChange(event)) return 'message' in event ? `${event.type}: ${event.message}` : event.type;
  const to = 'to' in event && typeof event.to === 'string' ? ` ${words(event.to)}` : '';
  return `${event.type}${to}`;
}

/** Tells what happens to parcels, as it happens, until Ctrl-C. */
export async function watch(numbers: readonly string[], options: WatchCommandOptions, io: Io): Promise<ExitCode> {
  const tracker: Tracker = trackerOf(options, io);
  const writer = writerOf(options.format, eventView, io);
  const store = options.store === undefined ? undefined : sqliteStore(options.store);
  const { carrier, untilSettled = false } = options;
  try {
    const events = watchParcels(tracker, numbersOf(numbers, options, io), {
      signal: io.signal,
      untilSettled,
      ...(store === undefined ? {} : { store }),
      ...(carrier === undefined ? {} : { carrier }),
    });
    for await (const event of events) await writer.write(event);
  } finally {
    await writer.end();
    store?.close();
  }
  return exitCodes.ok;
}
