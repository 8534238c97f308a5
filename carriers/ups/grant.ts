import {
  type AccessToken,
  fault,
  numeric,
  objectField,
  parsePayload,
  readShape,
  type TokenGrant,
  TrackingError,
  text,
  textField,
  type WireResponse,
} from 'waybill/kit';
import { errorOf } from './errors.ts';
import { identity } from './numbers.ts';
import { baseUrlOf, type UpsOptions } from './request.ts';

/** What the token endpoint sends; every value is text. */
const token = objectField({ access_token: textField, expires_in: textField });

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
    const answer = readShape(token, payload.value)?.value;
    const accessToken = text(answer?.access_token);
    const seconds = numeric(answer?.expires_in); // "14399": text
    if (accessToken !== undefined && seconds !== undefined && seconds > 0) {
      return { accessToken, expiresInMs: seconds * 1000 };
    }
  }
  const error = errorOf(response, payload);
  // To the token endpoint a 400 is about the credentials as well: there is nothing else in the request.
  throw error.code === 'invalid_request' ? fault(identity, 'unauthorized', { httpStatus: response.status }) : error;
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
    { carrier: identity.id },
  );
}
