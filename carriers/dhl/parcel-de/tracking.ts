import {
  assembleTracking,
  type CurrentStatus,
  compactOrAbsent,
  type Dimensions,
  eventsOf,
  type Issue,
  numeric,
  type Place,
  type Reference,
  type RelatedNumber,
  type TrackingDraft,
  text,
  type Weight,
} from 'waybill/kit';
import { countryOf } from '../shared/countries-german.ts';
import { tablesVersion } from '../unified/status.ts';
import { deliveryOf } from './delivery.ts';
import { readCodes, readGermanTime, scansOf, withoutWithdrawn } from './events.ts';
import { identity } from './numbers.ts';

import type { WirePiece } from './wire.ts';

/** DHL Paket, Germany, as a carrier of its own. */
/** Name of the payload format. */
export const formatName = 'dhl.parcel-de';

/** One piece of an answer. `asked` stands in for a number that the answer leaves out. */
export function trackingOf(piece: WirePiece, path: string, asked: string, issues: Issue[]): TrackingDraft {
  const trackingNumber = text(piece['@piece-code']) ?? text(piece['@searched-piece-code']) ?? asked;
  const scans = scansOf(piece, path, issues);
  const standing = withoutWithdrawn(scans);
  const draft = assembleTracking({
    carrier: identity.id,
    trackingNumber,
    uniqueId: undefined,
    url: identity.trackingUrl(trackingNumber),
    mapping: `${formatName}@${tablesVersion}`,
    scans: standing,
    order: 'oldest-first',
    current: currentStatusOf(piece),
    deliveredToSender: flagOf(piece['@ruecksendung']),
    service: compactOrAbsent({ code: text(piece['@product-code']), name: text(piece['@product-name']) }),
    estimatedDelivery: compactOrAbsent({
      from: readGermanTime(piece['@delivery-timeframe-from']),
      to: readGermanTime(piece['@delivery-timeframe-to']),
    }),
    promisedDelivery: undefined,
    shippedAt: undefined,
    delivery: deliveryOf(piece, standing),
    pickupBy: undefined,
    origin: placeOf(piece['@shipper-city'], undefined, piece['@origin-country']),
    destination: placeOf(
      text(piece['@pan-recipient-city']) ?? piece['@recipient-city'],
      piece['@pan-recipient-postalcode'],
      piece['@dest-country'],
    ),
    weight: weightOf(piece),
    dimensions: dimensionsOf(piece),
    pieceCount: undefined,
    references: referencesOf(piece),
    related: relatedOf(piece, trackingNumber),
    issues,
  });
  return standing.length === scans.length ? draft : { ...draft, events: eventsOf(scans, 'oldest-first') };
}

function flagOf(value: string | null | undefined): boolean | undefined {
  return value === 'true' ? true : value === 'false' ? false : undefined;
}

/** The newest state. Once delivered it stays so, whatever is noted later; and what moves on the way back is returning. */
function currentStatusOf(piece: WirePiece): CurrentStatus {
  const reading = readCodes(piece);
  const isBack = piece['@ruecksendung'] === 'true';
  if (text(piece['@delivery-event-flag']) === '1') {
    const isDelivery = reading.status === 'delivered' || reading.status === 'returned';
    return {
      status: isBack ? 'returned' : 'delivered',
      detail: isDelivery ? reading.detail : undefined,
      basis: 'code',
    };
  }
  const isMoving = reading.status === 'in_transit' || reading.status === 'out_for_delivery';
  return isBack && isMoving ? { status: 'returning', basis: reading.basis } : reading;
}

/** `53113 Bonn` */
function placeOf(
  town: string | null | undefined,
  postalCode: string | null | undefined,
  country: string | null | undefined,
): Place | undefined {
  const [, code, city] = /^(\d{4,5})\s+(\S.*)$/.exec(text(town) ?? '') ?? [];
  const stated = text(country);
  return compactOrAbsent({
    city: city ?? text(town),
    postalCode: text(postalCode) ?? code,
    country: stated === undefined ? undefined : countryOf(stated),
  });
}

/** Kilograms; 0.0 stands for none. */
function weightOf(piece: WirePiece): Weight | undefined {
  const value = numeric(piece['@shipment-weight']);
  return value === undefined || value <= 0 ? undefined : { value, unit: 'kg' };
}

/** Centimetres; absent unless all three are there. */
function dimensionsOf(piece: WirePiece): Dimensions | undefined {
  const length = numeric(piece['@shipment-length']) ?? 0;
  const width = numeric(piece['@shipment-width']) ?? 0;
  const height = numeric(piece['@shipment-height']) ?? 0;
  return length > 0 && width > 0 && height > 0 ? { length, width, height, unit: 'cm' } : undefined;
}

function referencesOf(piece: WirePiece): readonly Reference[] {
  return [
    ['customer_reference', piece['@piece-customer-reference']] as const,
    ['shipment_reference', piece['@shipment-customer-reference']] as const,
    ['air_waybill', piece['@airway-bill-number']] as const,
  ].flatMap(([kind, stated]) => {
    const value = text(stated);
    return value === undefined ? [] : [{ kind, value }];
  });
}

/** The number of the postal union: the post abroad delivers what left Germany, and sent what came. */
function relatedOf(piece: WirePiece, trackingNumber: string): readonly RelatedNumber[] {
  const number = text(piece['@upu']);
  if (number === undefined || number === trackingNumber) return [];
  const [origin, destination] = [text(piece['@origin-country']), text(piece['@dest-country'])];
  const isFrom = origin === 'DE' && destination !== 'DE';
  const isTo = destination === 'DE' && origin !== 'DE';
  return [{ relation: isFrom ? 'last_mile' : isTo ? 'first_mile' : 'other', trackingNumber: number }];
}
