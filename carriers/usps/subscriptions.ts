import {
  failed,
  fault,
  found,
  isSuccess,
  jsonOf,
  type Outcome,
  parsePayload,
  pathSegment,
  readTime,
  type Subscription,
  type SubscriptionCapability,
  type SubscriptionOrder,
  type TokenGrant,
  type TrackingError,
  unreadable,
  type WireRequest,
  type WireResponse,
} from 'waybill/kit';
import { adviceOn, errorOf, retryAfterMs } from './errors.ts';
import { identity } from './numbers.ts';
import type { UspsWebhookOptions } from './push.ts';
import { isObject, readRecord } from './wire.ts';

/** What subscribing takes beside the order. */
export interface SubscriptionSettings extends UspsWebhookOptions {
  readonly baseUrl: string;
  /** For the scope `subscriptions-tracking`, which USPS grants by itself. */
  readonly grant: TokenGrant;
}

/** Subscriptions – Tracking v3r2: one number or one Mailer ID each. Thirty days without an event end it. */
export function uspsSubscriptions(settings: SubscriptionSettings): SubscriptionCapability {
  const { baseUrl, grant } = settings;
  const collection = `${baseUrl}/subscriptions-tracking/v3r2/subscriptions`;
  const addressOf = ({ id = '' }: Subscription): string => `${collection}/${pathSegment(id)}`;
  return {
    grant,
    maxBatch: 1,
    subscribe(order) {
      const body = JSON.stringify(bodyFor(order, settings));
      const headers = { accept: 'application/json', 'content-type': 'application/json' };
      const request: WireRequest = { method: 'POST', url: collection, headers, body };
      return { request, read: (response) => readCreated(response, order) };
    },
    version: (subscription) => ({
      request: { method: 'GET', url: addressOf(subscription), headers: { accept: 'application/json' } },
      read: (response) => {
        const { etag } = response.headers;
        if (!isSuccess(response.status)) return errorIn(response);
        return etag === undefined || etag === '' ? fault(identity, 'unexpected_response') : etag;
      },
    }),
    unsubscribe: (subscription, _, version = '*') => ({
      request: {
        method: 'DELETE',
        url: addressOf(subscription),
        headers: { accept: 'application/json', 'if-match': version },
      },
      read({ status, ...response }) {
        if (status === 412) return 'stale';
        return isSuccess(status) || status === 404 ? undefined : errorIn({ status, ...response });
      },
    }),
  };
}

function bodyFor(
  { target, url }: SubscriptionOrder,
  { webhookSecret, webhookContacts = [] }: UspsWebhookOptions,
): object {
  const missing = [
    ...(url === undefined ? ['subscribe() a url'] : []),
    ...(webhookSecret === undefined ? ['usps() a webhookSecret'] : []),
    ...(webhookContacts.length === 0 ? ['usps() the mail addresses of webhookContacts'] : []),
  ];
  if (missing.length > 0) {
    const words = `makes no subscription without all that belongs to it; give ${missing.join(' and ')}`;
    throw fault(identity, 'invalid_request', {}, words);
  }
  const filter = 'account' in target ? { MID: target.account } : { trackingNumber: target.trackingNumbers[0] ?? '' };
  return {
    listenerURL: url,
    secret: webhookSecret,
    adminNotification: webhookContacts.map((email) => ({ email })),
    filterProperties: { ...filter, trackingEventTypes: ['ALL_UPDATES'] },
  };
}

function readCreated(response: WireResponse, { target }: SubscriptionOrder): readonly Outcome<Subscription>[] {
  const name = 'account' in target ? target.account : (target.trackingNumbers[0] ?? '');
  const payload = parsePayload(response.body);
  const value = jsonOf(payload);
  const answer = isObject(value) ? value : {};
  const id = answer.subscriptionId ?? response.headers.location?.split('/').at(-1);
  if (!isSuccess(response.status) || typeof id !== 'string' || id === '')
    return [failed(name, errorIn(response, name))];
  const expiresAt = typeof answer.expirationTimestamp === 'string' ? readTime(answer.expirationTimestamp) : undefined;
  const subscription: Subscription = { carrier: 'usps', target, id, state: 'active' };
  return [found(name, expiresAt === undefined ? subscription : { ...subscription, expiresAt })];
}

function errorIn(response: WireResponse, trackingNumber?: string): TrackingError {
  const payload = parsePayload(response.body);
  if (payload.kind === 'unreadable') return unreadable(identity, response, payload, trackingNumber);
  const wire = readRecord(jsonOf(payload), '')?.value.error;
  const context = { httpStatus: response.status, trackingNumber, retryAfterMs: retryAfterMs(response) };
  const error = errorOf(wire ?? {}, context);
  // Said without a word, or in those for tracking, it means the scope that is granted apart.
  if (error.code !== 'forbidden' || response.status !== 401) return error;
  return fault(identity, 'forbidden', context, adviceOn('subscriptions-tracking'));
}
