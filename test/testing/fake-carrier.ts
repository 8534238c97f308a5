import type { CarrierSandbox, SandboxCall, SandboxRequest } from 'waybill/testing';

/** The fake's production host. */
export const origin = 'https://api.parcels.example';

const statuses = {
  bad_credentials: 401,
  unauthorized: 401,
  missing_scope: 403,
  forbidden: 403,
  too_many_requests: 429,
  throttled_quietly: 403,
  batch_too_large: 400,
  invalid_request: 400,
  unknown_path: 404,
  server_error: 500,
  unavailable: 503,
} as const;

function route({ path, headers, body }: SandboxRequest): SandboxCall {
  const { pathname, searchParams } = new URL(path, origin);
  if (pathname === '/token') {
    const form = new URLSearchParams(body);
    return { kind: 'token', clientId: form.get('id') ?? '', clientSecret: form.get('secret') ?? '' };
  }
  if (pathname !== '/track') return { kind: 'unknown' };
  const credential = headers.authorization?.replace('Bearer ', '') ?? headers['api-key'];
  const inquiries = searchParams.getAll('n').map((trackingNumber) => ({ trackingNumber }));
  return { kind: 'track', inquiries, ...(credential !== undefined && { credential }) };
}

const base = {
  sampleNumber: (serial) => `A${serial}`,
  maxBatch: 3,
  quotas: [{ limit: 1000, intervalMs: 1000 }],
  route,
  tracking: (answers) => ({
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      results: answers.map(({ inquiry, parcels }) => ({
        number: inquiry.trackingNumber,
        shipments: parcels.map(({ events }) => ({
          scans: events.map(({ kind, at, place }) => ({ scanCode: kind, date: at, city: place.city })),
        })),
      })),
    }),
  }),
  refuse: (refusal, _call, retryAfterMs) => ({
    status: statuses[refusal],
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ refusal, retryAfterMs }),
  }),
} satisfies Omit<CarrierSandbox, 'carrier' | 'origin'>;

/** A carrier of no real format, with tokens. */
export const fakeCarrier: CarrierSandbox = {
  ...base,
  carrier: 'fake',
  origin,
  tokenLifetimeMs: 3_600_000,
  token: (accessToken, expiresInMs, now) => ({
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ accessToken, expiresInMs, now }),
  }),
};

/** The same without tokens: a key in a header. */
export const keyedCarrier: CarrierSandbox = { ...base, carrier: 'keyed', origin: 'https://keyed.parcels.example' };
