import { type Issue, type Maybe, present, readCompactTime } from 'waybill/kit';
import type { Activity } from '../events.ts';
import { type Leaf, leafText } from '../leaf.ts';
import type { StatusReading } from '../status.ts';
import type { WireAddress, WirePackage } from '../wire.ts';
import type {
  WireLocation,
  WireMoment,
  WirePackageRecord,
  WirePartyAddress,
  WirePlace,
  WireReference,
} from './wire.ts';

/** A day, and a clock where there is one. */
export interface Due {
  readonly date: string;
  readonly time: string | undefined;
}

/** A package's number as UPS writes it. */
export function numberOf({ TrackingNumber: number }: { readonly TrackingNumber?: Leaf }): string {
  return leafText(number)?.toUpperCase() ?? '';
}

/** A meaning as the fields of a scan. */
export function statusOf(
  [status, detail]: StatusReading['meaning'],
  basis: StatusReading['basis'],
): Pick<Activity, 'status' | 'detail' | 'basis'> {
  return { status, detail, basis };
}

/** The local time of a record, for UPS tells no offset here. What is no possible time is left out and noted in `issues`. */
export function timeOf({ Date: date, Time: time }: WireMoment, path: string, issues: Issue[]): string | undefined {
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
export function dueOf(date: Leaf, time: Leaf): Due | undefined {
  const day = leafText(date);
  return day === undefined ? undefined : { date: day, time: leafText(time) };
}

/** Where the shipper or the recipient is. */
export function partyAddress(address: Maybe<WirePartyAddress>): WireAddress | undefined {
  if (address === null || address === undefined) return undefined;
  return {
    city: leafText(address.City),
    stateProvince: leafText(address.StateProvinceCode),
    postalCode: leafText(address.PostalCode),
    countryCode: leafText(address.CountryCode),
  };
}

/** Where a record's activity took place. */
export function addressOf(location: Maybe<WireLocation>): WireAddress | undefined {
  return placeAddress(location?.AddressArtifactFormat);
}

/** An address in divisions. */
export function placeAddress(place: Maybe<WirePlace>): WireAddress | undefined {
  if (place === null || place === undefined) return undefined;
  return {
    city: leafText(place.PoliticalDivision2),
    stateProvince: leafText(place.PoliticalDivision1),
    postalCode: leafText(place.PostcodePrimaryLow),
    countryCode: leafText(place.CountryCode),
  };
}

/** The references that a record repeats. */
export function packageReferences(record: WirePackageRecord): WirePackage['referenceNumber'] {
  return [
    ...referencesOf('SHIPMENT', record.ShipmentReferenceNumber),
    ...referencesOf('PACKAGE', record.PackageReferenceNumber),
  ];
}

/** References, each with whether it is of the package or of the shipment. */
export function referencesOf(
  type: string,
  references: readonly Maybe<WireReference>[],
): WirePackage['referenceNumber'] {
  return present(references).map(({ Value: value }) => ({ type, number: leafText(value) }));
}
