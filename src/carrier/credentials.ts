import { TrackingError, type TrackingErrorCode } from '../model/error.ts';
import { type Answerer, codeOfHttpStatus, fault, unreadable } from './fault.ts';
import { bytesOfBase64, parsePayload } from './payload.ts';
import { type AccessToken, isSuccess, type WireResponse } from './wire.ts';

/** HTTP Basic credentials for an `Authorization` header (RFC 7617, in UTF-8). */
export function basicCredentials(user: string, password: string): string {
  return `Basic ${btoa(Array.from(new TextEncoder().encode(`${user}:${password}`), (byte) => String.fromCharCode(byte)).join(''))}`;
}

/**
 * The user and password of an `Authorization` header with HTTP Basic credentials, as `user:password`, for a sandbox;
 * undefined for any other header.
 */
export function readBasicCredentials(authorization: string | undefined): string | undefined {
  const [, encoded] = /^Basic ([A-Za-z0-9+/]+={0,2})$/i.exec(authorization ?? '') ?? [];
  if (encoded === undefined) return undefined;
  const bytes = bytesOfBase64(encoded);
  return bytes && new TextDecoder().decode(bytes);
}

/**
 * Refuses credentials that cannot work, before they cost a request.
 *
 * @param carrier The carrier's id, for the message.
 * @param given The options by their names, in the order in which they are to be named.
 * @param source Where they come from, for the message: `the app's page on developer.example`.
 * @throws TrackingError `invalid_request` that names the options that are missing, blank, or hold characters that nobody
 * sees (a line break, a blank at an end), never what they hold.
 */
export function requireCredentials(
  carrier: string,
  given: Readonly<Record<string, string | null | undefined>>,
  source?: string,
): void {
  const faults = Object.entries(given).flatMap(([name, value]) => {
    const wrong = faultOf(value);
    return wrong === undefined ? [] : [`${name} ${wrong}`];
  });
  if (faults.length === 0) return;
  const advice = `give it as it was issued${source === undefined ? '' : `, from ${source}`}`;
  throw new TrackingError('invalid_request', `Credentials of ${carrier}: ${faults.join(', ')}; ${advice}.`, {
    carrier,
  });
}

function faultOf(value: unknown): string | undefined {
  if (value === undefined || value === null) return 'is missing';
  if (typeof value !== 'string') return 'is no text';
  const trimmed = value.trim();
  if (trimmed === '') return 'is blank';
  if (/[\r\n\u2028\u2029]/.test(value)) return 'has a line break';
  if (trimmed !== value) return 'begins or ends with a blank';
  return /[\p{Cc}\p{Cf}\p{Cs}]/u.test(value) ? 'has characters that nobody sees' : undefined;
}

/** The words of OAuth in `error` (RFC 6749, section 5.2). */
const oauthCodes: Readonly<Record<string, TrackingErrorCode>> = {
  access_denied: 'forbidden',
  invalid_client: 'unauthorized',
  invalid_grant: 'unauthorized',
  invalid_request: 'invalid_request',
  invalid_scope: 'forbidden',
  server_error: 'carrier_unavailable',
  temporarily_unavailable: 'carrier_unavailable',
  unauthorized_client: 'unauthorized',
  unsupported_grant_type: 'invalid_request',
};

/** How a carrier's token endpoint differs. */
export interface TokenAnswerOptions {
  /** A token's life in milliseconds where the answer does not tell; default one hour. */
  readonly usualLifeMs?: number;
  /** The error of a refusal in the carrier's own envelope; undefined for one that is none. */
  readonly refusal?: (response: WireResponse, answer: unknown) => TrackingError | undefined;
}

/**
 * The token of an OAuth 2 answer (RFC 6749, section 5.1): `access_token`, and `expires_in` in seconds as a number or as
 * text.
 *
 * @throws TrackingError for a refusal, by the carrier's own words, else by the word in `error`, else by the HTTP status, of
 * which 400 is `unauthorized`: the credentials are all that a token request holds. `unexpected_response` for an answer
 * without a token.
 */
export function readTokenAnswer(
  answerer: Answerer,
  response: WireResponse,
  { usualLifeMs = 3_600_000, refusal }: TokenAnswerOptions = {},
): AccessToken {
  const payload = parsePayload(response.body);
  if (payload.kind === 'unreadable') throw unreadable(answerer, response, payload);
  const accessToken = fieldOf(payload.value, 'access_token');
  if (isSuccess(response.status) && typeof accessToken === 'string' && /^[\x21-\x7e]+$/.test(accessToken)) {
    const lifeMs = Math.floor(Number(fieldOf(payload.value, 'expires_in')) * 1000);
    return { accessToken, expiresInMs: Number.isSafeInteger(lifeMs) && lifeMs > 0 ? lifeMs : usualLifeMs };
  }
  throw refusal?.(response, payload.value) ?? refusalOf(answerer, response, payload.value);
}

function refusalOf(answerer: Answerer, { status: httpStatus }: WireResponse, answer: unknown): TrackingError {
  const word = fieldOf(answer, 'error');
  const isWord = typeof word === 'string' && Object.hasOwn(oauthCodes, word);
  const details = { httpStatus, carrierCode: isWord ? word : undefined };
  if (isSuccess(httpStatus) && !isWord) {
    return fault(
      answerer,
      'unexpected_response',
      { httpStatus, retryable: true },
      'sent an answer without a token; try again later',
    );
  }
  if (httpStatus === 429 || httpStatus >= 500) return fault(answerer, codeOfHttpStatus(httpStatus), details);
  const byStatus = httpStatus === 400 ? 'unauthorized' : codeOfHttpStatus(httpStatus);
  return fault(answerer, (isWord ? oauthCodes[word] : undefined) ?? byStatus, details);
}

function fieldOf(answer: unknown, name: string): unknown {
  return typeof answer === 'object' && answer !== null && Object.hasOwn(answer, name)
    ? Reflect.get(answer, name)
    : undefined;
}
