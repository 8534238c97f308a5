import type * as z from 'zod/mini';
import type { NumberToTrack, ReferenceInquiryWithTimes } from './carrier/carrier.ts';
import { referenceInquiry } from './carrier/carrier-options.ts';

import { dayOf, numberAsGiven, type Routes, routesOf } from './identify/route.ts';
import { compact } from './model/compact.ts';
import { TrackingError } from './model/error.ts';
import { failed, found, type Outcome } from './model/outcome.ts';
import type { CarrierId, ProofDocument, Tracking, TrackingDraft } from './model/tracking.ts';
import { checkArguments, optional, optionsOf } from './options/options.ts';
import { aFunction, carrierId, filledText, iterable, milliseconds } from './options/values.ts';
import type { Batcher } from './send/batch.ts';
import { type Connection, type ConnectionsOptions, connect, connectionsShape } from './send/connection.ts';
import { type Job, mapConcurrently } from './send/map-concurrently.ts';
import { createOpenCalls } from './send/open-calls.ts';
import { callOptions, type TrackingSource, type TrackOptions, trackOptions } from './send/tracking-source.ts';
import { systemClock } from './time/clock.ts';

/** What a tracker is made of. Only `carriers` is needed. */
export interface TrackerOptions extends ConnectionsOptions {
  /** Longest wait for a quota, per number, unless a call says otherwise. Default: a minute for `track`, 65 for `trackMany`. */
  readonly maxWaitMs?: number;
}

/** {@link TrackerOptions}. */
const trackerOptions: z.ZodMiniType<TrackerOptions> = optionsOf<TrackerOptions>(() => ({
  ...connectionsShape,
  maxWaitMs: optional(milliseconds),
}));

const listOfNumbers = iterable('a list of numbers, or any other iterable; track() takes a single one');

/** Tracks parcels of all its carriers. */
export interface Tracker extends TrackingSource {
  /**
   * One parcel. Numbers asked for at about the same time share requests where the carrier takes several.
   *
   * @throws TrackingError; the signal's reason on abort.
   */
  track(number: NumberToTrack, options?: TrackOptions): Promise<Tracking>;
  /**
   * The shipments that carry a number of the shipper's own: an order, an invoice. One outcome for each.
   *
   * @throws TrackingError `not_available` where the carrier has no such look-up, `invalid_request` for an inquiry that it
   * does not take or where no carrier is named and several could be meant; the signal's reason on abort.
   */
  trackReference(reference: string | ReferenceInquiryWithTimes, options?: TrackOptions): Promise<readonly Outcome[]>;
  /**
   * The documents that prove a delivery: signature, photo, letter, with their bytes or a link.
   *
   * @throws TrackingError `not_available` where there are none, or not yet; the signal's reason on abort.
   */
  proofOfDelivery(number: NumberToTrack, options?: TrackOptions): Promise<readonly ProofDocument[]>;
  /**
   * Calls off all that is under way, which ends with a TrackingError `invalid_request`, as does every later call; resolves when
   * it has ended. `await using tracker = createTracker(…)` does the same at the end of its block.
   */
  close(): Promise<void>;
  /** {@link Tracker.close}, for `await using`. */
  [Symbol.asyncDispose](): Promise<void>;
}

const defaultMaxWaitMs = { track: 60_000, trackMany: 65 * 60_000 };

/**
 * A tracker: identify, batch, token, limiter, transport, read.
 *
 * @throws TrackingError `invalid_request` for options that are none, carriers that share an id and quotas that allow nothing.
 */
export function createTracker(options: TrackerOptions): Tracker {
  checkArguments('createTracker()', { options: [trackerOptions, options] });
  const { carriers, clock = systemClock } = options;
  const connections = connect(options);
  const calls = createOpenCalls();
  const { maxWaitMs: ownMaxWaitMs = defaultMaxWaitMs.track } = options;

  /** What is to be done for a number: ask the likeliest carrier, and the others where those before know nothing of it. */
  function jobOf(
    asked: NumberToTrack,
    named: CarrierId | undefined,
    maxWaitMs: number,
    batcherOf: (connection: Connection) => Batcher,
  ): Job<Outcome> {
    const trackingNumber = numberAsGiven(asked);
    const known = routesTo(asked, named);
    if (known instanceof TrackingError) {
      const result = failed(trackingNumber, known);
      return { account: undefined, run: async () => ({ result }) };
    }
    const routes = known;

    function ask(index: number, best: Outcome<TrackingDraft> | undefined): Job<Outcome> {
      const { connection, inquiry } = routes[index] ?? routes[0];
      return {
        account: connection.carrier.id,
        async run(signal) {
          const outcome = await batcherOf(connection).load(inquiry, { maxWaitMs, signal });
          const soFar = best === undefined || !isUnknown(outcome) ? outcome : best;
          if (isUnknown(outcome) && index + 1 < routes.length) return { next: ask(index + 1, soFar) };
          return { result: soFar.ok ? { ...stamped(soFar), trackingNumber } : failed(trackingNumber, soFar.error) };
        },
      };
    }

    return ask(0, undefined);
  }

  /** An adapter whose `identify` fails costs the number and nothing else. */
  function routesTo(asked: NumberToTrack, named: CarrierId | undefined): Routes<Connection> | TrackingError {
    try {
      return routesOf(asked, connections, named);
    } catch {
      const names = connections.map(({ carrier }) => carrier.name).join(', ');
      const message = `An adapter failed to identify the number (${names}); name the carrier with { carrier }, and report this.`;
      return new TrackingError('unexpected_response', message, { trackingNumber: numberAsGiven(asked) });
    }
  }

  function batchers(isAlone: boolean): (connection: Connection) => Batcher {
    const own = new Map<Connection, Batcher>();
    return (connection) => {
      const batcher = own.get(connection) ?? connection.batcherFor(isAlone);
      own.set(connection, batcher);
      return batcher;
    };
  }

  function stamped(outcome: Outcome<TrackingDraft>): Outcome {
    if (!outcome.ok) return outcome;
    const { trackingNumber, value } = outcome;
    return found(trackingNumber, { ...value, fetchedAt: new Date(clock.now()).toISOString() });
  }

  async function* many(
    numbers: Iterable<NumberToTrack> | AsyncIterable<NumberToTrack>,
    { carrier, maxWaitMs = options.maxWaitMs ?? defaultMaxWaitMs.trackMany, signal }: TrackOptions,
  ): AsyncGenerator<Outcome, void, undefined> {
    const call = calls.open(signal);
    const batcherOf = batchers(false);
    // Every account may have all its requests under way and the next one filled.
    const places = new Map(carriers.map(({ id, maxBatch, maxConcurrency }) => [id, maxBatch * (maxConcurrency + 1)]));
    try {
      yield* mapConcurrently(numbers, places, call.signal, (number) => jobOf(number, carrier, maxWaitMs, batcherOf));
    } finally {
      call.end();
    }
  }

  let isClosed = false;

  async function close(): Promise<void> {
    await calls.close();
    if (isClosed) return;
    isClosed = true;
    // Whoever shares the account goes on without what this one brought along, which may be closed with it.
    if (options.turnstile !== undefined) for (const { limiter } of connections) limiter.forget(options.turnstile);
  }

  const tracker: Tracker = {
    carriers,
    clock,
    ...(options.onPayload === undefined ? {} : { onPayload: options.onPayload }),
    close,
    [Symbol.asyncDispose]: close,
    async track(number, options = {}) {
      checkArguments('track()', { options: [trackOptions, options] });
      const { carrier, maxWaitMs = ownMaxWaitMs, signal } = options;
      return calls.run(signal, async (callOff) => {
        let job = jobOf(number, carrier, maxWaitMs, batchers(true));
        for (;;) {
          const done = await job.run(callOff);
          if ('next' in done) job = done.next;
          else if (done.result.ok) return done.result.value;
          else throw done.result.error;
        }
      });
    },
    trackMany(numbers, trackOptionsGiven = {}) {
      checkArguments('trackMany()', { numbers: [listOfNumbers, numbers], options: [trackOptions, trackOptionsGiven] });
      calls.open(undefined).end();
      return many(numbers, trackOptionsGiven);
    },
    async trackReference(reference, options = {}) {
      const schema = typeof reference === 'object' ? referenceInquiry : filledText;
      checkArguments('trackReference()', { reference: [schema, reference], options: [trackOptions, options] });
      const { carrier, maxWaitMs = ownMaxWaitMs, signal } = options;
      return calls.run(signal, async (callOff) => {
        const { lookUp } = connectionForReferences(connections, carrier);
        const given = typeof reference === 'string' ? { reference } : reference;
        const [shippedAfter, shippedBefore] = [dayOf(given.shippedAfter), dayOf(given.shippedBefore)];
        const inquiry = compact({ ...given, shippedAfter, shippedBefore });
        const outcomes = await lookUp.reference(inquiry, { maxWaitMs, signal: callOff });
        return outcomes.map(stamped);
      });
    },
    async proofOfDelivery(number, options = {}) {
      checkArguments('proofOfDelivery()', { options: [trackOptions, options] });
      const { carrier, maxWaitMs = ownMaxWaitMs, signal } = options;
      return calls.run(signal, async (callOff) => {
        const routes = routesTo(number, carrier);
        if (routes instanceof TrackingError) throw routes;
        let outcome: Outcome<readonly ProofDocument[]> | undefined;
        for (const { connection, inquiry } of routes) {
          outcome = await connection.lookUp.proof(inquiry, { maxWaitMs, signal: callOff });
          if (!isUnknown(outcome)) break;
        }
        if (outcome?.ok === true) return outcome.value;
        throw outcome?.error ?? new TrackingError('not_available', 'No carrier was there to ask for documents.');
      });
    },
    async call(carrier, describe, options = {}) {
      checkArguments('call()', {
        carrier: [carrierId, carrier],
        describe: [aFunction('a function that describes the call'), describe],
        options: [callOptions, options],
      });
      const { scope = 'track', maxWaitMs = ownMaxWaitMs, signal } = options;
      return calls.run(signal, async (callOff) => {
        const { send, sendSubscription, requestId } = connectionOf(connections, carrier);
        const terms = { requestId: requestId() };
        const { request, read } = describe(terms);
        const options = { ...terms, numbers: 0, maxWaitMs, signal: callOff };
        return read(
          await (scope === 'subscribe'
            ? sendSubscription(request, { ...options, kind: 'subscription' })
            : send(request, { ...options, kind: 'other' })),
        );
      });
    },
    onClose(listener) {
      checkArguments('onClose()', { listener: [aFunction(), listener] });
      return calls.onClose(listener);
    },
    usage: () =>
      connections.map(({ carrier: { id, account }, limiter }) => ({
        carrier: id,
        account,
        ...limiter.usage(),
      })),
  };
  return tracker;
}

function connectionOf(connections: readonly Connection[], id: CarrierId): Connection {
  const connection = connections.find(({ carrier }) => carrier.id === id);
  if (connection !== undefined) return connection;
  const message = `This tracker has no carrier ${id}; give it to createTracker().`;
  throw new TrackingError('invalid_request', message, { carrier: id });
}

/** The carrier that is named, or the only one that looks references up: a reference does not tell whose it is. */
function connectionForReferences(connections: readonly Connection[], named: CarrierId | undefined): Connection {
  const able = connections.filter(({ carrier }) =>
    named === undefined ? carrier.reference !== undefined : carrier.id === named,
  );
  const [first, ...others] = able;
  if (first !== undefined && others.length === 0) return first;
  const names = connections.map(({ carrier }) => carrier.id).join(', ');
  throw new TrackingError(
    'invalid_request',
    `Name the carrier that the reference belongs to with { carrier }; this tracker has: ${names === '' ? 'none' : names}.`,
  );
}

/** Not found, and not refused or broken: the number may still be another carrier's. */
function isUnknown(outcome: Outcome<unknown>): boolean {
  return !outcome.ok && (outcome.error.code === 'not_found' || outcome.error.code === 'invalid_number');
}
