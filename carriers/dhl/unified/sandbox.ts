import {
  type CarrierSandbox,
  type LifeEvent,
  mod7,
  type ParcelLife,
  type Place,
  type SandboxAnswer,
  type SandboxCall,
  type SandboxPush,
  type SandboxRefusal,
  type SandboxRequest,
  sampleNumbers,
  type WireResponse,
} from 'waybill/kit';
import { type SimulatedService, wordsFor } from './sandbox-words.ts';

const origin = 'https://api-eu.dhl.com';

function json(status: number, body: unknown): WireResponse {
  const type = status < 300 ? 'application/json' : 'application/problem+json';
  return { status, headers: { 'content-type': type, 'content-language': 'en' }, body: JSON.stringify(body) };
}

function problem(status: number, title: string, detail: string): WireResponse {
  return json(status, { status, title, detail });
}

function route({ method, path, headers }: SandboxRequest): SandboxCall {
  const url = new URL(path, origin);
  if (method !== 'GET' || url.pathname !== '/track/shipments') return { kind: 'unknown' };
  const query = url.searchParams;
  const trackingNumber = query.get('trackingNumber') ?? '';
  const postalCode = query.get('recipientPostalCode');
  const credential = headers['dhl-api-key'];
  const isWrong = trackingNumber === '' || !/^[a-z]{2}$/.test(query.get('language') ?? 'en');
  return {
    kind: 'track',
    ...(credential !== undefined && { credential }),
    inquiries: [{ trackingNumber, ...(postalCode !== null && { postalCode }) }],
    ...(isWrong && { problem: 'invalid_request' as const }),
  };
}

/** The division that would answer to the number. */
function serviceOf(trackingNumber: string): SimulatedService {
  if (/^(?:0034\d{16}|\d{12})$/.test(trackingNumber)) return 'parcel-de';
  if (/^(?:GM|LX|RX|UV|CN|SG|TH|IN|HK|MY)/.test(trackingNumber)) return 'ecommerce';
  return /^(?:3S|JVGL)/.test(trackingNumber) ? 'parcel-nl' : 'express';
}

function tracking(answers: readonly SandboxAnswer[], { path }: SandboxRequest): WireResponse {
  const query = new URL(path, origin).searchParams;
  const service = query.get('service');
  const limit = Number(query.get('limit') ?? 5);
  const parcels = answers
    .flatMap((answer) => answer.parcels)
    .filter(({ trackingNumber }) => service === null || serviceOf(trackingNumber) === service);
  if (parcels.length === 0) return problem(404, 'No result found', 'No shipment with given tracking number found.');
  return json(200, { shipments: parcels.toReversed().slice(0, limit).map(shipmentOf) });
}

interface SandboxShipment extends Readonly<Record<string, unknown>> {
  readonly events: readonly SandboxEvent[];
}

function shipmentOf(life: ParcelLife): SandboxShipment {
  const service = serviceOf(life.trackingNumber);
  const events = life.events.toReversed().map((event) => eventOf(service, life, event));
  // Nothing happened yet: the engine shows no life before its first moment.
  const { pieceIds: _, ...newest } = events[0] ?? {};
  const isReturn = life.events.some(({ kind }) => kind === 'returned');
  return {
    id: life.trackingNumber,
    service,
    origin: placeOf(life.origin),
    destination: placeOf(life.destination),
    status: newest,
    ...(life.estimatedDelivery !== undefined && { estimatedTimeOfDelivery: momentOf(life.estimatedDelivery) }),
    ...(isReturn && { returnFlag: true }),
    details: detailsOf(life),
    events,
  };
}

interface SandboxEvent {
  readonly timestamp: string;
  readonly location: object;
  readonly statusCode: string;
  readonly status: string;
  readonly description?: string;
  readonly remark?: string;
  readonly pieceIds?: readonly string[];
}

function eventOf(service: SimulatedService, life: ParcelLife, event: LifeEvent): SandboxEvent {
  const { statusCode, status } = wordsFor(service, event.kind);
  const next = event.kind === 'returning' ? life.related?.find(({ relation }) => relation === 'return') : undefined;
  return {
    timestamp: event.at,
    location: placeOf(event.place),
    statusCode,
    status,
    // Codes stand alone or beside a sentence; sentences and titles are repeated.
    ...(service === 'parcel-de' && { description: status }),
    ...(next !== undefined && { remark: next.trackingNumber }),
    ...(event.pieces !== undefined && { pieceIds: event.pieces }),
  };
}

function detailsOf(life: ParcelLife): object {
  const signed = life.events.findLast(({ signedBy }) => signedBy !== undefined);
  const references = [
    ...(life.references ?? []).map((number) => ({ number, type: 'customer-reference' })),
    ...(life.related ?? [])
      .filter(({ relation }) => relation === 'last_mile')
      .map(({ trackingNumber }) => ({ number: trackingNumber, type: 'local-tracking-number' })),
  ];
  const pieces = life.pieces ?? [life.trackingNumber];
  return {
    totalNumberOfPieces: pieces.length,
    pieceIds: pieces,
    ...(life.weightKg !== undefined && { weight: { value: life.weightKg, unitText: 'kg' } }),
    ...(references.length > 0 && { references }),
    ...(signed?.signedBy !== undefined && {
      proofOfDelivery: { timestamp: signed.at, signed: { '@type': 'Person', name: signed.signedBy } },
      proofOfDeliverySignedAvailable: true,
    }),
  };
}

/** The newest state, without the history. */
function push(life: ParcelLife): SandboxPush {
  const { events: _, ...shipment } = shipmentOf(life);
  const self = `${origin}/tracking/push/v1/subscription/6f1b0d0e-2b7c-4a64-9d51-0c3f5a7e9b12`;
  return {
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ scope: 'subscription.push', self, note: '', shipments: [shipment] }),
    authentication: { kind: 'secret', header: 'x-webhook-token' },
  };
}

/** A date is told as the last minute of its day, which is how DHL Express says "by end of day". */
function momentOf(estimate: string): string {
  return estimate.length === 10 ? `${estimate}T23:59:00Z` : estimate;
}

function placeOf({ city, region, postalCode, country, facility }: Place): object {
  return {
    address: {
      ...(city !== undefined && { addressLocality: city }),
      ...(region !== undefined && { addressRegion: region }),
      ...(postalCode !== undefined && { postalCode }),
      ...(country !== undefined && { countryCode: country }),
    },
    ...(facility !== undefined && { servicePoint: { label: facility } }),
  };
}

/** Bodies as DHL sends them, RFC 7807; it never says how long to wait. */
function refuse(refusal: SandboxRefusal): WireResponse {
  switch (refusal) {
    case 'bad_credentials':
    case 'unauthorized':
      return problem(401, 'Unauthorized', 'Unauthorized for given resource.');
    case 'forbidden':
    case 'missing_scope':
      return problem(403, 'Forbidden', 'Access to this resource is not allowed.');
    case 'too_many_requests':
    case 'throttled_quietly':
      return problem(429, 'Too Many Requests', 'Too many requests within defined time period, please try again later.');
    case 'batch_too_large':
    case 'invalid_request':
      return problem(400, 'Invalid input', 'Input is invalid: a parameter is missing or malformed.');
    case 'unknown_path':
      return problem(404, 'Not Found', 'There is no such resource.');
    case 'server_error':
      return problem(500, 'Internal Server Error', 'Something went wrong.');
    case 'unavailable':
      return problem(503, 'Service Unavailable', 'The service is not available now.');
  }
}

/**
 * Shipment Tracking – Unified from invented lives. The number chooses the division: 10 digits DHL Express, 0034… and 12
 * digits Parcel DE, GM… eCommerce, 3S… and JVGL… Parcel NL.
 */
export const dhlSandbox: CarrierSandbox = {
  carrier: 'dhl',
  sampleNumber: sampleNumbers('4', 8, mod7),
  hub: {
    place: { city: 'Hebron', region: 'KY', postalCode: '41048', country: 'US', facility: 'Cincinnati Gateway' },
    timeZone: 'America/New_York',
  },
  origin,
  maxBatch: 1,
  quotas: [
    { limit: 1, intervalMs: 5_000 },
    { limit: 250, intervalMs: 86_400_000 },
  ],
  route,
  tracking,
  push,
  refuse,
};
