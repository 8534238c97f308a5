import {
  type AccessToken,
  type ConnectionOptions,
  compact,
  fault,
  numeric,
  parsePayload,
  resolveBaseUrl,
  type TokenGrant,
  TrackingError,
  text,
  type WireRequest,
  type WireResponse,
} from 'waybill/kit';
import { answerer, errorOf } from './errors.ts';
import type { UpsWebhookOptions } from './push.ts';
import { readToken } from './wire.ts';

/** Options of `ups()`. */
export interface UpsOptions extends ConnectionOptions, UpsWebhookOptions {
  /** Client id and secret of an application that has the Tracking product. */
  readonly clientId: string;
  readonly clientSecret: string;
  /** The six characters of the UPS account, sent with the token request; needed by some accounts only. */
  readonly merchantId?: string;
  /** Your name, for UPS to see where calls come from (header `transactionSrc`). Default `waybill`. */
  readonly transactionSource?: string;
  /** Asks for milestones, too: for those who record answers, for they tell nothing that the activities do not. Default false. */
  readonly milestones?: boolean;
  /** Asks for the signature image, so that its being there shows as a proof. Needs rights to the parcel. Default false. */
  readonly signature?: boolean;
  /** Asks for the proof-of-delivery document, so that its being there shows as a proof. Default false. */
  readonly proofOfDelivery?: boolean;
  /**
   * Asks for the shipment that a number belongs to, fifty packages a call, so that `pieces` holds all of them. UPS gives
   * no milestones, signatures and documents there. Default false: the package alone, in one call.
   */
  readonly wholeShipment?: boolean;
}

const hosts = { production: 'https://onlinetools.ups.com', test: 'https://wwwcie.ups.com' } as const;

/** The host to call, without a slash at its end. */
export function baseUrlOf(options: ConnectionOptions): string {
  return resolveBaseUrl(options, hosts);
}

/** `GET /api/track/v1/details/{inquiryNumber}`: UPS has no request for several numbers. */
export function trackRequest(options: UpsOptions, trackingNumber: string, requestId: string): WireRequest {
  const { milestones = false, signature = false, proofOfDelivery = false } = options;
  const query = {
    returnSignature: String(signature),
    returnMilestones: String(milestones),
    returnPOD: String(proofOfDelivery),
  };
  return trackApiRequest(options, `details/${encodeURIComponent(trackingNumber)}`, query, requestId);
}

/** `GET /api/track/v1/…` with the locale, the parameters that are there, and the headers that the Track API wants. */
export function trackApiRequest(
  options: UpsOptions,
  path: string,
  parameters: Readonly<Record<string, string | undefined>>,
  requestId: string,
): WireRequest {
  const query = new URLSearchParams({ locale: localeOf(options.locale), ...compact(parameters) });
  return {
    method: 'GET',
    url: `${baseUrlOf(options)}/api/track/v1/${path}?${query}`,
    // Without these two UPS refuses the request ("Missing transId").
    headers: {
      accept: 'application/json',
      transId: requestId,
      transactionSrc: options.transactionSource ?? 'waybill',
    },
  };
}

/** `en-US` as UPS writes it, `en_US`; a script subtag (`zh-Hant-TW`) is left out. */
function localeOf(tag = 'en-US'): string {
  const [language = 'en', ...subtags] = tag.split(/[-_]/);
  const region = subtags.find((subtag) => subtag.length === 2);
  return region === undefined ? language.toLowerCase() : `${language.toLowerCase()}_${region.toUpperCase()}`;
}

/** Client credentials by HTTP Basic (OAuth Client Credentials API). The token's path is not under `/api`. */
export function tokenGrant(options: UpsOptions): TokenGrant {
  const { clientId, clientSecret, merchantId } = options;
  return {
    request: () => ({
      method: 'POST',
      url: `${baseUrlOf(options)}/security/v1/oauth/token`,
      headers: {
        accept: 'application/json',
        authorization: `Basic ${base64(`${clientId}:${clientSecret}`)}`,
        'content-type': 'application/x-www-form-urlencoded',
        ...(merchantId === undefined ? {} : { 'x-merchant-id': merchantId }),
      },
      body: 'grant_type=client_credentials',
    }),
    read: readGrant,
  };
}

function readGrant(response: WireResponse): AccessToken {
  const payload = parsePayload(response.body);
  if (response.status >= 200 && response.status < 300 && payload.kind === 'json') {
    const answer = readToken(payload.value);
    const accessToken = text(answer?.access_token);
    const seconds = numeric(answer?.expires_in); // "14399": text
    if (accessToken !== undefined && seconds !== undefined && seconds > 0) {
      return { accessToken, expiresInMs: seconds * 1000 };
    }
  }
  const error = errorOf(response, payload);
  // To the token endpoint a 400 is about the credentials as well: there is nothing else in the request.
  throw error.code === 'invalid_request' ? fault(answerer, 'unauthorized', { httpStatus: response.status }) : error;
}

function base64(value: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(value)));
}

/** @throws TrackingError `invalid_request` for credentials that are missing or blank. */
export function requireCredentials({ clientId, clientSecret }: UpsOptions): void {
  if (text(clientId) !== undefined && text(clientSecret) !== undefined) return;
  throw new TrackingError(
    'invalid_request',
    'Give ups() a clientId and a clientSecret: those of an application on developer.ups.com that has the Tracking product.',
    { carrier: answerer.id },
  );
}
