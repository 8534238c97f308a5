import {
  type ConnectionOptions,
  fault,
  type Inquiry,
  isDateOnly,
  numeric,
  parsePayload,
  type RequestOptions,
  readTime,
  resolveBaseUrl,
  type TokenGrant,
  TrackingError,
  text,
  type WireRequest,
} from 'waybill/kit';
import { answerer, faultOf } from './errors.ts';
import { fedexLocale } from './locale.ts';
import type { FedexWebhookOptions } from './push.ts';
import { readTokenAnswer } from './wire.ts';

/** How FedEx knows the caller (Authorization API, `grant_type`). */
export type FedexGrantType = 'client_credentials' | 'csp_credentials' | 'client_pc_credentials';

/** What `fedex()` takes. */
export interface FedexOptions extends ConnectionOptions, FedexWebhookOptions {
  /** API key of a project of developer.fedex.com that has the Track API. */
  readonly clientId: string;
  /** Secret key of the same project. */
  readonly clientSecret: string;
  /** Customer key, for integrators and parent accounts that act for a customer; goes with `childSecret`. */
  readonly childKey?: string;
  /** Customer secret, goes with `childKey`. */
  readonly childSecret?: string;
  /** The shipper's account: for look-ups by reference, and for proofs that FedEx shows to the account only. */
  readonly accountNumber?: string;
  /** What proofs of delivery come as. `PDF`, a letter with the signature in it, by default; `PNG` is the picture of it. */
  readonly proofFormat?: 'PDF' | 'PNG';
  /** `client_credentials` by default, `csp_credentials` with a `childKey`; parent accounts give `client_pc_credentials`. */
  readonly grantType?: FedexGrantType;
}

const hosts = { production: 'https://apis.fedex.com', test: 'https://apis-sandbox.fedex.com' };
const mostDays = 30;

/** Scheme, host and prefix that the options lead to, without a slash at the end. */
export function baseUrlOf(options: ConnectionOptions): string {
  return resolveBaseUrl(options, hosts);
}

/**
 * Refuses credentials that cannot work.
 *
 * @throws TrackingError `invalid_request` for a blank id or secret, or half a customer's pair.
 */
export function checkOptions({ clientId, clientSecret, childKey, childSecret, grantType }: FedexOptions): void {
  const refuse = (message: string): never => {
    throw new TrackingError('invalid_request', message, { carrier: answerer.id });
  };
  if (isBlank(clientId) || isBlank(clientSecret)) {
    refuse('Give fedex() a clientId and a clientSecret: the API key and secret key of a project with the Track API.');
  }
  if (isBlank(childKey) !== isBlank(childSecret)) refuse('Give fedex() childKey and childSecret together, or neither.');
  if (isBlank(childKey) && grantType !== undefined && grantType !== 'client_credentials') {
    refuse(`Give fedex() a childKey and a childSecret with the grantType ${grantType}.`);
  }
}

function isBlank(value: string | undefined): boolean {
  return value === undefined || value.trim() === '';
}

/** The token request (`POST /oauth/token`): credentials in a form, never in a header. */
export function tokenGrant(options: FedexOptions): TokenGrant {
  const { clientId, clientSecret, childKey, childSecret } = options;
  const form = new URLSearchParams({
    grant_type: options.grantType ?? (childKey === undefined ? 'client_credentials' : 'csp_credentials'),
    client_id: clientId,
    client_secret: clientSecret,
    // The capital K is FedEx's.
    ...(childKey !== undefined && childSecret !== undefined && { child_Key: childKey, child_secret: childSecret }),
  });
  return {
    request: () => ({
      method: 'POST',
      url: `${baseUrlOf(options)}/oauth/token`,
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
      body: form.toString(),
    }),
    read(response) {
      if (response.status < 200 || response.status > 299) throw faultOf(response);
      const payload = parsePayload(response.body);
      const answer = payload.kind === 'json' ? readTokenAnswer(payload.value) : undefined;
      const accessToken = text(answer?.access_token);
      if (accessToken === undefined) throw fault(answerer, 'unexpected_response', { httpStatus: response.status });
      // Tokens live an hour (Authorization API); `expires_in` says so in seconds.
      return { accessToken, expiresInMs: (numeric(answer?.expires_in) ?? 3600) * 1000 };
    },
  };
}

/** A request of the Track API v1. */
export function trackApiRequest(
  connection: ConnectionOptions,
  path: string,
  body: object,
  { requestId }: RequestOptions,
): WireRequest {
  return {
    method: 'POST',
    url: `${baseUrlOf(connection)}/track/v1/${path}`,
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      'x-locale': fedexLocale(connection.locale),
      'x-customer-transaction-id': requestId,
    },
    body: JSON.stringify(body),
  };
}

/** The request for up to thirty numbers (`POST /track/v1/trackingnumbers`). */
export function trackRequest(
  connection: ConnectionOptions,
  inquiries: readonly Inquiry[],
  options: RequestOptions,
): WireRequest {
  const body = { includeDetailedScans: true, trackingInfo: inquiries.map(trackingInfo) };
  return trackApiRequest(connection, 'trackingnumbers', body, options);
}

/** A number with what tells its shipments apart (`trackingInfo`). */
export function trackingInfo(inquiry: Inquiry): Readonly<Record<string, unknown>> {
  const { trackingNumber, uniqueId } = inquiry;
  return {
    ...shipDates(inquiry),
    trackingNumberInfo: { trackingNumber, ...(uniqueId !== undefined && { trackingNumberUniqueId: uniqueId }) },
  };
}

/**
 * Ship dates as FedEx takes them: both ends, in order, at most thirty days apart. Anything else would be refused, and
 * the batch with it; the hints then choose among the shipments of the answer.
 */
export function shipDates({
  shippedAfter,
  shippedBefore,
}: Pick<Inquiry, 'shippedAfter' | 'shippedBefore'>): ShipDates | undefined {
  const begin = readTime(shippedAfter);
  const end = readTime(shippedBefore);
  if (begin === undefined || end === undefined || !isDateOnly(begin) || !isDateOnly(end)) return undefined;
  const days = (Date.parse(end) - Date.parse(begin)) / 86_400_000;
  return days < 0 || days > mostDays ? undefined : { shipDateBegin: begin, shipDateEnd: end };
}

/** The first and the last day that it may have been shipped, `YYYY-MM-DD`. */
export interface ShipDates {
  readonly shipDateBegin: string;
  readonly shipDateEnd: string;
}
