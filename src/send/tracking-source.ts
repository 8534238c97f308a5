import type * as z from 'zod/mini';
import type { Carrier, NumberToTrack } from '../carrier/carrier.ts';
import type { RequestOptions, WireCall } from '../carrier/wire.ts';
import type { TrackingError } from '../model/error.ts';
import type { Outcome } from '../model/outcome.ts';
import type { CarrierId } from '../model/tracking.ts';
import { allowedValue, type OptionsShape, optional, optionsOf } from '../options/options.ts';
import { abortSignal, carrierId, hasMethods, milliseconds, oneOf } from '../options/values.ts';
import type { Clock } from '../time/clock.ts';
import type { LimiterUsage } from './limiter/sliding-window.ts';
import type { PayloadListener } from './payload-listener.ts';

/** How one call tracks. */
export interface TrackOptions {
  /** Asks this carrier without identifying the number. */
  readonly carrier?: CarrierId;
  /** Longest wait for a quota, in milliseconds; a longer one fails at once as `rate_limited`. 0 never waits. */
  readonly maxWaitMs?: number;
  readonly signal?: AbortSignal;
}

/** Those of everything that waits for a quota. */
export const waitShape: OptionsShape<Pick<TrackOptions, 'maxWaitMs' | 'signal'>> = {
  maxWaitMs: optional(milliseconds),
  signal: optional(abortSignal),
};

/** {@link TrackOptions}. */
export const trackOptions: z.ZodMiniType<TrackOptions> = optionsOf<TrackOptions>(() => ({
  carrier: optional(carrierId),
  ...waitShape,
}));

/** How one {@link TrackingSource.call} is made. */
export interface CallOptions {
  /** Whose token it takes: the one that tracks (the default), or the one that subscriptions are ordered with. */
  readonly scope?: 'track' | 'subscribe';
  /** Longest wait for a quota, in milliseconds; a longer one fails at once as `rate_limited`. Default: a minute. */
  readonly maxWaitMs?: number;
  readonly signal?: AbortSignal;
}

/** {@link CallOptions}. */
export const callOptions: z.ZodMiniType<CallOptions> = optionsOf<CallOptions>(() => ({
  scope: optional(oneOf<'track' | 'subscribe'>({ track: true, subscribe: true })),
  ...waitShape,
}));

/** How an account stands with its carrier. */
export interface AccountUsage extends LimiterUsage {
  readonly carrier: CarrierId;
  readonly account: string;
}

/**
 * What those who follow parcels need of a tracker: `watch` and `receive` take one, and so can yours. It knows none of
 * them.
 */
export interface TrackingSource {
  /** The carriers that are asked. */
  readonly carriers: readonly Carrier[];
  /** The time that its requests go by. */
  readonly clock: Clock;
  /**
   * Any number of parcels: one outcome for each number, with the number as it was given, as soon as it is known. Reads
   * ahead only as far as requests can be under way, so that a million numbers need no more memory than a hundred.
   *
   * @throws the signal's reason on abort and what the input itself throws; never for a number.
   */
  trackMany(
    numbers: Iterable<NumberToTrack> | AsyncIterable<NumberToTrack>,
    options?: TrackOptions,
  ): AsyncGenerator<Outcome, void, undefined>;
  /**
   * Makes a call that a carrier's adapter describes and no other method here asks, a subscription for one: with the
   * account's token, within its quota, tried again as every other request.
   *
   * @returns what the call makes of the answer.
   * @throws TrackingError `invalid_request` for a carrier that is not there, and where no answer came; what `describe` and
   * the call throw; the signal's reason on abort.
   */
  call<T>(carrier: CarrierId, describe: (options: RequestOptions) => WireCall<T>, options?: CallOptions): Promise<T>;
  /** Told of what carriers send; `receive` tells it of pushes. */
  readonly onPayload?: PayloadListener;
  /** Told once when the tracker is closed, at once if it is already, with what its calls end with; returns how to be told no more. */
  onClose(listener: (reason: TrackingError) => void): () => void;
  /** Calls made and left, per account and window. */
  usage(): readonly AccountUsage[];
}

/** What those who follow parcels are given: anything that has the methods that they use. */
export function sourceWith<Source>(...used: readonly (keyof TrackingSource)[]): z.ZodMiniType<Source> {
  return allowedValue<Source>(
    'a tracker, such as createTracker() makes',
    (value) =>
      hasMethods(value, ...used) &&
      hasMethods(Reflect.get(Object(value), 'clock'), 'now', 'sleep') &&
      Array.isArray(Reflect.get(Object(value), 'carriers')),
  );
}
