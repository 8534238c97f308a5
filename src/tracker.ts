import type { Carrier, Inquiry } from './carrier.ts';
import { cleanNumber } from './identify/clean.ts';
import { identifyAmong } from './identify/identify.ts';
import { TrackingError } from './model/error.ts';
import { failed, found, type Outcome } from './model/outcome.ts';
import type { CarrierId, Tracking, TrackingDraft } from './model/tracking.ts';
import { compact } from './read/compact.ts';
import { type AskOptions, createLane, type Lane } from './send/batch.ts';
import { type Clock, systemClock } from './send/clock.ts';
import {
  createLimiterPool,
  type Limiter,
  type LimiterPool,
  type LimiterUsage,
  sharedLimiters,
} from './send/limiter.ts';
import { createSender } from './send/sender.ts';
import { guarded, type Signal, type SignalListener } from './send/signal.ts';
import { streamOutcomes } from './send/stream.ts';
import type { TokenStore } from './send/tokens.ts';
import { createTransport, type Fetch } from './send/transport.ts';

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

/** A number to track, alone or with what is known beside it. */
export type NumberToTrack = string | (Inquiry & { readonly carrier?: CarrierId });

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

/** A number with the carriers to ask for it, best first. */
interface Route {
  readonly connection: Connection;
  readonly inquiry: Inquiry;
}

const patience = { track: 60_000, trackMany: 65 * 60_000 };

/**
 * A tracker: identify, batch, token, limiter, transport, read.
 *
 * @throws TrackingError `invalid_request` for carriers that share an id.
 */
export function createTracker(options: TrackerOptions): Tracker {
  const {
    carriers,
    clock = systemClock,
    random = Math.random,
    retries = 3,
    timeoutMs = 30_000,
    maxResponseBytes = 10 * 1024 * 1024,
  } = options;
  const { fetch = (request) => globalThis.fetch(request), tokens: tokenStore = new Map<string, string>() } = options;
  const limiters = options.limiters ?? (clock === systemClock ? sharedLimiters : createLimiterPool(clock));
  const emit = guarded(options.onSignal);
  const transport = createTransport({ fetch, timeoutMs, retries, maxResponseBytes, random });
  const requestId = (): string =>
    Array.from({ length: 4 }, () =>
      Math.floor(random() * 0x10000)
        .toString(16)
        .padStart(4, '0'),
    ).join('');

  const connections = new Map<CarrierId, Connection>();
  for (const carrier of carriers) {
    if (connections.has(carrier.id)) {
      throw new TrackingError(
        'invalid_request',
        `Two carriers have the id ${carrier.id}; make one tracker for each account.`,
      );
    }
    const limiter = limiters.get(carrier.account, carrier.quotas);
    const send = createSender({ carrier, limiter, transport, tokenStore, clock, emit });
    connections.set(carrier.id, { carrier, limiter, lane: createLane({ carrier, limiter, send, clock, requestId }) });
  }

  async function outcomeOf(asked: NumberToTrack, call: TrackOptions, maxWaitMs: number): Promise<Outcome> {
    const { trackingNumber, carrier: own, ...hints } = typeof asked === 'string' ? { trackingNumber: asked } : asked;
    const routes = routesOf(trackingNumber, hints, own ?? call.carrier);
    if (routes instanceof TrackingError) return failed(trackingNumber, routes);
    const ask: AskOptions = { maxWaitMs, signal: call.signal };
    let first: Outcome<TrackingDraft> | undefined;
    // A number may be several carriers' by its looks; the next one is asked only where the one before knows nothing of it.
    for (const { connection, inquiry } of routes) {
      const outcome = await connection.lane.ask(inquiry, ask);
      if (outcome.ok) return found(trackingNumber, finish(outcome.value));
      first ??= outcome;
      if (outcome.error.code !== 'not_found' && outcome.error.code !== 'invalid_number') break;
    }
    return failed(trackingNumber, first?.ok === false ? first.error : unknownCarrier(trackingNumber));
  }

  function routesOf(
    given: string,
    hints: Omit<Inquiry, 'trackingNumber'>,
    named: CarrierId | undefined,
  ): readonly Route[] | TrackingError {
    const trackingNumber = typeof given === 'string' ? cleanNumber(given) : undefined;
    if (trackingNumber === undefined) return invalidNumber(given);
    if (named !== undefined) {
      const connection = connections.get(named);
      if (connection === undefined) return notConfigured(named);
      return connection.carrier.numberPattern.test(trackingNumber)
        ? [{ connection, inquiry: { trackingNumber, ...hints } }]
        : invalidNumber(given, connection.carrier);
    }
    const routes = new Map<CarrierId, Route>();
    for (const match of identifyAmong(carriers, trackingNumber)) {
      const connection = connections.get(match.carrier);
      if (connection === undefined || routes.has(match.carrier)) continue;
      routes.set(match.carrier, { connection, inquiry: { trackingNumber: match.trackingNumber, ...hints } });
    }
    return routes.size === 0 ? unknownCarrier(given) : [...routes.values()];
  }

  function invalidNumber(trackingNumber: string, carrier?: Carrier): TrackingError {
    const message = `This is no tracking number${carrier === undefined ? '' : ` of ${carrier.name}`}: give 4 to 48 letters and digits; blanks and dashes do not matter.`;
    return new TrackingError('invalid_number', message, { trackingNumber, carrier: carrier?.id });
  }

  function unknownCarrier(trackingNumber: string): TrackingError {
    const tried = carriers.map(({ name }) => name).join(', ');
    const message = `No carrier claims this number; tried: ${tried === '' ? 'none, as none is configured' : tried}. Name one with { carrier }, or configure the one it belongs to.`;
    return new TrackingError('unknown_carrier', message, { trackingNumber });
  }

  function notConfigured(carrier: CarrierId): TrackingError {
    const message = `This tracker has no carrier ${carrier}; it has: ${[...connections.keys()].join(', ')}. Add it to { carriers }.`;
    return new TrackingError('unknown_carrier', message, { carrier });
  }

  function finish(draft: TrackingDraft): Tracking {
    report(draft);
    return compact({ ...draft, fetchedAt: new Date(clock.now()).toISOString() });
  }

  function report({ carrier, mapping, events, issues = [] }: TrackingDraft): void {
    for (const { code, reasonCode, statusBasis } of events) {
      if (code === undefined || statusBasis === 'code') continue;
      const signal: Signal = { type: 'code.unmapped', carrier, code, basis: statusBasis, mapping };
      emit(reasonCode === undefined ? signal : { ...signal, reasonCode });
    }
    for (const { path, expected, seen } of issues)
      emit({ type: 'payload.drifted', carrier, path, expected, seen, mapping });
  }

  return {
    async track(number, call = {}) {
      const outcome = await outcomeOf(number, call, call.maxWaitMs ?? options.maxWaitMs ?? patience.track);
      if (outcome.ok) return outcome.value;
      throw outcome.error;
    },
    trackMany(numbers, call = {}) {
      const maxWaitMs = call.maxWaitMs ?? options.maxWaitMs ?? patience.trackMany;
      // Every account may have all its requests under way and the next one filled.
      const ahead = carriers.reduce((sum, { maxBatch, maxConcurrency }) => sum + maxBatch * (maxConcurrency + 1), 0);
      return streamOutcomes(numbers, Math.max(ahead, 1), call.signal, (number, signal) =>
        outcomeOf(number, { ...call, signal }, maxWaitMs),
      );
    },
    usage: () =>
      [...connections.values()].map(({ carrier, limiter }) => ({
        carrier: carrier.id,
        account: carrier.account,
        ...limiter.usage(),
      })),
  };
}
