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

/** Items by their number, numbers and items in the order in which they came. */
export function byNumber<T>(items: Iterable<T>, numberOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const number = numberOf(item);
    const group = groups.get(number);
    if (group === undefined) groups.set(number, [item]);
    else group.push(item);
  }
  return groups;
}
