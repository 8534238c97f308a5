import { TrackingError } from 'waybill';
import { carriersFromEnv } from 'waybill/carriers';
import { type AccountPlan, plan as planWatch } from 'waybill/watch';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { type InputOptions, numbersOf } from '../input.ts';
import type { Io } from '../io.ts';
import { type SourceOptions, sandboxCarriers } from '../sources.ts';
import { type Format, type View, writerOf } from '../writers.ts';

/** How `plan` was called. */
export interface PlanCommandOptions extends InputOptions, SourceOptions {
  readonly format: Format;
  /** `fedex=500`, in place of numbers. */
  readonly counts: readonly string[];
}

const round = (calls: number): string =>
  Number.isFinite(calls) ? calls.toLocaleString('en-US', { maximumFractionDigits: calls < 10 ? 1 : 0 }) : 'no limit';

const view: View<AccountPlan> = {
  columns: { CARRIER: 14, PARCELS: 8, 'CALLS A DAY': 12, ALLOWED: 12, ENOUGH: 0 },
  cells: ({ carrier, parcels, callsPerDay, callsPerDayAllowed, isSufficient, stretch }) => [
    carrier,
    round(parcels),
    round(callsPerDay),
    round(callsPerDayAllowed),
    isSufficient
      ? { text: 'yes', tone: 'green' }
      : { text: `no: intervals ${round(stretch)} times as long`, tone: 'yellow' },
  ],
  record: ({ carrier, parcels, callsPerDay, callsPerDayAllowed, stretch }) => ({
    carrier,
    parcels: String(parcels),
    calls_per_day: String(callsPerDay),
    calls_per_day_allowed: String(callsPerDayAllowed),
    stretch: String(stretch),
  }),
  json: (account) => account,
};

/** Prices a watch: calls for each account, and whether its quota suffices. Carriers need no credentials for it. */
export async function plan(numbers: readonly string[], options: PlanCommandOptions, io: Io): Promise<ExitCode> {
  const configured = carriersFromEnv(io.env);
  // Quotas as published: those without credentials are only counted for.
  const known = new Set(configured.map(({ id }) => id));
  const all = [...configured, ...sandboxCarriers({}).filter(({ id }) => !known.has(id))];
  const counts = options.counts.map(countOf);
  const load = counts.length > 0 ? Object.fromEntries(counts) : await listed(numbers, options, io);
  const writer = writerOf(options.format, view, io);
  for (const account of planWatch(load, all)) if (account.parcels > 0) await writer.write(account);
  await writer.end();
  return exitCodes.ok;
}

async function listed(numbers: readonly string[], options: InputOptions, io: Io): Promise<readonly string[]> {
  const list: string[] = [];
  for await (const number of numbersOf(numbers, options, io)) list.push(number);
  return list;
}

function countOf(text: string): readonly [carrier: string, count: number] {
  const [, carrier = '', count = ''] = /^([a-z-]+)=(\d+)$/.exec(text) ?? [];
  if (carrier !== '') return [carrier, Number(count)];
  throw new TrackingError('invalid_request', `${JSON.stringify(text)} is no count; write fedex=500.`);
}
