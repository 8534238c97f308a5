import {
  dateOf,
  instantOf,
  type LifeEvent,
  type LifeEventKind,
  offsetOf,
  type ParcelLife,
  type Place,
  wallClockOf,
} from 'waybill/kit';

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

/** The code and the wording that USPS has for each moment of a life; the nearest, where it has none of its own. */
const scans: Readonly<Record<LifeEventKind, readonly [code: string | undefined, wording: string]>> = {
  label_created: ['GX', 'Shipping Label Created, USPS Awaiting Item'],
  picked_up: ['03', 'USPS picked up item'],
  dropped_off: ['03', 'USPS in possession of item'],
  arrived_at_facility: ['A1', 'Arrived at USPS Regional Facility'],
  departed_facility: ['T1', 'Departed USPS Regional Facility'],
  arrived_at_destination_facility: ['07', 'Arrived at Post Office'],
  customs_held: ['K2', 'Held in Customs'],
  customs_cleared: ['CO', 'Inbound Out of Customs'],
  weather_delay: ['WX', 'Weather Delay'],
  damaged: ['12', 'Visible Damage'],
  lost: ['33', 'Sent to Mail Recovery Center'],
  address_issue: ['22', 'Insufficient Address'],
  out_for_delivery: ['OF', 'Out for Delivery'],
  delivery_attempted: ['02', 'Notice Left (No Authorized Recipient Available)'],
  available_for_pickup: ['14', 'Available for Pickup'],
  collected: ['01', 'Delivered, Individual Picked Up at Post Office'],
  delivered: ['01', 'Delivered, Front Door/Porch'],
  delivered_to_neighbour: ['01', 'Delivered, Neighbor as Requested'],
  handed_to_post: ['83', 'Tendered to Postal Service'],
  delivered_by_post: ['01', 'Delivered, In/At Mailbox'],
  refused: ['04', 'Refused'],
  returning: ['09', 'Return to Sender'],
  returned: ['01', 'Delivered, To Original Sender'],
  cancelled: [undefined, 'Label Cancelled'],
  refund_note: ['VX', 'Package Research Case Closed'],
};

/** The code and the wording of a moment; a signed delivery is one into somebody's hands. */
function wordingOf({ kind, signedBy }: LifeEvent): readonly [code: string | undefined, wording: string] {
  return kind === 'delivered' && signedBy !== undefined ? ['01', 'Delivered, Left with Individual'] : scans[kind];
}

/** `statusCategory` by the newest moment that moves the parcel. */
function categoryOf(life: ParcelLife): string {
  const kinds = life.events.map(({ kind }) => kind).filter((kind) => kind !== 'refund_note');
  const last = kinds.at(-1);
  if (last === undefined || last === 'label_created' || last === 'cancelled') return 'Pre-Shipment';
  return categories[last] ?? 'Moving Through Network';
}

const categories: Partial<Record<LifeEventKind, string>> = {
  picked_up: 'Accepted',
  dropped_off: 'Accepted',
  customs_held: 'Alert',
  weather_delay: 'Alert',
  damaged: 'Alert',
  lost: 'Alert',
  address_issue: 'Alert',
  refused: 'Alert',
  returning: 'Alert',
  out_for_delivery: 'Out for Delivery',
  delivery_attempted: 'Delivery Attempt',
  available_for_pickup: 'Available for Pickup',
  collected: 'Delivered',
  delivered: 'Delivered',
  delivered_to_neighbour: 'Delivered',
  delivered_by_post: 'Delivered',
  returned: 'Delivered',
};
