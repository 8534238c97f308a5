import {
  assembleTracking,
  compactOrAbsent,
  dateOf,
  type Issue,
  issuesUnder,
  plainText,
  present,
  type RelatedNumber,
  readTime,
  type Scan,
  type Service,
  type TrackingDraft,
  text,
  weightOf,
} from 'waybill/kit';
import { deliveryOf, forecastOf } from './delivery.ts';
import { nextStepOf, scanOf, scanOfSentence } from './events.ts';
import { identity, numberOf } from './numbers.ts';
import { placeOf } from './place.ts';
import { currentStatusOf, tablesVersion } from './status.ts';
import { dayOrTime } from './time.ts';
import type { Reading, WireRecord } from './wire.ts';

/** The names of the shapes. */
export type UspsFormat = 'usps.v3' | 'usps.v3r2' | 'usps.web-tools';

/** One parcel in our model. `asked` is the number it was asked for by, where the record does not repeat it. */
export function trackingOf(
  { value: record, issues: misfits, at }: Reading,
  asked: string | undefined,
  format: UspsFormat,
): TrackingDraft {
  const trackingNumber = numberOf(record.trackingNumber) ?? asked ?? '';
  const issues: Issue[] = [...misfits];
  const scans = scansOf(record, issues);
  const forecast = forecastOf(record, issues);
  const tracking = assembleTracking({
    carrier: identity.id,
    trackingNumber,
    uniqueId: uniqueIdOf(record),
    scans,
    order: 'newest-first',
    current: currentStatusOf(record, scans[0]),
    service: serviceOf(record),
    ...forecast,
    shippedAt: shippedAt(record),
    delivery: deliveryOf(record, scans),
    pickupBy: undefined,
    origin: placeOf({
      city: record.originCity,
      state: record.originState,
      postalCode: record.originZIPCode ?? record.originZIP,
      country: record.originCountry,
    }),
    destination: placeOf({
      city: record.destinationCity,
      state: record.destinationState,
      postalCode: record.destinationZIPCode ?? record.destinationZIP ?? record.postalCode,
      country: record.destinationCountry ?? record.destinationCountryCode,
    }),
    weight: weightOf(record.productWeight, 'oz'),
    dimensions: undefined,
    references: present(record.customerReferenceNumber).flatMap((value) => referenceOf(value)),
    pieceCount: undefined,
    related: relatedTo(record, trackingNumber),
    issues: issuesUnder(at, issues),
    url: identity.trackingUrl(trackingNumber),
    mapping: `${format}@${tablesVersion}`,
  });
  return withPickup(tracking, record);
}

/** The scans of a record, newest first, as USPS lists them; adds to `issues` what could not be read. */
function scansOf(record: WireRecord, issues: Issue[]): readonly Scan[] {
  const events = record.trackingEvents ?? [];
  const scans: Scan[] = [];
  for (const [index, event] of events.entries()) {
    if (event === null || event === undefined) continue;
    scans.push(scanOf(event, index, issues));
  }
  const [newest, ...before] = scans;
  if (newest === undefined) return present(record.eventSummaries).map(scanOfSentence);
  const nextStep = nextStepOf(newest, record);
  return nextStep === undefined ? scans : [{ ...newest, nextStep }, ...before];
}

/** The day it goes back ends the time to collect it, for a parcel that waits to be collected. */
function withPickup(tracking: TrackingDraft, { returnDateNotice }: WireRecord): TrackingDraft {
  const { status } = tracking;
  const isWaiting = status === 'available_for_pickup' || status === 'delivery_attempted';
  const goesBack = isWaiting ? dayOrTime(returnDateNotice) : undefined;
  return goesBack === undefined ? tracking : { ...tracking, pickupBy: dateOf(goesBack) };
}

function uniqueIdOf(record: WireRecord): string | undefined {
  const { uniqueTrackingID, uniqueTrackingId, uniqueMailPieceID, uniqueMailPieceId } = record;
  return text(uniqueTrackingID) ?? text(uniqueMailPieceID) ?? text(uniqueMailPieceId) ?? text(uniqueTrackingId);
}

/** `mailPieceIntakeDate` is written in no known zone: only its day is taken. */
function shippedAt(record: WireRecord): string | undefined {
  const mailed = readTime(record.mailingDate) ?? readTime(record.mailPieceIntakeDate ?? record.approximateIntakeDate);
  return mailed === undefined ? undefined : dateOf(mailed);
}

/** The service type code is in both APIs, the mail class's own code in v3r2 only. */
function serviceOf(record: WireRecord): Service | undefined {
  const name = plainText(record.mailClass);
  return compactOrAbsent({
    code: text(record.serviceTypeCode) ?? text(record.mailClassCode),
    name: name !== undefined && /^[A-Z_-]{3,}$/.test(name) ? titled(name) : name,
  });
}

/** `Priority Mail Express` for `PRIORITY_MAIL_EXPRESS`, the form of the v3 document. */
function titled(name: string): string {
  return name
    .toLowerCase()
    .replace(/(?:^|[_-])[a-z]/g, (start) => start.toUpperCase())
    .replaceAll('_', ' ')
    .replace(/\bUsps\b/, 'USPS');
}

function referenceOf(value: string): readonly { kind: string; value: string }[] {
  const reference = text(value);
  return reference === undefined ? [] : [{ kind: 'customer_reference', value: reference }];
}

function relatedTo(record: WireRecord, trackingNumber: string): readonly RelatedNumber[] {
  const label = numberOf(record.associatedTrackingNumber) ?? numberOf(record.associatedLabel);
  const related: RelatedNumber[] = [];
  if (label !== undefined && label !== trackingNumber) related.push({ relation: 'duplicate', trackingNumber: label });
  for (const number of [record.relatedReturnReceiptID, record.originalTrackingNumber].map(numberOf)) {
    if (number === undefined || number === trackingNumber) continue;
    related.push({ relation: 'other', trackingNumber: number, carrier: identity.id });
  }
  return related;
}
