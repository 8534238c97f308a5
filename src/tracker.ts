import { type NumberToTrack, numberAsGiven, routesOf } from './identify/route.ts';
import { TrackingError } from './model/error.ts';
import { failed, found, type Outcome } from './model/outcome.ts';
import type { CarrierId, Tracking } from './model/tracking.ts';
import { systemClock } from './send/clock.ts';
import { type ConnectionsOptions, connect } from './send/connection.ts';
import { streamOutcomes } from './send/stream.ts';
import type { LimiterUsage } from './send/usage.ts';
import type { Admission } from './send/wait.ts';

/** What a tracker is made of. Only `carriers` is needed. */
export interface TrackerOptions extends ConnectionsOptions {
  /** Longest wait for a quota, per number, unless a call says otherwise. Default: a minute for `track`, 65 for `trackMany`. */
  readonly maxWaitMs?: number;
}

/** How one call tracks. */
export interface TrackOptions {
  /** Asks this carrier without identifying the number. */
  readonly carrier?: CarrierId;
  /** Longest wait for a quota, in milliseconds; a longer one fails at once as `rate_limited`. 0 never waits. */
  readonly maxWaitMs?: number;
  readonly signal?: AbortSignal;
}

/** How an account stands with its carrier. */
export interface AccountUsage extends LimiterUsage {
  readonly carrier: CarrierId;
  readonly account: string;
}

/** Tracks parcels of all its carriers. */
export interface Tracker {
  /**
   * One parcel. Numbers asked for at about the same time share requests where the carrier takes several.
   *
   * @throws TrackingError; the signal's reason on abort.
   */
  track(number: NumberToTrack, options?: TrackOptions): Promise<Tracking>;
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
  /** Calls made and left, per account and window. */
  usage(): readonly AccountUsage[];
}

const patience = { track: 60_000, trackMany: 65 * 60_000 };

/**
 * A tracker: identify, batch, token, limiter, transport, read.
 *
 * @throws TrackingError `invalid_request` for carriers that share an id and for quotas that allow nothing.
 */
export function createTracker(options: TrackerOptions): Tracker {
  const { carriers, clock = systemClock } = options;
  const connections = connect(options);

  async function outcomeOf(asked: NumberToTrack, named: CarrierId | undefined, admission: Admission): Promise<Outcome> {
    admission.signal?.throwIfAborted();
    const trackingNumber = numberAsGiven(asked);
    const routes = routesOf(asked, connections, named);
    if (routes instanceof TrackingError) return failed(trackingNumber, routes);
    const [best, ...others] = routes;
    let outcome = await best.connection.lane.ask(best.inquiry, admission);
    // A number may be several carriers' by its looks; the next one is asked only where those before know nothing of it.
    for (const { connection, inquiry } of others) {
      if (!isUnknown(outcome)) break;
      const next = await connection.lane.ask(inquiry, admission);
      if (!isUnknown(next)) outcome = next;
    }
    if (!outcome.ok) return failed(trackingNumber, outcome.error);
    return found(trackingNumber, { ...outcome.value, fetchedAt: new Date(clock.now()).toISOString() });
  }

  return {
    async track(number, { carrier, maxWaitMs = options.maxWaitMs ?? patience.track, signal } = {}) {
      const outcome = await outcomeOf(number, carrier, { maxWaitMs, signal });
      if (outcome.ok) return outcome.value;
      throw outcome.error;
    },
    trackMany(numbers, { carrier, maxWaitMs = options.maxWaitMs ?? patience.trackMany, signal } = {}) {
      if (!isList(numbers)) {
        throw new TrackingError('invalid_request', 'Give trackMany() a list of numbers; track() takes a single one.');
      }
      // Every account may have all its requests under way and the next one filled.
      const ahead = carriers.reduce((sum, { maxBatch, maxConcurrency }) => sum + maxBatch * (maxConcurrency + 1), 0);
      return streamOutcomes(numbers, Math.max(ahead, 1), signal, (number, callOff) =>
        outcomeOf(number, carrier, { maxWaitMs, signal: callOff }),
      );
    },
    usage: () =>
      connections.map(({ carrier: { id, account }, limiter }) => ({
        carrier: id,
        account,
        ...limiter.usage(),
      })),
  };
}

/** A text can be iterated too, letter by letter, which is never what is meant. */
function isList(numbers: unknown): boolean {
  if (typeof numbers !== 'object' || numbers === null) return false;
  return Symbol.iterator in numbers || Symbol.asyncIterator in numbers;
}

/** Not found, and not refused or broken: the number may still be another carrier's. */
function isUnknown(outcome: Outcome<unknown>): boolean {
  return !outcome.ok && (outcome.error.code === 'not_found' || outcome.error.code === 'invalid_number');
}
