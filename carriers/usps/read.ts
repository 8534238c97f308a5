import {
  type BatchReading,
  failAll,
  failed,
  fault,
  found,
  type Inquiry,
  type Outcome,
  type Payload,
  parsePayload,
  type ShapeReading,
  type TrackingDraft,
  unreadable,
  type WireResponse,
} from '../../src/kit.ts';
import { chosen } from './candidates.ts';
import { accessAdvice, type ErrorContext, errorOf, retryAfterMs, uspsAnswers } from './errors.ts';
import { numberOf, trackingOf, type UspsFormat } from './normalize.ts';
import { isObject, readRecord, type WireRecord } from './wire.ts';

type Reading = ShapeReading<WireRecord>;

/** What a live answer says of each number asked. */
export function readResponse(response: WireResponse, inquiries: readonly Inquiry[], format: UspsFormat): BatchReading {
  const payload = parsePayload(response.body);
  if (payload.kind === 'unreadable') {
    return failAll(inquiries, (trackingNumber) => unreadable(uspsAnswers, response, payload, trackingNumber));
  }
  const context: ErrorContext = { httpStatus: response.status, retryAfterMs: retryAfterMs(response) };
  if (Array.isArray(payload.value)) return matched(payload.value.map(readRecord), inquiries, format, context);
  const reading = readRecord(payload.value);
  const error = reading?.value.error;
  if (error && reading.value.trackingNumber === undefined) {
    const [first] = inquiries;
    const whole = errorOf(error, {
      ...context,
      trackingNumber: inquiries.length === 1 ? first?.trackingNumber : undefined,
    });
    if (inquiries.length > 1 && mayBeOneNumbers(whole.code, whole.httpStatus)) return 'split';
    return failAll(inquiries, (trackingNumber) => errorOf(error, { ...context, trackingNumber }));
  }
  return matched([reading], inquiries, format, context);
}

/** A missing scope, a refused app or a spent quota is the account's; what 400 and 404 blame may be one number. */
function mayBeOneNumbers(code: string, httpStatus: number | undefined): boolean {
  return code === 'not_found' || code === 'not_available' || code === 'invalid_number' || httpStatus === 400;
}

/** Items by their number; an item without one, or with one that nobody asked for, by its position. */
function matched(
  readings: readonly (Reading | undefined)[],
  inquiries: readonly Inquiry[],
  format: UspsFormat,
  context: ErrorContext,
): readonly Outcome<TrackingDraft>[] {
  const asked = new Set(inquiries.map(({ trackingNumber }) => numberOf(trackingNumber)));
  const byNumber = new Map<string, Reading[]>();
  for (const [index, reading] of readings.entries()) {
    if (reading === undefined) continue;
    const own = numberOf(reading.value.trackingNumber);
    const number = own !== undefined && asked.has(own) ? own : numberOf(inquiries[index]?.trackingNumber);
    if (number === undefined) continue;
    const same = byNumber.get(number);
    if (same === undefined) byNumber.set(number, [reading]);
    else same.push(reading);
  }
  return inquiries.map((inquiry) => {
    const { trackingNumber } = inquiry;
    const own = byNumber.get(numberOf(trackingNumber) ?? '') ?? [];
    if (own.length > 0) return outcomeOf(own, inquiry, format, context);
    const code = readings.some((reading) => reading === undefined) ? 'unexpected_response' : 'not_found';
    return failed(trackingNumber, fault(uspsAnswers, code, { httpStatus: context.httpStatus, trackingNumber }));
  });
}

/** One number's outcome of all the items that speak of it: the parcels, or the error if there is none. */
function outcomeOf(
  readings: readonly Reading[],
  inquiry: Inquiry,
  format: UspsFormat,
  context: ErrorContext,
): Outcome<TrackingDraft> {
  const { trackingNumber } = inquiry;
  const [first, ...others] = readings
    .filter(({ value }) => !value.error && !isBare(value))
    .map((reading) => trackingOf(reading, trackingNumber, format));
  if (first !== undefined) return found(trackingNumber, chosen(first, others, inquiry));
  const error = readings.find(({ value }) => value.error)?.value.error;
  if (error) return failed(trackingNumber, errorOf(error, { ...context, trackingNumber }));
  const isWithheld = readings.some(({ value }) => value.accessControl === 'IP_AGREEMENT');
  const details = { httpStatus: context.httpStatus, trackingNumber };
  return failed(
    trackingNumber,
    isWithheld
      ? fault(uspsAnswers, 'forbidden', details, accessAdvice)
      : fault(uspsAnswers, 'not_available', details, 'shows nothing of this parcel, or not yet; ask again later'),
  );
}

/** A record that names the parcel and says nothing of it. */
function isBare({ trackingEvents, eventSummaries, status, statusCategory }: WireRecord): boolean {
  return !trackingEvents?.length && !eventSummaries?.length && !status && !statusCategory;
}

/** What a stored payload says of every number in it; a number that an error does not name is the empty text. */
export function readPayload(payload: Payload, format: UspsFormat): readonly Outcome<TrackingDraft>[] {
  if (payload.kind !== 'json') return [];
  const values: readonly unknown[] = Array.isArray(payload.value) ? payload.value : [payload.value];
  const groups = new Map<string, Reading[]>();
  const lost: Outcome<never>[] = [];
  for (const [index, value] of values.entries()) {
    const reading = isObject(value) ? readRecord(value) : undefined;
    if (reading === undefined) {
      lost.push(failed('', fault(uspsAnswers, 'unexpected_response')));
      continue;
    }
    const own = numberOf(reading.value.trackingNumber);
    const key = own ?? `#${index}`;
    groups.set(key, [...(groups.get(key) ?? []), reading]);
  }
  const outcomes = [...groups].map(([key, readings]) =>
    outcomeOf(readings, { trackingNumber: key.startsWith('#') ? '' : key }, format, {}),
  );
  return [...outcomes, ...lost];
}
