import {
  failed,
  fault,
  found,
  isSuccess,
  jsonOf,
  listField,
  type Outcome,
  objectField,
  parsePayload,
  present,
  type RequestOptions,
  readShape,
  type Subscription,
  type SubscriptionCapability,
  type SubscriptionOrder,
  secretsOf,
  type TrackingError,
  text,
  type WireRequest,
  type WireResponse,
} from 'waybill/kit';
import * as z from 'zod/mini';
import { errorOf } from './errors.ts';
import { identity } from './numbers.ts';
import { baseUrlOf, type UpsOptions } from './request.ts';

/** Track Alert takes a hundred numbers at once, and forgets them after fourteen days. */
const maxBatch = 100;
const lifeMs = 14 * 86_400_000;

/**
 * Track Alert: v1 with the secret that it is to send back, else v2, which has the address and its credentials from the
 * portal. UPS ends a subscription to numbers by itself only; that to an account is called off.
 */
export function upsSubscriptions(options: UpsOptions): SubscriptionCapability {
  return {
    maxBatch,
    lifeMs,
    subscribe(order, { requestId }) {
      const path = pathFor(order, options);
      const request = {
        ...wireRequest(options, requestId, 'POST', path, bodyFor(order, options)),
        isIdempotent: false,
      };
      return { request, read: (response) => readSubscribed(response, order) };
    },
    unsubscribe({ target }, { requestId }: RequestOptions) {
      if ('trackingNumbers' in target) {
        const words = 'ends this by itself, fourteen days after it was ordered; there is nothing to call off';
        throw fault(identity, 'not_available', {}, words);
      }
      const query = new URLSearchParams({ shipper_account_number: target.account });
      const path = `v2/subscription/${options.trackAlert ?? 'standard'}/account?${query}`;
      return { request: wireRequest(options, requestId, 'DELETE', path), read: readEnded };
    },
  };
}

function wireRequest(
  options: UpsOptions,
  transId: string,
  method: WireRequest['method'],
  path: string,
  body?: object,
): WireRequest {
  return {
    method,
    url: `${baseUrlOf(options)}/api/track/${path}`,
    headers: {
      accept: 'application/json',
      'content-type': 'application/json',
      transId,
      transactionSrc: options.transactionSource ?? 'waybill',
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  };
}

function pathFor({ target }: SubscriptionOrder, { webhookSecret, trackAlert = 'standard' }: UpsOptions): string {
  if ('account' in target) return `v2/subscription/${trackAlert}/account`;
  return webhookSecret === undefined ? `v2/subscription/${trackAlert}/package` : 'v1/subscription/standard/package';
}

/** English is the only language that Track Alert has. */
function bodyFor({ target, url }: SubscriptionOrder, options: UpsOptions): object {
  const { webhookSecret, transactionSource = 'waybill' } = options;
  const locale = 'en_US';
  if ('account' in target) {
    const client = { subscriptionId: transactionSource, clientSubscriptionId: transactionSource };
    return { locale, ...client, shipperAccountNumber: target.account, subAccountType: ['Outbound'] };
  }
  const numbers = { locale, trackingNumberList: target.trackingNumbers };
  const [credential] = secretsOf(webhookSecret);
  if (credential === undefined) return numbers;
  if (url === undefined) {
    const words = 'has to be told where to send its events; give subscribe() a url';
    throw fault(identity, 'invalid_request', {}, words);
  }
  return { ...numbers, destination: { url, credentialType: 'Bearer', credential } };
}

const answer = objectField({
  validTrackingNumbers: listField(z.string()),
  invalidTrackingNumbers: listField(z.string()),
  expiryDate: z.nullish(z.string()),
});
type WireAnswer = z.infer<typeof answer>;

/** Some numbers accepted and some not is what UPS calls a success; none accepted is an error that names them. */
function readSubscribed(response: WireResponse, { target }: SubscriptionOrder): readonly Outcome<Subscription>[] {
  const payload = parsePayload(response.body);
  const wire = readShape(answer, jsonOf(payload))?.value;
  const isAccepted = isSuccess(response.status) && wire !== undefined;
  const active = { carrier: identity.id, state: 'active' } as const;
  if ('account' in target) {
    const { account } = target;
    return [
      isAccepted ? found(account, { ...active, target, ...endOf(wire) }) : failed(account, errorOf(response, payload)),
    ];
  }
  const [valid, invalid] = [numbersIn(wire?.validTrackingNumbers), numbersIn(wire?.invalidTrackingNumbers)];
  return target.trackingNumbers.map((trackingNumber) => {
    if (isAccepted && valid.has(trackingNumber)) {
      return found(trackingNumber, { ...active, target: { trackingNumbers: [trackingNumber] } });
    }
    const isBad = invalid.has(trackingNumber);
    const details = { trackingNumber, httpStatus: response.status };
    return failed(
      trackingNumber,
      isBad || isAccepted
        ? fault(identity, isBad ? 'invalid_number' : 'unexpected_response', details)
        : errorOf(response, payload, trackingNumber),
    );
  });
}

function numbersIn(numbers: WireAnswer['validTrackingNumbers'] | undefined): ReadonlySet<string> {
  return new Set(present(numbers).map((number) => number.trim().toUpperCase()));
}

/** An account is subscribed to until it is called off, which UPS writes as the last day of the year 9999. */
function endOf(wire: WireAnswer): { readonly expiresAt?: string } {
  const day = text(wire.expiryDate);
  return day === undefined || day.startsWith('9999') || !/^\d{4}-\d\d-\d\d$/.test(day)
    ? {}
    : { expiresAt: `${day}T00:00:00.000Z` };
}

function readEnded(response: WireResponse): TrackingError | undefined {
  const isOver = isSuccess(response.status) || response.status === 404;
  return isOver ? undefined : errorOf(response, parsePayload(response.body));
}
