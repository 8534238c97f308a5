import {
  type CarrierSandbox,
  type Inquiry,
  type LifeEventKind,
  mod10,
  type ParcelLife,
  readBasicCredentials,
  type SandboxCall,
  type SandboxRefusal,
  type SandboxRequest,
  sampleNumbers,
  type WireResponse,
} from 'waybill/kit';
import { identity } from './numbers.ts';

/** Heron's API, written from neutral parcel lives: for tests of your application, and of this carrier. */
export const heronSandbox: CarrierSandbox = {
  carrier: 'heron',
  sampleNumber: sampleNumbers('HP', 8, (number) => mod10(number.slice(2))),
  origin: 'https://api.heronparcel.example',
  maxBatch: 10,
  quotas: [{ limit: 5, intervalMs: 1000 }],
  tokenLifetimeMs: 3_600_000,
  route: callOf,
  token: (accessToken, expiresInMs) =>
    json(200, { access_token: accessToken, token_type: 'Bearer', expires_in: Math.floor(expiresInMs / 1000) }),
  tracking: (answers) =>
    json(200, {
      parcels: answers.map(({ inquiry: { trackingNumber }, parcels }) => {
        const life = parcels.at(-1);
        return life === undefined ? { number: trackingNumber, problem: 'NO_SUCH_PARCEL' } : parcelOf(life);
      }),
    }),
  push(life) {
    const body = JSON.stringify({ parcel: parcelOf(life) });
    return {
      headers: { 'content-type': 'application/json' },
      body,
      authentication: { kind: 'hmac-sha256', header: 'heron-signature', message: body },
    };
  },
  refuse: (refusal, _call, retryAfterMs) => json(statuses[refusal], { problem: refusal.toUpperCase() }, retryAfterMs),
};

const statuses: Readonly<Record<SandboxRefusal, number>> = {
  bad_credentials: 401,
  unauthorized: 401,
  missing_scope: 403,
  forbidden: 403,
  too_many_requests: 429,
  throttled_quietly: 429,
  batch_too_large: 400,
  invalid_request: 400,
  unknown_path: 404,
  server_error: 500,
  unavailable: 503,
};

/** Heron's codes for what can happen to a parcel. */
const codes: Readonly<Record<LifeEventKind, string>> = {
  label_created: 'ANN',
  picked_up: 'HUB',
  dropped_off: 'HUB',
  arrived_at_facility: 'HUB',
  departed_facility: 'DEP',
  arrived_at_destination_facility: 'HUB',
  customs_held: 'CUS',
  customs_cleared: 'DEP',
  weather_delay: 'HUB',
  damaged: 'HUB',
  lost: 'HUB',
  address_issue: 'MIS',
  out_for_delivery: 'OUT',
  delivery_attempted: 'MIS',
  available_for_pickup: 'SHP',
  collected: 'DEL',
  delivered: 'DEL',
  delivered_to_neighbour: 'NEI',
  handed_to_post: 'DEP',
  delivered_by_post: 'DEL',
  refused: 'MIS',
  returning: 'RET',
  returned: 'BAK',
  cancelled: 'SMS',
  refund_note: 'SMS',
};

function parcelOf({ trackingNumber, events, estimatedDelivery }: ParcelLife): object {
  return {
    number: trackingNumber,
    service: 'Next Day',
    due: estimatedDelivery?.slice(0, 10),
    signedBy: events.at(-1)?.signedBy,
    scans: events.toReversed().map(({ kind, at, place }) => ({
      code: codes[kind],
      text: kind.replaceAll('_', ' '),
      time: at.slice(0, 19),
      town: place.city,
      country: place.country,
    })),
  };
}

function callOf({ method, path, headers, body }: SandboxRequest): SandboxCall {
  if (method === 'POST' && path === '/oauth/token') return tokenCall(headers.authorization);
  if (method !== 'POST' || path !== '/v1/parcels') return { kind: 'unknown' };
  const credential = /^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1];
  const inquiries = inquiriesIn(body);
  return {
    kind: 'track',
    inquiries: inquiries ?? [],
    ...(credential !== undefined && { credential }),
    ...(inquiries === undefined && { problem: 'invalid_request' }),
  };
}

function tokenCall(authorization: string | undefined): SandboxCall {
  const [clientId, clientSecret] = readBasicCredentials(authorization)?.split(':') ?? [];
  return {
    kind: 'token',
    ...(clientId !== undefined && { clientId }),
    ...(clientSecret !== undefined && { clientSecret }),
  };
}

/** The numbers asked for; undefined for a request that Heron does not take. */
function inquiriesIn(body: string): readonly Inquiry[] | undefined {
  const asked: unknown = JSON.parse(body);
  const numbers = typeof asked === 'object' && asked !== null && 'numbers' in asked ? asked.numbers : undefined;
  if (!Array.isArray(numbers)) return undefined;
  const inquiries = numbers.flatMap((number: unknown) =>
    typeof number === 'string' ? { trackingNumber: number } : [],
  );
  return inquiries.every(({ trackingNumber }) => isOwn(trackingNumber)) ? inquiries : undefined;
}

function isOwn(trackingNumber: string): boolean {
  return identity.identify(trackingNumber).some(({ basis }) => basis === 'check-digit');
}

function json(status: number, body: unknown, retryAfterMs?: number): WireResponse {
  return {
    status,
    headers: {
      'content-type': 'application/json',
      ...(retryAfterMs !== undefined && { 'retry-after': String(Math.ceil(retryAfterMs / 1000)) }),
    },
    body: JSON.stringify(body),
  };
}
