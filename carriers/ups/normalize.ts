import {
  assembleTracking,
  compact,
  compactOrAbsent,
  type Issue,
  numeric,
  type Piece,
  type RelatedNumber,
  readCompactTime,
  type TrackingDraft,
  text,
} from 'waybill/kit';
import { currentStatusOf } from './current.ts';
import { deliveryOf } from './delivery.ts';
import { type Activity, activityOf } from './events.ts';
import { addressOf, alternatesOf, dimensionsOf, pickupByOf, referencesOf, weightOf } from './facts.ts';
import { type Family, familyOf, tablesVersion } from './status.ts';
import { trackingUrl } from './tracking-url.ts';
import { forecastOf } from './windows.ts';
import type { WirePackage, WireShipment } from './wire.ts';

/** A format of UPS by its name, and by its words for what all formats tell, of which the paths of issues are made. */
export interface Dialect {
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
  dialect: Dialect,
): readonly TrackingDraft[] {
  const shipmentPath = `${dialect.shipments}.${index}`;
  return shipment.package.flatMap((parcel, place) =>
    parcel === null || parcel === undefined
      ? []
      : [
          locatedTracking(
            { shipment, parcel, shipmentPath, path: `${shipmentPath}.${dialect.packages}.${place}` },
            issues,
            dialect,
          ),
        ],
  );
}

/** The packages of a shipment as trackings that know of each other: each has all of them as its pieces. */
export function together(parcels: readonly TrackingDraft[]): readonly TrackingDraft[] {
  return parcels.length < 2 ? parcels : parcels.map((parcel) => amongOthers(parcel, parcels));
}

function amongOthers(parcel: TrackingDraft, parcels: readonly TrackingDraft[]): TrackingDraft {
  // A package without a number, as broken answers have it, is none to name.
  const numbered = parcels.filter(({ trackingNumber }) => trackingNumber !== '');
  const others = numbered.filter(({ trackingNumber }) => trackingNumber !== parcel.trackingNumber);
  if (others.length === 0) return parcel;
  return {
    ...parcel,
    pieces: numbered.map(pieceOf),
    related: [...(parcel.related ?? []), ...siblings(others.map(({ trackingNumber }) => trackingNumber))],
  };
}

/** Other packages of the same shipment. */
export function siblings(trackingNumbers: readonly string[]): readonly RelatedNumber[] {
  return trackingNumbers.map((trackingNumber) => ({ relation: 'sibling', trackingNumber, carrier: 'ups' }));
}

/** A package among others: its number, where it is, what it weighs. */
export function pieceOf({ trackingNumber, status, detail, weight }: TrackingDraft): Piece {
  return compact({ trackingNumber, status, detail, weight });
}

function locatedTracking(located: Located, found: readonly Issue[], dialect: Dialect): TrackingDraft {
  const { shipment, parcel } = located;
  const trackingNumber = (text(parcel.trackingNumber) ?? text(shipment.inquiryNumber) ?? '').toUpperCase();
  const issues = found.length === 0 ? [] : issuesOf(located, found, dialect);
  const scans = activitiesOf(located, familyOf(trackingNumber), issues, dialect);
  return trackingOf({ format: dialect.name, trackingNumber, shipment, parcel, scans, order: 'newest-first', issues });
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
    carrier: 'ups',
    trackingNumber,
    url: trackingUrl(trackingNumber),
    mapping: `${format}@${tablesVersion}`,
    scans,
    order,
    current,
    service: compactOrAbsent({ code: text(parcel.service?.code), name: text(parcel.service?.description) }),
    ...forecastOf(parcel),
    shippedAt: readCompactTime(text(shipment.pickupDate)),
    delivery: deliveryOf(parcel, scans, isOver),
    pickupBy: pickupByOf(parcel),
    origin: addressOf(parcel, 'ORIGIN'),
    destination: addressOf(parcel, 'DESTINATION'),
    weight: weightOf(parcel),
    dimensions: dimensionsOf(parcel),
    references: referencesOf(parcel),
    pieceCount: pieceCount === 0 ? undefined : pieceCount,
    related: [...alternatesOf(parcel, trackingNumber), ...related],
    issues,
  });
}

/** Issues of the package and of its shipment, without those of its siblings. */
function issuesOf({ path, shipmentPath }: Located, issues: readonly Issue[], { packages }: Dialect): Issue[] {
  return issues.filter((issue) => {
    if (issue.path.startsWith(`${path}.`)) return true;
    return issue.path.startsWith(`${shipmentPath}.`) && !issue.path.startsWith(`${shipmentPath}.${packages}.`);
  });
}

function activitiesOf(
  { parcel, path }: Located,
  family: Family,
  issues: Issue[],
  dialect: Dialect,
): readonly Activity[] {
  return parcel.activity.flatMap((activity, index) =>
    activity === null || activity === undefined
      ? []
      : [activityOf(activity, family, `${path}.${dialect.activities}.${index}`, issues, dialect)],
  );
}
