import type { SandboxCall, SandboxRefusal, WireResponse } from 'waybill/kit';

/** An answer in JSON. */
export function answer(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): WireResponse {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) };
}

/** The words for a number without a parcel. */
export const unknownYet: string = 'A status update is not yet available for your package. Check back soon.';

/** v3r2's answer about a number without a parcel. */
export function notYet(code: string): Problem {
  return { title: '', detail: unknownYet, status: '404', code };
}

/** One of `error.errors[]`. */
export interface Problem {
  readonly title: string;
  readonly detail: string;
  readonly status?: string;
  readonly code?: string;
  readonly source?: Readonly<Record<string, string>>;
}

/** The body of an error. */
export function envelope(
  apiVersion: string,
  code: number,
  problem: Problem,
  message = '',
): Readonly<Record<string, unknown>> {
  return { apiVersion, error: { code: String(code), message, errors: [problem] } };
}

type Refusals = Readonly<Record<SandboxRefusal, (call: SandboxCall, retryAfterMs: number | undefined) => WireResponse>>;

/** The error bodies of the real API, as far as they are known. */
export const refusals: Refusals = {
  bad_credentials: () =>
    answer(401, { error: 'invalid_client', error_description: 'Client authentication failed.' }, bearerHint),
  unauthorized: () => refused(401, 'Invalid access token.', 'invalid_token', bearerHint),
  // A token is granted all the same, and is of no use.
  missing_scope: (call) =>
    call.kind === 'token'
      ? grantedWithout('tracking')
      : refused(401, 'Insufficient OAuth scope.', 'invalid_oauth_scope', bearerHint),
  forbidden: () => refused(403, 'Access to this tracking data requires an IP agreement.', 'Forbidden'),
  too_many_requests: (call, retryAfterMs) =>
    call.kind === 'token'
      ? answer(429, { error: 'invalid_request', error_description: 'Quota limit exceeded' }, retryAfter(retryAfterMs))
      : refused(429, 'Exceeded quota limit.', 'Too Many Requests.', retryAfter(retryAfterMs)),
  throttled_quietly: () => refused(429, 'Exceeded quota limit.', 'Too Many Requests.'),
  batch_too_large: () => refused(400, 'OASValidation: array is too long, at most 35 items.', 'Bad Request'),
  invalid_request: () =>
    answer(
      400,
      envelope('/tracking/v3r2', 400, {
        title: 'Bad Request',
        detail: 'The request is not of the documented form.',
        source: { parameter: 'trackingNumber', example: '9400112345678945613221' },
      }),
    ),
  unknown_path: () => refused(404, 'Resource not found.', 'Not Found'),
  server_error: () => refused(500, 'An unexpected error has occurred.', 'Internal Server Error'),
  unavailable: (_, retryAfterMs) =>
    refused(503, 'Service unavailable.', 'Service Unavailable', retryAfter(retryAfterMs)),
};

function grantedWithout(scope: string): WireResponse {
  const others = ['addresses', 'prices', 'tracking', 'locations'].filter((granted) => granted !== scope);
  return answer(200, {
    access_token: 'sandbox-token-without-the-scope',
    token_type: 'Bearer',
    expires_in: 28_799,
    status: 'approved',
    scope: others.join(' '),
  });
}

const bearerHint = { 'www-authenticate': 'Bearer realm="https://api.usps.com"' };

function refused(status: number, message: string, title: string, headers: Readonly<Record<string, string>> = {}) {
  return answer(status, envelope('/tracking/v3r2', status, { title, detail: message }, message), headers);
}

function retryAfter(retryAfterMs: number | undefined): Readonly<Record<string, string>> {
  return retryAfterMs === undefined ? {} : { 'retry-after': String(Math.ceil(retryAfterMs / 1000)) };
}
