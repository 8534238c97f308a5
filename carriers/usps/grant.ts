import {
  type AccessToken,
  codeOfHttpStatus,
  fault,
  isSuccess,
  jsonOf,
  parsePayload,
  readTokenAnswer,
  type TokenGrant,
  type TrackingError,
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
  const token = readTokenAnswer(identity, response, {
    usualLifeMs,
    refusal: (refused, answer) => refusalOf(refused, answer, scope),
  });
  const answer = jsonOf(parsePayload(response.body));
  const granted = isObject(answer) ? answer.scope : undefined;
  if (typeof granted === 'string' && !granted.split(/[\s,]+/).includes(scope)) {
    throw fault(identity, 'forbidden', { httpStatus: response.status }, adviceOn(scope));
  }
  return token;
}

/** Beside the words of OAuth: a scope that is refused, a spent quota, and the envelopes of the other APIs. */
function refusalOf(response: WireResponse, answer: unknown, scope: string): TrackingError | undefined {
  const { status: httpStatus } = response;
  if (isSuccess(httpStatus)) return undefined;
  const word = isObject(answer) ? answer.error : undefined;
  if (word === 'invalid_scope') {
    return fault(identity, 'forbidden', { httpStatus, carrierCode: word }, adviceOn(scope));
  }
  const details = { httpStatus, retryAfterMs: retryAfterMs(response) };
  if (httpStatus === 429 || httpStatus >= 500) return fault(identity, codeOfHttpStatus(httpStatus), details);
  const envelope = readRecord(answer, '')?.value.error;
  return envelope ? errorOf(envelope, details) : undefined;
}
