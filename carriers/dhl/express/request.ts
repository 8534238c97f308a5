import {
  basicCredentials,
  type Inquiry,
  pathSegment,
  type ReferenceInquiry,
  type RequestOptions,
  TrackingError,
  text,
  type WireRequest,
} from 'waybill/kit';
import { identity, isWaybill } from '../shared/express-numbers.ts';

/** What goes into every request of one carrier object. */
export interface RequestSettings {
  readonly baseUrl: string;
  readonly username: string;
  readonly password: string;
  /** ISO 639-2, three letters. */
  readonly language: string;
  readonly levelOfDetail: 'shipment' | 'piece' | 'all';
  readonly accountNumber: string | undefined;
  /** Whether numbers are asked for one at a time, which is the only way to the offsets of the events. */
  readonly isSingle: boolean;
}

/** ISO 639-2 of languages by ISO 639-1; DHL documents `eng` alone and falls back to it. */
const languages: Readonly<Record<string, string>> = {
  cs: 'ces',
  da: 'dan',
  de: 'deu',
  en: 'eng',
  es: 'spa',
  fi: 'fin',
  fr: 'fra',
  hu: 'hun',
  it: 'ita',
  ja: 'jpn',
  ko: 'kor',
  nl: 'nld',
  no: 'nor',
  pl: 'pol',
  pt: 'por',
  ro: 'ron',
  ru: 'rus',
  sk: 'slk',
  sv: 'swe',
  tr: 'tur',
  uk: 'ukr',
  zh: 'zho',
};

/** The three letters of a BCP 47 tag's language; English for one that is not listed. */
export function languageOf(locale: string): string {
  const language = locale.slice(0, 2).toLowerCase();
  return (Object.hasOwn(languages, language) ? languages[language] : undefined) ?? 'eng';
}

/**
 * One waybill by `GET /shipments/{n}/tracking`, with the offset of every event. Several numbers, and the number of a
 * piece, by `GET /tracking`, which has no offsets; where both kinds meet, both are asked for, and DHL may refuse that.
 */
export function trackRequest(
  settings: RequestSettings,
  inquiries: readonly Inquiry[],
  options: RequestOptions,
): WireRequest {
  const numbers = inquiries.map(({ trackingNumber }) => trackingNumber);
  const [only = ''] = numbers;
  const hasPieces = !numbers.every(isWaybill);
  const query = new URLSearchParams({
    trackingView: 'all-checkpoints-with-remarks',
    // The number of a piece is found again in the answer only if the answer lists the pieces.
    levelOfDetail: hasPieces && settings.levelOfDetail === 'shipment' ? 'all' : settings.levelOfDetail,
  });
  if (settings.isSingle && !hasPieces) {
    query.set('requestGMTOffsetPerEvent', 'true');
    return get(settings, `/shipments/${pathSegment(only)}/tracking`, query, options);
  }
  for (const number of numbers)
    query.append(isWaybill(number) ? 'shipmentTrackingNumber' : 'pieceTrackingNumber', number);
  return get(settings, '/tracking', query, options);
}

/** Shipments by the shipper's reference. DHL wants the account that made the label. */
export function referenceRequest(
  settings: RequestSettings,
  inquiry: ReferenceInquiry,
  options: RequestOptions,
): WireRequest {
  const accountNumber = text(inquiry.accountNumber) ?? settings.accountNumber;
  if (accountNumber === undefined) {
    const message = 'DHL Express finds a reference only with the account that shipped: add { accountNumber }.';
    throw new TrackingError('invalid_request', message, { carrier: identity.id });
  }
  const query = new URLSearchParams({
    shipmentReference: inquiry.reference,
    shipperAccountNumber: accountNumber,
    trackingView: 'all-checkpoints-with-remarks',
    levelOfDetail: settings.levelOfDetail,
  });
  if (inquiry.kind !== undefined) query.set('shipmentReferenceType', inquiry.kind);
  if (inquiry.shippedAfter !== undefined) query.set('dateRangeFrom', inquiry.shippedAfter);
  if (inquiry.shippedBefore !== undefined) query.set('dateRangeTo', inquiry.shippedBefore);
  return get(settings, '/tracking', query, options);
}

/** The electronic proof of delivery of a waybill, a PDF. */
export function proofRequest(settings: RequestSettings, inquiry: Inquiry, options: RequestOptions): WireRequest {
  const query = new URLSearchParams();
  if (settings.accountNumber !== undefined) query.set('shipperAccountNumber', settings.accountNumber);
  return get(settings, `/shipments/${pathSegment(inquiry.trackingNumber)}/proof-of-delivery`, query, options);
}

function get(
  settings: RequestSettings,
  path: string,
  query: URLSearchParams,
  { requestId }: RequestOptions,
): WireRequest {
  const { baseUrl, username, password, language } = settings;
  return {
    method: 'GET',
    url: `${baseUrl}${path}${query.size === 0 ? '' : `?${query}`}`,
    headers: {
      accept: 'application/json',
      'accept-language': language,
      authorization: basicCredentials(username, password),
      // 1 to 36 characters.
      'message-reference': requestId.slice(0, 36),
      'x-version': '3.1.0',
    },
  };
}
