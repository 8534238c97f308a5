import {
  type AccessToken,
  codeOfHttpStatus,
  fault,
  numeric,
  parsePayload,
  type TokenGrant,
  type TrackingErrorCode,
  text,
  unreadable,
  type WireResponse,
} from 'waybill/kit';
import { adviceOn, errorOf, retryAfterMs } from './errors.ts';
import { identity } from './numbers.ts';
import { isObject, readRecord } from './wire.ts';

/** The scope that both tracking APIs ask for. */
const trackingScope = 'tracking';

/** What the document says of a token's life, for an answer that does not. */
const usualLifeMs = 28_799_000;

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
  if (payload.kind === 'unreadable') throw unreadable(identity, response, payload);
  const answer = isObject(payload.value) ? payload.value : {};
  const accessToken = textOf(answer.access_token);
  if (response.status >= 300 || accessToken === undefined) throw refusal(answer, response, scope);
  const granted = answer.scope;
  if (typeof granted === 'string' && !granted.split(/[\s,]+/).includes(scope)) {
    throw fault(identity, 'forbidden', { httpStatus: response.status }, adviceOn(scope));
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
  if (httpStatus < 300) return fault(identity, 'unexpected_response', { httpStatus, retryable: true });
  if (httpStatus === 429 || httpStatus >= 500) return fault(identity, codeOfHttpStatus(httpStatus), details);
  const envelope = readRecord(answer, '')?.value.error;
  if (envelope) return errorOf(envelope, details);
  const code =
    (word !== undefined && Object.hasOwn(oauthCodes, word) && oauthCodes[word]) || codeOfHttpStatus(httpStatus);
  return fault(identity, code, details, code === 'forbidden' ? adviceOn(scope) : undefined);
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? text(value) : undefined;
}
