import type { Carrier } from '../carrier/carrier.ts';
import type { Subscription, SubscriptionTarget } from '../carrier/push.ts';
import { TrackingError } from '../model/error.ts';
import type { Outcome } from '../model/outcome.ts';
import type { CarrierId } from '../model/tracking.ts';
import type { Send } from '../send/sender.ts';
import type { Clock } from '../time/clock.ts';
import { type Receipt, type ReceiveOptions, receivePush } from './receive.ts';
import { type SubscribeOptions, subscribeTo, type UnsubscribeOptions, unsubscribeFrom } from './subscriptions.ts';

/** The webhooks of a tracker's carriers. */
export interface Webhooks {
  /**
   * Takes in a push of a carrier: believes it, reads it, compares it with what is known and answers it. What is not
   * believed, not whole or too long is answered with a 4xx and changes nothing. Takes the request unread, for the very
   * bytes are signed.
   *
   * @throws TrackingError `invalid_request` for a carrier that is not there or was not given what its pushes are verified
   * by, and for a body that somebody read before; what the store, `deliver` and a check of the application throw; the
   * signal's reason on abort; never for what the push holds.
   */
  receive(carrier: CarrierId, request: Request, options?: ReceiveOptions): Promise<Receipt>;
  /**
   * Orders pushes where the carrier has an API for it, in as many requests as its limit takes.
   *
   * @returns one outcome for each number in the order given, a repeated one once, or one for the account.
   * @throws TrackingError `invalid_request` for what the carrier does not take; the signal's reason on abort.
   */
  subscribe(
    carrier: CarrierId,
    target: SubscriptionTarget,
    options?: SubscribeOptions,
  ): Promise<readonly Outcome<Subscription>[]>;
  /**
   * Calls pushes off; what has ended already is well.
   *
   * @throws TrackingError `not_available` for what can only be left to expire, or why it failed.
   */
  unsubscribe(subscription: Subscription, options?: UnsubscribeOptions): Promise<void>;
}

/** A carrier and the ways to it. */
interface WebhookConnection {
  readonly carrier: Carrier;
  readonly send: Send;
  /** For subscriptions: by the token that they take. */
  readonly sendOrder: Send;
  readonly requestId: () => string;
}

/** What webhooks are made of: a tracker's parts. */
export interface WebhookParts {
  readonly connections: readonly WebhookConnection[];
  readonly clock: Clock;
}

/** The webhooks of these carriers. */
export function createWebhooks({ connections, clock }: WebhookParts): Webhooks {
  const memory = new Map<string, string>();
  const doorTo = (id: CarrierId): WebhookConnection => {
    const connection = connections.find(({ carrier }) => carrier.id === id);
    if (connection !== undefined) return connection;
    const message = `This tracker has no carrier ${id}; give it to createTracker().`;
    throw new TrackingError('invalid_request', message, { carrier: id });
  };
  const orderTo = (id: CarrierId) => {
    const { carrier, sendOrder: send, requestId } = doorTo(id);
    return { carrier, send, clock, requestId };
  };
  return {
    receive: async (id, request, options) => receivePush({ ...doorTo(id), clock, memory }, request, options),
    subscribe: async (id, target, options) => subscribeTo(orderTo(id), target, options),
    unsubscribe: async (subscription, options) => unsubscribeFrom(orderTo(subscription.carrier), subscription, options),
  };
}
