import {
  type CarrierSandbox,
  type Inquiry,
  mod10,
  type ParcelLife,
  type SandboxAnswer,
  type SandboxCall,
  type SandboxRefusal,
  type SandboxRequest,
  sampleNumbers,
  type WireResponse,
} from 'waybill/kit';
import { newerParcel, singleParcel } from './sandbox-parcel.ts';
import { isObject } from './wire.ts';

const batchPath = '/tracking/v3r2/tracking';
const singlePath = /^\/tracking\/v3\/tracking\/([^/?]+)$/;

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined; // What is no JSON is refused as such below.
  }
}

function textAt(value: unknown, key: string): string | undefined {
  const held = isObject(value) ? value[key] : undefined;
  return typeof held === 'string' ? held : undefined;
}

function route({ method, path, headers, body }: SandboxRequest): SandboxCall {
  const url = new URL(path, 'https://apis.usps.com');
  if (method === 'POST' && url.pathname === '/oauth2/v3/token') return tokenCall(headers['content-type'] ?? '', body);
  const bearer = /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1];
  const credential = bearer === undefined ? {} : { credential: bearer };
  if (method === 'POST' && url.pathname === batchPath)
    return { kind: 'track', ...credential, ...batchOf(parsed(body)) };
  const number = singlePath.exec(url.pathname)?.[1];
  if (method !== 'GET' || number === undefined) return { kind: 'unknown' };
  const hints = {
    mailingDate: url.searchParams.get('mailingDate') ?? undefined,
    destinationZIPCode: url.searchParams.get('destinationZIPCode') ?? undefined,
  };
  return { kind: 'track', ...credential, inquiries: [inquiryOf(decodeURIComponent(number), hints)] };
}

function tokenCall(contentType: string, body: string): SandboxCall {
  const form = contentType.includes('json') ? parsed(body) : Object.fromEntries(new URLSearchParams(body));
  const clientId = textAt(form, 'client_id');
  const clientSecret = textAt(form, 'client_secret');
  const scope = textAt(form, 'scope');
  return {
    kind: 'token',
    ...(clientId === undefined ? {} : { clientId }),
    ...(clientSecret === undefined ? {} : { clientSecret }),
    ...(scope === undefined ? {} : { scope }),
  };
}

interface Batch {
  readonly inquiries: readonly Inquiry[];
  readonly problem?: SandboxRefusal;
}

function batchOf(items: unknown): Batch {
  if (!Array.isArray(items) || items.length === 0) return { inquiries: [], problem: 'invalid_request' };
  const inquiries = items.map((item: unknown) =>
    inquiryOf(textAt(item, 'trackingNumber') ?? '', {
      mailingDate: textAt(item, 'mailingDate'),
      destinationZIPCode: textAt(item, 'destinationZIPCode'),
    }),
  );
  if (items.length > 35) return { inquiries, problem: 'batch_too_large' };
  const isValid = inquiries.every(({ trackingNumber }) => /^[A-Za-z0-9]{4,34}$/.test(trackingNumber));
  return isValid ? { inquiries } : { inquiries, problem: 'invalid_request' };
}

interface Hints {
  readonly mailingDate: string | undefined;
  readonly destinationZIPCode: string | undefined;
}

function inquiryOf(trackingNumber: string, { mailingDate, destinationZIPCode }: Hints): Inquiry {
  return {
    trackingNumber,
    ...(mailingDate === undefined ? {} : { shippedAfter: mailingDate, shippedBefore: mailingDate }),
    ...(destinationZIPCode === undefined ? {} : { postalCode: destinationZIPCode }),
  };
}

/** The parcels that the hints leave; all of them where they leave none. */
function meant({ inquiry, parcels }: SandboxAnswer): readonly ParcelLife[] {
  const { shippedAfter, postalCode } = inquiry;
  const left = parcels.filter(
    ({ events, destination }) =>
      (shippedAfter === undefined || events[0]?.at.slice(0, 10) === shippedAfter) &&
      (postalCode === undefined || destination.postalCode === postalCode),
  );
  return left.length > 0 ? left : parcels;
}

function tracking(answers: readonly SandboxAnswer[], { method }: SandboxRequest): WireResponse {
  return method === 'POST' ? batchAnswer(answers) : singleAnswer(answers);
}

/** All found is 200; some not is 207; one number that is not found is a bare 404. */
function batchAnswer(answers: readonly SandboxAnswer[]): WireResponse {
  const isMixed = answers.some(({ parcels }) => parcels.length === 0);
  if (isMixed && answers.length === 1) return answer(404, envelope('/tracking/v3r2', 404, notYet('150006')));
  const items = answers.flatMap((one) => {
    const { trackingNumber } = one.inquiry;
    if (one.parcels.length === 0) {
      return [{ statusCode: '404', trackingNumber, ...envelope('/tracking/v3r2', 404, notYet('150006')) }];
    }
    return meant(one).map((life) => (isMixed ? { statusCode: '200', ...newerParcel(life) } : newerParcel(life)));
  });
  return answer(isMixed ? 207 : 200, items);
}

/** v3 tells one parcel, the newest of a reused number, and answers 400 for a number that it does not know. */
function singleAnswer([one]: readonly SandboxAnswer[]): WireResponse {
  const life = one === undefined ? undefined : meant(one).at(-1);
  if (life === undefined) {
    const words = `12: ${unknownYet} - `;
    return answer(400, envelope('/tracking/v3', 400, { title: words, detail: '', code: '150001' }, words));
  }
  return answer(200, singleParcel(life));
}

/** USPS as the sandbox plays it: v3r2, v3 and the token endpoint, with the faults of the real ones. */
export const uspsSandbox: CarrierSandbox = {
  carrier: 'usps',
  sampleNumber: sampleNumbers('94001203699', 10, mod10),
  hub: {
    place: {
      city: 'Chicago',
      region: 'IL',
      postalCode: '60607',
      country: 'US',
      facility: 'Chicago Distribution Center',
    },
    timeZone: 'America/Chicago',
  },
  deliversForOthers: true,
  origin: 'https://apis.usps.com',
  maxBatch: 35,
  quotas: [{ limit: 60, intervalMs: 3_600_000 }],
  tokenLifetimeMs: 28_799_000,
  route,
  token: (accessToken, expiresInMs, now) =>
    answer(200, {
      access_token: accessToken,
      token_type: 'Bearer',
      issued_at: now,
      expires_in: Math.floor(expiresInMs / 1000),
      status: 'approved',
      scope: 'addresses prices tracking locations',
      issuer: 'api.usps.com',
      application_name: 'Sandbox',
      api_products: '[Sandbox]',
    }),
  tracking,
  push(life, sentAt) {
    const timestamp = new Date(sentAt).toISOString();
    const { trackingEvents, ...parcel } = newerParcel(life);
    // The newest scan alone: the rest is to be asked for.
    const newest = Array.isArray(trackingEvents) ? trackingEvents.slice(0, 1) : [];
    const payload = JSON.stringify({ ...parcel, trackingEvents: newest });
    const body = JSON.stringify({ subscriptionId: '400100200', subscriptionType: 'TRACKING', timestamp, payload });
    const headers = { 'content-type': 'application/json' };
    return { headers, body, authentication: { kind: 'hmac-sha256', header: 'x-hmac', message: timestamp + payload } };
  },
  refuse: (refusal, call, retryAfterMs) => refusals[refusal](call, retryAfterMs),
};

/** An answer in JSON. */
function answer(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): WireResponse {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) };
}

/** The words for a number without a parcel. */
const unknownYet: string = 'A status update is not yet available for your package. Check back soon.';

/** v3r2's answer about a number without a parcel. */
function notYet(code: string): Problem {
  return { title: '', detail: unknownYet, status: '404', code };
}

/** One of `error.errors[]`. */
interface Problem {
  readonly title: string;
  readonly detail: string;
  readonly status?: string;
  readonly code?: string;
  readonly source?: Readonly<Record<string, string>>;
}

/** The body of an error. */
function envelope(apiVersion: string, code: number, problem: Problem, message = ''): Readonly<Record<string, unknown>> {
  return { apiVersion, error: { code: String(code), message, errors: [problem] } };
}

type Refusals = Readonly<Record<SandboxRefusal, (call: SandboxCall, retryAfterMs: number | undefined) => WireResponse>>;

/** The error bodies of the real API, as far as they are known. */
const refusals: Refusals = {
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
