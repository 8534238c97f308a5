import { basicCredentials, readTokenAnswer, requireCredentials, type TokenGrant } from 'waybill/kit';
import { identity } from './numbers.ts';

/** What `heron()` takes to get a token. */
export interface HeronCredentials {
  readonly clientId: string;
  readonly clientSecret: string;
}

/**
 * Heron's token request (OAuth 2, client credentials). The core decides when to ask, keeps the token and sends it.
 *
 * @throws TrackingError `invalid_request` for credentials that cannot work.
 */
export function tokenGrant({ clientId, clientSecret }: HeronCredentials, baseUrl: string): TokenGrant {
  requireCredentials(identity.id, { clientId, clientSecret });
  return {
    request: () => ({
      method: 'POST',
      url: `${baseUrl}/oauth/token`,
      headers: {
        authorization: basicCredentials(clientId, clientSecret),
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: 'grant_type=client_credentials',
    }),
    read: (response) => readTokenAnswer(identity, response),
  };
}
