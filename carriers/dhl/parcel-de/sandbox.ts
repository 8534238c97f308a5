import {
  type CarrierSandbox,
  type LifeEvent,
  type LifeEventKind,
  mod10,
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
import { escapeXml } from 'waybill/kit-xml';

const origin = 'https://api-eu.dhl.com';

function route({ method, path, headers }: SandboxRequest): SandboxCall {
  const url = new URL(path, origin);
  const pathname = url.pathname.replace(/^\/parcel\/de\/tracking\/v0/, '');
  if (method !== 'GET' || pathname !== '/shipments') return { kind: 'unknown' };
  const credential = readBasicCredentials(headers.authorization);
  const asked = attributesOf(url.searchParams.get('xml') ?? '');
  const numbers = (asked['piece-code'] ?? '').split(';').filter((number) => number !== '');
  const postalCode = asked['zip-code'];
  return {
    kind: 'track',
    ...(credential !== undefined && { credential }),
    inquiries: numbers.map((trackingNumber) => ({ trackingNumber, ...(postalCode !== undefined && { postalCode }) })),
    ...problemOf(asked, numbers),
  };
}

function problemOf(
  { appname, password, request }: Readonly<Record<string, string>>,
  numbers: readonly string[],
): { readonly problem?: SandboxRefusal } {
  if ([appname, password].some((credential) => credential === undefined || credential === '')) {
    return { problem: 'unauthorized' };
  }
  return request === 'd-get-piece-detail' && numbers.length > 0 ? {} : { problem: 'invalid_request' };
}

/** The attributes of a document of one element, unescaped. */
function attributesOf(document: string): Readonly<Record<string, string>> {
  const element = document.slice(document.indexOf('<data'));
  const plain = (text: string): string =>
    text
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&apos;', "'")
      .replaceAll('&amp;', '&');
  return Object.fromEntries(
    [...element.matchAll(/([a-z-]+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, plain(value)]),
  );
}

function tracking(answers: readonly SandboxAnswer[]): WireResponse {
  const pieces = answers.flatMap(({ inquiry, parcels }) =>
    parcels.map((life) => pieceOf(life, inquiry.trackingNumber)),
  );
  if (pieces.length === 0) return list({ code: '100', error: 'No data found' });
  const unknown = answers
    .filter(({ parcels }) => parcels.length === 0)
    .map(({ inquiry }) =>
      element('data', {
        name: 'piece-shipment',
        'error-status': '100',
        'piece-status': '100',
        'piece-status-desc': 'No data found',
        'searched-piece-code': inquiry.trackingNumber,
      }),
    );
  return list({ code: '0' }, [...pieces, ...unknown]);
}

function pieceOf(life: ParcelLife, searched: string): string {
  const { trackingNumber, origin: from, destination, weightKg, references = [] } = life;
  const newest = life.events.at(-1);
  const delivery = life.events.findLast(({ kind }) => /^(?:delivered|collected|returned)/.test(kind));
  const isBack = life.events.some(({ kind }) => kind === 'returning' || kind === 'returned');
  const events = life.events.map((event) => eventOf(event, isBack && event.kind === 'returned'));
  const [ice = '', ric = '', standard = '', words = ''] = newest === undefined ? [] : codesOf[newest.kind];
  return element(
    'data',
    {
      name: 'piece-shipment',
      'error-status': '0',
      'piece-id': `${trackingNumber}-${life.events[0]?.at.slice(0, 10) ?? ''}`,
      'piece-code': trackingNumber,
      'searched-piece-code': searched,
      'event-country': newest?.place.country ?? '',
      'status-timestamp': newest === undefined ? '' : timeOf(newest.at),
      status: words,
      'recipient-name': delivery?.signedBy ?? '',
      'recipient-id': delivery?.kind === 'delivered_to_neighbour' ? '4' : '',
      'pan-recipient-city': townOf(destination),
      'pan-recipient-postalcode': destination.postalCode ?? '',
      'shipper-city': townOf(from),
      'product-code': '00',
      'product-name': 'DHL PAKET (parcel)',
      'delivery-event-flag': delivery === undefined ? '0' : '1',
      'delivery-timeframe-to': life.estimatedDelivery === undefined ? '' : timeOf(life.estimatedDelivery),
      'shipment-weight': String(weightKg ?? '0.0'),
      ice,
      ric,
      'standard-event-code': standard,
      'dest-country': destination.country ?? '',
      'origin-country': from.country ?? '',
      'piece-customer-reference': references[0] ?? '',
      ruecksendung: String(isBack),
    },
    element('data', { name: 'piece-event-list', ruecksendung: String(isBack) }, events.join('')),
  );
}

function eventOf({ kind, at, place }: LifeEvent, isBack: boolean): string {
  const [ice, ric, standard, words] = codesOf[kind];
  return element('data', {
    name: 'piece-event',
    'event-timestamp': timeOf(at),
    'event-status': words,
    'event-text': words,
    ice,
    ric,
    'event-location': place.city ?? '',
    'event-country': countryNames[place.country ?? ''] ?? place.country ?? '',
    'standard-event-code': standard,
    ruecksendung: String(isBack),
  });
}

/** Events name their country, in the language of the request. */
const countryNames: Readonly<Record<string, string>> = { DE: 'Germany', US: 'United States' };

/** `20.11.2026 14:30`, or the day alone. */
function timeOf(at: string): string {
  const [year = '', month = '', day = ''] = at.slice(0, 10).split('-');
  return `${day}.${month}.${year} ${at.slice(11, 16)}`.trim();
}

function townOf({ city = '', postalCode = '' }: Place): string {
  return `${postalCode} ${city}`.trim();
}

function element(name: string, attributes: Readonly<Record<string, string>>, content = ''): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(value)}"`);
  return content === '' ? `<${name}${written.join('')}/>` : `<${name}${written.join('')}>${content}</${name}>`;
}

/** An answer with a code of its own; HTTP is 200 whatever it says. */
function list(attributes: Readonly<Record<string, string>>, pieces: readonly string[] = []): WireResponse {
  const body = element('data', { name: 'piece-shipment-list', ...attributes, 'request-id': '0' }, pieces.join(''));
  return {
    status: 200,
    headers: { 'content-type': 'application/xml; charset=utf-8' },
    body: `<?xml version="1.0" encoding="UTF-8"?>\n${body}`,
  };
}

/** The gateway in front answers with a page. */
function page(status: number): WireResponse {
  const body = `<!DOCTYPE html><html><head><title>${status}</title></head><body><h1>${status}</h1></body></html>`;
  return { status, headers: { 'content-type': 'text/html' }, body };
}

function refuse(refusal: SandboxRefusal): WireResponse {
  switch (refusal) {
    case 'bad_credentials':
      return page(401);
    case 'unauthorized':
      return list({ code: '5', error: 'Login failed' });
    case 'forbidden':
    case 'missing_scope':
      return list({ code: '62', error: 'Not authorized' });
    case 'too_many_requests':
    case 'throttled_quietly':
      return page(429);
    case 'batch_too_large':
    case 'invalid_request':
      return list({ code: '45', error: 'No piece code' });
    case 'unknown_path':
      return page(404);
    case 'server_error':
      return list({ code: '-1000', error: 'Technical error' });
    case 'unavailable':
      return page(503);
  }
}

/** Parcel DE Shipment Tracking from invented lives: XML in the query, XML back. */
export const dhlParcelDeSandbox: CarrierSandbox = {
  carrier: 'dhl-parcel-de',
  sampleNumber: sampleNumbers('00340434333', 8, mod10),
  hub: {
    place: { city: 'Hebron', region: 'KY', postalCode: '41048', country: 'US', facility: 'Cincinnati Gateway' },
    timeZone: 'America/New_York',
  },
  origin,
  maxBatch: 20,
  quotas: [
    { limit: 3, intervalMs: 1_000 },
    { limit: 1_000, intervalMs: 86_400_000 },
  ],
  route,
  tracking,
  refuse,
};

/** Event, reason and standard event as DHL lists them together, and a sentence of the sandbox's own. */
type SandboxCodes = readonly [ice: string, ric: string, standardEvent: string, words: string];

/** How DHL Paket tells a moment. It has no code for weather, which is force majeure, nor for a refund. */
const codesOf: Readonly<Record<LifeEventKind, SandboxCodes>> = {
  address_issue: ['EXPHD', 'BDADD', 'BV', 'The address is incomplete'],
  arrived_at_destination_facility: ['ULFMV', 'UNLDD', 'PO', 'The parcel has arrived at the delivery base'],
  arrived_at_facility: ['ULFMV', 'UNLDD', 'EE', 'The parcel has arrived at a parcel center'],
  available_for_pickup: ['CNRFC', 'SERPT', 'ZF', 'The parcel is ready to be collected'],
  cancelled: ['CANCL', 'NRQRD', 'BV', 'The order was cancelled'],
  collected: ['DLVRD', 'SERPT', 'ZU', 'The recipient has collected the parcel'],
  customs_cleared: ['RSDCP', 'OARRV', 'ZO', 'The parcel has been cleared by customs'],
  customs_held: ['HLDCU', 'NORSN', 'ZO', 'The parcel is held by customs'],
  damaged: ['DMGDS', 'DMGPC', 'BV', 'The parcel was found damaged'],
  delivered: ['DLVRD', 'ACCPT', 'ZU', 'The parcel has been delivered'],
  delivered_by_post: ['DLVRD', 'HNDTC', 'ZU', 'The partner has delivered the parcel'],
  delivered_to_neighbour: ['DLVRD', 'NGHBR', 'ZU', 'The parcel has been left with a neighbour'],
  delivery_attempted: ['NTDEL', 'NHOME', 'ZN', 'The recipient was not at home'],
  departed_facility: ['LDTMV', 'MVMTV', 'AA', 'The parcel has left the parcel center'],
  dropped_off: ['SHRCU', 'SERPT', 'ES', 'The parcel has been posted at a branch'],
  handed_to_post: ['TRBCR', 'NRQRD', 'BV', 'The parcel was handed to the partner'],
  label_created: ['PARCV', 'NRQRD', 'VA', 'The shipment data has arrived'],
  lost: ['EXPHD', 'LOSTX', 'BV', 'The parcel is lost'],
  out_for_delivery: ['SRTED', 'NRQRD', 'PO', 'The parcel is out for delivery'],
  picked_up: ['PCKDU', 'PUBCR', 'AE', 'The parcel has been picked up'],
  refund_note: ['PMTCR', 'NRQRD', 'GT', 'A payment was made'],
  refused: ['DLVRF', 'OTHER', 'ZN', 'The recipient refused the parcel'],
  returned: ['DLVRD', 'ACCPT', 'ZU', 'The parcel is back with the sender'],
  returning: ['RETRN', 'OTHER', 'ZN', 'The parcel goes back to the sender'],
  weather_delay: ['MVTEX', 'FRMJR', 'BV', 'The parcel is late because of weather'],
};
