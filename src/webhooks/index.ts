/**
 * Webhooks of the carriers through a tracker: pushes taken in and answered, ordered and called off.
 *
 * @module
 */
export type { Subscription, SubscriptionTarget, WebhookSecret } from '../carrier/push.ts';
export {
  type NodeHandler,
  type NodeHandlerOptions,
  type NodeRequest,
  type NodeResponse,
  toNodeHandler,
} from './node-handler.ts';
export type { PushInput, RawPush } from './push-input.ts';
export { type PushReceiver, type Receipt, type ReceiveOptions, receive } from './receive.ts';
export {
  type SubscribeOptions,
  type Subscriber,
  subscribe,
  type UnsubscribeOptions,
  unsubscribe,
} from './subscriptions.ts';
