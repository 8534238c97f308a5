import type * as z from 'zod/mini';
import { optional, optionsOf } from '../options/options.ts';
import { milliseconds, someMilliseconds } from '../options/values.ts';
import type { Cadence, Interval, Situation } from './cadence.ts';

const interval: z.ZodMiniType<Interval> = optionsOf<Interval>({ dayMs: someMilliseconds, nightMs: someMilliseconds });

/** Parts of {@link Cadence}, each of them whole. */
export const cadenceOptions: z.ZodMiniType<Partial<Cadence>> = optionsOf<Partial<Cadence>>({
  every: optional(
    optionsOf<Readonly<Record<Situation, Interval>>>({
      new: interval,
      labelled: interval,
      labelled_long: interval,
      moving: interval,
      quiet: interval,
      silent: interval,
      due_today: interval,
      out_for_delivery: interval,
      in_window: interval,
      attempted: interval,
      exception: interval,
      pickup: interval,
      returning: interval,
      awaiting_proof: interval,
      closing: interval,
    }),
  ),
  graceMs: optional(milliseconds),
  notFoundMs: optional(someMilliseconds),
  longestMs: optional(someMilliseconds),
  shortestMs: optional(someMilliseconds),
  giveUpMs: optional(
    optionsOf<Cadence['giveUpMs']>({ notFound: milliseconds, labelled: milliseconds, silent: milliseconds }),
  ),
});
