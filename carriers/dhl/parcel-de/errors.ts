import { fault, type TrackingError, type TrackingErrorCode } from 'waybill/kit';
import type { Advice } from '../shared/answers.ts';
import { identity } from './numbers.ts';

type ErrorReading = readonly [code: TrackingErrorCode, instead?: string];

const malformed: ErrorReading = ['invalid_request'];
const technical: ErrorReading = ['carrier_unavailable'];
const forbidden: ErrorReading = [
  'forbidden',
  'refused access; ask DHL to give this user of the business customer portal the right to track',
];

/** The attribute `code`, and `piece-status` of a single piece. HTTP is 200 for all of them. */
const errorCodes: Readonly<Record<string, ErrorReading>> = {
  '-1': technical,
  '-1000': technical,
  '-2': technical,
  '-3': malformed,
  '5': [
    'unauthorized',
    'refused the user or password of the business customer portal; check both, and do not try again before: DHL locks ' +
      'the user after some attempts',
  ],
  '6': ['unauthorized', 'locked the user after too many wrong passwords; unlock it in the business customer portal'],
  '41': ['invalid_number', 'finds the check digit of this number wrong; check it for typing errors'],
  '45': malformed,
  '57': ['not_found', 'does not know this number at the postal code given with it; check postalCode'],
  '58': malformed,
  '59': malformed,
  '60': malformed,
  '61': ['not_found'],
  '62': forbidden,
  // The archive of signatures is not connected.
  '63': technical,
  '64': forbidden,
  '100': ['not_found'],
  '200': ['not_found', 'has no data of this parcel yet; ask again later, and check the number'],
};

/** Whether an error of the whole answer may be about one of several numbers. */
export function blamesOneNumber(code: string): boolean {
  return code === '41' || code === '57' || code === '200';
}

/** The typed error of a code other than `0`. */
export function errorOf(carrierCode: string, trackingNumber: string | undefined): TrackingError {
  const reading = Object.hasOwn(errorCodes, carrierCode) ? errorCodes[carrierCode] : undefined;
  const [code, instead] = reading ?? ['unexpected_response'];
  // Only another postal code helps.
  const retryable = carrierCode === '57' ? false : undefined;
  return fault(identity, code, { trackingNumber, carrierCode, retryable }, instead);
}

/** The code of a number that DHL does not know. */
export const notFound = '100';

/** The typed error of one piece: none of them is about the login, which fails as a whole. */
export function pieceError(carrierCode: string, trackingNumber: string | undefined): TrackingError {
  const error = errorOf(carrierCode, trackingNumber);
  const isLogin = error.code === 'unauthorized' || error.code === 'forbidden';
  return isLogin ? fault(identity, 'unexpected_response', { trackingNumber, carrierCode }) : error;
}

/** What the gateway says with a page: a wrong API key or secret. */
export const gatewayAdvice: Advice = {
  unauthorized: 'refused the API key or secret; check both, and that the app is approved for Parcel DE Tracking',
};
