import type * as z from 'zod/mini';
import type { Carrier } from '../carrier/carrier.ts';
import { fault } from '../carrier/fault.ts';
import type { Subscription, SubscriptionCapability, SubscriptionOrder, SubscriptionTarget } from '../carrier/push.ts';
import type { RequestOptions, WireCall } from '../carrier/wire.ts';
import { compact } from '../model/compact.ts';
import { isTrackingError, TrackingError } from '../model/error.ts';
import { failed, found, type Outcome } from '../model/outcome.ts';
import type { CarrierId } from '../model/tracking.ts';
import { allowedValue, checkArguments, optional, optionsOf } from '../options/options.ts';
import { carrierId } from '../options/values.ts';
import { sourceWith, type TrackingSource, waitShape } from '../send/tracking-source.ts';

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

/** {@link SubscribeOptions}. */
const subscribeOptions: z.ZodMiniType<SubscribeOptions> = optionsOf<SubscribeOptions>(() => ({
  url: optional(
    allowedValue<string>(
      'an address that begins with https://, without user and fragment',
      (value) => typeof value === 'string' && URL.canParse(value) && isSafe(new URL(value)),
    ),
  ),
  ...waitShape,
}));
const unsubscribeOptions: z.ZodMiniType<UnsubscribeOptions> = optionsOf<UnsubscribeOptions>(waitShape);
const subscriber = sourceWith<Subscriber>('call');

const isSafe = ({ protocol, username, password, hash }: URL): boolean =>
  protocol === 'https:' && username + password + hash === '';

const subscriptionTarget = allowedValue<SubscriptionTarget>(
  '{ trackingNumbers } with a list of texts, or { account } with a text, not blank',
  isTarget,
);

const subscriptionValue = allowedValue<Subscription>(
  'a subscription, such as an outcome of subscribe() has as its value',
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    'carrier' in value &&
    typeof value.carrier === 'string' &&
    'target' in value &&
    isTarget(value.target),
);

function isTarget(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { trackingNumbers, account }: { readonly trackingNumbers?: unknown; readonly account?: unknown } = value;
  const isFilled = (text: unknown): boolean => typeof text === 'string' && text.trim() !== '';
  return trackingNumbers === undefined
    ? isFilled(account)
    : account === undefined && Array.isArray(trackingNumbers) && trackingNumbers.every(isFilled);
}

/**
 * Orders pushes, in as many requests as the carrier's limit takes.
 *
 * @returns one outcome for each number in the order given, a repeated one once, or one for the account.
 * An order whose answer was lost is looked for where the carrier can be asked (USPS); elsewhere its numbers fail as `network`,
 * `timeout` or `carrier_unavailable` and not `retryable`, for it may have been taken.
 *
 * @throws TrackingError `invalid_request` for options that are none, a carrier without an API for it, or an order that it does
 * not take; the signal's reason on abort; never for a number.
 */
export async function subscribe(
  tracker: Subscriber,
  id: CarrierId,
  target: SubscriptionTarget,
  given: SubscribeOptions = {},
): Promise<readonly Outcome<Subscription>[]> {
  checkArguments('subscribe()', {
    tracker: [subscriber, tracker],
    id: [carrierId, id],
    target: [subscriptionTarget, target],
    options: [subscribeOptions, given],
  });
  const { url, ...options } = given;
  const carrier = carrierOf(tracker, id);
  const capability = capabilityOf(carrier);
  const outcomes: Outcome<Subscription>[] = [];
  for (const part of partsOf(target, capability.maxBatch)) {
    const order = url === undefined ? { target: part } : { target: part, url };
    const names = 'account' in part ? [part.account] : part.trackingNumbers;
    const answer = await orderOnce(tracker, carrier, capability, order, options);
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
  checkArguments('unsubscribe()', {
    tracker: [subscriber, tracker],
    subscription: [subscriptionValue, subscription],
    options: [unsubscribeOptions, options],
  });
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

/**
 * Orders, and looks for the order where its answer was lost: an order must not be made twice.
 *
 * @returns the error that tells the order is unknown where it cannot be looked for.
 */
async function orderOnce(
  tracker: Subscriber,
  carrier: Carrier,
  capability: SubscriptionCapability,
  order: SubscriptionOrder,
  options: UnsubscribeOptions,
): Promise<readonly Outcome<Subscription>[] | TrackingError> {
  const { id } = carrier;
  const make = () => answerTo(tracker, id, (terms) => capability.subscribe(order, terms), options);
  const answer = await make();
  if (!isTrackingError(answer) || !isLost(answer)) return answer;
  const { find } = capability;
  if (find === undefined) return unknownOrder(carrier, answer);
  const found = await answerTo(tracker, id, () => find(order), options);
  // Where it is not, it was not taken: the second answer is all that counts.
  if (found === undefined) {
    const second = await make();
    return isTrackingError(second) && isLost(second) ? unknownOrder(carrier, second) : second;
  }
  return isTrackingError(found) ? unknownOrder(carrier, answer) : found;
}

/** No answer came that says whether it was done; see {@link WireRequest.isIdempotent}. */
function isLost({ code, retryable }: TrackingError): boolean {
  return !retryable && (code === 'network' || code === 'timeout' || code === 'carrier_unavailable');
}

function unknownOrder(carrier: Carrier, { code, httpStatus, cause }: TrackingError): TrackingError {
  const words =
    'gave no answer to this order, and may have taken it: look for the subscription in its portal, or wait for its pushes, before you order again';
  return fault(carrier, code, { httpStatus, cause, retryable: false }, words);
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
