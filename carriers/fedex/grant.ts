import {
  fault,
  readTokenAnswer,
  requireCredentials,
  type TokenGrant,
  TrackingError,
  type WireResponse,
} from 'waybill/kit';
import { faultOf, isOfTheApi, throttledForMs } from './errors.ts';
import { identity } from './numbers.ts';

/** How FedEx knows the caller (Authorization API, `grant_type`). */
export type FedexGrantType = 'client_credentials' | 'csp_credentials' | 'client_pc_credentials';

/** What `fedex()` takes to get a token. */
export interface FedexCredentials {
  /** API key of a project of developer.fedex.com that has the Track API. */
  readonly clientId: string;
  /** Secret key of the same project. */
  readonly clientSecret: string;
  /** Customer key, for integrators and parent accounts that act for a customer; goes with `childSecret`. */
  readonly childKey?: string;
  /** Customer secret, goes with `childKey`. */
  readonly childSecret?: string;
  /** `client_credentials` by default, `csp_credentials` with a `childKey`; parent accounts give `client_pc_credentials`. */
  readonly grantType?: FedexGrantType;
}

/**
 * Refuses credentials that cannot work.
 *
 * @throws TrackingError `invalid_request` for a blank id or secret, or half a customer's pair.
 */
export function checkCredentials({ clientId, clientSecret, childKey, childSecret, grantType }: FedexCredentials): void {
  requireCredentials(identity.id, { clientId, clientSecret }, 'a project of developer.fedex.com with the Track API');
  if (childKey !== undefined || childSecret !== undefined) {
    requireCredentials(identity.id, { childKey, childSecret }, 'the registration of the customer');
  } else if (grantType !== undefined && grantType !== 'client_credentials') {
    const message = `Give fedex() a childKey and a childSecret with the grantType ${grantType}.`;
    throw new TrackingError('invalid_request', message, { carrier: identity.id });
  }
}

/** The token request (`POST /oauth/token`): credentials in a form, never in a header. */
export function tokenGrant(options: FedexCredentials, baseUrl: string): TokenGrant {
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
      url: `${baseUrl}/oauth/token`,
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
      body: form.toString(),
    }),
    read(response) {
      const retryAfterMs = blockedForMs(response);
      if (retryAfterMs !== undefined) {
        throw fault(identity, 'rate_limited', { httpStatus: response.status, retryAfterMs });
      }
      // Tokens live an hour (Authorization API); `expires_in` says so in seconds.
      return readTokenAnswer(identity, response, {
        refusal: (refused) => (isOfTheApi(refused) ? faultOf(refused) : undefined),
      });
    },
    throttledForMs: (response, now) => blockedForMs(response) ?? throttledForMs(response, now),
  };
}

const blockMs = 600_000;

/**
 * FedEx blocks an address that asks for tokens faster than three a second, or one a second for two minutes, for ten
 * minutes ("Rate limits" of its developer guide; token requests alone are counted so). The block is a 403 without a code
 * of the API, unlike the refusal of a permission.
 */
function blockedForMs(response: WireResponse): number | undefined {
  return response.status === 403 && !isOfTheApi(response) ? blockMs : undefined;
}
