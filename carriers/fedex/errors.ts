import {
  type Answerer,
  type BatchReading,
  codeOfHttpStatus,
  failAll,
  fault,
  type Inquiry,
  parsePayload,
  present,
  type TrackingError,
  text,
  unreadable,
  type WireResponse,
} from 'waybill/kit';
import { type ErrorMeaning, errorCodes } from './error-codes.ts';
import { readTrackAnswer, type WireError } from './wire.ts';

/** FedEx, for messages. */
export const answerer: Answerer = { id: 'fedex', name: 'FedEx' };

/** FedEx blocks an address that asked too fast for ten minutes ("Rate limits" of its developer guide). */
const burstPenaltyMs = 600_000;
const rateWindowMs = 10_000;
const dayMs = 86_400_000;

/** One of FedEx's error entries as ours; its message stays behind, it may quote what was sent. */
export function errorOf(error: WireError, httpStatus?: number, trackingNumber?: string): TrackingError {
  const carrierCode = text(error.code);
  const { code, retryable, words } = meaningOfError(carrierCode, httpStatus);
  return fault(answerer, code, { carrierCode, httpStatus, trackingNumber, retryable }, words);
}

function meaningOfError(code: string | undefined, httpStatus: number | undefined): ErrorMeaning {
  const known = code !== undefined && Object.hasOwn(errorCodes, code) ? errorCodes[code] : undefined;
  if (known !== undefined) return known;
  return {
    code: httpStatus === undefined || httpStatus < 300 ? 'unexpected_response' : codeOfHttpStatus(httpStatus),
    // A tracking code that is not in our table may well be about one number.
    one: code?.startsWith('TRACKING.') === true,
  };
}

/** What an answer without results means for the numbers asked. */
export function readFailure(response: WireResponse, inquiries: readonly Inquiry[]): BatchReading {
  const penalty = burstPenalty(response);
  const entry = errorEntries(response)[0];
  if (penalty === undefined && entry !== undefined && inquiries.length > 1) {
    if (meaningOfError(text(entry.code), response.status).one === true) return 'split';
  }
  return failAll(inquiries, (trackingNumber) => faultOf(response, trackingNumber));
}

/** What an answer without results means, for one number or for none. */
export function faultOf(response: WireResponse, trackingNumber?: string): TrackingError {
  const httpStatus = response.status;
  const retryAfterMs = burstPenalty(response);
  if (retryAfterMs !== undefined) return fault(answerer, 'rate_limited', { httpStatus, trackingNumber, retryAfterMs });
  const entry = errorEntries(response)[0];
  if (entry !== undefined) return errorOf(entry, httpStatus, trackingNumber);
  const payload = parsePayload(response.body);
  if (payload.kind === 'unreadable') return unreadable(answerer, response, payload, trackingNumber);
  const code = httpStatus < 300 ? 'unexpected_response' : codeOfHttpStatus(httpStatus);
  return fault(answerer, code, { httpStatus, trackingNumber });
}

function errorEntries({ body }: WireResponse): readonly WireError[] {
  const payload = parsePayload(body);
  const answer = payload.kind === 'json' ? readTrackAnswer(payload.value) : undefined;
  const errors = present(answer?.errors);
  return errors.length > 0 ? errors : alertsOf(answer?.output?.alerts);
}

/** Alerts come as a list, as one object or as bare text; a known code in them is all that is asked of them. */
function alertsOf(alerts: unknown): readonly WireError[] {
  const said = alerts === undefined ? '' : JSON.stringify(alerts);
  return said.includes('TRACKING.DATA.NOTFOUND') ? [{ code: 'TRACKING.DATA.NOTFOUND' }] : [];
}

/**
 * The block for asking too fast: a 403 that is not the refusal of a permission. That one carries the code
 * `FORBIDDEN.ERROR`, or another code of the API; the block comes from the gateway in front of it, which knows none.
 */
function burstPenalty(response: WireResponse): number | undefined {
  if (response.status !== 403) return undefined;
  const named = errorEntries(response).some(({ code }) => Object.hasOwn(errorCodes, code ?? ''));
  return named ? undefined : burstPenaltyMs;
}

/** How long FedEx wants silence. It sends no `Retry-After`; the hint is in the words of the answer. */
export function throttledForMs(response: WireResponse, now: number): number | undefined {
  if (response.status === 403) return burstPenalty(response);
  if (response.status !== 429 || response.headers['retry-after'] !== undefined) return undefined;
  if (/12:00 ?AM GMT|daily/i.test(response.body)) return dayMs - (now % dayMs);
  const seconds = /retry after (\d{1,4}) seconds/i.exec(response.body)?.[1];
  return seconds === undefined ? rateWindowMs : Number(seconds) * 1000;
}
