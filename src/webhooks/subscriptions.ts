import type { Carrier } from '../carrier/carrier.ts';
import { fault } from '../carrier/fault.ts';
import type { Subscription, SubscriptionCapability, SubscriptionTarget } from '../carrier/push.ts';
import type { RequestOptions, WireCall } from '../carrier/wire.ts';
import { compact } from '../model/compact.ts';
import { isTrackingError, TrackingError } from '../model/error.ts';
import { failed, found, type Outcome } from '../model/outcome.ts';
import type { CarrierId } from '../model/tracking.ts';
import type { TrackingSource } from '../send/tracking-source.ts';

/** How pushes are ordered. */
export interface SubscribeOptions {
  /** Where they are to go: HTTPS, in nobody else's hands. Carriers that have it from their portal do not need it. */
  readonly url?: string;
  /** Longest wait for the quota, in milliseconds, for each request. Default: a minute. */
  readonly maxWaitMs?: number;
  readonly signal?: AbortSignal;
}

/** How pushes are called off. */
export type UnsubscribeOptions = Pick<SubscribeOptions, 'maxWaitMs' | 'signal'>;

/** What ordering needs of a tracker. */
export type Subscriber = Pick<TrackingSource, 'carriers' | 'clock' | 'call'>;

/**
 * Orders pushes, in as many requests as the carrier's limit takes.
 *
 * @returns one outcome for each number in the order given, a repeated one once, or one for the account.
 * @throws TrackingError `invalid_request` for a carrier without an API for it, or an order that it does not take; the
 * signal's reason on abort; never for a number.
 */
export async function subscribe(
  tracker: Subscriber,
  id: CarrierId,
  target: SubscriptionTarget,
  { url, ...options }: SubscribeOptions = {},
): Promise<readonly Outcome<Subscription>[]> {
  const capability = capabilityOf(carrierOf(tracker, id));
  const outcomes: Outcome<Subscription>[] = [];
  for (const part of partsOf(target, capability.maxBatch)) {
    const order = url === undefined ? { target: part } : { target: part, url };
    const names = 'account' in part ? [part.account] : part.trackingNumbers;
    const answer = await answerTo(tracker, id, (terms) => capability.subscribe(order, terms), options);
    outcomes.push(...(isTrackingError(answer) ? names.map((name) => failed(name, answer)) : answer));
  }
  const { lifeMs } = capability;
  if ('account' in target || lifeMs === undefined) return outcomes;
  const expiresAt = new Date(tracker.clock.now() + lifeMs).toISOString();
  return outcomes.map((outcome) =>
    outcome.ok ? found(outcome.trackingNumber, { expiresAt, ...outcome.value }) : outcome,
  );
}

/**
 * Calls pushes off; what has ended already is well.
 *
 * @throws TrackingError `not_available` for what can only be left to expire, or why it failed; the signal's reason on abort.
 */
export async function unsubscribe(
  tracker: Subscriber,
  subscription: Subscription,
  options: UnsubscribeOptions = {},
): Promise<void> {
  const carrier = carrierOf(tracker, subscription.carrier);
  const capability = capabilityOf(carrier);
  for (let attempt = 1; ; attempt += 1) {
    const version = await latestVersion(capability, tracker, subscription, options);
    if (version === ended) return;
    const end = (terms: RequestOptions): WireCall<TrackingError | 'stale' | undefined> =>
      capability.unsubscribe(subscription, terms, version);
    const answer = await answerTo(tracker, carrier.id, end, options);
    if (answer === undefined) return;
    if (isTrackingError(answer)) throw answer;
    if (attempt < mostAttempts) continue;
    throw fault(carrier, 'unexpected_response', {}, 'had another version of this subscription every time; try again');
  }
}

/** In the place of a version, which carriers never leave blank. */
const ended = '';

/** Somebody may alter a subscription between the look at its version and the end of it, but not for ever. */
const mostAttempts = 3;

async function latestVersion(
  { version }: SubscriptionCapability,
  tracker: Subscriber,
  subscription: Subscription,
  options: UnsubscribeOptions,
): Promise<string | undefined> {
  if (version === undefined) return undefined;
  const answer = await answerTo(tracker, subscription.carrier, () => version(subscription), options);
  if (!isTrackingError(answer)) return answer;
  if (answer.code === 'not_found') return ended;
  throw answer;
}

/** What the answer to a call means; the error where there was none. */
async function answerTo<T>(
  tracker: Subscriber,
  id: CarrierId,
  describe: (options: RequestOptions) => WireCall<T>,
  { maxWaitMs = 60_000, signal }: UnsubscribeOptions,
): Promise<T | TrackingError> {
  let refused: unknown;
  const described = (terms: RequestOptions): WireCall<T> => {
    try {
      return describe(terms);
    } catch (error) {
      refused = error;
      throw error;
    }
  };
  try {
    return await tracker.call(id, described, compact({ scope: 'subscribe' as const, maxWaitMs, signal }));
  } catch (error) {
    // An order that the adapter does not take is the caller's mistake, and no answer of the carrier's.
    if (isTrackingError(error) && error !== refused) return error;
    throw error;
  }
}

/** In parts of at most `most` numbers, each number once. */
function partsOf(target: SubscriptionTarget, most: number): readonly SubscriptionTarget[] {
  if ('account' in target) return [target];
  const numbers = [...new Set(target.trackingNumbers)];
  const parts: SubscriptionTarget[] = [];
  for (let at = 0; at < numbers.length; at += most) parts.push({ trackingNumbers: numbers.slice(at, at + most) });
  return parts;
}

/**
 * The tracker's carrier of this id.
 *
 * @throws TrackingError `invalid_request` where it has none.
 */
export function carrierOf({ carriers }: Pick<TrackingSource, 'carriers'>, id: CarrierId): Carrier {
  const carrier = carriers.find((each) => each.id === id);
  if (carrier !== undefined) return carrier;
  const message = `This tracker has no carrier ${id}; give it to createTracker().`;
  throw new TrackingError('invalid_request', message, { carrier: id });
}

function capabilityOf({ id, name, subscriptions }: Carrier): SubscriptionCapability {
  if (subscriptions !== undefined) return subscriptions;
  const message = `${name} has no API for subscriptions that is known here; order its pushes in its portal.`;
  throw new TrackingError('invalid_request', message, { carrier: id });
}
