import type { Payload, PayloadFormat } from 'waybill/kit';
import type { UspsFormat } from './normalize.ts';
import { readPayload } from './read.ts';
import { isObject } from './wire.ts';

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
  if (newerKeys.some((key) => key in record)) return 'usps.v3r2';
  const scan: unknown = Array.isArray(trackingEvents) ? trackingEvents[0] : trackingEvents;
  return isObject(scan) && newerEventKeys.some((key) => key in scan) ? 'usps.v3r2' : 'usps.v3';
}

function formatNamed(name: UspsFormat): PayloadFormat {
  return {
    name,
    matches: (payload) => formatOf(payload) === name,
    read: (payload) => readPayload(payload, name),
  };
}

/** What the live APIs send: v3, one parcel or its summary, and v3r2, a list of parcels, with the errors of either. */
export const jsonFormats: readonly PayloadFormat[] = [formatNamed('usps.v3r2'), formatNamed('usps.v3')];
