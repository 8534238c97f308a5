import type * as z from 'zod/mini';
import { checkArguments, optional, optionsOf } from '../options/options.ts';
import { milliseconds, tracking as trackingValue, wholeNumber } from '../options/values.ts';
import { type Cadence, cadenceOptions, defaultCadence, type Sight, type Situation } from './cadence.ts';
import { nextPoll } from './next-poll.ts';

/** When to look at a parcel again, or why not to. */
export type NextLook =
  | {
      /** Milliseconds since the epoch. */
      readonly at: number;
      /** The interval that the situation has now, in milliseconds; a wait of the night may end before it is over. */
      readonly everyMs: number;
      readonly situation: Situation;
    }
  | {
      /** `settled`: at its end. `silence`: not heard of for so long that nothing more is to be expected. */
      readonly ended: 'settled' | 'silence';
    };

/** What the next look depends on beside the parcel. */
export interface NextLookOptions {
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** When the number was first asked for, milliseconds since the epoch; stands in for the last event where there is none. Default: `now`. */
  readonly since?: number;
  /** Overrules `defaultCadence` key by key. */
  readonly cadence?: Partial<Cadence>;
  /** Looks in a row without news: with few of them a parcel is never silent, whatever a wrong clock says. Default: many. */
  readonly quietLooks?: number;
}

/** {@link NextLookOptions}. */
const nextLookOptions: z.ZodMiniType<NextLookOptions> = optionsOf<NextLookOptions>({
  now: milliseconds,
  since: optional(milliseconds),
  cadence: optional(cadenceOptions),
  quietLooks: optional(wholeNumber(0)),
});
const sight: z.ZodMiniType<Sight | undefined> = optional(trackingValue);

/**
 * When to look at a parcel again, for those who bring their own loop: pure, and by the rules of a watch. A watch with a
 * short quota looks later, in proportion.
 *
 * @param tracking What is known of it; undefined for a number that was never asked for, which is due at once.
 */
export function nextLook(tracking: Sight | undefined, options: NextLookOptions): NextLook {
  checkArguments('nextLook()', { tracking: [sight, tracking], options: [nextLookOptions, options] });
  const { now, since = now, quietLooks } = options;
  const cadence: Cadence = { ...defaultCadence, ...options.cadence };
  if (tracking === undefined) return { at: now, everyMs: cadence.every.new.dayMs, situation: 'new' };
  const look = nextPoll(tracking, now, since, cadence, quietLooks);
  if ('ended' in look) return look;
  const { at, everyMs, situation } = look;
  return { at, everyMs, situation };
}
