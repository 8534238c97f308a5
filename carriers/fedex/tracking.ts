import {
  assembleTracking,
  compact,
  compactOrAbsent,
  type Dimensions,
  dimensionsOf,
  type Issue,
  numeric,
  type Place,
  plainText,
  present,
  type Reference,
  type RelatedNumber,
  type TrackingDraft,
  text,
  type Weight,
  weightOf,
} from 'waybill/kit';
import { deliveryOf, deliveryPlace, forecastOf } from './delivery.ts';
import { isSameCity, placeOf, scansOf } from './events.ts';
import { identity, postalNumberOf } from './numbers.ts';
import { currentStatusOf, latestCodes, newestScan, tablesVersion } from './status.ts';
import { timeOf } from './time.ts';
import type { TrackResult } from './wire.ts';

/** One shipment as a tracking; `asked` stands in where FedEx leaves out the number, `format` is what it came in. */
export function trackingOf(
  result: TrackResult,
  asked: string,
  issues: readonly Issue[],
  format: string,
): TrackingDraft {
  const trackingNumber = numberOf(result) ?? asked;
  const codes = latestCodes(result);
  const { scans, order, issues: badTimes } = scansOf(result, codes);
  const { references, related } = identifiersOf(result, trackingNumber);
  const origin = originOf(result);
  const destination = destinationOf(result);
  return assembleTracking({
    carrier: identity.id,
    trackingNumber,
    uniqueId: text(result.trackingNumberInfo?.trackingNumberUniqueId),
    url: identity.trackingUrl(trackingNumber),
    mapping: `${format}@${tablesVersion}`,
    scans,
    order,
    current: currentStatusOf(result, codes),
    statusDescription:
      plainText(result.latestStatusDetail?.description) ?? plainText(result.latestStatusDetail?.statusByLocale),
    deliveredToSender: wentToSender(result, origin, destination),
    service: compactOrAbsent({
      code: text(result.serviceDetail?.type),
      name: plainText(result.serviceDetail?.description),
    }),
    ...forecastOf(result),
    shippedAt: timeOf(result, 'ACTUAL_PICKUP', 'ACTUAL_TENDER', 'SHIP'),
    delivery: deliveryOf(result),
    origin,
    destination,
    weight: weightIn(result),
    dimensions: dimensionsIn(result),
    references,
    pieceCount: pieceCountOf(result),
    related,
    issues: [...issues, ...badTimes],
  });
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
function weightIn({ packageDetails, shipmentDetails }: TrackResult): Weight | undefined {
  const entries = [...present(packageDetails?.weightAndDimensions?.weight), ...present(shipmentDetails?.weight)];
  return firstOf(entries, ({ value, unit }) => weightOf(value, unit));
}

/** Without a unit they are inches (Track API, `Dimensions.units`). */
function dimensionsIn({ packageDetails }: TrackResult): Dimensions | undefined {
  return firstOf(present(packageDetails?.weightAndDimensions?.dimensions), ({ length, width, height, units }) =>
    dimensionsOf(length, width, height, text(units) ?? 'IN'),
  );
}

function firstOf<T, R>(items: readonly T[], read: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const value = read(item);
    if (value !== undefined) return value;
  }
  return undefined;
}

function pieceCountOf({ packageDetails, pieceCounts }: TrackResult): number | undefined {
  const counted = [packageDetails?.count, ...present(pieceCounts).map(({ count }) => count)];
  return counted.map(numeric).find((count) => count !== undefined && Number.isInteger(count) && count > 0);
}

/** Identifiers that are numbers of parcels (`PackageIdentifier.type`); all others are references. */
const relations: Readonly<Record<string, RelatedNumber['relation']>> = {
  COD_RETURN_TRACKING_NUMBER: 'return',
  GROUP_MPS: 'master',
  OUTBOUND_LINK_TO_RETURN: 'return',
  PARTNER_CARRIER_NUMBER: 'last_mile',
  REROUTE_TRACKING_NUMBER: 'replacement',
  RETURNED_TO_SHIPPER_TRACKING_NUMBER: 'return',
  STANDARD_MPS: 'master',
  TRACKING_NUMBER_OR_DOORTAG: 'duplicate',
};

/** A shipment's references, and the other numbers that belong to it. */
interface IdentifiersReading {
  readonly references: readonly Reference[];
  readonly related: readonly RelatedNumber[];
}

/** Sorts `packageIdentifiers`; their text is under `value` or `values`, a list or bare. */
function identifiersOf(result: TrackResult, trackingNumber: string): IdentifiersReading {
  const references = new Map<string, Reference>();
  const related = new Map<string, RelatedNumber>();
  const relate = (number: RelatedNumber): void => {
    if (number.trackingNumber !== trackingNumber && !related.has(number.trackingNumber)) {
      related.set(number.trackingNumber, number);
    }
  };
  for (const { type, value, values } of present(result.additionalTrackingInfo?.packageIdentifiers)) {
    for (const entry of [...present(value), ...present(values)]) {
      const written = text(entry);
      if (written === undefined) continue;
      const relation = relationOf(type, result);
      if (relation === undefined) {
        references.set(`${type ?? ''} ${written}`, compact({ kind: text(type)?.toLowerCase(), value: written }));
      } else {
        const number = written.replaceAll(/\s/g, '').toUpperCase();
        relate(
          compact({ relation, trackingNumber: number, carrier: relation === 'last_mile' ? postOf(number) : 'fedex' }),
        );
      }
    }
  }
  for (const returned of returnNumbersIn(result)) {
    relate({ relation: 'return', trackingNumber: returned, carrier: identity.id });
  }
  const postal = isWithPost(result) ? postalNumberOf(trackingNumber) : undefined;
  if (postal !== undefined) relate({ relation: 'last_mile', trackingNumber: postal, carrier: 'usps' });
  return { references: [...references.values()], related: [...related.values()] };
}

/** A number under which the parcel goes back, which some countries are told in words only. */
const returnNumber = /\breturn tracking (?:number|no\.?|#)[ :#]{0,3}(\d{12,34})(?!\d)/i;

function returnNumbersIn({ latestStatusDetail, scanEvents }: TrackResult): readonly string[] {
  const said = [
    ...present(latestStatusDetail?.ancillaryDetails).flatMap((each) => [
      each.reason,
      each.reasonDescription,
      each.action,
      each.actionDescription,
    ]),
    ...present(scanEvents).map(({ exceptionDescription }) => exceptionDescription),
  ];
  return said.flatMap((words) => (words ? (returnNumber.exec(words)?.[1] ?? []) : []));
}

function relationOf(type: string | null | undefined, result: TrackResult): RelatedNumber['relation'] | undefined {
  if (type === null || type === undefined || !Object.hasOwn(relations, type)) return undefined;
  // The link is the same from both ends; only a parcel that goes back has something to say of its return.
  return type === 'OUTBOUND_LINK_TO_RETURN' && isReturn(result) ? 'outbound' : relations[type];
}

function isReturn({ returnDetail }: TrackResult): boolean {
  return text(returnDetail?.authorizationName) !== undefined || present(returnDetail?.reasonDetail).length > 0;
}

/** The partner of the last mile is the US post where the number is one of its labels; otherwise FedEx does not say. */
function postOf(number: string): 'usps' | undefined {
  return /^9[2-5]\d{20}(?:\d{4})?$/.test(number) ? 'usps' : undefined;
}

/** Ground Economy ends with the US post where FedEx says so: at its facility, data sent to it, or its delivery. */
function isWithPost(result: TrackResult): boolean {
  return (
    result.serviceCommitMessage?.type?.startsWith('USPS_') === true ||
    newestScan(result, 'AX') !== undefined ||
    newestScan(result, 'OX') !== undefined
  );
}

/** Whether the identifiers name the number under which the parcel goes back to its shipper. */
function hasReturnNumber(result: TrackResult): boolean {
  return present(result.additionalTrackingInfo?.packageIdentifiers).some(
    ({ type }) => type === 'RETURNED_TO_SHIPPER_TRACKING_NUMBER',
  );
}
