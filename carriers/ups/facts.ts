import {
  compact,
  type Dimensions,
  dateOf,
  numeric,
  type Place,
  present,
  type Reference,
  type RelatedNumber,
  readCompactTime,
  readTime,
  text,
  type Weight,
} from 'waybill/kit';
import { placeOf } from './place.ts';
import type { WirePackage } from './wire.ts';

/** The address of a type, `ORIGIN` or `DESTINATION`, without the street. */
export function addressOf({ packageAddress }: WirePackage, wanted: string): Place | undefined {
  return placeOf(present(packageAddress).find(({ type }) => text(type) === wanted)?.address);
}

const weightUnits: Readonly<Record<string, Weight['unit']>> = {
  KG: 'kg',
  KGS: 'kg',
  LB: 'lb',
  LBS: 'lb',
  OZ: 'oz',
  OZS: 'oz',
};

/** The weight as UPS gives it, pounds or kilograms. */
export function weightOf({ weight }: WirePackage): Weight | undefined {
  const value = numeric(weight?.weight);
  const unit = weightUnits[text(weight?.unitOfMeasurement)?.toUpperCase() ?? ''];
  return value === undefined || value <= 0 || unit === undefined ? undefined : { value, unit };
}

const lengthUnits: Readonly<Record<string, Dimensions['unit']>> = { CM: 'cm', IN: 'in' };

/** The measures, where all three are there: UPS sends the unit alone, too. */
export function dimensionsOf({ dimension }: WirePackage): Dimensions | undefined {
  const length = numeric(dimension?.length);
  const width = numeric(dimension?.width);
  const height = numeric(dimension?.height);
  const unit = lengthUnits[text(dimension?.unitOfDimension)?.toUpperCase() ?? ''];
  return length && width && height && unit ? { length, width, height, unit } : undefined;
}

/** References, each with whether it is of the package or of the shipment. */
export function referencesOf({ referenceNumber }: WirePackage): readonly Reference[] {
  return present(referenceNumber).flatMap(({ type, number }) => {
    const value = text(number);
    return value === undefined ? [] : [compact({ kind: text(type)?.toLowerCase(), value })];
  });
}

/** Alternate numbers: the post's for a parcel that it delivers, else another of UPS. */
export function alternatesOf({ alternateTrackingNumber }: WirePackage, own: string): readonly RelatedNumber[] {
  return present(alternateTrackingNumber).flatMap(({ type, number }): RelatedNumber[] => {
    const trackingNumber = text(number)?.toUpperCase();
    if (trackingNumber === undefined || trackingNumber === own) return [];
    return text(type)?.toUpperCase().startsWith('USPS')
      ? [{ relation: 'last_mile', trackingNumber, carrier: 'usps' }]
      : [{ relation: 'other', trackingNumber, carrier: 'ups' }];
  });
}

/** Last day to collect it at an access point. The document does not give the form of this date. */
export function pickupByOf({ accessPointInformation }: WirePackage): string | undefined {
  const date = accessPointInformation?.pickupByDate;
  const day = readCompactTime(date) ?? readTime(date);
  return day === undefined ? undefined : dateOf(day);
}
