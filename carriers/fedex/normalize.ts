import {
  assembleTracking,
  compactOrAbsent,
  type Dimensions,
  type Issue,
  type Maybe,
  numeric,
  type Place,
  present,
  type TrackingDraft,
  text,
  type Weight,
} from 'waybill/kit';
import { readCurrent } from './current.ts';
import { deliveryPlace, readDelivery } from './delivery.ts';
import { newestScan, readScans } from './events.ts';
import { isSameCity, placeOf } from './place.ts';
import { hasReturnNumber, readIdentifiers } from './related.ts';
import { tablesVersion } from './status.ts';
import { estimatedDelivery, promisedDelivery, timeOf } from './windows.ts';
import type { TrackResult, WireDimensions, WireWeight } from './wire.ts';

/** Name of the payload format of the live API. */
export const formatName = 'fedex.track-v1';

/** The page that a person opens. */
export function trackingUrl(trackingNumber: string): string {
  return `https://www.fedex.com/fedextrack/?trknbr=${encodeURIComponent(trackingNumber)}`;
}

/** One shipment as a tracking; `asked` stands in where FedEx leaves out the number, `format` is what it came in. */
export function readShipment(
  result: TrackResult,
  asked: string,
  issues: readonly Issue[],
  format: string,
): TrackingDraft {
  const trackingNumber = numberOf(result) ?? asked;
  const { scans, order, issues: badTimes } = readScans(result);
  const { references, related } = readIdentifiers(result, trackingNumber);
  const origin = originOf(result);
  const destination = destinationOf(result);
  const delivery = readDelivery(result);
  const tracking = assembleTracking({
    carrier: 'fedex',
    trackingNumber,
    uniqueId: text(result.trackingNumberInfo?.trackingNumberUniqueId),
    url: trackingUrl(trackingNumber),
    mapping: `${format}@${tablesVersion}`,
    scans,
    order,
    current: readCurrent(result),
    deliveredToSender: wentToSender(result, origin, destination),
    service: compactOrAbsent({
      code: text(result.serviceDetail?.type),
      name: text(result.serviceDetail?.description),
    }),
    estimatedDelivery: estimatedDelivery(result),
    promisedDelivery: promisedDelivery(result),
    shippedAt: timeOf(result, 'ACTUAL_PICKUP', 'ACTUAL_TENDER', 'SHIP'),
    delivery,
    origin,
    destination,
    weight: weightOf(result),
    dimensions: dimensionsOf(present(result.packageDetails?.weightAndDimensions?.dimensions)),
    references,
    pieceCount: pieceCountOf(result),
    related,
    issues: [...issues, ...badTimes],
  });
  return tracking.status === 'returned' && delivery !== undefined
    ? { ...tracking, delivery: { ...delivery, to: 'sender' } }
    : tracking;
}

/** A shipment's number as FedEx writes it. */
export function numberOf({ trackingNumberInfo }: TrackResult): string | undefined {
  return text(trackingNumberInfo?.trackingNumber)?.replaceAll(/\s/g, '').toUpperCase();
}

function originOf({ shipperInformation, originLocation }: TrackResult): Place | undefined {
  return placeOf(shipperInformation?.address) ?? placeOf(originLocation?.locationContactAndAddress?.address);
}

function destinationOf(result: TrackResult): Place | undefined {
  return (
    placeOf(result.recipientInformation?.address) ??
    placeOf(result.lastUpdatedDestinationAddress) ??
    placeOf(result.destinationLocation?.locationContactAndAddress?.address)
  );
}

/**
 * Whether the parcel came back: FedEx has no code for it, so a delivery in the shipper's city instead of the
 * recipient's tells, where a return was under way. Undefined where both live in one city or one of the cities is unknown.
 */
function wentToSender(
  result: TrackResult,
  shipper: Place | undefined,
  recipient: Place | undefined,
): boolean | undefined {
  const place = deliveryPlace(result);
  const atShipper = isSameCity(place, shipper);
  const atRecipient = isSameCity(place, recipient);
  if (atShipper === false && atRecipient === true) return false;
  const sentBack = newestScan(result, 'RS') !== undefined;
  if (!sentBack) return undefined;
  return (atShipper === true && atRecipient === false) || hasReturnNumber(result) ? true : undefined;
}

/** The first entry: FedEx repeats one weight in several units, and they are not to be added. */
function weightOf({ packageDetails, shipmentDetails }: TrackResult): Weight | undefined {
  for (const entry of [
    ...present(packageDetails?.weightAndDimensions?.weight),
    ...present(shipmentDetails?.weight),
  ] satisfies readonly WireWeight[]) {
    const value = measured(entry.value);
    const unit = unitOf(entry.unit);
    if (value !== undefined && unit !== undefined) return { value, unit };
  }
  return undefined;
}

function unitOf(unit: Maybe<string>): Weight['unit'] | undefined {
  return unit === 'LB' ? 'lb' : unit === 'KG' ? 'kg' : undefined;
}

function dimensionsOf(entries: readonly WireDimensions[]): Dimensions | undefined {
  for (const entry of entries) {
    const length = measured(entry.length);
    const width = measured(entry.width);
    const height = measured(entry.height);
    if (length === undefined || width === undefined || height === undefined) continue;
    // Any unit but CM means inches (Track API, `Dimensions.units`).
    return { length, width, height, unit: entry.units === 'CM' ? 'cm' : 'in' };
  }
  return undefined;
}

/** Nought is what FedEx writes for not measured. */
function measured(value: Maybe<string | number>): number | undefined {
  const number = numeric(value);
  return number !== undefined && number > 0 ? number : undefined;
}

function pieceCountOf({ packageDetails, pieceCounts }: TrackResult): number | undefined {
  const counted = [packageDetails?.count, ...present(pieceCounts).map(({ count }) => count)];
  return counted.map(numeric).find((count) => count !== undefined && Number.isInteger(count) && count > 0);
}
