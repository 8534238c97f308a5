import {
  type CarrierSandbox,
  dateOf,
  instantOf,
  mod10,
  type ParcelLife,
  readBasicCredentials,
  type SandboxAnswer,
  type SandboxCall,
  type SandboxPush,
  type SandboxRefusal,
  type SandboxRequest,
  sampleNumbers,
  type WireResponse,
  wallClockOf,
} from 'waybill/kit';
import { identity } from './numbers.ts';
import { scans, shipmentOf, wholeShipmentOf } from './sandbox-parcel.ts';

const origin = 'https://onlinetools.ups.com';
const detailsPath = /^\/api\/track\/v1\/(shipment\/)?details\/([^/]+)$/;

function answer(status: number, body: unknown): WireResponse {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

function route({ method, path, headers, body }: SandboxRequest): SandboxCall {
  const { pathname } = new URL(path, origin);
  if (method === 'POST' && pathname === '/security/v1/oauth/token') return tokenCall(headers.authorization ?? '', body);
  const trackingNumber = detailsPath.exec(pathname)?.[2];
  if (method !== 'GET' || trackingNumber === undefined) return { kind: 'unknown' };
  const credential = /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1];
  const isComplete =
    Boolean(headers.transid) && Boolean(headers.transactionsrc) && identity.numberPattern.test(trackingNumber);
  return {
    kind: 'track',
    inquiries: [{ trackingNumber }],
    ...(credential !== undefined && { credential }),
    ...(!isComplete && { problem: 'invalid_request' }),
  };
}

function tokenCall(authorization: string, body: string): SandboxCall {
  const credential = readBasicCredentials(authorization);
  const isGrant = new URLSearchParams(body).get('grant_type') === 'client_credentials';
  if (credential === undefined || !isGrant) return { kind: 'token' };
  const [clientId = '', ...secret] = credential.split(':');
  return { kind: 'token', clientId, clientSecret: secret.join(':') };
}

/** Every value is text, the numbers too. */
function token(accessToken: string, expiresInMs: number, now: number): WireResponse {
  return answer(200, {
    token_type: 'Bearer',
    issued_at: String(now),
    access_token: accessToken,
    expires_in: String(Math.floor(expiresInMs / 1000)),
    status: 'approved',
  });
}

function tracking(answers: readonly SandboxAnswer[], request: SandboxRequest): WireResponse {
  const { pathname, searchParams: query } = new URL(request.path, origin);
  const isWhole = detailsPath.exec(pathname)?.[1] !== undefined;
  const extras = {
    signature: query.get('returnSignature') === 'true',
    proofOfDelivery: query.get('returnPOD') === 'true',
  };
  const offset = Number(query.get('offset') ?? 0);
  const count = Number(query.get('count') ?? 50);
  const shipment = answers.flatMap(({ inquiry, parcels }) =>
    parcels.length === 0
      ? [unknownShipment(inquiry.trackingNumber)]
      : parcels.map((life) => (isWhole ? wholeShipmentOf(life, offset, count) : shipmentOf(life, extras))),
  );
  return answer(200, { trackResponse: { shipment } });
}

/** UPS answers 200 for a number that it does not know. */
function unknownShipment(inquiryNumber: string): object {
  return { inquiryNumber, warnings: [{ code: 'TW0001', message: 'Tracking Information Not Found' }] };
}

function errors(status: number, code: string, message: string): WireResponse {
  return answer(status, { response: { errors: [{ code, message }] } });
}

/** A throttling of UPS tells no time to wait, in no header and in no body. */
function refuse(refusal: SandboxRefusal, call: SandboxCall): WireResponse {
  switch (refusal) {
    case 'bad_credentials':
    case 'missing_scope':
      return errors(401, '250002', 'Invalid Authentication Information');
    case 'unauthorized':
      return call.kind === 'track' && call.credential === undefined
        ? errors(401, 'UJ0001', 'Invalid token or token is not present')
        : errors(401, '251004', 'Bearer Token expired (oauth)');
    case 'forbidden':
      return errors(403, '', 'Blocked Merchant');
    case 'too_many_requests':
    case 'throttled_quietly':
      return errors(429, '10429', call.kind === 'token' ? 'Quota Limit Exceeded' : 'Too Many Requests');
    case 'batch_too_large':
    case 'invalid_request':
      return call.kind === 'track' &&
        !call.inquiries.every(({ trackingNumber }) => identity.numberPattern.test(trackingNumber))
        ? errors(400, 'TV1002', 'Invalid inquiry number')
        : errors(400, '', 'Missing transId');
    case 'unknown_path':
      return errors(404, '404', 'The requested resource was not found.');
    case 'unavailable':
      return errors(503, '', 'Resource is not available');
    case 'server_error':
      return errors(500, '10004', 'Something went wrong while processing your request, please try again later');
  }
}

/** Plays UPS: the Track API v1 and its token endpoint, one number per request. */
export const upsSandbox: CarrierSandbox = {
  carrier: 'ups',
  sampleNumber: sampleNumbers('1ZW4T31003', 7, (number) => mod10(number.slice(2), 2)),
  hub: {
    place: { city: 'Louisville', region: 'KY', postalCode: '40213', country: 'US', facility: 'Louisville Hub' },
    timeZone: 'America/New_York',
  },
  origin,
  maxBatch: 1,
  quotas: [{ limit: 60, intervalMs: 10_000 }],
  tokenLifetimeMs: 14_399_000,
  route,
  token,
  tracking,
  push: alertOf,
  refuse,
};

/** The newest event as Track Alert writes it: flat, nothing left out, empty text for nothing. */
function alertOf(life: ParcelLife): SandboxPush {
  const { trackingNumber, estimatedDelivery } = life;
  const event = life.events.at(-1);
  const [type, code, descriptionCode, description] = event === undefined ? ['', '', '', ''] : scans[event.kind];
  const place = event?.place ?? {};
  const isManifest = type === 'M' || type === 'MV';
  const isDelivered = type === 'D';
  const at = event?.at ?? '';
  const body = JSON.stringify({
    trackingNumber,
    localActivityDate: compactDate(at),
    localActivityTime: compactTime(at),
    activityLocation: {
      city: isManifest ? '' : (place.city ?? ''),
      stateProvince: isManifest ? '' : (place.region ?? ''),
      // Which the Track API leaves out of its activities.
      postalCode: isManifest ? '' : (place.postalCode ?? ''),
      country: place.country ?? '',
    },
    activityStatus: { type, code, description, descriptionCode },
    scheduledDeliveryDate: compactDate(estimatedDelivery ?? ''),
    actualDeliveryDate: isDelivered ? compactDate(at) : '',
    actualDeliveryTime: isDelivered ? compactTime(at) : '',
    gmtActivityDate: compactDate(utc(at)),
    gmtActivityTime: compactTime(utc(at)),
    deliveryStartTime: '',
    deliveryEndTime: '',
    deliveryTimeDescription: isDelivered ? '' : 'end of day',
    deliveryPhoto: '',
    receivedBy: event?.signedBy ?? '',
  });
  return {
    headers: { 'content-type': 'application/json', 'user-agent': 'UPSPubSubTrackingService' },
    body,
    authentication: { kind: 'secret', header: 'credential' },
  };
}

function utc(at: string): string {
  const instant = instantOf(at);
  return instant === undefined ? '' : new Date(instant).toISOString().slice(0, 19);
}

function compactDate(time: string): string {
  return dateOf(time).replaceAll('-', '');
}

function compactTime(time: string): string {
  return wallClockOf(time).slice(11, 19).replaceAll(':', '');
}
