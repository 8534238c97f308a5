import {
  type AccessToken,
  codeOfHttpStatus,
  fault,
  type Inquiry,
  numeric,
  parsePayload,
  type TokenGrant,
  type TrackingErrorCode,
  text,
  unreadable,
  type WireRequest,
  type WireResponse,
} from 'waybill/kit';
import { adviceOn, errorOf, retryAfterMs, uspsAnswers } from './errors.ts';
import { readRecord } from './record.ts';
import { isObject } from './wire.ts';

/** The scope that both tracking APIs ask for. */
const trackingScope = 'tracking';

/** What the document says of a token's life, for an answer that does not. */
const usualLifeMs = 28_799_000;

/** `POST /tracking/v3r2/tracking` for up to 35 numbers. */
export function batchRequest(baseUrl: string, inquiries: readonly Inquiry[]): WireRequest {
  return {
    method: 'POST',
    url: `${baseUrl}/tracking/v3r2/tracking`,
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    body: JSON.stringify(inquiries.map((inquiry) => ({ trackingNumber: inquiry.trackingNumber, ...hintsOf(inquiry) }))),
  };
}

/** `GET /tracking/v3/tracking/{number}` for one number, with its scans. */
export function singleRequest(baseUrl: string, inquiry: Inquiry): WireRequest {
  const query = new URLSearchParams({ expand: 'DETAIL', ...hintsOf(inquiry) });
  return {
    method: 'GET',
    url: `${baseUrl}/tracking/v3/tracking/${encodeURIComponent(inquiry.trackingNumber)}?${query}`,
    headers: { accept: 'application/json' },
  };
}

/** What tells reused numbers apart: five digits of the ZIP code, and the mailing date where the hints leave one day. */
function hintsOf({ shippedAfter, shippedBefore, postalCode }: Inquiry): Record<string, string> {
  const hints: Record<string, string> = {};
  if (shippedAfter !== undefined && shippedAfter === shippedBefore) hints.mailingDate = shippedAfter;
  const zip = /^(\d{5})(?:-?\d{4})?$/.exec(postalCode?.trim() ?? '')?.[1];
  if (zip !== undefined) hints.destinationZIPCode = zip;
  return hints;
}

/** Client credentials as JSON, with the one scope that is needed: a token is granted without it and then useless. */
export function uspsGrant(
  baseUrl: string,
  clientId: string,
  clientSecret: string,
  scope: string = trackingScope,
): TokenGrant {
  return {
    request: () => ({
      method: 'POST',
      url: `${baseUrl}/oauth2/v3/token`,
      headers: { accept: 'application/json', 'content-type': 'application/json' },
      body: JSON.stringify({
        grant_type: 'client_credentials',
        client_id: clientId,
        client_secret: clientSecret,
        scope,
      }),
    }),
    read: (response) => readToken(response, scope),
  };
}

function readToken(response: WireResponse, scope: string): AccessToken {
  const payload = parsePayload(response.body);
  if (payload.kind === 'unreadable') throw unreadable(uspsAnswers, response, payload);
  const answer = isObject(payload.value) ? payload.value : {};
  const accessToken = textOf(answer.access_token);
  if (response.status >= 300 || accessToken === undefined) throw refusal(answer, response, scope);
  const granted = answer.scope;
  if (typeof granted === 'string' && !granted.split(/[\s,]+/).includes(scope)) {
    throw fault(uspsAnswers, 'forbidden', { httpStatus: response.status }, adviceOn(scope));
  }
  // Numbers arrive as text from some of the hosts.
  const seconds = numeric(textOf(answer.expires_in));
  return { accessToken, expiresInMs: seconds === undefined || seconds <= 0 ? usualLifeMs : seconds * 1000 };
}

/** The words of OAuth in `error` (RFC 6749, section 5.2). */
const oauthCodes: Readonly<Record<string, TrackingErrorCode>> = {
  invalid_client: 'unauthorized',
  invalid_grant: 'unauthorized',
  invalid_request: 'invalid_request',
  invalid_scope: 'forbidden',
  unauthorized_client: 'unauthorized',
  unsupported_grant_type: 'invalid_request',
};

/** OAuth errors are a word in `error`; the gateway in front of it answers with the envelope of the other APIs. */
function refusal(answer: Readonly<Record<string, unknown>>, response: WireResponse, scope: string): Error {
  const { status: httpStatus } = response;
  const word = textOf(answer.error);
  const details = { httpStatus, carrierCode: word, retryAfterMs: retryAfterMs(response) };
  if (httpStatus < 300) return fault(uspsAnswers, 'unexpected_response', { httpStatus, retryable: true });
  if (httpStatus === 429 || httpStatus >= 500) return fault(uspsAnswers, codeOfHttpStatus(httpStatus), details);
  const envelope = readRecord(answer, '')?.value.error;
  if (envelope) return errorOf(envelope, details);
  const code =
    (word !== undefined && Object.hasOwn(oauthCodes, word) && oauthCodes[word]) || codeOfHttpStatus(httpStatus);
  return fault(uspsAnswers, code, details, code === 'forbidden' ? adviceOn(scope) : undefined);
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? text(value) : undefined;
}
