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
  type TrackingDraft,
  unreadable,
  type WireResponse,
} from 'waybill/kit';
import { chosen } from './candidates.ts';
import { accessAdvice, type ErrorContext, errorOf, retryAfterMs, uspsAnswers } from './errors.ts';
import { numberOf, trackingOf, type UspsFormat } from './normalize.ts';
import { type Reading, readRecord } from './record.ts';
import { isObject, type WireError, type WireRecord } from './wire.ts';

/** The parcels or errors of an answer, a bare one as a list of one; undefined for what is neither. */
function readAll(value: unknown): readonly (Reading | undefined)[] {
  if (!Array.isArray(value)) return [readRecord(value, '')];
  return value.map((item: unknown, index) => (isObject(item) ? readRecord(item, `${index}.`) : undefined));
}

/** What a live answer says of each number asked. */
export function readResponse(response: WireResponse, inquiries: readonly Inquiry[], format: UspsFormat): BatchReading {
  const payload = parsePayload(response.body);
  if (payload.kind === 'unreadable') {
    return failAll(inquiries, (trackingNumber) => unreadable(uspsAnswers, response, payload, trackingNumber));
  }
  const context: ErrorContext = { httpStatus: response.status, retryAfterMs: retryAfterMs(response) };
  const readings = readAll(payload.value);
  const error = wholeError(readings, response, Array.isArray(payload.value));
  if (error === undefined) return matched(readings, inquiries, format, context);
  const { code, httpStatus } = errorOf(error, context);
  if (inquiries.length > 1 && mayBeOneNumbers(code, httpStatus)) return 'split';
  return failAll(inquiries, (trackingNumber) => errorOf(error, { ...context, trackingNumber }));
}

/** The error that stands for the whole answer: a bare one, unless it is a good answer about the number that it names. */
function wholeError(
  [only]: readonly (Reading | undefined)[],
  { status }: WireResponse,
  isList: boolean,
): WireError | undefined {
  if (isList) return undefined;
  const error = only?.value.error;
  if (status >= 400) return error ?? {};
  return only?.value.trackingNumber === undefined && error ? error : undefined;
}

/** A missing scope, a refused app or a spent quota is the account's; what 400 and 404 blame may be one number. */
function mayBeOneNumbers(code: string, httpStatus: number | undefined): boolean {
  return code === 'not_found' || code === 'not_available' || code === 'invalid_number' || httpStatus === 400;
}

/** Items by their number; one without a number, or with one that nobody asked for, by its position if that is free. */
function matched(
  readings: readonly (Reading | undefined)[],
  inquiries: readonly Inquiry[],
  format: UspsFormat,
  context: ErrorContext,
): readonly Outcome<TrackingDraft>[] {
  const asked = inquiries.map(({ trackingNumber }) => numberOf(trackingNumber) ?? '');
  const known = new Set(asked);
  const ofNumber = new Map<string, Reading[]>();
  const strays = new Map<string, Reading[]>();
  for (const [index, reading] of readings.entries()) {
    if (reading === undefined) continue;
    const own = numberOf(reading.value.trackingNumber);
    if (own !== undefined && known.has(own)) put(ofNumber, own, reading);
    else put(strays, asked[index] ?? '', reading);
  }
  const isBroken = readings.includes(undefined);
  return inquiries.map((inquiry, index) => {
    const number = asked[index] ?? '';
    const own = ofNumber.get(number) ?? strays.get(number);
    if (own !== undefined) return outcomeOf(own, inquiry, format, context);
    const { trackingNumber } = inquiry;
    const code = isBroken ? 'unexpected_response' : 'not_found';
    return failed(trackingNumber, fault(uspsAnswers, code, { httpStatus: context.httpStatus, trackingNumber }));
  });
}

function put(groups: Map<string, Reading[]>, key: string, reading: Reading): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [reading]);
  else group.push(reading);
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
  return payload.kind === 'json' ? outcomesOf(readAll(payload.value), format) : [];
}

/** One outcome for each number that the records speak of, and one for each record without a number. */
export function outcomesOf(
  readings: readonly (Reading | undefined)[],
  format: UspsFormat,
): readonly Outcome<TrackingDraft>[] {
  const named = new Map<string, Reading[]>();
  const nameless: Outcome<TrackingDraft>[] = [];
  for (const reading of readings) {
    const own = numberOf(reading?.value.trackingNumber);
    if (reading === undefined) nameless.push(failed('', fault(uspsAnswers, 'unexpected_response')));
    else if (own === undefined) nameless.push(outcomeOf([reading], { trackingNumber: '' }, format, {}));
    else put(named, own, reading);
  }
  const ofNumbers = [...named].map(([trackingNumber, readings]) => outcomeOf(readings, { trackingNumber }, format, {}));
  return [...ofNumbers, ...nameless];
}
