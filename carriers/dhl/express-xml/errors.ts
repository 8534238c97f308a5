import { fault, present, type TrackingError, type TrackingErrorCode } from 'waybill/kit';
import { xmlText } from 'waybill/kit-xml';
import type { Advice } from '../shared/answers.ts';
import { identity } from '../shared/express-numbers.ts';
import type { WireCondition, WireStatus } from './wire.ts';

/** What XML Services has to be told about its errors. */
export const advice: Advice = {
  unauthorized:
    'refused the SiteID or the password of XML Services; check both, and that they are for this environment',
  invalid_request: 'refused the request as malformed; check the options given to dhlXmlPi()',
};

/**
 * The typed error of a status that is no success. Code 111 stands for a request that does not fit the schema and for a
 * refused login alike: only the words tell, which are read here and go nowhere, as they quote the password.
 */
export function errorOf(status: WireStatus | null | undefined, trackingNumber?: string): TrackingError {
  const [condition] = present(status?.Condition);
  const words = xmlText(condition?.ConditionData) ?? xmlText(status?.ActionStatus) ?? '';
  return conditionError(condition, words, trackingNumber);
}

/** The typed error of a condition. */
export function conditionError(
  condition: WireCondition | undefined,
  words: string,
  trackingNumber: string | undefined,
): TrackingError {
  const carrierCode = xmlText(condition?.ConditionCode);
  const code = codeOf(carrierCode, words);
  return fault(identity, code, { trackingNumber, carrierCode }, advice[code]);
}

function codeOf(condition: string | undefined, words: string): TrackingErrorCode {
  if (condition === '103' || /no shipments? found/i.test(words)) return 'not_found';
  if (/password|site ?id|authenti|authori[sz]/i.test(words)) return 'unauthorized';
  return condition === '111' ? 'invalid_request' : 'unexpected_response';
}
