import type { Carrier } from '../carrier/carrier.ts';
import { fault } from '../carrier/fault.ts';
import type { Subscription, SubscriptionCapability, SubscriptionTarget } from '../carrier/push.ts';
import type { WireCall } from '../carrier/wire.ts';
import { isTrackingError, TrackingError } from '../model/error.ts';
import { failed, found, type Outcome } from '../model/outcome.ts';
import type { Send } from '../send/sender.ts';
import type { Clock } from '../time/clock.ts';

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

/** What ordering works with. */
export interface SubscriptionParts {
  readonly carrier: Carrier;
  /** With the token that {@link SubscriptionCapability.grant} is for, where there is one. */
  readonly send: Send;
  readonly requestId: () => string;
  readonly clock: Clock;
}

/**
 * Orders pushes, in as many requests as the carrier's limit takes.
 *
 * @returns one outcome for each number in the order given, a repeated one once, or one for the account.
 * @throws TrackingError `invalid_request` for a carrier without an API for it, or an order that it does not take; the
 * signal's reason on abort; never for a number.
 */
export async function subscribeTo(
  parts: SubscriptionParts,
  target: SubscriptionTarget,
  { url, ...options }: SubscribeOptions = {},
): Promise<readonly Outcome<Subscription>[]> {
  const { carrier, requestId, clock } = parts;
  const capability = capabilityOf(carrier);
  const outcomes: Outcome<Subscription>[] = [];
  for (const part of partsOf(target, capability.maxBatch)) {
    const order = url === undefined ? { target: part } : { target: part, url };
    const call = capability.subscribe(order, { requestId: requestId() });
    const names = 'account' in part ? [part.account] : part.trackingNumbers;
    const answer = await answerTo(call, parts, options);
    outcomes.push(...(isTrackingError(answer) ? names.map((name) => failed(name, answer)) : answer));
  }
  const { lifeMs } = capability;
  if ('account' in target || lifeMs === undefined) return outcomes;
  const expiresAt = new Date(clock.now() + lifeMs).toISOString();
  return outcomes.map((outcome) =>
    outcome.ok ? found(outcome.trackingNumber, { expiresAt, ...outcome.value }) : outcome,
  );
}

/**
 * Calls pushes off; what has ended already is well.
 *
 * @throws TrackingError `not_available` for what can only be left to expire, or why it failed; the signal's reason on abort.
 */
export async function unsubscribeFrom(
  parts: SubscriptionParts,
  subscription: Subscription,
  options: UnsubscribeOptions = {},
): Promise<void> {
  const { carrier, requestId } = parts;
  const capability = capabilityOf(carrier);
  for (let attempt = 1; ; attempt += 1) {
    const version = await latestVersion(capability, parts, subscription, options);
    if (version === ended) return;
    const call = capability.unsubscribe(subscription, { requestId: requestId() }, version);
    const answer = await answerTo(call, parts, options);
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
  parts: SubscriptionParts,
  subscription: Subscription,
  options: UnsubscribeOptions,
): Promise<string | undefined> {
  if (version === undefined) return undefined;
  const answer = await answerTo(version(subscription), parts, options);
  if (!isTrackingError(answer)) return answer;
  if (answer.code === 'not_found') return ended;
  throw answer;
}

/** What the answer to a call means; the error where there was none. */
async function answerTo<T>(
  { request, read }: WireCall<T>,
  { send }: SubscriptionParts,
  { maxWaitMs = 60_000, signal }: UnsubscribeOptions,
): Promise<T | TrackingError> {
  try {
    return read(await send(request, { numbers: 0, maxWaitMs, signal }));
  } catch (error) {
    if (isTrackingError(error)) return error;
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

function capabilityOf({ id, name, subscriptions }: Carrier): SubscriptionCapability {
  if (subscriptions !== undefined) return subscriptions;
  const message = `${name} has no API for subscriptions that is known here; order its pushes in its portal.`;
  throw new TrackingError('invalid_request', message, { carrier: id });
}
