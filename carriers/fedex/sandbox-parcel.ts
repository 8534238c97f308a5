import { dateOf, type LifeEvent, type ParcelLife, type Place, type RelatedNumber } from 'waybill/kit';
import { scanScripts } from './sandbox-scans.ts';

type Json = Readonly<Record<string, unknown>>;

const poundsPerKilogram = 2.204_622_6;

/** FedEx's key of one shipment: a number of its own, the tracking number, the operating company. */
export function uniqueIdOf(life: ParcelLife): string {
  const company = companyOf(life).carrierCode === 'FDXE' ? 'FX' : 'FDEG';
  return `24${shipDateOf(life).replaceAll('-', '').slice(2)}000~${life.trackingNumber}~${company}`;
}

/** The day on the label. */
export function shipDateOf({ events }: ParcelLife): string {
  return dateOf(events[0]?.at ?? '2026-01-01');
}

/** A parcel as a `TrackResult`, with the oddities of recorded answers: empty texts, two units, placeholder midnights. */
export function trackResultOf(life: ParcelLife): Json {
  const events = life.events.filter(({ pieces }) => pieces === undefined || pieces.includes(life.trackingNumber));
  const newest = events.findLast(({ kind }) => kind !== 'refund_note');
  const script = newest === undefined ? undefined : scanScripts[newest.kind];
  const handover = newest !== undefined && script?.eventType === 'DL' ? newest : undefined;
  const { carrierCode, type, description } = companyOf(life);
  return {
    trackingNumberInfo: { trackingNumber: life.trackingNumber, trackingNumberUniqueId: uniqueIdOf(life), carrierCode },
    additionalTrackingInfo: {
      nickname: '',
      hasAssociatedShipments: (life.pieces?.length ?? 1) > 1,
      packageIdentifiers: identifiersOf(life),
    },
    shipperInformation: { contact: {}, address: cityOf(life.origin) },
    recipientInformation: { contact: {}, address: cityOf(life.destination) },
    ...(newest !== undefined && script !== undefined && { latestStatusDetail: latestOf(newest) }),
    dateAndTimes: timesOf(life, events, handover),
    availableImages: handover?.signedBy === undefined ? [] : [{ type: 'SIGNATURE_PROOF_OF_DELIVERY' }],
    packageDetails: packageOf(life),
    shipmentDetails: { possessionStatus: true },
    scanEvents: events.map(scanOf).reverse(),
    deliveryDetails: deliveryOf(events, handover),
    originLocation: { locationContactAndAddress: { address: cityOf(life.origin) } },
    lastUpdatedDestinationAddress: cityOf(life.destination),
    serviceDetail: { type, description },
    ...(script?.commitMessage !== undefined && {
      serviceCommitMessage: { message: '', type: script.commitMessage },
    }),
    standardTransitTimeWindow: { window: {} },
    estimatedDeliveryTimeWindow: { window: {} },
    goodsClassificationCode: '',
    returnDetail: life.related?.some(({ relation }) => relation === 'outbound') ? { authorizationName: 'RMA' } : {},
  };
}

function companyOf({ trackingNumber }: ParcelLife): { carrierCode: string; type: string; description: string } {
  if (trackingNumber.length === 12) {
    return { carrierCode: 'FDXE', type: 'PRIORITY_OVERNIGHT', description: 'FedEx Priority Overnight' };
  }
  if (trackingNumber.length === 20) {
    return { carrierCode: 'FXSP', type: 'SMART_POST', description: 'FedEx Ground Economy' };
  }
  return { carrierCode: 'FDXG', type: 'FEDEX_GROUND', description: 'FedEx Ground' };
}

function scanOf({ kind, at, place }: LifeEvent): Json {
  const { commitMessage: _, ...script } = scanScripts[kind];
  return {
    date: at,
    exceptionCode: '',
    exceptionDescription: '',
    ...script,
    scanLocation: { streetLines: [''], ...cityOf(place), ...optional('postalCode', place.postalCode) },
    ...optional('locationId', place.facility),
  };
}

function latestOf({ kind, place }: LifeEvent): Json {
  const script = scanScripts[kind];
  const reason = script.exceptionCode ?? script.exceptionDescription;
  return {
    code: script.eventType,
    derivedCode: script.derivedStatusCode,
    statusByLocale: script.derivedStatus,
    description: script.eventDescription,
    scanLocation: cityOf(place),
    ...(reason !== undefined && {
      ancillaryDetails: [
        { reason: script.exceptionCode ?? '', reasonDescription: script.exceptionDescription ?? '', action: '' },
      ],
    }),
    ...optional('delayDetail', script.delayDetail),
  };
}

function timesOf(life: ParcelLife, events: readonly LifeEvent[], handover: LifeEvent | undefined): readonly Json[] {
  const tendered = events.find(({ kind }) => kind === 'picked_up' || kind === 'dropped_off');
  const { estimatedDelivery } = life;
  return [
    ...(handover === undefined ? [] : [{ type: 'ACTUAL_DELIVERY', dateTime: handover.at }]),
    ...(tendered === undefined ? [] : [{ type: 'ACTUAL_PICKUP', dateTime: tendered.at }]),
    { type: 'SHIP', dateTime: placeholder(shipDateOf(life)) },
    ...(estimatedDelivery === undefined || handover !== undefined
      ? []
      : [{ type: 'ESTIMATED_DELIVERY', dateTime: placeholder(estimatedDelivery) }]),
  ];
}

/** FedEx has no dates without a time: midnight at -06:00 stands for one. */
function placeholder(time: string): string {
  return time.includes('T') ? time : `${time}T00:00:00-06:00`;
}

function deliveryOf(events: readonly LifeEvent[], handover: LifeEvent | undefined): Json {
  const tried = events.filter(({ kind }) => kind === 'delivery_attempted').length;
  const attempts = tried === 0 || handover === undefined ? tried : tried + 1;
  return {
    deliveryAttempts: String(attempts),
    ...(handover !== undefined && { actualDeliveryAddress: cityOf(handover.place) }),
    ...optional('receivedByName', handover?.signedBy),
  };
}

function packageOf({ weightKg, pieces, trackingNumber, origin }: ParcelLife): Json {
  const kilograms = { value: String(weightKg), unit: 'KG' };
  const pounds = { value: String(Math.round((weightKg ?? 0) * poundsPerKilogram * 10) / 10), unit: 'LB' };
  return {
    packagingDescription: { type: 'YOUR_PACKAGING', description: 'Your Packaging' },
    sequenceNumber: String(Math.max(pieces?.indexOf(trackingNumber) ?? 0, 0) + 1),
    count: String(pieces?.length ?? 1),
    packageContent: [],
    ...(weightKg !== undefined && {
      weightAndDimensions: { weight: origin.country === 'US' ? [pounds, kilograms] : [kilograms, pounds] },
    }),
  };
}

/** FedEx's types for the relations that it can name. */
const identifierTypes: Partial<Readonly<Record<RelatedNumber['relation'], string>>> = {
  last_mile: 'PARTNER_CARRIER_NUMBER',
  master: 'STANDARD_MPS',
  outbound: 'OUTBOUND_LINK_TO_RETURN',
  replacement: 'REROUTE_TRACKING_NUMBER',
  return: 'RETURNED_TO_SHIPPER_TRACKING_NUMBER',
};

function identifiersOf({ references = [], related = [], pieces }: ParcelLife): readonly Json[] {
  const master = pieces?.[0];
  return [
    ...references.map((reference) => ({ type: 'CUSTOMER_REFERENCE', values: [reference] })),
    ...related.flatMap(({ relation, trackingNumber }) => {
      const type = identifierTypes[relation];
      return type === undefined ? [] : [{ type, values: [trackingNumber] }];
    }),
    ...(master === undefined ? [] : [{ type: 'STANDARD_MPS', values: [master] }]),
  ].map((identifier) => ({ ...identifier, trackingNumberUniqueId: '', carrierCode: '' }));
}

/** Parties and statuses show city, state and country; scans the postal code as well. */
function cityOf({ city, region, country }: Place): Json {
  return {
    ...optional('city', city),
    ...optional('stateOrProvinceCode', region),
    ...optional('countryCode', country),
    residential: false,
  };
}

function optional(key: string, value: unknown): Json {
  return value === undefined ? {} : { [key]: value };
}
