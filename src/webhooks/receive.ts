import type { Carrier } from '../carrier/carrier.ts';
import { codeOfHttpStatus, fault } from '../carrier/fault.ts';
import type { PushReading } from '../carrier/push.ts';
import type { WireCall, WireRequest } from '../carrier/wire.ts';
import type { Change } from '../model/change.ts';
import { compact } from '../model/compact.ts';
import { isTrackingError, TrackingError, type TrackingErrorCode } from '../model/error.ts';
import { found, type Outcome, withIssue } from '../model/outcome.ts';
import type { Store } from '../model/store.ts';
import type { CarrierId } from '../model/tracking.ts';
import { payloadsTo } from '../send/payload-listener.ts';
import { readPush } from '../send/read-body.ts';
import type { TrackingSource } from '../send/tracking-source.ts';
import { mergeLines, mergeWhole } from '../store/merge.ts';
import { absorb, acknowledge, release } from '../store/snapshots.ts';
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
  readonly signal?: AbortSignal;
}

/** What became of a push. */
export interface Receipt {
  /** What the carrier is to be answered. */
  readonly response: Response;
  /** What nobody was told before; empty for a push that was refused. */
  readonly changes: readonly Change[];
  /** What the push alone says, one outcome for each number that it speaks of. */
  readonly outcomes: readonly Outcome[];
  /** Why it was refused: `invalid_signature`, or `unexpected_response` for what is no push, or not the whole of one. */
  readonly error?: TrackingError;
}

/** What receiving needs of a tracker. */
export type PushReceiver = Pick<TrackingSource, 'carriers' | 'clock' | 'call' | 'onPayload'>;

/** For pushes that come without a store: what is known as long as their tracker is there. */
const memories = new WeakMap<PushReceiver, Store>();

/**
 * Takes in a push of a carrier: believes it, reads it, compares it with what is known and answers it. What is not
 * believed, not whole or too long is answered with a 4xx and changes nothing. Takes the request unread, for the very
 * bytes are signed.
 *
 * @throws TrackingError `invalid_request` for a carrier that is not there or was not given what its pushes are verified
 * by, and for a body that somebody read before; what the store, `deliver` and a check of the application throw; the
 * signal's reason on abort; never for what the push holds.
 */
export async function receive(
  tracker: PushReceiver,
  id: CarrierId,
  request: Request,
  options: ReceiveOptions = {},
): Promise<Receipt> {
  const { clock } = tracker;
  const carrier = carrierOf(tracker, id);
  const { toleranceMs = 5 * 60_000, maxBodyBytes = 5 * 1024 * 1024 } = options;
  const { push: capability } = carrier;
  if (capability === undefined) throw unable(carrier);
  if (request.bodyUsed) throw unreadable(carrier);
  if (request.method !== 'POST') return refused(carrier, 405, 'unexpected_response', 'sends its pushes by POST');
  const push = await readPush(request, maxBodyBytes);
  if (push === 'too long') {
    return refused(carrier, 413, 'unexpected_response', `sent more than ${maxBodyBytes} bytes; raise maxBodyBytes`);
  }
  if (push === 'cut') return refused(carrier, 400, 'unexpected_response', 'did not send this message to its end');
  const challenge = capability.challenge?.(push);
  if (challenge !== undefined) return receipt(new Response(challenge.body, challenge));
  const failure = await verifyPush(capability.authentication(push), push, { now: clock.now(), toleranceMs });
  if (failure !== undefined) return refused(carrier, 401, 'invalid_signature', words[failure]);
  const reading = capability.read(push);
  if (reading === undefined) return refused(carrier, 400, 'unexpected_response', 'sent no push that can be read');
  if (reading.kind !== 'parcels') return answerTo(reading, carrier, tracker, options);
  const handOut = payloadsTo(tracker.onPayload, clock);
  handOut(carrier, { kind: 'push', body: push.body, inquiries: reading.outcomes });
  const outcomes = reading.outcomes.map((outcome) => withIssue(outcome, push.issue));
  return answerTo({ ...reading, outcomes }, carrier, tracker, options);
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
): Promise<Receipt> {
  switch (reading.kind) {
    case 'notice':
      return receipt(thanks());
    case 'handshake': {
      const error = await confirmed(reading.confirm, carrier, tracker, options);
      if (error === undefined) return receipt(thanks());
      return { ...receipt(Response.json({ error: error.code }, { status: 503 })), error };
    }
    case 'parcels':
      return taken(reading, tracker, options);
  }
}

async function taken(
  { outcomes: drafts, extent }: PushReading & { kind: 'parcels' },
  tracker: PushReceiver,
  { store = memoryOf(tracker), deliver }: ReceiveOptions,
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
      if (outcome.ok) changes.push(...(await absorb(store, outcome.value, { merge })));
    }
    await deliver?.(changes);
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
  { maxWaitMs = 10_000, signal }: ReceiveOptions,
): Promise<TrackingError | undefined> {
  const call: WireCall<number> = { request: confirm, read: ({ status }) => status };
  try {
    const httpStatus = await tracker.call(carrier.id, () => call, compact({ maxWaitMs, signal }));
    if (httpStatus >= 200 && httpStatus < 300) return undefined;
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
  const message = `Give receive() the push of ${name} before anything else reads its body: the very bytes are signed.`;
  return new TrackingError('invalid_request', message, { carrier: id });
}

function unable({ id, name }: Carrier): TrackingError {
  const message = `${name} cannot be believed yet: give ${id} what its pushes are verified by, such as a webhookSecret.`;
  return new TrackingError('invalid_request', message, { carrier: id });
}
