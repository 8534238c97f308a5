import {
  type Answerer,
  codeOfPage,
  fault,
  type TrackingError,
  type TrackingErrorCode,
  type WireResponse,
} from 'waybill/kit';

/** Words of a carrier's own in place of the standard ones. */
export type Advice = Partial<Record<TrackingErrorCode, string>>;

/** The typed error of an answer without data: a page of the gateway in front, a cut text, nothing. */
export function pageError(
  answerer: Answerer,
  { status }: WireResponse,
  trackingNumber: string,
  advice: Advice,
): TrackingError {
  const code = codeOfPage(status);
  const retryable = code === 'unexpected_response' || undefined;
  return fault(answerer, code, { trackingNumber, httpStatus: status, retryable }, advice[code]);
}
