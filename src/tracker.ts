import type { NumberToTrack, ReferenceInquiry } from './carrier/carrier.ts';

import { numberAsGiven, routesOf } from './identify/route.ts';
import { TrackingError } from './model/error.ts';
import { failed, found, type Outcome } from './model/outcome.ts';
import type { ProofDocument } from './model/proof.ts';
import type { CarrierId, Tracking, TrackingDraft } from './model/tracking.ts';
import { type Connection, type ConnectionsOptions, connect } from './send/connection.ts';
import type { WaitOptions } from './send/limiter/wait-queue.ts';
import { mapConcurrently } from './send/map-concurrently.ts';
import type { TrackingSource, TrackOptions } from './send/tracking-source.ts';
import { systemClock } from './time/clock.ts';

/** What a tracker is made of. Only `carriers` is needed. */
export interface TrackerOptions extends ConnectionsOptions {
  /** Longest wait for a quota, per number, unless a call says otherwise. Default: a minute for `track`, 65 for `trackMany`. */
  readonly maxWaitMs?: number;
}

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
  trackReference(reference: string | ReferenceInquiry, options?: TrackOptions): Promise<readonly Outcome[]>;
  /**
   * The documents that prove a delivery: signature, photo, letter, with their bytes or a link.
   *
   * @throws TrackingError `not_available` where there are none, or not yet; the signal's reason on abort.
   */
  proofOfDelivery(number: NumberToTrack, options?: TrackOptions): Promise<readonly ProofDocument[]>;
}

const defaultMaxWaitMs = { track: 60_000, trackMany: 65 * 60_000 };

/**
 * A tracker: identify, batch, token, limiter, transport, read.
 *
 * @throws TrackingError `invalid_request` for carriers that share an id and for quotas that allow nothing.
 */
export function createTracker(options: TrackerOptions): Tracker {
  const { carriers, clock = systemClock } = options;
  const connections = connect(options);

  async function outcomeOf(asked: NumberToTrack, named: CarrierId | undefined, wait: WaitOptions): Promise<Outcome> {
    wait.signal?.throwIfAborted();
    const trackingNumber = numberAsGiven(asked);
    const routes = routesOf(asked, connections, named);
    if (routes instanceof TrackingError) return failed(trackingNumber, routes);
    const [best, ...others] = routes;
    let outcome = await best.connection.batcher.load(best.inquiry, wait);
    // A number may be several carriers' by its looks; the next one is asked only where those before know nothing of it.
    for (const { connection, inquiry } of others) {
      if (!isUnknown(outcome)) break;
      const next = await connection.batcher.load(inquiry, wait);
      if (!isUnknown(next)) outcome = next;
    }
    if (!outcome.ok) return failed(trackingNumber, outcome.error);
    return { ...stamped(outcome), trackingNumber };
  }

  function stamped(outcome: Outcome<TrackingDraft>): Outcome {
    if (!outcome.ok) return outcome;
    const { trackingNumber, value } = outcome;
    return found(trackingNumber, { ...value, fetchedAt: new Date(clock.now()).toISOString() });
  }

  const tracker: Tracker = {
    carriers,
    clock,
    async track(number, { carrier, maxWaitMs = options.maxWaitMs ?? defaultMaxWaitMs.track, signal } = {}) {
      const outcome = await outcomeOf(number, carrier, { maxWaitMs, signal });
      if (outcome.ok) return outcome.value;
      throw outcome.error;
    },
    trackMany(numbers, { carrier, maxWaitMs = options.maxWaitMs ?? defaultMaxWaitMs.trackMany, signal } = {}) {
      if (!isList(numbers)) {
        throw new TrackingError('invalid_request', 'Give trackMany() a list of numbers; track() takes a single one.');
      }
      // Every account may have all its requests under way and the next one filled.
      const ahead = carriers.reduce((sum, { maxBatch, maxConcurrency }) => sum + maxBatch * (maxConcurrency + 1), 0);
      return mapConcurrently(numbers, Math.max(ahead, 1), signal, (number, callOff) =>
        outcomeOf(number, carrier, { maxWaitMs, signal: callOff }),
      );
    },
    async trackReference(reference, { carrier, maxWaitMs = options.maxWaitMs ?? defaultMaxWaitMs.track, signal } = {}) {
      signal?.throwIfAborted();
      const { lookUp } = connectionForReferences(connections, carrier);
      const inquiry = typeof reference === 'string' ? { reference } : reference;
      const outcomes = await lookUp.reference(inquiry, { maxWaitMs, signal });
      return outcomes.map(stamped);
    },
    async proofOfDelivery(number, { carrier, maxWaitMs = options.maxWaitMs ?? defaultMaxWaitMs.track, signal } = {}) {
      signal?.throwIfAborted();
      const routes = routesOf(number, connections, carrier);
      if (routes instanceof TrackingError) throw routes;
      let outcome: Outcome<readonly ProofDocument[]> | undefined;
      for (const { connection, inquiry } of routes) {
        outcome = await connection.lookUp.proof(inquiry, { maxWaitMs, signal });
        if (!isUnknown(outcome)) break;
      }
      if (outcome?.ok === true) return outcome.value;
      throw outcome?.error ?? new TrackingError('not_available', 'No carrier was there to ask for documents.');
    },
    async call(
      carrier,
      describe,
      { scope = 'track', maxWaitMs = options.maxWaitMs ?? defaultMaxWaitMs.track, signal } = {},
    ) {
      signal?.throwIfAborted();
      const { send, sendSubscription, requestId } = connectionOf(connections, carrier);
      const { request, read } = describe({ requestId: requestId() });
      return read(await (scope === 'subscribe' ? sendSubscription : send)(request, { numbers: 0, maxWaitMs, signal }));
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

/** A text can be iterated too, letter by letter, which is never what is meant. */
function isList(numbers: unknown): boolean {
  if (typeof numbers !== 'object' || numbers === null) return false;
  return Symbol.iterator in numbers || Symbol.asyncIterator in numbers;
}

/** Not found, and not refused or broken: the number may still be another carrier's. */
function isUnknown(outcome: Outcome<unknown>): boolean {
  return !outcome.ok && (outcome.error.code === 'not_found' || outcome.error.code === 'invalid_number');
}
