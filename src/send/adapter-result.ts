import type { BatchReading, Carrier, Inquiry } from '../carrier/carrier.ts';
import { fault, leftOut } from '../carrier/fault.ts';
import { isTrackingError, TrackingError } from '../model/error.ts';
import { failed, type Outcome } from '../model/outcome.ts';
import type { TrackingDraft } from '../model/tracking.ts';

/*
 * Adapters are code of third parties too, and some of them are written without types: what they return is looked at before it
 * is believed, and what they throw costs the numbers of that call and nothing else.
 */

type Named = Pick<Carrier, 'id' | 'name'>;

/** What an adapter returned, as it is: but a promise, which it must not be, is not rejected to nobody. */
export function returned<T>(value: T): T {
  if (typeof value === 'object' && value !== null && 'then' in value) Promise.resolve(value).catch(() => undefined);
  return value;
}

/** Whether a reading is one outcome or more, and so neither a split nor a continuation. */
export function isOutcomes(reading: unknown): reading is readonly Outcome<TrackingDraft>[] {
  return Array.isArray(reading);
}

/** Whether a reading asks for more. */
export function isContinuation(reading: unknown): reading is Exclude<BatchReading, 'split' | readonly unknown[]> {
  return (
    typeof reading === 'object' &&
    reading !== null &&
    'next' in reading &&
    typeof Reflect.get(reading, 'read') === 'function'
  );
}

function isOutcome(value: unknown): value is Outcome<unknown> {
  if (typeof value !== 'object' || value === null || !('trackingNumber' in value) || !('ok' in value)) return false;
  if (typeof value.trackingNumber !== 'string') return false;
  return value.ok === true ? 'value' in value : value.ok === false && 'error' in value && isTrackingError(value.error);
}

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;
const isListOfObjects = (value: unknown): boolean => Array.isArray(value) && value.every(isObject);

function isDraft(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || !('events' in value)) return false;
  return isListOfObjects(value.events) && (!('issues' in value) || isListOfObjects(value.issues));
}

/** Those of an adapter's outcomes that are such, the others left out: as if the carrier had not told them. */
export function soundOutcomes<T>(
  outcomes: readonly Outcome<T>[],
  isValue: (value: unknown) => boolean,
): readonly (Outcome<T> | undefined)[] {
  return outcomes.map((outcome) =>
    isOutcome(outcome) && (!outcome.ok || isValue(outcome.value)) ? outcome : undefined,
  );
}

/**
 * The outcome of each number asked, by place or by number where an adapter changed the order; undefined for a number that
 * was left out.
 */
export function outcomesFor(
  carrier: Named,
  inquiries: readonly Inquiry[],
  reading: readonly Outcome<TrackingDraft>[],
): readonly (Outcome<TrackingDraft> | undefined)[] {
  const sound = soundOutcomes(reading, isDraft);
  const asked = new Set(inquiries.map(({ trackingNumber }) => trackingNumber));
  const byNumber = new Map<string, Outcome<TrackingDraft>>();
  for (const outcome of sound) {
    if (outcome !== undefined && !byNumber.has(outcome.trackingNumber)) byNumber.set(outcome.trackingNumber, outcome);
  }
  return inquiries.map((inquiry, index) => {
    const inPlace = sound[index];
    if (reading[index] !== undefined && inPlace === undefined) return malformed(carrier, inquiry.trackingNumber);
    if (inPlace?.trackingNumber === inquiry.trackingNumber) return inPlace;
    const own = byNumber.get(inquiry.trackingNumber);
    if (own !== undefined) return own;
    // Spelled otherwise than asked, and nobody else's. Nobody gets another one's parcel.
    return inPlace === undefined || asked.has(inPlace.trackingNumber) || reading.length !== inquiries.length
      ? undefined
      : inPlace;
  });
}

/** An adapter returned what is no outcome. */
export function malformed(carrier: Named, trackingNumber: string): Outcome<never> {
  const words = 'was read by its adapter into something that is no outcome; report this to whoever wrote the adapter';
  return failed(trackingNumber, fault(carrier, 'unexpected_response', { trackingNumber }, words));
}

/** The carrier's answer says nothing of a number that was asked for. */
export function missing(carrier: Named, trackingNumber: string): Outcome<never> {
  return failed(trackingNumber, leftOut(carrier, trackingNumber));
}

/** What was thrown for a request as one number's own error. An adapter that throws anything else has a defect. */
export function errorFor(carrier: Named, error: unknown, trackingNumber: string): TrackingError {
  if (!isTrackingError(error)) {
    const details = { trackingNumber, cause: placeOf(error) };
    return fault(carrier, 'unexpected_response', details, 'could not be read by its adapter; report this');
  }
  const { code, message, httpStatus, carrierCode, retryAfterMs, retryable, cause } = error;
  const own = { httpStatus, carrierCode, retryAfterMs, retryable, cause };
  return new TrackingError(code, message, { carrier: carrier.id, trackingNumber, ...own });
}

/** Kind and place of a defect. Its message may quote what the carrier sent, so it does not go on. */
function placeOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const frame = error.stack?.split('\n').find((line) => /^\s*at /.test(line)) ?? '';
  return `${error.constructor.name}${frame.replace(/^\s*/, ' ')}`;
}
