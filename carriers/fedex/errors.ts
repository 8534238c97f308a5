import {
  type BatchReading,
  codeOfPage,
  failAll,
  fault,
  type Inquiry,
  isGone,
  jsonOf,
  parsePayload,
  present,
  type TrackingError,
  type TrackingErrorCode,
  text,
  unreadable,
  type WireResponse,
} from 'waybill/kit';
import { identity } from './numbers.ts';
import { readTrackAnswer, type WireError } from './wire.ts';

/** What an error code of FedEx's means. */
export interface ErrorMeaning {
  readonly code: TrackingErrorCode;
  /** Whether one number of a batch may be the cause; the batch is then asked again in halves. */
  readonly one?: boolean;
  readonly retryable?: boolean;
  /** What to do, where the standard words would mislead; follows "FedEx". */
  readonly words?: string;
}

const request: ErrorMeaning = { code: 'invalid_request' };
const shipDates: ErrorMeaning = {
  code: 'invalid_request',
  one: true,
  words: 'refused the ship dates; give dates of the last two years, none in the future, at most 30 days apart',
};
const number: ErrorMeaning = { code: 'invalid_number', one: true };
const unknown: ErrorMeaning = { code: 'not_found', one: true };
const ambiguous: ErrorMeaning = {
  code: 'invalid_request',
  one: true,
  words: 'has several shipments with this number; give the uniqueId, or shippedAfter and shippedBefore',
};
const elsewhere: ErrorMeaning = {
  code: 'not_available',
  one: true,
  words: 'shows this shipment at customcritical.fedex.com only; ask there',
};
const down: ErrorMeaning = { code: 'carrier_unavailable' };
const credentials: ErrorMeaning = { code: 'unauthorized' };
const permission: ErrorMeaning = { code: 'forbidden' };

/** Every error code that FedEx publishes for tracking, in envelopes and inside results alike. */
export const errorCodes: Readonly<Record<string, ErrorMeaning>> = {
  'CUSTOMER.REVOKE.REQUIRED': permission,
  'CUSTOMER.SIZE.INVALID': request,
  'CUSTOMER.USAGE.LOCKED': permission,
  'FORBIDDEN.ERROR': permission,
  'INTERNAL.SERVER.ERROR': down,
  'LOGIN.REAUTHENTICATE.ERROR': credentials,
  'NOT.AUTHORIZED.ERROR': credentials,
  // The endpoint is gone, not the parcel.
  'NOT.FOUND.ERROR': {
    code: 'invalid_request',
    words: 'has nothing at this address; check the baseUrl given to fedex()',
  },
  'NOTIFICATION.TRACKINGNBR.NOTFOUND': unknown,
  'REFERENCETRACKING.SHIPDATERANGE.INVALID': shipDates,
  'SERVICE.UNAVAILABLE.ERROR': down,
  'TRACKING.ACCOUNTNUMBER.EMPTY': request,
  'TRACKING.CUSTOMCRITICAL.ERROR': elsewhere,
  'TRACKING.DATA.NOTFOUND': unknown,
  'TRACKING.DATA.NOTUNIQUE': ambiguous,
  'TRACKING.DESTINATIONCOUNTRYCODE.INVALID': request,
  'TRACKING.EMAILADDRESS.INVALID': request,
  'TRACKING.LOCALE.INVALID': { code: 'invalid_request', words: 'does not offer this locale; give fedex() another one' },
  'TRACKING.MULTIPIECE.ERROR': ambiguous,
  'TRACKING.MULTISTOP.ERROR': elsewhere,
  'TRACKING.POSTALCODE.INVALID': { ...request, one: true },
  'TRACKING.REFERENCEDATA.INCOMPLETE': {
    code: 'invalid_request',
    words: 'needs more than the reference; give the accountNumber, or the kind, both ship dates and the destination',
  },
  'TRACKING.REFERENCENUMBER.NOTFOUND': unknown,
  'TRACKING.REFERENCETYPE.INVALID': request,
  'TRACKING.REFERENCEVALUE.EMPTY': request,
  'TRACKING.REFRENCEVALUE.INVALID': request,
  'TRACKING.SENDERCONTACTNAME.INVALID': request,
  'TRACKING.SENDEREMAILADDRESS.INVALID': request,
  'TRACKING.SHIPDATE.ENDDATEBEFOREBEGINDATE': shipDates,
  'TRACKING.SHIPDATEBEGIN.INVALID': shipDates,
  'TRACKING.SHIPDATEBEGIN.TOOOLD': shipDates,
  'TRACKING.SHIPDATEEND.FUTURE': shipDates,
  'TRACKING.SHIPDATEEND.INVALID': shipDates,
  'TRACKING.SHIPDATERANGE.ERROR': shipDates,
  'TRACKING.SHIPDATERANGE.INVALID': shipDates,
  'TRACKING.SHIPDATERANGE.TOOLONG': shipDates,
  'TRACKING.TCN.NOTFOUND': unknown,
  'TRACKING.TCNVALUE.EMPTY': request,
  'TRACKING.TRACKINGNUMBER.EMPTY': number,
  'TRACKING.TRACKINGNUMBER.INVALID': number,
  'TRACKING.TRACKINGNUMBER.NOTFOUND': unknown,
  'TRACKING.TRACKINGNUMBERS.LIMITEXCEEDED': { ...request, one: true },
  // A signature may lag the delivery by five days.
  'TRACKINGDOCUMENT.DOCUMENT.UNAVAILABLE': { code: 'not_available', one: true, retryable: true },
  // Its text asks to try again later; no credentials help.
  'USER.RELOGIN.REQUIRED': down,
  // A note beside the canned data of the test host; as an error it would be news.
  'VIRTUAL.RESPONSE': { code: 'unexpected_response' },
};

const rateWindowMs = 10_000;
const dayMs = 86_400_000;

/** One of FedEx's error entries as ours; its message stays behind, it may quote what was sent. */
export function errorOf(error: WireError, httpStatus?: number, trackingNumber?: string): TrackingError {
  const carrierCode = text(error.code);
  const { code, retryable, words } = meaningOfError(carrierCode, httpStatus);
  return fault(identity, code, { carrierCode, httpStatus, trackingNumber, retryable }, words);
}

function meaningOfError(code: string | undefined, httpStatus: number | undefined): ErrorMeaning {
  const known = code !== undefined && Object.hasOwn(errorCodes, code) ? errorCodes[code] : undefined;
  if (known !== undefined) return known;
  return {
    code: httpStatus === undefined ? 'unexpected_response' : codeOfPage(httpStatus),
    ...(isGone(httpStatus) && { retryable: true }),
    // A tracking code that is not in our table may well be about one number.
    one: code?.startsWith('TRACKING.') === true,
  };
}

/** What an answer without results means for the numbers asked. */
export function readFailure(response: WireResponse, inquiries: readonly Inquiry[]): BatchReading {
  const entry = errorEntries(response)[0];
  if (entry !== undefined && inquiries.length > 1) {
    if (meaningOfError(text(entry.code), response.status).one === true) return 'split';
  }
  return failAll(inquiries, (trackingNumber) => faultOf(response, trackingNumber));
}

/** What an answer without results means, for one number or for none. */
export function faultOf(response: WireResponse, trackingNumber?: string): TrackingError {
  const httpStatus = response.status;
  const entry = errorEntries(response)[0];
  if (entry !== undefined) return errorOf(entry, httpStatus, trackingNumber);
  const payload = parsePayload(response.body);
  if (payload.kind === 'unreadable') return unreadable(identity, response, payload, trackingNumber);
  const retryable = isGone(httpStatus) || undefined;
  return fault(identity, codeOfPage(httpStatus), { httpStatus, trackingNumber, retryable });
}

function errorEntries({ body }: WireResponse): readonly WireError[] {
  const answer = readTrackAnswer(jsonOf(parsePayload(body)));
  const errors = present(answer?.errors);
  return errors.length > 0 ? errors : alertsOf(answer?.output?.alerts);
}

/** Alerts come as a list, as one object or as bare text; a known code in them is all that is asked of them. */
function alertsOf(alerts: unknown): readonly WireError[] {
  const said = alerts === undefined ? '' : JSON.stringify(alerts);
  return said.includes('TRACKING.DATA.NOTFOUND') ? [{ code: 'TRACKING.DATA.NOTFOUND' }] : [];
}

/** Whether an answer has an error of the API's own; what comes from the gateway in front of it has none that is known. */
export function isOfTheApi(response: WireResponse): boolean {
  return errorEntries(response).some(({ code }) => Object.hasOwn(errorCodes, code ?? ''));
}

/** How long FedEx wants silence. It sends no `Retry-After`; the hint is in the words of the answer. */
export function throttledForMs(response: WireResponse, now: number): number | undefined {
  if (response.status !== 429 || response.headers['retry-after'] !== undefined) return undefined;
  if (/12:00 ?AM GMT|daily/i.test(response.body)) return dayMs - (now % dayMs);
  const seconds = /retry after (\d{1,4}) seconds/i.exec(response.body)?.[1];
  return seconds === undefined ? rateWindowMs : Number(seconds) * 1000;
}
