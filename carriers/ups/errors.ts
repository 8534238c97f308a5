import {
  codeOfPage,
  fault,
  isGone,
  jsonOf,
  type Payload,
  parsePayload,
  type TrackingError,
  type TrackingErrorCode,
  unreadable,
  type WireResponse,
} from 'waybill/kit';
import { identity } from './numbers.ts';
import { type ErrorEntry, readProblems } from './wire.ts';

/**
 * Codes of `errors` and `warnings`: of Track and OAuth as they were recorded, of Track Alert (its document, error table),
 * and of the access-key API that came before.
 */
export const errorCodes: Readonly<Record<string, TrackingErrorCode>> = {
  10004: 'carrier_unavailable',
  10007: 'invalid_request',
  10429: 'rate_limited',
  150022: 'invalid_number',
  151018: 'invalid_number',
  151044: 'not_found', // the usual answer for a new label
  155002: 'not_found', // of Mail Innovations
  250002: 'unauthorized', // also for an application without the Tracking product
  250003: 'unauthorized',
  251004: 'unauthorized',
  404: 'unexpected_response', // nothing there: of the number where the words say so, else of the address
  405: 'invalid_request',
  TV1002: 'invalid_number',
  TW0001: 'not_found', // a warning, in an answer of status 200
  UJ0001: 'unauthorized',
  VSS000: 'invalid_request',
  VSS002: 'invalid_request',
  VSS003: 'invalid_request',
  VSS004: 'invalid_request',
  VSS006: 'invalid_request',
  VSS100: 'carrier_unavailable',
  VSS110: 'invalid_request',
  VSS200: 'invalid_request',
  VSS210: 'invalid_number',
  VSS215: 'invalid_number',
  VSS220: 'invalid_request',
  VSS300: 'invalid_request',
  VSS310: 'invalid_request',
  VSS400: 'invalid_request',
  VSS500: 'invalid_request',
  VSS600: 'invalid_request',
  VSS610: 'invalid_request',
  VSS700: 'invalid_request',
  VSS800: 'invalid_request',
  VSS930: 'invalid_request',
};

/** Advice that is better than the common words. */
const advice: Readonly<Record<string, string>> = {
  10429:
    'asks for fewer requests; wait before the next one, keep the token instead of asking for one per call, and ask UPS for a higher limit',
  250002:
    'refused the credentials; check them, that they are for this environment, and that the application has the Tracking product',
  404: 'found nothing, neither saying whether of the number nor of the address; ask again later, and check baseUrl if it says so of every number',
};

/** UPS names no time to wait; this is ours, the window of the default quota. */
const silenceMs = 10_000;

/** What to make of an error code; undefined for one that we do not know, and for one that says too little. */
export function meaningOfError(code: string, httpStatus: number): TrackingErrorCode | undefined {
  if (Object.hasOwn(errorCodes, code)) {
    const meaning = errorCodes[code];
    return meaning === 'unexpected_response' ? undefined : meaning;
  }
  // Codes of the Track API beyond the recorded ones: TV for what it validates, the number, and TW for warnings.
  if (code.startsWith('TV')) return httpStatus === 404 ? 'not_found' : 'invalid_number';
  return code.startsWith('TW') ? 'not_found' : undefined;
}

/** What UPS's English messages say, in lower case: read where the code is unknown. */
const messages: readonly (readonly [TrackingErrorCode, readonly string[]])[] = [
  ['rate_limited', ['too many requests', 'quota limit']],
  ['not_found', ['not found', 'no tracking information', 'no information', 'not available for this tracking']],
  ['carrier_unavailable', ['unavailable', 'try again', 'not available at this time']],
  ['forbidden', ['access is denied', 'access denied', 'not authorized', 'blocked merchant']],
  ['unauthorized', ['authentication', 'access license', 'credentials', 'invalid token', 'token expired']],
  ['invalid_number', ['invalid tracking number', 'invalid inquiry number', 'invalid 1z']],
];

/** What the words of an unknown error mean; undefined for words that are none of UPS's. */
export function meaningOfMessage(message: string | undefined): TrackingErrorCode | undefined {
  const words = message?.slice(0, 300).toLowerCase() ?? '';
  // "The requested resource was not found.", "Not Found": the address, as far as anybody can tell.
  if (words.includes('resource') || /^(?:404 )?not found\W*$/.test(words)) return undefined;
  return messages.find(([, phrases]) => phrases.some((phrase) => words.includes(phrase)))?.[0];
}

/** An answer without data, as an error: for its code, else for its words, else for its status. */
export function errorOf(response: WireResponse, payload: Payload, trackingNumber?: string): TrackingError {
  if (payload.kind === 'unreadable') return unreadable(identity, response, payload, trackingNumber);
  return errorOfCodes(readProblems(jsonOf(payload)), response.status, trackingNumber);
}

/** The error that problems stand for: the first that we know decides, by its code before another's words. */
export function errorOfCodes(
  problems: readonly ErrorEntry[],
  httpStatus: number | undefined,
  trackingNumber?: string,
): TrackingError {
  const status = httpStatus ?? 200;
  const meaningOf = ({ code }: ErrorEntry) => (code === undefined ? undefined : meaningOfError(code, status));
  const told =
    problems.find((problem) => meaningOf(problem) !== undefined) ??
    problems.find(({ message }) => meaningOfMessage(message) !== undefined) ??
    problems[0];
  const carrierCode = told?.code;
  const known = told && (meaningOf(told) ?? meaningOfMessage(told.message));
  const code = known ?? codeOfPage(status);
  const blocked =
    code === 'forbidden' ? 'has blocked this account ("Blocked Merchant"); ask UPS to open it' : undefined;
  const words = carrierCode !== undefined && Object.hasOwn(advice, carrierCode) ? advice[carrierCode] : blocked;
  const retryAfterMs = code === 'rate_limited' ? silenceMs : undefined;
  const retryable = (known === undefined && isGone(status)) || undefined;
  return fault(identity, code, { httpStatus, trackingNumber, carrierCode, retryAfterMs, retryable }, words);
}

/** How long to stay silent when UPS throttles without saying how long: a 429, or its code 10429 at any status. */
export function throttledForMs(response: WireResponse): number | undefined {
  if (response.headers['retry-after'] !== undefined) return undefined;
  if (response.status === 429) return silenceMs;
  if (response.body.length > 2000 || !response.body.includes('10429')) return undefined;
  const payload = parsePayload(response.body);
  return readProblems(jsonOf(payload)).some(({ code }) => code === '10429') ? silenceMs : undefined;
}
