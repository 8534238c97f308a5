import {
  assembleTracking,
  compact,
  compactOrAbsent,
  dateOf,
  dimensionsOf,
  type Issue,
  numeric,
  plainText,
  present,
  type Reference,
  type RelatedNumber,
  readCompactTime,
  readTime,
  type TrackingDraft,
  text,
  weightOf,
} from 'waybill/kit';
import { deliveryOf, forecastOf } from './delivery.ts';
import { addressOf, scanOf } from './events.ts';
import { identity } from './numbers.ts';
import { type Activity, currentStatusOf, tablesVersion } from './status.ts';
import { type Family, familyOf } from './status-codes.ts';
import type { WirePackage, WireShipment } from './wire.ts';

/** A format of UPS by its name, and by its words for what all formats tell, of which the paths of issues are made. */
export interface FormatPaths {
  /** `ups.track-v1`. */
  readonly name: string;
  /** Path of the shipments. */
  readonly shipments: string;
  readonly packages: string;
  readonly activities: string;
  readonly date: string;
  readonly time: string;
}

/** A package where it stands in an answer. */
interface Located {
  readonly shipment: WireShipment;
  readonly parcel: WirePackage;
  /** `trackResponse.shipment.0`. */
  readonly shipmentPath: string;
  /** `trackResponse.shipment.0.package.1`. */
  readonly path: string;
}

/** The packages of a shipment in the order sent, each by itself. */
export function parcelsOf(
  shipment: WireShipment,
  index: number,
  issues: readonly Issue[],
  formatPaths: FormatPaths,
): readonly TrackingDraft[] {
  const shipmentPath = `${formatPaths.shipments}.${index}`;
  return shipment.package.flatMap((parcel, place) =>
    parcel === null || parcel === undefined
      ? []
      : [
          locatedTracking(
            { shipment, parcel, shipmentPath, path: `${shipmentPath}.${formatPaths.packages}.${place}` },
            issues,
            formatPaths,
          ),
        ],
  );
}

function locatedTracking(located: Located, found: readonly Issue[], formatPaths: FormatPaths): TrackingDraft {
  const { shipment, parcel } = located;
  const trackingNumber = (text(parcel.trackingNumber) ?? text(shipment.inquiryNumber) ?? '').toUpperCase();
  const issues = found.length === 0 ? [] : issuesOf(located, found, formatPaths);
  const scans = activitiesOf(located, familyOf(trackingNumber), issues, formatPaths);
  return trackingOf({
    format: formatPaths.name,
    trackingNumber,
    shipment,
    parcel,
    scans,
    order: 'newest-first',
    issues,
  });
}

/** A package, whatever format told of it, with its activities read. */
export interface PackageReading {
  readonly format: string;
  readonly trackingNumber: string;
  readonly shipment: Pick<WireShipment, 'pickupDate'>;
  readonly parcel: WirePackage;
  readonly scans: readonly Activity[];
  readonly order: 'newest-first' | 'oldest-first';
  readonly related?: readonly RelatedNumber[];
  readonly issues: readonly Issue[];
}

/** The tracking of a package: what all formats of UPS end in. */
export function trackingOf({
  format,
  trackingNumber,
  shipment,
  parcel,
  scans,
  order,
  related = [],
  issues,
}: PackageReading): TrackingDraft {
  const current = currentStatusOf(parcel, scans, order, familyOf(trackingNumber));
  const isOver = current?.status === 'delivered' || current?.status === 'returned';
  const pieceCount = numeric(parcel.packageCount);
  return assembleTracking({
    carrier: identity.id,
    trackingNumber,
    url: identity.trackingUrl(trackingNumber),
    mapping: `${format}@${tablesVersion}`,
    scans,
    order,
    current,
    statusDescription: statusWordsOf(parcel),
    service: compactOrAbsent({ code: text(parcel.service?.code), name: plainText(parcel.service?.description) }),
    ...forecastOf(parcel),
    shippedAt: readCompactTime(text(shipment.pickupDate)),
    delivery: deliveryOf(parcel, scans, isOver),
    pickupBy: pickupByOf(parcel),
    origin: addressOf(parcel, 'ORIGIN'),
    destination: addressOf(parcel, 'DESTINATION'),
    weight: weightOf(parcel.weight?.weight, parcel.weight?.unitOfMeasurement),
    dimensions: dimensionsOf(
      parcel.dimension?.length,
      parcel.dimension?.width,
      parcel.dimension?.height,
      parcel.dimension?.unitOfDimension,
    ),
    references: referencesOf(parcel),
    pieceCount: pieceCount === 0 ? undefined : pieceCount,
    related: [...alternatesOf(parcel, trackingNumber), ...related],
    issues,
  });
}

/** UPS's words for where the package is, which no activity need have. */
function statusWordsOf({ currentStatus }: WirePackage): string | undefined {
  if (!currentStatus) return undefined;
  return plainText(currentStatus.description) ?? plainText(currentStatus.simplifiedTextDescription);
}

/** Issues of the package and of its shipment, without those of its siblings. */
function issuesOf({ path, shipmentPath }: Located, issues: readonly Issue[], { packages }: FormatPaths): Issue[] {
  return issues.filter((issue) => {
    if (issue.path.startsWith(`${path}.`)) return true;
    return issue.path.startsWith(`${shipmentPath}.`) && !issue.path.startsWith(`${shipmentPath}.${packages}.`);
  });
}

function activitiesOf(
  { parcel, path }: Located,
  family: Family,
  issues: Issue[],
  formatPaths: FormatPaths,
): readonly Activity[] {
  const context = {
    family,
    path: `${path}.${formatPaths.activities}`,
    issues,
    names: formatPaths,
    isSigned: text(parcel.deliveryInformation?.receivedBy) !== undefined,
  };
  return parcel.activity.flatMap((activity, index) =>
    activity === null || activity === undefined ? [] : [scanOf(activity, context, index)],
  );
}

/**
 * References, each with whether it is of the package or of the shipment; a value once, as what it was first. `NA` and its
 * like stand where a shipping system wants something.
 */
function referencesOf({ referenceNumber }: WirePackage): readonly Reference[] {
  const values = new Map<string, Reference>();
  for (const { type, number } of present(referenceNumber)) {
    const value = text(number);
    if (value === undefined || nothing.has(value.toUpperCase()) || values.has(value)) continue;
    values.set(value, compact({ kind: text(type)?.toLowerCase(), value }));
  }
  return [...values.values()];
}

const nothing: ReadonlySet<string> = new Set(['NA', 'N/A', 'NONE', 'NULL']);

/** Alternate numbers: the post's for a parcel that it delivers, by its word or by its form, else another of UPS. */
function alternatesOf({ alternateTrackingNumber }: WirePackage, own: string): readonly RelatedNumber[] {
  const numbers = new Map<string, RelatedNumber>();
  for (const { type, number } of present(alternateTrackingNumber)) {
    const trackingNumber = text(number)?.toUpperCase();
    if (trackingNumber === undefined || trackingNumber === own || numbers.has(trackingNumber)) continue;
    const word = text(type)?.toUpperCase();
    if (word?.startsWith('USPS') || isPostal(trackingNumber)) {
      numbers.set(trackingNumber, { relation: 'last_mile', trackingNumber, carrier: 'usps' });
    } else {
      const relation = word === 'RETURN' ? 'return' : 'other';
      numbers.set(trackingNumber, { relation, trackingNumber, carrier: identity.id });
    }
  }
  return [...numbers.values()];
}

/** What USPS's numbers of parcels look like (IMpb, with or without the routing code); Track Alert and XML do not say whose. */
function isPostal(number: string): boolean {
  return /^(?:420\d{5}(?:\d{4})?)?9\d{21}(?:\d{4}|\d{8}|\d{12})?$/.test(number);
}

/** Last day to collect it at an access point. The document does not give the form of this date. */
function pickupByOf({ accessPointInformation }: WirePackage): string | undefined {
  const date = accessPointInformation?.pickupByDate;
  const day = readCompactTime(date) ?? readTime(date);
  return day === undefined ? undefined : dateOf(day);
}
