import {
  dateOf,
  type LifeEvent,
  type LifeEventKind,
  type ParcelLife,
  type Place,
  type RelatedNumber,
} from 'waybill/kit';

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
    scanLocation: { streetLines: [''], ...cityOf(place), ...givenField('postalCode', place.postalCode) },
    ...givenField('locationId', place.facility),
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
    ...givenField('delayDetail', script.delayDetail),
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
    ...givenField('receivedByName', handover?.signedBy),
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
    ...givenField('city', city),
    ...givenField('stateOrProvinceCode', region),
    ...givenField('countryCode', country),
    residential: false,
  };
}

function givenField(key: string, value: unknown): Json {
  return value === undefined ? {} : { [key]: value };
}

/** How FedEx writes a moment of a parcel's life. */
interface ScanScript {
  readonly eventType: string;
  readonly eventDescription: string;
  readonly derivedStatusCode: string;
  readonly derivedStatus: string;
  readonly locationType: string;
  readonly exceptionCode?: string;
  readonly exceptionDescription?: string;
  readonly delayDetail?: { readonly type: string; readonly status: string };
  /** `serviceCommitMessage.type` while this is the newest scan. */
  readonly commitMessage?: string;
}

type Rest = Partial<Omit<ScanScript, 'eventType' | 'eventDescription' | 'locationType'>>;

const inTransit = { derivedStatusCode: 'IT', derivedStatus: 'In transit' };
const atDoor = { derivedStatusCode: 'DE', derivedStatus: 'Delivery exception' };
const atHand = { derivedStatusCode: 'DL', derivedStatus: 'Delivered' };
const labelled = { derivedStatusCode: 'IN', derivedStatus: 'Label created' };
const taken = { derivedStatusCode: 'PU', derivedStatus: 'Picked up' };
const troubled = { derivedStatusCode: 'SE', derivedStatus: 'Shipment exception' };

function scan(eventType: string, locationType: string, eventDescription: string, rest: Rest = {}): ScanScript {
  return { eventType, eventDescription, locationType, ...inTransit, ...rest };
}

/** FedEx's scans for every kind of moment. Its own codes, but for a loss and a neighbour, which it only words. */
const scanScripts: Readonly<Record<LifeEventKind, ScanScript>> = {
  label_created: scan('OC', 'CUSTOMER', 'Shipment information sent to FedEx', {
    ...labelled,
    commitMessage: 'SHIPMENT_LABEL_CREATED',
  }),
  picked_up: scan('PU', 'PICKUP_LOCATION', 'Picked up', taken),
  dropped_off: scan('DO', 'FEDEX_OFFICE_LOCATION', 'Dropped off', taken),
  arrived_at_facility: scan('AR', 'FEDEX_FACILITY', 'Arrived at FedEx location'),
  departed_facility: scan('DP', 'FEDEX_FACILITY', 'Departed FedEx location'),
  arrived_at_destination_facility: scan('AR', 'DESTINATION_FEDEX_FACILITY', 'At local FedEx facility'),
  customs_held: scan('CD', 'PORT_OF_ENTRY', 'Clearance delay', {
    derivedStatusCode: 'CD',
    derivedStatus: 'Clearance delay',
    delayDetail: { type: 'CLEARANCE', status: 'DELAYED' },
  }),
  customs_cleared: scan('CC', 'PORT_OF_ENTRY', 'International shipment release'),
  weather_delay: scan('DY', 'FEDEX_FACILITY', 'Delay', {
    derivedStatusCode: 'DY',
    derivedStatus: 'Delay',
    exceptionDescription: 'Package delayed by weather',
    delayDetail: { type: 'WEATHER', status: 'DELAYED' },
  }),
  damaged: scan('SE', 'FEDEX_FACILITY', 'Shipment exception', {
    ...troubled,
    exceptionCode: '37',
    exceptionDescription: 'Package damage observed',
  }),
  lost: scan('SE', 'FEDEX_FACILITY', 'Shipment exception', {
    ...troubled,
    exceptionDescription: 'Unable to locate package',
  }),
  address_issue: scan('DE', 'DESTINATION_FEDEX_FACILITY', 'Delivery exception', {
    ...atDoor,
    exceptionCode: '03',
    exceptionDescription: 'Incorrect address',
  }),
  out_for_delivery: scan('OD', 'VEHICLE', 'On FedEx vehicle for delivery'),
  delivery_attempted: scan('DE', 'DELIVERY_LOCATION', 'Delivery exception', {
    ...atDoor,
    exceptionCode: '08',
    exceptionDescription: 'Customer not available or business closed',
    commitMessage: 'FIRST_DELIVERY_ATTEMPTED',
  }),
  available_for_pickup: scan('HP', 'FEDEX_OFFICE_LOCATION', 'Ready for recipient pickup', {
    exceptionDescription: 'Package available for pickup',
    commitMessage: 'HELD_PACKAGE_AVAILABLE_FOR_RECIPIENT_PICKUP',
  }),
  collected: scan('DL', 'FEDEX_OFFICE_LOCATION', 'Delivered', {
    ...atHand,
    exceptionCode: '005',
    exceptionDescription: 'Delivered to recipient at FedEx Office',
  }),
  delivered: scan('DL', 'DELIVERY_LOCATION', 'Delivered', atHand),
  delivered_to_neighbour: scan('DL', 'DELIVERY_LOCATION', 'Delivered', {
    ...atHand,
    exceptionDescription: 'Left with neighbor',
  }),
  handed_to_post: scan('AX', 'NON_FEDEX_FACILITY', 'At USPS facility'),
  delivered_by_post: scan('DL', 'DELIVERY_LOCATION', 'Delivered', {
    ...atHand,
    exceptionDescription: 'Delivered by U.S. Postal Service',
    commitMessage: 'USPS_DELIVERED',
  }),
  refused: scan('DE', 'DELIVERY_LOCATION', 'Delivery exception', {
    ...atDoor,
    exceptionCode: '07',
    exceptionDescription: 'Shipment refused by recipient',
  }),
  returning: scan('RS', 'DESTINATION_FEDEX_FACILITY', 'Returning package to shipper', {
    derivedStatusCode: 'RS',
    derivedStatus: 'Returning to shipper',
  }),
  returned: scan('DL', 'DELIVERY_LOCATION', 'Delivered', atHand),
  cancelled: scan('CA', 'CUSTOMER', 'Shipment cancelled', {
    derivedStatusCode: 'CA',
    derivedStatus: 'Cancelled',
    commitMessage: 'CANCELLED_DESCRIPTION',
  }),
  // FedEx writes no line about a refund; this is the line it writes when its service desk closes a matter.
  refund_note: scan('IN', 'FEDEX_FACILITY', 'On Demand Care completed'),
};
