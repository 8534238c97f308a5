import {
  type CarrierSandbox,
  type Inquiry,
  type SandboxAnswer,
  type SandboxCall,
  type SandboxRefusal,
  type SandboxRequest,
  sampleNumbers,
  type WireResponse,
} from 'waybill/kit';
import { isExpress } from './numbers.ts';
import { shipDateOf, trackResultOf, uniqueIdOf } from './sandbox-parcel.ts';

const transactionId = '5d1f0f52-7d4e-4c52-9c3a-2f8b6a4e1c07';

/** FedEx's Track API v1 and its token endpoint, written from neutral parcel lives. */
export const fedexSandbox: CarrierSandbox = {
  carrier: 'fedex',
  sampleNumber: sampleNumbers('77', 9, isExpress),
  hub: {
    place: { city: 'Memphis', region: 'TN', postalCode: '38118', country: 'US', facility: 'Memphis Hub' },
    timeZone: 'America/Chicago',
  },
  origin: 'https://apis.fedex.com',
  maxBatch: 30,
  quotas: [
    { limit: 1400, intervalMs: 10_000 },
    { limit: 100_000, intervalMs: 86_400_000 },
  ],
  tokenLifetimeMs: 3_600_000,
  route: callOf,
  token: (accessToken, expiresInMs) =>
    json(200, {
      access_token: accessToken,
      token_type: 'bearer',
      expires_in: Math.floor(expiresInMs / 1000),
      scope: 'CXS',
    }),
  tracking(answers, request) {
    if (request.path === documentsPath) {
      return json(200, { transactionId, ...echo(request), output: proofOf(answers, request) });
    }
    const results = request.path === associatedPath ? answers.flatMap(piecesResults) : answers.map(completeTrackResult);
    return json(200, { transactionId, ...echo(request), output: { completeTrackResults: results } });
  },
  push(life) {
    const body = JSON.stringify({ trackResults: [trackResultOf(life)] });
    const headers = { 'content-type': 'application/json' };
    return { headers, body, authentication: { kind: 'hmac-sha256', header: 'fdx-signature', message: body } };
  },
  refuse(refusal, call, retryAfterMs = 10_000) {
    if (refusal === 'throttled_quietly' && call.kind === 'token') {
      // The block is the gateway's, which speaks no JSON; it concerns token requests only.
      return {
        status: 403,
        headers: { 'content-type': 'text/html' },
        body: '<HTML><HEAD><TITLE>Access Denied</TITLE></HEAD><BODY>You may not access this server.</BODY></HTML>',
      };
    }
    if (refusal === 'too_many_requests' || refusal === 'throttled_quietly')
      return problem(429, 'TOO.MANY.REQUESTS.ERROR', throttleWords(retryAfterMs));
    return problem(...problems[refusal]);
  },
};

/** All shipments of a number, or the one that the unique id or the ship dates single out. */
function completeTrackResult({ inquiry, parcels }: SandboxAnswer): unknown {
  const { trackingNumber, uniqueId, shippedAfter, shippedBefore } = inquiry;
  const meant = parcels.filter((life) => {
    const day = shipDateOf(life);
    return (
      (uniqueId === undefined || uniqueIdOf(life) === uniqueId) &&
      (shippedAfter === undefined || day >= shippedAfter) &&
      (shippedBefore === undefined || day <= shippedBefore)
    );
  });
  const trackResults = meant.length > 0 ? meant.map(trackResultOf) : [notFound(trackingNumber)];
  return { trackingNumber, trackResults };
}

/** Every piece of the shipment that a number leads. */
function piecesResults({ inquiry, parcels }: SandboxAnswer): readonly unknown[] {
  const life = parcels.at(-1);
  if (life === undefined) return [completeTrackResult({ inquiry, parcels })];
  return (life.pieces ?? [life.trackingNumber]).map((trackingNumber) => ({
    trackingNumber,
    trackResults: [trackResultOf({ ...life, trackingNumber })],
  }));
}

/** A page, or a picture, that holds nothing; none for what was not delivered. */
function proofOf(answers: readonly SandboxAnswer[], { body }: SandboxRequest): object {
  const isPicture = field(field(parsed(body), 'trackDocumentDetail'), 'documentFormat') === 'PNG';
  const isDelivered = answers.some(({ parcels }) =>
    parcels.at(-1)?.events.some(({ kind }) => kind === 'delivered' || kind === 'delivered_to_neighbour'),
  );
  const document = isPicture ? 'iVBORw0KGgo=' : 'JVBERi0xLjQKJSVFT0YK';
  return { documentFormat: isPicture ? 'PNG' : 'PDF', documents: isDelivered ? [document] : [] };
}

function notFound(trackingNumber: string): unknown {
  return {
    trackingNumberInfo: { trackingNumber, trackingNumberUniqueId: '' },
    error: { code: 'TRACKING.TRACKINGNUMBER.NOTFOUND', message: 'This tracking number cannot be found.' },
  };
}

type Problem = readonly [status: number, code: string, message: string];

const badToken: Problem = [401, 'NOT.AUTHORIZED.ERROR', 'The access token is missing, wrong or expired.'];
const noPermission: Problem = [403, 'FORBIDDEN.ERROR', 'The credentials have no permission for this.'];

const problems: Readonly<Record<Exclude<SandboxRefusal, 'throttled_quietly' | 'too_many_requests'>, Problem>> = {
  bad_credentials: [401, 'NOT.AUTHORIZED.ERROR', 'The client credentials are not valid.'],
  unauthorized: badToken,
  missing_scope: noPermission,
  forbidden: noPermission,
  batch_too_large: [400, 'TRACKING.TRACKINGNUMBERS.LIMITEXCEEDED', 'No more than 30 tracking numbers.'],
  invalid_request: [400, 'TRACKING.TRACKINGNUMBER.EMPTY', 'A tracking number is missing.'],
  unknown_path: [404, 'NOT.FOUND.ERROR', 'There is no such resource.'],
  server_error: [500, 'INTERNAL.SERVER.ERROR', 'An unexpected error.'],
  unavailable: [503, 'SERVICE.UNAVAILABLE.ERROR', 'The service is unavailable.'],
};

/** FedEx sends no `Retry-After`: the hint is in the words, by the clock for a day's quota. */
function throttleWords(retryAfterMs: number): string {
  return retryAfterMs > 3_600_000
    ? 'Per project daily quota exceeded. Retry after 12:00 AM GMT'
    : `Rate limit threshold exceeded. Retry after ${Math.ceil(retryAfterMs / 1000)} seconds`;
}

function problem(...[status, code, message]: Problem): WireResponse {
  return json(status, { transactionId, errors: [{ code, message }] });
}

function echo({ headers }: SandboxRequest): Readonly<Record<string, string>> {
  const id = headers['x-customer-transaction-id'];
  return id === undefined ? {} : { customerTransactionId: id };
}

function json(status: number, body: unknown): WireResponse {
  return { status, headers: { 'content-type': 'application/json;charset=UTF-8' }, body: JSON.stringify(body) };
}

const mostNumbers = 30;
/** Where FedEx tells of all pieces of a shipment. */
const associatedPath = '/track/v1/associatedshipments';
/** Where FedEx proves deliveries. */
const documentsPath = '/track/v1/trackingdocuments';

/** What a request asks of FedEx, by method, path and body. */
function callOf(request: SandboxRequest): SandboxCall {
  const path = request.path.split('?')[0];
  if (request.method !== 'POST') return { kind: 'unknown' };
  if (path === '/oauth/token') return tokenCall(request);
  if (path === associatedPath) return trackCall(request, masterOf);
  if (path === documentsPath) return trackCall(request, documentInquiriesOf);
  return path === '/track/v1/trackingnumbers' ? trackCall(request, inquiriesOf) : { kind: 'unknown' };
}

function tokenCall({ body }: SandboxRequest): SandboxCall {
  const form = new URLSearchParams(body);
  const clientId = form.get('client_id');
  const clientSecret = form.get('client_secret');
  return {
    kind: 'token',
    ...(clientId !== null && { clientId }),
    ...(clientSecret !== null && { clientSecret }),
  };
}

function trackCall(
  { headers, body }: SandboxRequest,
  read: (body: string) => readonly Inquiry[] | undefined,
): SandboxCall {
  const credential = /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1];
  const inquiries = read(body);
  const problem = inquiries === undefined ? 'invalid_request' : undefined;
  return {
    kind: 'track',
    ...(credential !== undefined && { credential }),
    inquiries: inquiries ?? [],
    ...(problem !== undefined && { problem }),
    ...((inquiries?.length ?? 0) > mostNumbers && { problem: 'batch_too_large' }),
  };
}

/** The numbers asked; undefined where the request is not one that FedEx takes. */
function inquiriesOf(body: string): readonly Inquiry[] | undefined {
  const asked = parsed(body);
  const trackingInfo = field(asked, 'trackingInfo');
  if (typeof field(asked, 'includeDetailedScans') !== 'boolean' || !Array.isArray(trackingInfo)) return undefined;
  const inquiries = trackingInfo.map(inquiryOf);
  return inquiries.length === 0 || inquiries.some(({ trackingNumber }) => trackingNumber === '')
    ? undefined
    : inquiries;
}

function inquiryOf(entry: unknown): Inquiry {
  const number = field(entry, 'trackingNumberInfo');
  return {
    trackingNumber: word(field(number, 'trackingNumber')) ?? '',
    ...optionalText('uniqueId', field(number, 'trackingNumberUniqueId')),
    ...optionalText('shippedAfter', field(entry, 'shipDateBegin')),
    ...optionalText('shippedBefore', field(entry, 'shipDateEnd')),
  };
}

/** The leading piece of a shipment; undefined where the request is not one that FedEx takes. */
function masterOf(body: string): readonly Inquiry[] | undefined {
  const asked = parsed(body);
  const master = inquiryOf(field(asked, 'masterTrackingNumberInfo'));
  return field(asked, 'associatedType') === undefined || master.trackingNumber === '' ? undefined : [master];
}

/** The parcels whose delivery is to be proved; undefined where the request is not one that FedEx takes. */
function documentInquiriesOf(body: string): readonly Inquiry[] | undefined {
  const specifications = field(parsed(body), 'trackDocumentSpecification');
  const inquiries = Array.isArray(specifications) ? specifications.map(inquiryOf) : [];
  return inquiries.length === 0 || inquiries.some(({ trackingNumber }) => trackingNumber === '')
    ? undefined
    : inquiries;
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    // Not JSON: no request that FedEx takes.
    return undefined;
  }
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function word(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function optionalText(name: keyof Inquiry, value: unknown): Partial<Inquiry> {
  const said = word(value);
  return said === undefined ? {} : { [name]: said };
}
