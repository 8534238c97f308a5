import type { Carrier } from './carrier.ts';
import { type NumberToTrack, numberAsGiven, routesOf } from './identify/route.ts';
import { TrackingError } from './model/error.ts';
import { failed, found, type Outcome } from './model/outcome.ts';
import type { CarrierId, Tracking } from './model/tracking.ts';
import { createLane, type Lane } from './send/batch.ts';
import { type Clock, systemClock } from './send/clock.ts';
import { createExchange } from './send/exchange.ts';
import type { Limiter } from './send/limiter.ts';
import { createLimiterPool, type LimiterPool, sharedLimiters } from './send/limiter-pool.ts';
import { reportDraft } from './send/report.ts';
import { createSender } from './send/sender.ts';
import { guarded, type SignalListener } from './send/signal.ts';
import { streamOutcomes } from './send/stream.ts';
import type { TokenStore } from './send/tokens.ts';
import { createTransport, type Fetch } from './send/transport.ts';
import type { LimiterUsage } from './send/usage.ts';
import type { Admission } from './send/wait.ts';

/** What a tracker is made of. Only `carriers` is needed. */
export interface TrackerOptions {
  readonly carriers: readonly Carrier[];
  /** Default: the global `fetch`, looked up at each request. */
  readonly fetch?: Fetch;
  /** Where OAuth tokens are kept. Default: in this tracker's memory. A Keyv instance fits as it is. */
  readonly tokens?: TokenStore;
  /** Who keeps the quotas. Default: one pool for all trackers of the process. */
  readonly limiters?: LimiterPool;
  /** Longest wait for a quota, per number, unless a call says otherwise. Default: a minute for `track`, 65 for `trackMany`. */
  readonly maxWaitMs?: number;
  /** Milliseconds for one attempt, waiting for the quota not included. Default: 30,000. */
  readonly timeoutMs?: number;
  /** Further attempts after a network error, a time-out, 408, 429 or 5xx. Default: 3. */
  readonly retries?: number;
  /** Longest answer that is read, in bytes. Default: 10 MiB. */
  readonly maxResponseBytes?: number;
  /** Told of what the tracker does, as it does it. */
  readonly onSignal?: SignalListener;
  /** Default: the machine's time. */
  readonly clock?: Clock;
  /** From 0 to 1, for jitter and request ids. Default: `Math.random`. */
  readonly random?: () => number;
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

interface Connection {
  readonly carrier: Carrier;
  readonly limiter: Limiter;
  readonly lane: Lane;
}

const patience = { track: 60_000, trackMany: 65 * 60_000 };

/**
 * A tracker: identify, batch, token, limiter, transport, read.
 *
 * @throws TrackingError `invalid_request` for carriers that share an id and for quotas that allow nothing.
 */
export function createTracker(options: TrackerOptions): Tracker {
  const { carriers, clock = systemClock } = options;
  const connections = connect(options, clock);

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
      if (typeof numbers === 'string') {
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

/** Not found, and not refused or broken: the number may still be another carrier's. */
function isUnknown(outcome: Outcome<unknown>): boolean {
  return !outcome.ok && (outcome.error.code === 'not_found' || outcome.error.code === 'invalid_number');
}

/** What each carrier account needs, joined: batch, token, limiter, transport, read. */
function connect(options: TrackerOptions, clock: Clock): readonly Connection[] {
  const { carriers, fetch = (request) => globalThis.fetch(request), tokens = new Map<string, string>() } = options;
  const { timeoutMs = 30_000, retries = 3, maxResponseBytes = 10 * 1024 * 1024, random = Math.random } = options;
  const limiters = options.limiters ?? (clock === systemClock ? sharedLimiters : createLimiterPool(clock));
  const emit = guarded(options.onSignal);
  const transport = createTransport({ fetch, timeoutMs, retries, maxResponseBytes, random });

  const twice = carriers.find(({ id }, index) => carriers.findIndex((other) => other.id === id) !== index);
  if (twice !== undefined) {
    const message = `Two carriers have the id ${twice.id}; make one tracker for each account.`;
    throw new TrackingError('invalid_request', message);
  }
  return carriers.map((carrier) => {
    const limiter = limiters.get(carrier.account, carrier.quotas);
    const send = createSender({ carrier, limiter, transport, tokenStore: tokens, clock, emit });
    const exchange = createExchange({ carrier, send, requestId: () => requestId(random) });
    const lane = createLane({ carrier, limiter, exchange, clock, report: (draft) => reportDraft(draft, emit) });
    return { carrier, limiter, lane };
  });
}

/** Sixteen hex digits. */
function requestId(random: () => number): string {
  const digits = (): string =>
    Math.floor(random() * 0x1_0000_0000)
      .toString(16)
      .padStart(8, '0');
  return digits() + digits();
}
