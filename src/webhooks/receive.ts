import type * as z from 'zod/mini';
import type { Carrier } from '../carrier/carrier.ts';
import { codeOfHttpStatus, fault } from '../carrier/fault.ts';
import type { PushReading } from '../carrier/push.ts';
import { isSuccess, type WireCall, type WireRequest } from '../carrier/wire.ts';
import type { Change } from '../model/change.ts';
import { isTrackingError, TrackingError, type TrackingErrorCode } from '../model/error.ts';
import { found, type Outcome, withIssue } from '../model/outcome.ts';
import type { Store } from '../model/store.ts';
import type { CarrierId } from '../model/tracking.ts';
import { checkArguments, type OptionsShape, optional, optionsOf } from '../options/options.ts';
import {
  abortSignal,
  aFunction,
  carrierId,
  milliseconds,
  someMilliseconds,
  store as storeValue,
  wholeNumber,
} from '../options/values.ts';
import { payloadsTo } from '../send/payload-listener.ts';
import { type Deadline, startDeadline, TimeIsUp } from '../send/promises.ts';
import { readPush } from '../send/read-body.ts';
import { sourceWith, type TrackingSource } from '../send/tracking-source.ts';
import { mergeLines, mergeWhole } from '../store/merge.ts';
import { absorb, acknowledge, release } from '../store/snapshots.ts';
import { isRequest, type PushInput, pushInput } from './push-input.ts';
import { carrierOf } from './subscriptions.ts';
import { type VerificationFailure, verifyPush } from './verify.ts';

/** How one push is received. */
export interface ReceiveOptions {
  /**
   * The snapshots that a watch of the same parcels works with, so that poll and push together tell each change once.
   * Default: in memory, forgotten with the tracker.
   */
  readonly store?: Store;
  /**
   * Deals with the changes before the carrier has its answer. If it throws, so does receiving, and the changes come again
   * with the next push or look, under the same keys. Without it they count as dealt with as soon as they are returned.
   */
  readonly deliver?: (changes: readonly Change[]) => unknown;
  /** Most milliseconds between the signing of a push and now, either way, where a carrier signs the time. Default: 5 minutes. */
  readonly toleranceMs?: number;
  /** Longest body that is read, in bytes; a longer one is answered with 413. Default: 5 MiB, for photos of deliveries. */
  readonly maxBodyBytes?: number;
  /** Longest wait for the quota, in milliseconds, where a handshake takes a request to the carrier. Default: 10,000. */
  readonly maxWaitMs?: number;
  /**
   * Longest time that receiving takes, in milliseconds, from its beginning to what `deliver` resolves to. Default: 30,000. A
   * body that takes longer to come is answered with 408, a check that does with 503, and has changed nothing.
   */
  readonly timeoutMs?: number;
  /** Calls it off: what was not dealt with comes again, with the next push or look. */
  readonly signal?: AbortSignal;
}

/** {@link ReceiveOptions}. */
export const receiveShape: OptionsShape<ReceiveOptions> = {
  store: optional(storeValue),
  deliver: optional(aFunction<NonNullable<ReceiveOptions['deliver']>>('a function of changes')),
  toleranceMs: optional(milliseconds),
  maxBodyBytes: optional(wholeNumber(1)),
  maxWaitMs: optional(milliseconds),
  timeoutMs: optional(someMilliseconds),
  signal: optional(abortSignal),
};
const receiveOptions: z.ZodMiniType<ReceiveOptions> = optionsOf<ReceiveOptions>(receiveShape);

/** What became of a push. */
export interface Receipt {
  /** What the carrier is to be answered. */
  readonly response: Response;
  /** What nobody was told before; empty for a push that was refused. */
  readonly changes: readonly Change[];
  /** What the push alone says, one outcome for each number that it speaks of. */
  readonly outcomes: readonly Outcome[];
  /**
   * Why it was refused: `invalid_signature`, `unexpected_response` for what is no push, or not the whole of one, `timeout` for
   * one that came or was checked too slowly.
   */
  readonly error?: TrackingError;
}

/** What receiving needs of a tracker. */
export type PushReceiver = Pick<TrackingSource, 'carriers' | 'clock' | 'call' | 'onPayload'>;

/** {@link PushReceiver}. */
export const pushReceiver: z.ZodMiniType<PushReceiver> = sourceWith<PushReceiver>('call');

/** For pushes that come without a store: what is known as long as their tracker is there. */
const memories = new WeakMap<PushReceiver, Store>();

/**
 * Takes in a push of a carrier: believes it, reads it, compares it with what is known and answers it. What is not
 * believed, not whole or too long is answered with a 4xx and changes nothing. Takes the request unread, for the very
 * bytes are signed.
 *
 * @param request A web-standard `Request`, or `{ method, headers, body }` with the bytes of the body.
 * @throws TrackingError `invalid_request` for options that are none, for a carrier that is not there or was not given what its
 * pushes are verified by, and for a body that somebody read before; `timeout` where the store or `deliver` take longer than
 * `timeoutMs`; what the store, `deliver` and a check of the application throw; the signal's reason on abort; never for what
 * the push holds.
 */
export async function receive(
  tracker: PushReceiver,
  id: CarrierId,
  request: PushInput,
  options: ReceiveOptions = {},
): Promise<Receipt> {
  checkArguments('receive()', { tracker: [pushReceiver, tracker], id: [carrierId, id] });
  const carrier = pushingCarrier(tracker, id);
  checkArguments('receive()', { request: [pushInput, request], options: [receiveOptions, options] });
  if (isRequest(request) && (request.bodyUsed || request.body?.locked === true)) throw unreadable(carrier);
  const { timeoutMs = 30_000, signal } = options;
  signal?.throwIfAborted();
  if (request.method !== 'POST') return refused(carrier, 405, 'unexpected_response', 'sends its pushes by POST');
  const deadline = startDeadline(tracker.clock, timeoutMs, signal);
  try {
    return await received(tracker, carrier, request, options, deadline);
  } catch (error) {
    if (!(error instanceof TimeIsUp)) throw error;
    const because = `sent changes that were not dealt with in ${timeoutMs} ms; they come again; see to { store } and { deliver }`;
    throw fault(carrier, 'timeout', {}, because);
  } finally {
    deadline.end();
  }
}

/**
 * The tracker's carrier of this id.
 *
 * @throws TrackingError `invalid_request` where it is not there, or cannot be believed.
 */
export function pushingCarrier(tracker: PushReceiver, id: CarrierId): PushingCarrier {
  const carrier = carrierOf(tracker, id);
  const { push } = carrier;
  if (push === undefined) throw unable(carrier);
  return { ...carrier, push };
}

type PushingCarrier = Carrier & Required<Pick<Carrier, 'push'>>;

async function received(
  tracker: PushReceiver,
  carrier: PushingCarrier,
  request: PushInput,
  options: ReceiveOptions,
  deadline: Deadline,
): Promise<Receipt> {
  const { toleranceMs = 5 * 60_000, maxBodyBytes = 5 * 1024 * 1024 } = options;
  const { push: capability } = carrier;
  const push = await inTime(readPush(request, maxBodyBytes, deadline.signal), deadline);
  if (push === undefined) return refused(carrier, 408, 'timeout', 'did not send this message to its end in time');
  if (push === 'too long') {
    return refused(carrier, 413, 'unexpected_response', `sent more than ${maxBodyBytes} bytes; raise maxBodyBytes`);
  }
  if (push === 'cut') return refused(carrier, 400, 'unexpected_response', 'did not send this message to its end');
  const challenge = capability.challenge?.(push);
  if (challenge !== undefined) return receipt(new Response(challenge.body, challenge));
  const terms = { now: tracker.clock.now(), toleranceMs };
  const verdict = await inTime(
    verifyPush(capability.authentication(push), push, terms).then((failure) => ({ failure })),
    deadline,
  );
  if (verdict === undefined) {
    return refused(carrier, 503, 'timeout', 'waits for the check of this message, which takes too long');
  }
  if (verdict.failure !== undefined) return refused(carrier, 401, 'invalid_signature', words[verdict.failure]);
  const reading = capability.read(push);
  if (reading === undefined) return refused(carrier, 400, 'unexpected_response', 'sent no push that can be read');
  if (reading.kind !== 'parcels') return answerTo(reading, carrier, tracker, options, deadline);
  const handOut = payloadsTo(tracker.onPayload, tracker.clock);
  handOut(carrier, { kind: 'push', body: push.body, inquiries: reading.outcomes });
  const outcomes = reading.outcomes.map((outcome) => withIssue(outcome, push.issue));
  return answerTo({ ...reading, outcomes }, carrier, tracker, options, deadline);
}

/** Undefined where the time is up. */
async function inTime<T>(work: Promise<T>, deadline: Deadline): Promise<T | undefined> {
  try {
    return await deadline.within(work);
  } catch (error) {
    if (error instanceof TimeIsUp) return undefined;
    throw error;
  }
}

const words: Readonly<Record<VerificationFailure, string>> = {
  unsigned: 'did not sign this message; check that it comes from the carrier, and the shared secret',
  forged: 'did not sign this message; check the shared secret, and that the body reaches receive() byte for byte',
  stale: 'signed this message too long ago, or in the future; check the clock, or raise toleranceMs',
};

async function answerTo(
  reading: PushReading,
  carrier: Carrier,
  tracker: PushReceiver,
  options: ReceiveOptions,
  deadline: Deadline,
): Promise<Receipt> {
  switch (reading.kind) {
    case 'notice':
      return receipt(thanks());
    case 'handshake': {
      const error = await inTime(confirmed(reading.confirm, carrier, tracker, options, deadline), deadline);
      if (error === 'confirmed') return receipt(thanks());
      if (error === undefined) return refused(carrier, 503, 'timeout', 'did not take the confirmation in time');
      return { ...receipt(Response.json({ error: error.code }, { status: 503 })), error };
    }
    case 'parcels':
      return taken(reading, tracker, options, deadline);
  }
}

async function taken(
  { outcomes: drafts, extent }: PushReading & { kind: 'parcels' },
  tracker: PushReceiver,
  { store = memoryOf(tracker), deliver }: ReceiveOptions,
  deadline: Deadline,
): Promise<Receipt> {
  const { clock } = tracker;
  const fetchedAt = new Date(clock.now()).toISOString();
  const outcomes = drafts.map(
    (draft): Outcome => (draft.ok ? found(draft.trackingNumber, { ...draft.value, fetchedAt }) : draft),
  );
  const merge = extent === 'whole' ? mergeWhole : mergeLines;
  const changes: Change[] = [];
  try {
    for (const outcome of outcomes) {
      if (!outcome.ok) continue;
      const absorbed = absorb(store, outcome.value, { merge });
      changes.push(...(await deadline.within(absorbed, (late) => release(store, late))));
    }
    await deadline.within(Promise.resolve(deliver?.(changes)));
  } catch (error) {
    release(store, changes);
    throw error;
  }
  await acknowledge(store, changes);
  return { response: thanks(), changes, outcomes };
}

function memoryOf(tracker: PushReceiver): Store {
  const memory = memories.get(tracker) ?? new Map<string, string>();
  memories.set(tracker, memory);
  return memory;
}

async function confirmed(
  confirm: WireRequest,
  carrier: Carrier,
  tracker: PushReceiver,
  { maxWaitMs = 10_000 }: ReceiveOptions,
  { signal }: Deadline,
): Promise<TrackingError | 'confirmed'> {
  const call: WireCall<number> = { request: confirm, read: ({ status }) => status };
  try {
    const httpStatus = await tracker.call(carrier.id, () => call, { maxWaitMs, signal });
    if (isSuccess(httpStatus)) return 'confirmed';
    return fault(carrier, codeOfHttpStatus(httpStatus), { httpStatus }, 'refused the confirmation; subscribe again');
  } catch (error) {
    if (isTrackingError(error)) return error;
    throw error;
  }
}

function receipt(response: Response): Receipt {
  return { response, changes: [], outcomes: [] };
}

function thanks(): Response {
  return Response.json({ received: true });
}

function refused(carrier: Carrier, status: number, code: TrackingErrorCode, because: string): Receipt {
  const error = fault(carrier, code, {}, because);
  const response = Response.json({ error: code }, { status, headers: status === 405 ? { allow: 'POST' } : {} });
  return { ...receipt(response), error };
}

function unreadable({ id, name }: Carrier): TrackingError {
  const message = `Something else has read the body of this push of ${name}; give it to receive() before that, ahead of body parsers: the very bytes are signed.`;
  return new TrackingError('invalid_request', message, { carrier: id });
}

function unable({ id, name }: Carrier): TrackingError {
  const message = `${name} cannot be believed yet: give ${id} what its pushes are verified by, such as a webhookSecret.`;
  return new TrackingError('invalid_request', message, { carrier: id });
}
