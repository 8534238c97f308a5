import {
  byThen,
  compactOrAbsent,
  type DeliveredTo,
  type Delivery,
  numeric,
  type Place,
  type ProofReference,
  plainText,
  present,
  receiverOf,
  type TimeWindow,
  text,
} from 'waybill/kit';
import { placeOf, placeOfScan } from './events.ts';
import { codesOf, newestScan, statusOf } from './status.ts';
import { readFedexDay, readFedexTime, timeOf } from './time.ts';
import type { TrackResult, WireScan, WireWindow } from './wire.ts';

/** `DeliveryDetails.locationType`; a cage in bond and `OTHER` say nothing. */
const toByLocation: Readonly<Record<string, DeliveredTo>> = {
  APARTMENT_OFFICE: 'reception',
  FEDEX_LOCATION: 'pickup_point',
  GATE_HOUSE: 'reception',
  GUARD_OR_SECURITY_STATION: 'reception',
  LEASING_OFFICE: 'reception',
  MAILROOM: 'reception',
  MAIN_OFFICE: 'reception',
  MANAGER_OFFICE: 'reception',
  PHARMACY: 'reception',
  RECEPTIONIST_OR_FRONT_DESK: 'reception',
  RENTAL_OFFICE: 'reception',
  RESIDENCE: 'recipient',
  SHIPPING_RECEIVING: 'reception',
};

/** What is known of the delivery, or of the attempts so far; absent where nothing is. */
export function deliveryOf(result: TrackResult): Delivery | undefined {
  const details = result.deliveryDetails;
  const attempts = numeric(details?.deliveryAttempts);
  // FedEx counts nought for parcels that it delivered at once.
  const tried = attempts !== undefined && Number.isSafeInteger(attempts) && attempts > 0 ? attempts : undefined;
  const scan = newestScan(result, 'DL');
  const at = timeOf(result, 'ACTUAL_DELIVERY') ?? readFedexTime(scan?.date);
  if (at === undefined && scan === undefined) return compactOrAbsent({ attempts: tried });
  return compactOrAbsent({
    at,
    signedBy: signerOf(plainText(details?.signedByName) ?? plainText(details?.receivedByName)),
    leftAt: leftAt(scan) ?? plainText(details?.locationDescription),
    to: receiverIn(scan, text(details?.locationType)),
    attempts: tried,
    place: deliveryPlace(result),
    proof: proofOf(result),
  });
}

/** Where it was handed over: the address that FedEx states, else the place of the delivery scan. */
export function deliveryPlace(result: TrackResult): Place | undefined {
  return placeOf(result.deliveryDetails?.actualDeliveryAddress) ?? placeOfScan(newestScan(result, 'DL')?.scanLocation);
}

/** FedEx writes "Signature not required" where others leave the name out; the status's own word is nobody's name. */
function signerOf(name: string | undefined): string | undefined {
  return name !== undefined && /^(?:signature (?:not|release)|no signature|delivered$)/i.test(name) ? undefined : name;
}

/** The place in "Left at front door. Signature Service not requested." */
const leftWords = /\bleft (?:at|by|in|near|on|with) (?:the |a |an )?([^.;,]{1,80})/i;

/** The words name the door; the type of the place beside them knows the kind of building only. */
function leftAt(scan: WireScan | undefined): string | undefined {
  return text(leftWords.exec(plainText(scan?.exceptionDescription) ?? '')?.[1]);
}

function receiverIn(scan: WireScan | undefined, locationType: string | undefined): DeliveredTo | undefined {
  const byDetail = scan === undefined ? undefined : receiverOf(statusOf(codesOf(scan)).detail);
  if (byDetail !== undefined || locationType === undefined) return byDetail;
  return Object.hasOwn(toByLocation, locationType) ? toByLocation[locationType] : undefined;
}

/** The signature can be asked for; the other image that FedEx lists, a bill of lading, proves no delivery. */
function proofOf({ availableImages }: TrackResult): readonly ProofReference[] | undefined {
  return present(availableImages).some(({ type }) => type === 'SIGNATURE_PROOF_OF_DELIVERY')
    ? [{ kind: 'signature' }]
    : undefined;
}

/** When FedEx says that it comes, and what it promised. */
export interface Forecast {
  readonly estimatedDelivery: TimeWindow | undefined;
  readonly promisedDelivery: TimeWindow | undefined;
}

/**
 * The forecast is FedEx's time window, else the appointment, else the estimated day; the promise is the standard transit
 * time, of which FedEx mostly gives the end only, else the commitment.
 */
export function forecastOf(result: TrackResult): Forecast {
  return {
    estimatedDelivery:
      windowOf(result.estimatedDeliveryTimeWindow) ??
      byThen(timeOf(result, 'APPOINTMENT_DELIVERY', 'ESTIMATED_DELIVERY')),
    promisedDelivery: windowOf(result.standardTransitTimeWindow) ?? byThen(timeOf(result, 'COMMITMENT')),
  };
}

function windowOf(wire: WireWindow | null | undefined): TimeWindow | undefined {
  return compactOrAbsent({
    from: readFedexDay(wire?.window?.begins),
    to: readFedexDay(wire?.window?.ends),
  });
}
