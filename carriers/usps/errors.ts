import {
  codeOfHttpStatus,
  codeOfPage,
  fault,
  isGone,
  numeric,
  plainText,
  present,
  type TrackingError,
  type TrackingErrorCode,
  text,
  type WireResponse,
} from 'waybill/kit';
import { identity } from './numbers.ts';
import { isObject, type WireError, type WireProblem } from './wire.ts';

/** What to do about a token without a scope. */
export function adviceOn(scope: string): string {
  return (
    `gave these credentials no access to ${scope}; the scope "${scope}" is not part of the default product: ask USPS ` +
    'API Support for it by a service request, and use credentials of an app that has it'
  );
}

/** What to do about a number that the account may not see, since April 2026. */
export const accessAdvice: string =
  'does not let these credentials see this number; since April 2026 an account sees labels with its own Mailer ID (MID) ' +
  'or of a merchant who authorized it: accept the terms of API access in the USPS Business Portal and have the MID linked ' +
  'to the app, or sign an IP agreement with USPS; ask UPS for its own parcels that USPS delivers';

interface Verdict {
  readonly code: TrackingErrorCode;
  /** Words in place of the standard ones. */
  readonly words?: string;
  readonly retryable?: boolean;
}

const unknownYet: Verdict = { code: 'not_found' };
const unavailable: Verdict = { code: 'not_available', words: 'offers no tracking for this item' };
const noScope: Verdict = { code: 'forbidden', words: adviceOn('tracking') };
const noAccess: Verdict = { code: 'forbidden', words: accessAdvice };
const tooMany: Verdict = { code: 'rate_limited' };
const another: Verdict = {
  code: 'invalid_number',
  words: 'says that this number belongs to another carrier; check the number, or ask that carrier',
};
const pickup: Verdict = {
  code: 'invalid_number',
  words: 'says that this is the confirmation number of a package pickup; ask for the number of a parcel',
};
const notice: Verdict = {
  code: 'not_available',
  words: 'has too many items behind this redelivery notice; ask for the number of each item',
};
const specification: Verdict = {
  code: 'invalid_request',
  words:
    'did not find the request in its specification; v3 is deprecated: leave out api: "v3", and check the other options',
};
const unlisted: Verdict = {
  code: 'unexpected_response',
  words: 'refused the request for a reason that is not known here; look carrierCode up at USPS',
};

/**
 * Wordings before codes: USPS was seen to send the code of one condition with the words of another. Each is looked for
 * in the texts of the error, in small letters; the first that is found decides.
 */
const byWords: readonly (readonly [RegExp, Verdict])[] = [
  [/oauth.?scope|client application identifier is invalid|no apiproduct match/, noScope],
  [/quota|too many requests/, tooMany],
  [/ip agreement|mailer id|\bmid\b|access.?control/, noAccess],
  [
    /not yet available|yet have a status update|may be incorrect|no record of that|could not locate|tracking is not available for this item/,
    unknownYet,
  ],
  [/belong to another shipper/, another],
  [/pickup transaction/, pickup],
  [/\b3849\b/, notice],
  [/fraudulent postage|information is not available for your item|is unavailable for this product/, unavailable],
  [/^oasvalidation.{0,200}path/, specification],
  [/authorization failure/, { code: 'unauthorized' }],
  [/missing (?:or invalid )?value|xml syntax/, { code: 'invalid_request' }],
  [/(?:system|service|server) is (?:currently |temporarily )?unavailable/, { code: 'carrier_unavailable' }],
];

/** `error.errors[].code` of the tracking APIs (USPS error inventory), and `Error/Number` of the Web Tools before them; letters in capitals. */
const byCode: Readonly<Record<string, Verdict>> = {
  '-2147219040': { code: 'invalid_request', words: 'knows the numbers of its own examples only on its test server' },
  '-2147219283': unknownYet,
  '-2147219301': unavailable,
  '-2147219302': unknownYet,
  '-2147219303': { code: 'invalid_request', words: 'was asked for this number twice at once; see its other answer' },
  '150001': unknownYet,
  '150002': unknownYet,
  '150003': unknownYet,
  '150004': unavailable,
  '150005': unknownYet,
  '150006': notice,
  '150007': notice,
  '150008': unavailable, // a country that USPS may not show
  '150009': unknownYet,
  '150010': another,
  '150011': pickup,
  '150012': unavailable, // fraudulent postage
  '150013': unavailable, // an order of a public programme, not yet a parcel
  '80040B1A': { code: 'unauthorized' },
};

/** Where an error came from: the status of the answer, or of the item in it, and the number it is about. */
export interface ErrorContext {
  readonly httpStatus?: number | undefined;
  readonly trackingNumber?: string | undefined;
  readonly retryAfterMs?: number | undefined;
}

/** The typed error that an error object of USPS stands for. */
export function errorOf(error: WireError, context: ErrorContext): TrackingError {
  const problems = present(error.errors);
  const told = numeric(error.code) ?? numeric(problems[0]?.status);
  const httpStatus = told ?? context.httpStatus;
  const carrierCode = problems.map(({ code }) => text(code)).find((code) => code !== undefined) ?? text(error.code);
  const { code, words, retryable } = verdictOf(
    error,
    problems,
    { httpStatus, isTold: told !== undefined },
    carrierCode,
  );
  const retryAfterMs = code === 'rate_limited' || code === 'carrier_unavailable' ? context.retryAfterMs : undefined;
  const { trackingNumber } = context;
  return fault(identity, code, { httpStatus, carrierCode, trackingNumber, retryAfterMs, retryable }, words);
}

function verdictOf(
  error: WireError,
  problems: readonly WireProblem[],
  { httpStatus, isTold }: { readonly httpStatus: number | undefined; readonly isTold: boolean },
  carrierCode: string | undefined,
): Verdict {
  const words = wordsOf(error, problems);
  const worded = byWords.find(([pattern]) => pattern.test(words))?.[1];
  if (worded !== undefined) return worded;
  const coded = verdictByCode(carrierCode?.toUpperCase());
  if (coded !== undefined) return coded;
  // Without a word, a 401 was seen to mean that the token lacks the scope.
  if (httpStatus === 401) return words === '' ? noScope : { code: 'unauthorized' };
  if (httpStatus === 403) return noAccess;
  const blamed = problems.map(({ source }) => parameterOf(source)).find((parameter) => parameter !== undefined);
  if (blamed !== undefined && /tracking.?number/i.test(blamed)) return { code: 'invalid_number' };
  if (httpStatus === undefined) return carrierCode === undefined ? { code: 'unexpected_response' } : unlisted;
  // Only what USPS says itself speaks of the number; a gateway's 404 speaks of the address.
  return isTold
    ? { code: codeOfHttpStatus(httpStatus) }
    : { code: codeOfPage(httpStatus), ...(isGone(httpStatus) && { retryable: true }) };
}

function verdictByCode(code: string | undefined): Verdict | undefined {
  return code !== undefined && Object.hasOwn(byCode, code) ? byCode[code] : undefined;
}

/** All texts of an error in small letters, without HTML and the leading `12: `. */
function wordsOf(error: WireError, problems: readonly WireProblem[]): string {
  return [error.message, ...problems.flatMap(({ title, detail }) => [title, detail])]
    .map((words) => plainText(words)?.replace(/^\d+:\s*/, '') ?? '')
    .filter((words) => words !== '')
    .join(' | ')
    .toLowerCase();
}

function parameterOf(source: unknown): string | undefined {
  const parameter = isObject(source) ? source.parameter : undefined;
  return typeof parameter === 'string' ? parameter : undefined;
}

/** `Retry-After` in milliseconds, where it is given in seconds. */
export function retryAfterMs({ headers }: WireResponse): number | undefined {
  const seconds = numeric(headers['retry-after']);
  return seconds === undefined || seconds < 0 ? undefined : seconds * 1000;
}
