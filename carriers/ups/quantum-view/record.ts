import { type Issue, type Maybe, present, readCompactTime } from '../../../src/kit.ts';
import type { Activity } from '../events.ts';
import { type Leaf, leafText } from '../leaf.ts';
import { placeOf } from '../place.ts';
import { readStatus, type StatusReading } from '../status.ts';
import type { WireAddress, WireDeliveryInformation, WirePackage } from '../wire.ts';
import { exceptionOf, genericRecords } from './status.ts';
import type {
  WireDelivery,
  WireException,
  WireGeneric,
  WireLocation,
  WireManifest,
  WireMoment,
  WireOrigin,
  WirePackageRecord,
  WirePartyAddress,
  WirePlace,
  WireReference,
} from './wire.ts';

/** A day, and a clock where there is one. */
export interface Forecast {
  readonly date: string;
  readonly time: string | undefined;
}

/** What a record tells of its package beside the line of history. */
export interface Facts {
  readonly pickupDate?: string | undefined;
  readonly scheduled?: Forecast | undefined;
  readonly rescheduled?: Forecast | undefined;
  readonly origin?: WireAddress | undefined;
  readonly destination?: WireAddress | undefined;
  readonly service?: WirePackage['service'];
  readonly weight?: WirePackage['weight'];
  readonly deliveryInformation?: WireDeliveryInformation | undefined;
  readonly pickupBy?: string | undefined;
  readonly references: WirePackage['referenceNumber'];
  readonly siblings?: readonly string[];
}

/** A record of one package: a line of its history, and facts. */
export interface QuantumRecord {
  readonly trackingNumber: string;
  readonly scan: Activity;
  readonly facts: Facts;
}

/** A package's number as UPS writes it. */
export function numberOf({ TrackingNumber: number }: { readonly TrackingNumber?: Leaf }): string {
  return leafText(number)?.toUpperCase() ?? '';
}

/**
 * A manifest: one record for each package. It is dated by the activity of the package, else by the day of pickup, on
 * which, UPS says, it is sent.
 */
export function manifestRecords(manifest: WireManifest, path: string, issues: Issue[]): readonly QuantumRecord[] {
  const packages = present(manifest.Package);
  const numbers = packages.map(numberOf).filter((number) => number !== '');
  const { meaning, basis } = readStatus({ type: 'M' }, 'package');
  return packages.map((parcel, index) => {
    const [activity] = present(parcel.Activity);
    const date = activity ?? { Date: manifest.PickupDate };
    const trackingNumber = numberOf(parcel);
    const weight = parcel.PackageWeight;
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
        scheduled: forecastOf(manifest.ScheduledDeliveryDate, manifest.ScheduledDeliveryTime),
        origin: partyAddress(manifest.Shipper?.Address),
        destination: partyAddress(manifest.ShipTo?.Address),
        service: { code: leafText(manifest.Service?.Code), description: leafText(manifest.Service?.Description) },
        weight: { weight: leafText(weight?.Weight), unitOfMeasurement: leafText(weight?.UnitOfMeasurement?.Code) },
        references: [
          ...referencesOf('SHIPMENT', manifest.ReferenceNumber),
          ...referencesOf('PACKAGE', parcel.ReferenceNumber),
        ],
        siblings: numbers.filter((number) => number !== trackingNumber),
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
      place: placeOf(addressOf(origin.ActivityLocation)),
    },
    facts: {
      scheduled: forecastOf(origin.ScheduledDeliveryDate, origin.ScheduledDeliveryTime),
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
      description: leafText(exception.StatusDescription) ?? leafText(exception.ReasonDescription),
      identity: `X_${code ?? reasonCode ?? ''}`,
      occurredAt: timeOf(exception, path, issues),
      place: placeOf(addressOf(exception.ActivityLocation)),
    },
    facts: {
      rescheduled: forecastOf(exception.RescheduledDeliveryDate, exception.RescheduledDeliveryTime),
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
  const { meaning, basis } = readStatus({ type: 'D', leftAt: code }, 'package');
  const waits = pickupBy !== undefined && meaning[0] === 'delivered';
  const address = addressOf(delivery.ActivityLocation) ?? addressOf(location);
  return {
    trackingNumber: numberOf(delivery),
    scan: {
      type: 'D',
      ...statusOf(waits ? ['available_for_pickup', 'at_pickup_point'] : meaning, waits ? 'category' : basis),
      code,
      description: leafText(location?.Description),
      identity: code === undefined ? 'Delivery' : `D_${code}`,
      occurredAt: timeOf(delivery, path, issues),
      place: placeOf(address),
    },
    facts: {
      deliveryInformation: {
        location: leafText(location?.Description),
        receivedBy: leafText(location?.SignedForByName),
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
      identity: `Generic_${code ?? ''}`,
      occurredAt: activity === undefined ? undefined : timeOf(activity, `${path}.Activity.0`, issues),
    },
    facts: {
      rescheduled: forecastOf(generic.RescheduledDeliveryDate, undefined),
      service: { code: leafText(generic.Service?.Code), description: leafText(generic.Service?.Description) },
      references: packageReferences(generic),
    },
  };
}

function statusOf(
  [status, detail]: StatusReading['meaning'],
  basis: StatusReading['basis'],
): Pick<Activity, 'status' | 'detail' | 'basis'> {
  return { status, detail, basis };
}

/** The local time of a record. What is no possible time is left out and noted in `issues`. */
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

function forecastOf(date: Leaf, time: Leaf): Forecast | undefined {
  const day = leafText(date);
  return day === undefined ? undefined : { date: day, time: leafText(time) };
}

function partyAddress(address: Maybe<WirePartyAddress>): WireAddress | undefined {
  if (address === null || address === undefined) return undefined;
  return {
    city: leafText(address.City),
    stateProvince: leafText(address.StateProvinceCode),
    postalCode: leafText(address.PostalCode),
    countryCode: leafText(address.CountryCode),
  };
}

function addressOf(location: Maybe<WireLocation>): WireAddress | undefined {
  return placeAddress(location?.AddressArtifactFormat);
}

function placeAddress(place: Maybe<WirePlace>): WireAddress | undefined {
  if (place === null || place === undefined) return undefined;
  return {
    city: leafText(place.PoliticalDivision2),
    stateProvince: leafText(place.PoliticalDivision1),
    postalCode: leafText(place.PostcodePrimaryLow),
    countryCode: leafText(place.CountryCode),
  };
}

function packageReferences(record: WirePackageRecord): WirePackage['referenceNumber'] {
  return [
    ...referencesOf('SHIPMENT', record.ShipmentReferenceNumber),
    ...referencesOf('PACKAGE', record.PackageReferenceNumber),
  ];
}

function referencesOf(type: string, references: readonly Maybe<WireReference>[]): WirePackage['referenceNumber'] {
  return present(references).map(({ Value: value }) => ({ type, number: leafText(value) }));
}
