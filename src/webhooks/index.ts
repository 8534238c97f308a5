/**
 * Webhooks of the carriers through a tracker: pushes taken in and answered, ordered and called off.
 *
 * @module
 */
export type { Subscription, SubscriptionTarget } from '../carrier/push.ts';
export { type PushReceiver, type Receipt, type ReceiveOptions, receive } from './receive.ts';
export {
  type SubscribeOptions,
  type Subscriber,
  subscribe,
  type UnsubscribeOptions,
  unsubscribe,
} from './subscriptions.ts';
