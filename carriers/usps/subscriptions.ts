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
  secretsOf,
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
      const request: WireRequest = { method: 'POST', url: collection, headers, body, isIdempotent: false };
      return { request, read: (response) => readCreated(response, order) };
    },
    find: (order) => ({
      request: {
        method: 'GET',
        url: `${collection}?${new URLSearchParams(filterOf(order))}`,
        headers: { accept: 'application/json' },
      },
      read: (response) => readFound(response, order),
    }),
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
  return {
    listenerURL: url,
    secret: secretsOf(webhookSecret)[0],
    adminNotification: webhookContacts.map((email) => ({ email })),
    filterProperties: { ...filterOf({ target }), trackingEventTypes: ['ALL_UPDATES'] },
  };
}

function filterOf({ target }: Pick<SubscriptionOrder, 'target'>): Record<string, string> {
  return 'account' in target ? { MID: target.account } : { trackingNumber: target.trackingNumbers[0] ?? '' };
}

/** Those of the number or the Mailer ID; one that tells another address is another one's. */
function readFound(
  response: WireResponse,
  { target, url }: SubscriptionOrder,
): readonly Outcome<Subscription>[] | TrackingError | undefined {
  if (response.status === 404) return undefined;
  if (!isSuccess(response.status)) return errorIn(response);
  const value = jsonOf(parsePayload(response.body));
  const listed = isObject(value) && Array.isArray(value.subscriptions) ? value.subscriptions : undefined;
  if (listed === undefined) return fault(identity, 'unexpected_response', { httpStatus: response.status });
  const mine = listed.filter(isObject).find(({ listenerURL }) => listenerURL === url);
  const name = 'account' in target ? target.account : (target.trackingNumbers[0] ?? '');
  return (
    mine && [subscribedTo(mine, target, mine.subscriptionId) ?? failed(name, fault(identity, 'unexpected_response'))]
  );
}

function subscribedTo(
  { expirationTimestamp }: Readonly<Record<string, unknown>>,
  target: SubscriptionOrder['target'],
  id: unknown,
): Outcome<Subscription> | undefined {
  if (typeof id !== 'string' || id === '') return undefined;
  const name = 'account' in target ? target.account : (target.trackingNumbers[0] ?? '');
  const expiresAt = typeof expirationTimestamp === 'string' ? readTime(expirationTimestamp) : undefined;
  const subscription: Subscription = { carrier: 'usps', target, id, state: 'active' };
  return found(name, expiresAt === undefined ? subscription : { ...subscription, expiresAt });
}

function readCreated(response: WireResponse, { target }: SubscriptionOrder): readonly Outcome<Subscription>[] {
  const name = 'account' in target ? target.account : (target.trackingNumbers[0] ?? '');
  const payload = parsePayload(response.body);
  const value = jsonOf(payload);
  const answer = isObject(value) ? value : {};
  const id = answer.subscriptionId ?? response.headers.location?.split('/').at(-1);
  const created = isSuccess(response.status) ? subscribedTo(answer, target, id) : undefined;
  return [created ?? failed(name, errorIn(response, name))];
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
