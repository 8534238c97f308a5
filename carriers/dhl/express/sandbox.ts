import {
  type CarrierSandbox,
  type LifeEvent,
  mod7,
  type ParcelLife,
  type Place,
  readBasicCredentials,
  type SandboxAnswer,
  type SandboxCall,
  type SandboxRefusal,
  type SandboxRequest,
  sampleNumbers,
  type WireResponse,
} from 'waybill/kit';
import { wordsFor } from '../unified/sandbox-words.ts';

const origin = 'https://express.api.dhl.com';
const single = /^\/shipments\/([^/]+)\/tracking$/;

/** The path without the host's prefix, and the query. A `baseUrl` of a server of one's own has no prefix. */
function partsOf(path: string): { readonly pathname: string; readonly query: URLSearchParams } {
  const url = new URL(path, origin);
  return { pathname: url.pathname.replace(/^\/mydhlapi(?:\/test)?/, ''), query: url.searchParams };
}

function route({ method, path, headers }: SandboxRequest): SandboxCall {
  const { pathname, query } = partsOf(path);
  const [, one] = single.exec(pathname) ?? [];
  if (method !== 'GET' || (one === undefined && pathname !== '/tracking')) return { kind: 'unknown' };
  const numbers =
    one === undefined
      ? [...query.getAll('shipmentTrackingNumber'), ...query.getAll('pieceTrackingNumber')]
      : [decodeURIComponent(one)];
  const credential = readBasicCredentials(headers.authorization);
  return {
    kind: 'track',
    ...(credential !== undefined && { credential }),
    inquiries: numbers.map((trackingNumber) => ({ trackingNumber })),
    ...(numbers.length === 0 && { problem: 'invalid_request' as const }),
  };
}

function tracking(answers: readonly SandboxAnswer[], { path }: SandboxRequest): WireResponse {
  const { pathname, query } = partsOf(path);
  const parcels = answers.flatMap((answer) => answer.parcels);
  if (parcels.length === 0) {
    return errorAnswer(404, 'Not data found', 'No Shipments Found for the numbers asked', 'Not data found', pathname);
  }
  // Only one shipment at a time has the offsets of its events, and only on request.
  const view: View = {
    hasOffsets: single.test(pathname) && query.get('requestGMTOffsetPerEvent') === 'true',
    levelOfDetail: query.get('levelOfDetail') ?? 'shipment',
  };
  return json(200, { shipments: parcels.map((life) => shipmentOf(life, view)) });
}

interface View {
  readonly hasOffsets: boolean;
  readonly levelOfDetail: string;
}

function shipmentOf(life: ParcelLife, view: View): object {
  const { trackingNumber, origin: from, destination, estimatedDelivery, weightKg, references } = life;
  const [first] = life.events;
  const numbers = life.pieces ?? [`JD01${trackingNumber.padStart(16, '0')}`];
  return {
    shipmentTrackingNumber: trackingNumber,
    status: 'Success',
    ...(first !== undefined && { shipmentTimestamp: first.at.slice(0, 19) }),
    productCode: 'P',
    description: 'Goods',
    shipperDetails: partyOf(from),
    receiverDetails: partyOf(destination),
    ...(weightKg !== undefined && { totalWeight: weightKg }),
    unitOfMeasurements: 'metric',
    ...(references !== undefined && { shipperReferences: references.map((value) => ({ value, typeCode: 'CU' })) }),
    events: view.levelOfDetail === 'piece' ? [] : life.events.map((event) => eventOf(event, view)),
    numberOfPieces: numbers.length,
    ...(view.levelOfDetail !== 'shipment' && {
      pieces: numbers.map((number, index) => pieceOf(life, number, index + 1, view)),
    }),
    ...(estimatedDelivery !== undefined && {
      estimatedDeliveryDate:
        estimatedDelivery.length === 10 ? `${estimatedDelivery}T23:59:00` : estimatedDelivery.slice(0, 19),
    }),
  };
}

function pieceOf(life: ParcelLife, trackingNumber: string, number: number, view: View): object {
  const events = life.events.filter(({ pieces }) => pieces === undefined || pieces.includes(trackingNumber));
  return {
    number,
    shipmentTrackingNumber: life.trackingNumber,
    trackingNumber,
    unitOfMeasurements: 'metric',
    events: events.map((event) => eventOf(event, view)),
  };
}

/** A checkpoint where DHL has a code for the moment, or words without one. */
function eventOf({ kind, at, place, signedBy }: LifeEvent, { hasOffsets }: View): object {
  const stated = wordsFor('express', kind).status;
  const isCode = stated === stated.toUpperCase();
  return {
    date: at.slice(0, 10),
    time: at.slice(11, 19),
    ...(hasOffsets && { GMTOffset: at.endsWith('Z') ? '+00:00' : at.slice(19) }),
    ...(isCode && { typeCode: stated }),
    description: isCode ? wordsFor('parcel-de', kind).status : stated,
    serviceArea: [areaOf(place)],
    ...(signedBy !== undefined && { signedBy }),
  };
}

function areaOf({ city = 'UNKNOWN', region, country }: Place): object {
  const town = [city, region].filter((part) => part !== undefined).join(',');
  return {
    code: city
      .replaceAll(/[^A-Za-z]/g, '')
      .slice(0, 3)
      .toUpperCase(),
    description: country === undefined ? town : `${town}-${country}`,
  };
}

/** Names are left empty, as DHL leaves them for data protection. */
function partyOf(place: Place): object {
  const { city = '', postalCode = '', region, country } = place;
  return {
    name: '',
    postalAddress: {
      cityName: city,
      postalCode,
      ...(region !== undefined && { provinceCode: region }),
      ...(country !== undefined && { countryCode: country }),
    },
    serviceArea: [areaOf(place)],
  };
}

function json(status: number, body: unknown): WireResponse {
  return {
    status,
    headers: { 'content-type': 'application/json', 'content-language': 'eng' },
    body: JSON.stringify(body),
  };
}

function errorAnswer(status: number, title: string, detail: string, message: string, path = '/tracking'): WireResponse {
  return json(status, { instance: `/expressapi${path}`, detail, title, message, status: String(status) });
}

/** Bodies as the MyDHL API has them; `status` is text. */
function refuse(refusal: SandboxRefusal): WireResponse {
  switch (refusal) {
    case 'bad_credentials':
    case 'unauthorized':
      return errorAnswer(401, 'Unauthorized', 'Invalid credentials', 'Unauthorized');
    case 'forbidden':
    case 'missing_scope':
      return errorAnswer(403, 'Forbidden', 'The account has no access', 'Forbidden');
    case 'too_many_requests':
    case 'throttled_quietly':
      return errorAnswer(429, 'Too many requests', 'The limit of calls is reached', 'Too many requests');
    case 'batch_too_large':
    case 'invalid_request':
      return errorAnswer(400, 'Missing parameters', 'Missing mandatory parameters', 'Bad request');
    case 'unknown_path':
      return errorAnswer(404, 'Not found', 'There is no such resource', 'Not found', '/');
    case 'server_error':
      return errorAnswer(500, 'Internal error', 'Something went wrong', 'Internal server error');
    case 'unavailable':
      return errorAnswer(503, 'Unavailable', 'The service is not available now', 'Service unavailable');
  }
}

/** The MyDHL API from invented lives: one shipment with or without offsets, several at once, and their pieces. */
export const dhlExpressSandbox: CarrierSandbox = {
  carrier: 'dhl-express',
  sampleNumber: sampleNumbers('4', 8, mod7),
  hub: {
    place: { city: 'Hebron', region: 'KY', postalCode: '41048', country: 'US', facility: 'Cincinnati Gateway' },
    timeZone: 'America/New_York',
  },
  origin,
  maxBatch: 200,
  quotas: [{ limit: 500, intervalMs: 86_400_000 }],
  route,
  tracking,
  refuse,
};
