import { type Issue, type Maybe, type Piece, plainText, present, readCompactTime, sentences } from 'waybill/kit';
import { placeOf } from '../events.ts';
import { addressOf, type Leaf, leafText, referencesOf, serviceOf, wireWeightOf } from '../old-formats.ts';
import { type Activity, readStatus, type StatusReading } from '../status.ts';
import type { WireAddress, WireDeliveryInformation, WirePackage } from '../wire.ts';
import { exceptionOf, genericRecords } from './status.ts';
import type {
  WireDelivery,
  WireException,
  WireGeneric,
  WireManifest,
  WireMoment,
  WireOrigin,
  WirePackageRecord,
  WirePlace,
} from './wire.ts';

/** A day, and a clock where there is one. */
interface Due {
  readonly date: string;
  readonly time: string | undefined;
}

/** What a record tells of its package beside the line of history. */
export interface PackageFacts {
  readonly pickupDate?: string | undefined;
  readonly scheduled?: Due | undefined;
  readonly rescheduled?: Due | undefined;
  readonly origin?: WireAddress | undefined;
  readonly destination?: WireAddress | undefined;
  readonly service?: WirePackage['service'];
  readonly weight?: WirePackage['weight'];
  readonly deliveryInformation?: WireDeliveryInformation | undefined;
  readonly pickupBy?: string | undefined;
  readonly references?: WirePackage['referenceNumber'];
  /** All packages of its shipment: one list for all of them. */
  readonly pieces?: readonly Piece[] | undefined;
}

/** A record of one package: a line of its history, and facts. */
export interface QuantumRecord {
  readonly trackingNumber: string;
  readonly scan: Activity;
  readonly facts: PackageFacts;
}

/**
 * A manifest: one record for each package. It is dated by the activity of the package, else by the day of pickup, on
 * which, UPS says, it is sent.
 */
export function manifestRecords(manifest: WireManifest, path: string, issues: Issue[]): readonly QuantumRecord[] {
  const packages = present(manifest.Package);
  const numbers = new Set(packages.map(numberOf).filter((number) => number !== ''));
  const pieces = [...numbers].map((trackingNumber) => ({ trackingNumber }));
  const { meaning, basis } = readStatus({ type: 'M' }, 'package');
  return packages.map((parcel, index) => {
    const [activity] = present(parcel.Activity);
    const date = activity ?? { Date: manifest.PickupDate };
    const trackingNumber = numberOf(parcel);
    return {
      trackingNumber,
      scan: {
        type: 'M',
        status: meaning[0],
        detail: meaning[1],
        basis,
        identity: 'Manifest',
        occurredAt: timeOf(date, `${path}.Package.${index}.Activity.0`, issues),
      },
      facts: {
        pickupDate: leafText(manifest.PickupDate),
        scheduled: dueOf(manifest.ScheduledDeliveryDate, manifest.ScheduledDeliveryTime),
        origin: addressOf(manifest.Shipper?.Address),
        destination: addressOf(manifest.ShipTo?.Address),
        service: serviceOf(manifest.Service),
        weight: wireWeightOf(parcel.PackageWeight),
        references: [
          ...referencesOf('SHIPMENT', manifest.ReferenceNumber),
          ...referencesOf('PACKAGE', parcel.ReferenceNumber),
        ],
        pieces,
      },
    };
  });
}

/** An origin record: by the document, when it was picked up. */
export function originRecord(origin: WireOrigin, path: string, issues: Issue[]): QuantumRecord {
  return {
    trackingNumber: numberOf(origin),
    scan: {
      type: 'P',
      status: 'in_transit',
      detail: 'picked_up',
      basis: 'category',
      identity: 'Origin',
      occurredAt: timeOf(origin, path, issues),
      place: placeOf(placeAddress(origin.ActivityLocation?.AddressArtifactFormat)),
    },
    facts: {
      scheduled: dueOf(origin.ScheduledDeliveryDate, origin.ScheduledDeliveryTime),
      references: packageReferences(origin),
    },
  };
}

/** An exception record; the address that it corrects is where the package now goes. */
export function exceptionRecord(exception: WireException, path: string, issues: Issue[]): QuantumRecord {
  const code = leafText(exception.StatusCode);
  const reasonCode = leafText(exception.ReasonCode);
  const { meaning, basis } = exceptionOf(code, reasonCode);
  return {
    trackingNumber: numberOf(exception),
    scan: {
      type: 'X',
      ...statusOf(meaning, basis),
      code: code ?? reasonCode,
      reasonCode: code === undefined ? undefined : reasonCode,
      description: sentences(
        plainText(leafText(exception.StatusDescription)),
        plainText(leafText(exception.ReasonDescription)),
      ),
      nextStep: plainText(leafText(exception.Resolution?.Description)),
      identity: `X_${code ?? reasonCode ?? ''}`,
      occurredAt: timeOf(exception, path, issues),
      place: placeOf(placeAddress(exception.ActivityLocation?.AddressArtifactFormat)),
    },
    facts: {
      rescheduled: dueOf(exception.RescheduledDeliveryDate, exception.RescheduledDeliveryTime),
      destination: placeAddress(exception.UpdatedAddress),
      references: packageReferences(exception),
    },
  };
}

/**
 * A delivery record: by the code of the place where it was left, with the status of a delivery where that is none. With
 * a last day of pickup it was delivered to an access point, and waits there.
 */
export function deliveryRecord(delivery: WireDelivery, path: string, issues: Issue[]): QuantumRecord {
  const location = delivery.DeliveryLocation;
  const code = leafText(location?.Code);
  const pickupBy = leafText(delivery.LastPickupDate);
  const signedBy = leafText(location?.SignedForByName);
  const { meaning, basis } = readStatus({ type: 'D', leftAt: code, isSigned: signedBy !== undefined }, 'package');
  const waits = pickupBy !== undefined && meaning[0] === 'delivered';
  const address = placeAddress(delivery.ActivityLocation?.AddressArtifactFormat ?? location?.AddressArtifactFormat);
  return {
    trackingNumber: numberOf(delivery),
    scan: {
      type: 'D',
      ...statusOf(waits ? ['available_for_pickup', 'at_pickup_point'] : meaning, waits ? 'category' : basis),
      code,
      description: sentences(plainText(leafText(location?.Description)), plainText(leafText(delivery.DriverRelease))),
      identity: code === undefined ? 'Delivery' : `D_${code}`,
      occurredAt: timeOf(delivery, path, issues),
      place: placeOf(address),
    },
    facts: {
      deliveryInformation: {
        location: leafText(location?.Description) ?? leafText(delivery.DriverRelease),
        receivedBy: signedBy,
      },
      pickupBy,
      references: packageReferences(delivery),
    },
  };
}

/** A generic record, of which the activity type says everything. */
export function genericRecord(generic: WireGeneric, path: string, issues: Issue[]): QuantumRecord {
  const code = leafText(generic.ActivityType)?.toUpperCase();
  const meaning = code !== undefined && Object.hasOwn(genericRecords, code) ? genericRecords[code] : undefined;
  const [activity] = present(generic.Activity);
  return {
    trackingNumber: numberOf(generic),
    scan: {
      type: undefined,
      ...statusOf(meaning ?? ['unknown'], meaning === undefined ? 'none' : 'code'),
      code,
      description: plainText(leafText(generic.FailureNotification?.FailureNotificationCode?.Description)),
      identity: `Generic_${code ?? ''}`,
      occurredAt: activity === undefined ? undefined : timeOf(activity, `${path}.Activity.0`, issues),
    },
    facts: {
      rescheduled: dueOf(generic.RescheduledDeliveryDate, undefined),
      service: serviceOf(generic.Service),
      references: packageReferences(generic),
    },
  };
}

/** A package's number as UPS writes it. */
function numberOf({ TrackingNumber: number }: { readonly TrackingNumber?: Leaf }): string {
  return leafText(number)?.toUpperCase() ?? '';
}

/** A meaning as the fields of a scan. */
function statusOf(
  [status, detail]: StatusReading['meaning'],
  basis: StatusReading['basis'],
): Pick<Activity, 'status' | 'detail' | 'basis'> {
  return { status, detail, basis };
}

/** The local time of a record, for UPS tells no offset here. What is no possible time is left out and noted in `issues`. */
function timeOf({ Date: date, Time: time }: WireMoment, path: string, issues: Issue[]): string | undefined {
  const day = leafText(date);
  const clock = leafText(time);
  const moment = readCompactTime(day, clock);
  if (moment === undefined && day !== undefined) {
    issues.push({ path: `${path}.Date`, expected: 'a date', seen: 'no possible date' });
  } else if (moment?.length === 10 && clock !== undefined) {
    issues.push({ path: `${path}.Time`, expected: 'a time', seen: 'no possible time' });
  }
  return moment;
}

/** A day of delivery, with its clock where there is one. */
function dueOf(date: Leaf, time: Leaf): Due | undefined {
  const day = leafText(date);
  return day === undefined ? undefined : { date: day, time: leafText(time) };
}

/** An address in divisions. */
function placeAddress(place: Maybe<WirePlace>): WireAddress | undefined {
  if (place === null || place === undefined) return undefined;
  return {
    city: leafText(place.PoliticalDivision2),
    stateProvince: leafText(place.PoliticalDivision1),
    postalCode: leafText(place.PostcodePrimaryLow),
    countryCode: leafText(place.CountryCode),
  };
}

/** The references that a record repeats. */
function packageReferences(record: WirePackageRecord): WirePackage['referenceNumber'] {
  return [
    ...referencesOf('SHIPMENT', record.ShipmentReferenceNumber),
    ...referencesOf('PACKAGE', record.PackageReferenceNumber),
  ];
}
