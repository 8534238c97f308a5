import {
  failed,
  fault,
  found,
  isSuccess,
  jsonOf,
  type Outcome,
  parsePayload,
  pathSegment,
  type Subscription,
  type SubscriptionCapability,
  type SubscriptionOrder,
  type TrackingError,
  unreadable,
  type WireRequest,
  type WireResponse,
} from 'waybill/kit';
import { errorOf, readProblem } from './errors.ts';
import { identity } from './numbers.ts';

/** What subscribing takes beside the order. */
export interface SubscriptionSettings {
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly service: string | undefined;
  /** The secret that pushes are to bring along, and in which header. */
  readonly secret: string | undefined;
  readonly header: string;
}

const path = '/tracking/push/v1/subscription';

/** Shipment Tracking – Unified (Push): ten numbers at once. It begins when the handshake, which comes as a push, is answered. */
export function dhlSubscriptions(settings: SubscriptionSettings): SubscriptionCapability {
  const { baseUrl, apiKey } = settings;
  return {
    maxBatch: 10,
    subscribe: (order) => ({
      request: {
        method: 'POST',
        url: `${baseUrl}${path}`,
        headers: { ...headersWith(apiKey), 'content-type': 'application/json' },
        body: JSON.stringify(bodyFor(order, settings)),
        isIdempotent: false,
      },
      read: (response) => readCreated(response, order),
    }),
    unsubscribe: ({ id = '' }) => ({
      request: {
        method: 'DELETE',
        url: `${baseUrl}${path}/${pathSegment(id)}`,
        headers: headersWith(apiKey),
      },
      read: (response) => (isSuccess(response.status) || response.status === 404 ? undefined : errorIn(response)),
    }),
  };
}

/** Says that a subscription is meant. It goes to the host that we know: where a message came from is no reason to trust it. */
export function confirmRequest(baseUrl: string, apiKey: string, id: string, hookSecret: string): WireRequest {
  const headers = { ...headersWith(apiKey), 'dhl-api-hook-secret': hookSecret };
  return { method: 'POST', url: `${baseUrl}${path}/${pathSegment(id)}`, headers };
}

/** The key of a subscription, from the address that DHL names it by. */
export function subscriptionIdIn(self: unknown): string | undefined {
  return typeof self === 'string' ? /\/subscription\/([\w-]{1,100})\/?$/.exec(self)?.[1] : undefined;
}

function headersWith(apiKey: string): Readonly<Record<string, string>> {
  return { accept: 'application/json', 'dhl-api-key': apiKey };
}

function bodyFor({ target, url }: SubscriptionOrder, { service, secret, header }: SubscriptionSettings): object {
  if (url === undefined || secret === undefined) {
    const words = 'signs nothing, so its pushes need a secret; give subscribe() a url and dhl() a webhookSecret';
    throw fault(identity, 'invalid_request', {}, words);
  }
  return {
    hook: { uri: url, authentication: { type: 'ApiKeyAuthentication', header, token: secret } },
    format: 'Default',
    ...('account' in target
      ? { type: 'Account', accountID: target.account }
      : { type: 'Shipment', shipmentIDs: target.trackingNumbers }),
    ...(service !== undefined && { service }),
    events: ['Pre-Transit', 'Transit', 'Delivered', 'Failure', 'Unknown'],
  };
}

function readCreated(response: WireResponse, { target }: SubscriptionOrder): readonly Outcome<Subscription>[] {
  const names = 'account' in target ? [target.account] : target.trackingNumbers;
  const payload = parsePayload(response.body);
  const value = jsonOf(payload);
  const self = typeof value === 'object' && value !== null && 'self' in value ? value.self : response.headers.location;
  const id = subscriptionIdIn(self);
  if (!isSuccess(response.status) || id === undefined) {
    return names.map((name) => failed(name, errorIn(response, name)));
  }
  const subscription: Subscription = { carrier: 'dhl', target, id, state: 'pending' };
  return names.map((name) => found(name, subscription));
}

function errorIn(response: WireResponse, trackingNumber?: string): TrackingError {
  const payload = parsePayload(response.body);
  if (payload.kind === 'unreadable') return unreadable(identity, response, payload, trackingNumber);
  return errorOf(readProblem(payload.value), response.status, trackingNumber);
}
