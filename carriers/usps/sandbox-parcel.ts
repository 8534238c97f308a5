import { dateOf, instantOf, type LifeEvent, offsetOf, type ParcelLife, type Place, wallClockOf } from 'waybill/kit';
import { categoryOf, wordingOf } from './sandbox-scans.ts';

type Wire = Readonly<Record<string, unknown>>;

/** Fields without value are left out: the document knows no null. */
function withoutGaps(fields: Wire): Wire {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

function stateOf({ region, country }: Place): string | undefined {
  return country === undefined || country === 'US' ? region : undefined;
}

function zipOf({ postalCode, country }: Place): string | undefined {
  return country === undefined || country === 'US' ? postalCode?.slice(0, 5) : undefined;
}

function statusOf({ events }: ParcelLife): string | undefined {
  const last = events.at(-1);
  return last === undefined ? undefined : wordingOf(last)[1];
}

/** UTC with the date left where it was: v3 does not roll it over at midnight. */
function brokenUtc(at: string): string {
  const utc = new Date(instantOf(at) ?? 0).toISOString();
  return `${dateOf(at)}T${utc.slice(11, 19)}Z`;
}

function isSigned(life: ParcelLife): boolean {
  return life.events.some(({ signedBy }) => signedBy !== undefined);
}

/** A parcel as v3r2 writes it. */
export function newerParcel(life: ParcelLife): Wire {
  const { origin, destination, events, estimatedDelivery } = life;
  const proven = isSigned(life);
  return withoutGaps({
    trackingNumber: life.trackingNumber,
    associatedTrackingNumber: life.related?.find(({ relation }) => relation === 'duplicate')?.trackingNumber,
    destinationCity: destination.city?.toUpperCase(),
    destinationCountry: destination.country,
    destinationState: stateOf(destination),
    destinationZIPCode: zipOf(destination),
    kahalaIndicator: false,
    mailClass: 'USPS Ground Advantage<SUP>&#153;</SUP>',
    mailClassCode: 'FC',
    mailingDate: events[0] === undefined ? undefined : dateOf(events[0].at),
    mailType: 'DM',
    originCity: origin.city?.toUpperCase(),
    originCountry: origin.country,
    originState: stateOf(origin),
    originZIPCode: zipOf(origin),
    services: ['USPS Tracking<SUP>&#174;</SUP>'],
    serviceTypeCode: '001',
    status: statusOf(life),
    statusCategory: categoryOf(life),
    uniqueTrackingID: pieceKey(life),
    deliveryDateExpectation: estimatedDelivery === undefined ? undefined : expectation(estimatedDelivery),
    servicesEligibility: {
      proofOfDeliveryEnabled: proven,
      RREEnabled: false,
      trackingProofOfDeliveryEnabled: proven,
    },
    trackingEvents: events.toReversed().map((event) => newerScan(event)),
  });
}

function expectation(estimatedDelivery: string): Wire {
  const day = dateOf(estimatedDelivery);
  if (estimatedDelivery.length === 10) return { endOfDay: 'by 9:00pm', expectedDeliveryDate: day };
  return {
    expectedDeliveryDate: day,
    predictedDeliveryDate: day,
    predictedDeliverySource: 'TRP',
    predictedDeliveryWindowEndTime: twelveHours(estimatedDelivery.slice(11, 16)),
  };
}

/** `3:15pm` for `15:15`. */
function twelveHours(clock: string): string {
  const hour = Number(clock.slice(0, 2));
  return `${hour % 12 === 0 ? 12 : hour % 12}:${clock.slice(3)}${hour < 12 ? 'am' : 'pm'}`;
}

function newerScan(event: LifeEvent): Wire {
  const { at, place, signedBy } = event;
  const [eventCode, eventType] = wordingOf(event);
  return withoutGaps({
    eventCity: place.city?.toUpperCase(),
    eventCode,
    eventCountry: place.country,
    eventState: stateOf(place) ?? place.region,
    eventTimestamp: at,
    eventType,
    eventZIPCode: zipOf(place),
    GMTTimestamp: new Date(instantOf(at) ?? 0).toISOString(),
    GMTOffset: offsetOf(at)?.replace(/^([+-])0/, '$1'),
    recipientName: signedBy,
  });
}

/** A parcel as v3 writes it. */
export function singleParcel(life: ParcelLife): Wire {
  const { origin, destination, events, estimatedDelivery } = life;
  const isTimed = estimatedDelivery !== undefined && estimatedDelivery.length > 10;
  return withoutGaps({
    destinationCity: destination.city?.toUpperCase(),
    destinationState: stateOf(destination),
    destinationZIP: zipOf(destination),
    destinationCountryCode: destination.country,
    emailEnabled: true,
    expectedDeliveryTimeStamp: estimatedDelivery === undefined ? undefined : `${dateOf(estimatedDelivery)}T00:00:00Z`,
    predictedDeliveryDate: isTimed ? dateOf(estimatedDelivery) : undefined,
    predictedDeliveryWindowEndTime: isTimed ? twelveHours(estimatedDelivery.slice(11, 16)) : undefined,
    mailClass: 'PARCEL_SELECT',
    mailType: 'DOMESTIC_MAIL',
    originCity: origin.city?.toUpperCase(),
    originState: stateOf(origin),
    originZIP: zipOf(origin),
    originCountry: origin.country,
    proofOfDeliveryEnabled: isSigned(life),
    services: ['USPS Tracking<SUP>&#174;</SUP>'],
    serviceTypeCode: '001',
    status: statusOf(life),
    statusCategory: categoryOf(life),
    tableCode: 'T',
    uniqueMailPieceId: pieceKey(life),
    mailPieceIntakeDate: events[0] === undefined ? undefined : `${wallClockOf(events[0].at)}Z`,
    trackingEvents: events.toReversed().map((event) => singleScan(event)),
    trackingNumber: life.trackingNumber,
  });
}

/** The misleading `Z` behind the wall clock is in the carrier's own samples. */
function singleScan(event: LifeEvent): Wire {
  const { at, place, signedBy } = event;
  const [eventCode, eventType] = wordingOf(event);
  const isLabel = eventCode === 'GX';
  return withoutGaps({
    eventType,
    eventTimestamp: `${wallClockOf(at)}Z`,
    GMTTimestamp: isLabel ? undefined : brokenUtc(at),
    GMTOffset: isLabel ? undefined : offsetOf(at),
    eventCountry: place.country === 'US' ? undefined : place.country,
    eventCity: place.city?.toUpperCase(),
    eventState: stateOf(place) ?? place.region,
    eventZIP: zipOf(place),
    name: signedBy,
    authorizedAgent: false,
    eventCode,
  });
}

/** Nine digits from the number and the day it was made, so that a reused number has another. */
function pieceKey({ trackingNumber, events }: ParcelLife): string {
  const seed = `${trackingNumber}${events[0]?.at.slice(0, 10) ?? ''}`;
  let key = 0;
  for (const character of seed) key = (key * 31 + character.charCodeAt(0)) % 899_999_999;
  return String(100_000_000 + key);
}
