import {
  assembleTracking,
  type CurrentStatus,
  compact,
  compactOrAbsent,
  type Issue,
  numeric,
  type Piece,
  readCompactTime,
  type TrackingDraft,
  text,
} from '../../src/kit.ts';
import { deliveryDay, deliveryOf } from './delivery.ts';
import { type Activity, activityOf, currentOf } from './events.ts';
import { addressOf, alternatesOf, dimensionsOf, pickupByOf, referencesOf, weightOf } from './facts.ts';
import { type Family, familyOf, tablesVersion } from './status.ts';
import { trackingUrl } from './tracking-url.ts';
import { forecastOf } from './windows.ts';
import type { WirePackage, WireShipment } from './wire.ts';

/** Name of the format that the live path and stored payloads share. */
export const formatName = 'ups.track-v1';

/** A package where it stands in an answer. */
interface Located {
  readonly shipment: WireShipment;
  readonly parcel: WirePackage;
  /** `trackResponse.shipment.0`. */
  readonly shipmentPath: string;
  /** `trackResponse.shipment.0.package.1`. */
  readonly path: string;
}

/** The packages of a shipment as trackings, in the order sent; each knows of the others. */
export function trackingsOf(shipment: WireShipment, index: number, issues: readonly Issue[]): readonly TrackingDraft[] {
  const shipmentPath = `trackResponse.shipment.${index}`;
  const parcels = shipment.package.flatMap((parcel, place) =>
    parcel === null || parcel === undefined
      ? []
      : [trackingOf({ shipment, parcel, shipmentPath, path: `${shipmentPath}.package.${place}` }, issues)],
  );
  return parcels.length < 2 ? parcels : parcels.map((parcel) => amongOthers(parcel, parcels));
}

function amongOthers(parcel: TrackingDraft, parcels: readonly TrackingDraft[]): TrackingDraft {
  const others = parcels.filter(({ trackingNumber }) => trackingNumber !== parcel.trackingNumber);
  if (others.length === 0) return parcel;
  const siblings = others.map(
    ({ trackingNumber }) => ({ relation: 'sibling', trackingNumber, carrier: 'ups' }) as const,
  );
  return { ...parcel, pieces: parcels.map(pieceOf), related: [...(parcel.related ?? []), ...siblings] };
}

/** A package among others: its number, where it is, what it weighs. */
function pieceOf({ trackingNumber, status, detail, weight }: TrackingDraft): Piece {
  return compact({ trackingNumber, status, detail, weight });
}

function trackingOf(located: Located, found: readonly Issue[]): TrackingDraft {
  const { shipment, parcel } = located;
  const trackingNumber = (text(parcel.trackingNumber) ?? text(shipment.inquiryNumber) ?? '').toUpperCase();
  const family = familyOf(trackingNumber);
  const issues = found.length === 0 ? [] : issuesOf(located, found);
  const scans = activitiesOf(located, family, issues);
  const current = currentStatus(parcel, family);
  const isOver = current?.status === 'delivered' || current?.status === 'returned';
  const pieceCount = numeric(parcel.packageCount);
  return assembleTracking({
    carrier: 'ups',
    trackingNumber,
    url: trackingUrl(trackingNumber),
    mapping: `${formatName}@${tablesVersion}`,
    scans,
    order: 'newest-first',
    current: current ?? archived(parcel, scans),
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
    related: alternatesOf(parcel, trackingNumber),
    issues,
  });
}

/** Issues of the package and of its shipment, without those of its siblings. */
function issuesOf({ path, shipmentPath }: Located, issues: readonly Issue[]): Issue[] {
  return issues.filter((issue) => {
    if (issue.path.startsWith(`${path}.`)) return true;
    return issue.path.startsWith(`${shipmentPath}.`) && !/\.package\.\d+\./.test(issue.path);
  });
}

function activitiesOf({ parcel, path }: Located, family: Family, issues: Issue[]): readonly Activity[] {
  return parcel.activity.flatMap((activity, index) =>
    activity === null || activity === undefined
      ? []
      : [activityOf(activity, family, `${path}.activity.${index}`, issues)],
  );
}

/** `currentStatus`, or the package's own `statusCode`, which is seldom there. */
function currentStatus(parcel: WirePackage, family: Family): CurrentStatus | undefined {
  const status = compactOrAbsent(parcel.currentStatus ?? {}) ?? { statusCode: text(parcel.statusCode) };
  const { meaning, basis } = currentOf(status, family);
  return basis === 'none' ? undefined : { status: meaning[0], detail: meaning[1], basis };
}

/** Of a parcel whose history was put away, the day of its delivery may be all that is left. */
function archived(parcel: WirePackage, scans: readonly Activity[]): CurrentStatus | undefined {
  return scans.length === 0 && deliveryDay(parcel) !== undefined
    ? { status: 'delivered', basis: 'category' }
    : undefined;
}
