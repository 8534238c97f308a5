import { fault, type Maybe, present, type TrackingError } from 'waybill/kit';
import { xmlText } from 'waybill/kit-xml';
import type { ErrorMeaning } from '../error-codes.ts';
import { answerer } from '../errors.ts';
import type { WireError } from '../wire.ts';
import type { SoapNotification } from './wire.ts';

const down: ErrorMeaning = { code: 'carrier_unavailable' };
const number: ErrorMeaning = { code: 'invalid_number' };
const beyond: ErrorMeaning = {
  code: 'carrier_unavailable',
  retryable: false,
  words: 'could not process this number and says that another try is of no use; ask its customer service',
};

/**
 * `Notification.Code` of the Track Service. FedEx's list is gone with it: these are the recorded ones, and those that
 * clients of the time took for passing or for lasting faults.
 */
const notificationCodes: Readonly<Record<string, ErrorMeaning>> = {
  '1000': { code: 'unauthorized' },
  '5508': number,
  '6035': number,
  '6330': down,
  '9035': down,
  '9040': { code: 'not_found' },
  '9041': down,
  '9045': down,
  '9050': down,
  '9055': down,
  '9060': down,
  '9065': down,
  '9070': down,
  '9075': down,
  '9080': beyond,
  '9081': beyond,
  '9082': beyond,
  '9085': down,
  '9086': down,
  '9090': down,
  '9095': beyond,
  '9100': beyond,
};

/** The error that notifications speak of; undefined where all went well, or well enough. */
export function errorIn(notifications: readonly Maybe<SoapNotification>[]): WireError | undefined {
  for (const { Severity, Code } of present(notifications)) {
    const severity = xmlText(Severity);
    if (severity === 'ERROR' || severity === 'FAILURE') return { code: xmlText(Code), message: severity };
  }
  return undefined;
}

/** An error as ours. A code that is not known is a failure of FedEx's where it says so, else news to us. */
export function soapErrorOf({ code, message }: WireError, trackingNumber: string): TrackingError {
  const carrierCode = code ?? undefined;
  const known =
    carrierCode !== undefined && Object.hasOwn(notificationCodes, carrierCode)
      ? notificationCodes[carrierCode]
      : undefined;
  const otherwise: ErrorMeaning = message === 'FAILURE' ? down : { code: 'unexpected_response' };
  const { code: meaning, retryable, words } = known ?? otherwise;
  return fault(answerer, meaning, { carrierCode, trackingNumber, retryable }, words);
}
