import {
  type BatchReading,
  chooseShipment,
  failAll,
  failed,
  fault,
  found,
  type Inquiry,
  leftOut,
  type Outcome,
  type Payload,
  type PayloadFormat,
  parsePayload,
  type TrackingDraft,
  unreadable,
  type WireResponse,
} from 'waybill/kit';
import { type ErrorContext, errorOf, retryAfterMs } from './errors.ts';
import { identity, numberOf } from './numbers.ts';
import { trackingOf, type UspsFormat } from './tracking.ts';
import { isGatewayFault, isObject, type Reading, readRecord, type WireError, type WireRecord } from './wire.ts';

/** The parcels or errors of an answer, a bare one as a list of one; undefined for what is neither. */
function readAll(value: unknown): readonly (Reading | undefined)[] {
  if (!Array.isArray(value)) return [readRecord(value, '')];
  return value.map((item: unknown, index) => (isObject(item) ? readRecord(item, `${index}`) : undefined));
}

/** What a live answer says of each number asked. */
export function readResponse(response: WireResponse, inquiries: readonly Inquiry[], format: UspsFormat): BatchReading {
  const payload = parsePayload(response.body);
  if (payload.kind === 'unreadable') {
    return failAll(inquiries, (trackingNumber) => unreadable(identity, response, payload, trackingNumber));
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
  return (
    code === 'not_found' ||
    code === 'not_available' ||
    code === 'invalid_number' ||
    httpStatus === 400 ||
    httpStatus === 404
  );
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
    if (reading === undefined || isNothing(reading.value)) continue;
    const own = numberOf(reading.value.trackingNumber);
    if (own !== undefined && known.has(own)) put(ofNumber, own, reading);
    else put(strays, asked[index] ?? '', reading);
  }
  return inquiries.map((inquiry, index) => {
    const number = asked[index] ?? '';
    const own = ofNumber.get(number) ?? strays.get(number);
    if (own !== undefined) return outcomeOf(own, inquiry, format, context);
    return failed(inquiry.trackingNumber, leftOut(identity, inquiry.trackingNumber));
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
  const shipments = readings
    .filter(({ value }) => !value.error && !isBare(value))
    .map((reading) => ({ tracking: trackingOf(reading, trackingNumber, format) }));
  const tracking = chooseShipment(shipments, inquiry);
  if (tracking !== undefined) return found(trackingNumber, tracking);
  const error = readings.find(({ value }) => value.error)?.value.error;
  if (error) return failed(trackingNumber, errorOf(error, { ...context, trackingNumber }));
  const details = { httpStatus: context.httpStatus, trackingNumber };
  const words = 'shows nothing of this parcel, or not yet; ask again later';
  return failed(trackingNumber, fault(identity, 'not_available', details, words));
}

/** A record that neither names a parcel nor says anything: no word on whichever number stands at its place. */
function isNothing(record: WireRecord): boolean {
  return numberOf(record.trackingNumber) === undefined && !record.error && isBare(record);
}

/** A record that says nothing of the parcel that it names. */
function isBare({ trackingEvents, eventSummaries, status, statusCategory }: WireRecord): boolean {
  return !trackingEvents?.length && !eventSummaries?.length && !status && !statusCategory;
}

/** What a stored payload says of every number in it; a number that an error does not name is the empty text. */
export function readStored(payload: Payload, format: UspsFormat): readonly Outcome<TrackingDraft>[] {
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
    if (reading === undefined || isNothing(reading.value)) {
      nameless.push(failed('', fault(identity, 'unexpected_response')));
    } else if (own === undefined) nameless.push(outcomeOf([reading], { trackingNumber: '' }, format, {}));
    else put(named, own, reading);
  }
  const ofNumbers = [...named].map(([trackingNumber, readings]) => outcomeOf(readings, { trackingNumber }, format, {}));
  return [...ofNumbers, ...nameless];
}

/** Keys that only v3r2 has, at the top or in a scan. */
const newerKeys = [
  'associatedTrackingNumber',
  'deliveryDateExpectation',
  'destinationZIPCode',
  'mailClassCode',
  'originZIPCode',
  'servicesEligibility',
  'uniqueTrackingID',
] as const;
const newerEventKeys = ['eventZIPCode', 'recipientName', 'eventPartner', 'CODAmountDue'] as const;

/** A parcel has scans or a category beside its number; an error names its API, or stands beside its number. */
function isOurs(value: unknown): value is Readonly<Record<string, unknown>> {
  if (!isObject(value)) return false;
  if (isObject(value.error)) return 'apiVersion' in value || ('statusCode' in value && 'trackingNumber' in value);
  if (isGatewayFault(value)) return true;
  if (isObject(value.TrackResults)) return isObject(value.TrackResults.TrackInfo);
  if (!('trackingNumber' in value)) return false;
  return ['trackingEvents', 'statusCategory', 'statusSummary', 'eventSummaries'].some((key) => key in value);
}

/** A list in which something else stands is somebody's list of answers. */
function isAnswer(items: readonly unknown[]): boolean {
  return items.some(isOurs) && items.every((item) => isOurs(item) || !isObject(item));
}

function formatOf(payload: Payload): UspsFormat | undefined {
  if (payload.kind !== 'json') return undefined;
  const { value } = payload;
  if (Array.isArray(value)) return isAnswer(value) ? 'usps.v3r2' : undefined;
  return isOurs(value) ? formatOfRecord(value) : undefined;
}

function formatOfRecord(record: Readonly<Record<string, unknown>>): UspsFormat {
  const { apiVersion, trackingEvents } = record;
  if (typeof apiVersion === 'string') return /\/v3$/.test(apiVersion) ? 'usps.v3' : 'usps.v3r2';
  if (isGatewayFault(record) || newerKeys.some((key) => key in record)) return 'usps.v3r2';
  const scan: unknown = Array.isArray(trackingEvents) ? trackingEvents[0] : trackingEvents;
  return isObject(scan) && newerEventKeys.some((key) => key in scan) ? 'usps.v3r2' : 'usps.v3';
}

function formatNamed(name: UspsFormat): PayloadFormat {
  return {
    name,
    matches: (payload) => formatOf(payload) === name,
    read: (payload) => readStored(payload, name),
  };
}

/** What the live APIs send: v3, one parcel or its summary, and v3r2, a list of parcels, with the errors of either. */
export const jsonFormats: readonly PayloadFormat[] = [formatNamed('usps.v3r2'), formatNamed('usps.v3')];
