import { fault, numeric, parsePayload, type TokenGrant, TrackingError, text } from 'waybill/kit';
import { faultOf } from './errors.ts';
import { identity } from './numbers.ts';
import { readTokenAnswer } from './wire.ts';

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
export function requireCredentials({
  clientId,
  clientSecret,
  childKey,
  childSecret,
  grantType,
}: FedexCredentials): void {
  const refuse = (message: string): never => {
    throw new TrackingError('invalid_request', message, { carrier: identity.id });
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
      if (response.status < 200 || response.status > 299) throw faultOf(response);
      const payload = parsePayload(response.body);
      const answer = payload.kind === 'json' ? readTokenAnswer(payload.value) : undefined;
      const accessToken = text(answer?.access_token);
      if (accessToken === undefined) throw fault(identity, 'unexpected_response', { httpStatus: response.status });
      // Tokens live an hour (Authorization API); `expires_in` says so in seconds.
      return { accessToken, expiresInMs: (numeric(answer?.expires_in) ?? 3600) * 1000 };
    },
  };
}
