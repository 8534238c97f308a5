import {
  dateOf,
  instantOf,
  isDateOnly,
  type LifeEvent,
  type LifeEventKind,
  type ParcelLife,
  type Place,
  wallClockOf,
} from 'waybill/kit';

export type Coded = readonly [type: string, code: string, statusCode: string, description: string];

/** How UPS writes what happened: type, the code under it, the status code, and words of ours. */
export const scans: Readonly<Record<LifeEventKind, Coded>> = {
  label_created: ['M', 'MP', '003', 'Label created, package not received yet '],
  picked_up: ['I', 'PU', '038', 'Picked up'],
  dropped_off: ['I', 'XD', '168', 'Dropped off'],
  arrived_at_facility: ['I', 'AR', '005', 'Arrived at facility'],
  departed_facility: ['I', 'DP', '005', 'Departed from facility'],
  arrived_at_destination_facility: ['I', 'DS', '005', 'At the delivering facility'],
  customs_held: ['X', '2N', '126', 'Waiting for a government agency'],
  customs_cleared: ['X', 'DA', '014', 'Cleared'],
  weather_delay: ['X', 'DJ', '052', 'Delayed by severe weather'],
  damaged: ['X', '45', '059', 'Damaged in transit'],
  lost: ['X', 'S9', '068', 'Sent to lost and found'],
  address_issue: ['X', 'AG', '050', 'Address incomplete'],
  out_for_delivery: ['I', 'OT', '021', 'Out for delivery'],
  delivery_attempted: ['X', '48', '022', 'Receiver not available'],
  available_for_pickup: ['X', 'ZP', '161', 'Waiting at a UPS Access Point'],
  collected: ['D', '2W', '011', 'Collected at a UPS Access Point '],
  delivered: ['D', 'M7', '011', 'DELIVERED '],
  delivered_to_neighbour: ['D', '3H', '011', 'DELIVERED '],
  handed_to_post: ['X', 'LX', '137', 'Transferred to the post office'],
  delivered_by_post: ['D', 'YC', '026', 'Delivered by the local post office'],
  refused: ['X', 'KT', '064', 'Refused by the receiver'],
  returning: ['X', 'UF', '035', 'Returning to sender'],
  returned: ['X', 'UA', '034', 'Returned to sender'],
  cancelled: ['MV', 'VP', '007', 'Shipment voided'],
  // Filed as an exception like any other, though the parcel has long been delivered.
  refund_note: ['X', 'K5', '013', 'Refund requested'],
};

/** What the caller asked for beside the parcel. */
export interface Extras {
  readonly signature: boolean;
  readonly proofOfDelivery: boolean;
}

/** A shipment as an answer has it. */
interface ShipmentAnswer {
  readonly inquiryNumber: string;
  readonly package: readonly object[];
}

/** A parcel's shipment with some of its packages, counted from 0. */
export function wholeShipmentOf(life: ParcelLife, offset: number, count: number): ShipmentAnswer {
  const nothing = { signature: false, proofOfDelivery: false };
  const numbers = (life.pieces ?? [life.trackingNumber]).slice(offset, offset + count);
  const packages = numbers.flatMap((trackingNumber) => shipmentOf({ ...life, trackingNumber }, nothing).package);
  return { ...shipmentOf(life, nothing), package: packages };
}

/** A parcel as the one shipment and package of an answer. */
export function shipmentOf(life: ParcelLife, extras: Extras): ShipmentAnswer {
  const { trackingNumber } = life;
  const events = life.events.filter(({ pieces }) => pieces === undefined || pieces.includes(trackingNumber));
  const newest = events.findLast(({ kind }) => kind !== 'refund_note');
  const handedOver = events.find(({ kind }) => kind === 'picked_up' || kind === 'dropped_off') ?? events[0];
  const current = newest === undefined ? undefined : scans[newest.kind];
  return {
    inquiryNumber: trackingNumber,
    ...(handedOver && { pickupDate: day(handedOver.at) }),
    package: [
      {
        trackingNumber,
        ...schedule(life, newest),
        activity: events.map(activityOf).reverse(),
        ...(current && { currentStatus: { description: current[3], code: current[2] } }),
        packageAddress: [
          { type: 'ORIGIN', address: { ...addressOf(life.origin), ...postalCode(life.origin) } },
          { type: 'DESTINATION', address: { ...addressOf(life.destination), ...postalCode(life.destination) } },
        ],
        ...(life.weightKg !== undefined && { weight: { unitOfMeasurement: 'KGS', weight: life.weightKg.toFixed(2) } }),
        service: { code: '518', levelCode: '011', description: 'UPS Ground' },
        referenceNumber: (life.references ?? []).map((number) => ({ type: 'PACKAGE', number })),
        ...(life.related && { alternateTrackingNumber: life.related.map(alternateOf) }),
        deliveryInformation: deliveryOf(newest, extras),
        dimension: { unitOfDimension: 'IN' },
        isSmartPackage: false,
        packageCount: life.pieces?.length ?? 1,
      },
    ],
  };
}

function activityOf({ kind, at, place }: LifeEvent): object {
  const [type, code, statusCode, description] = scans[kind];
  const instant = new Date(instantOf(at) ?? 0).toISOString();
  return {
    // Manifest lines are of no building, only of a country.
    location: { address: type === 'M' || type === 'MV' ? addressOf({ ...countryOf(place) }) : addressOf(place) },
    status: { type, description, code, statusCode },
    date: day(at),
    time: wallClockOf(at).slice(11, 19).replaceAll(':', ''),
    gmtDate: day(instant),
    gmtOffset: at.endsWith('Z') ? '+00:00' : at.slice(-6),
    gmtTime: instant.slice(11, 19),
    logicalScan: false,
  };
}

const overAt: ReadonlySet<LifeEventKind> = new Set([
  'collected',
  'delivered',
  'delivered_by_post',
  'delivered_to_neighbour',
  'returned',
]);

function schedule({ estimatedDelivery }: ParcelLife, newest: LifeEvent | undefined): object {
  if (newest !== undefined && overAt.has(newest.kind)) {
    const endTime = wallClockOf(newest.at).slice(11, 19).replaceAll(':', '');
    return { deliveryDate: [{ type: 'DEL', date: day(newest.at) }], deliveryTime: { type: 'DEL', endTime } };
  }
  if (estimatedDelivery === undefined) return { deliveryDate: [] };
  const deliveryDate = [{ type: 'SDD', date: day(estimatedDelivery) }];
  if (isDateOnly(estimatedDelivery)) return { deliveryDate, deliveryTime: { type: 'EOD' } };
  const endTime = wallClockOf(estimatedDelivery).slice(11, 19).replaceAll(':', '');
  return { deliveryDate, deliveryTime: { type: 'CMT', endTime } };
}

/** UPS sends this container before delivery, too, with nothing in it but an indicator. */
function deliveryOf(newest: LifeEvent | undefined, { signature, proofOfDelivery }: Extras): object {
  const deliveryPhoto = { isNonPostalCodeCountry: false };
  if (newest === undefined || !overAt.has(newest.kind)) return { deliveryPhoto };
  const { signedBy } = newest;
  return {
    ...(signedBy !== undefined && { receivedBy: signedBy }),
    ...(signature && signedBy !== undefined && { signature: { image: 'c2lnbmF0dXJl' } }),
    ...(proofOfDelivery && { pod: { content: 'cHJvb2Y=' } }),
    deliveryPhoto,
  };
}

function alternateOf({ relation, trackingNumber }: { relation: string; trackingNumber: string }): object {
  return relation === 'last_mile' ? { number: trackingNumber, type: 'USPS_PIC' } : { number: trackingNumber };
}

/** Without the postal code, which UPS documents and leaves out of activities. */
function addressOf({ city, region, country }: Place): object {
  return {
    ...(city !== undefined && { city }),
    ...(region !== undefined && { stateProvince: region }),
    ...(country !== undefined && { countryCode: country, country }),
  };
}

function countryOf({ country }: Place): Place {
  return country === undefined ? {} : { country };
}

function postalCode(place: Place): object {
  return place.postalCode === undefined ? {} : { postalCode: place.postalCode };
}

function day(time: string): string {
  return dateOf(time).replaceAll('-', '');
}
