import {
  assembleTracking,
  type CurrentStatus,
  compactOrAbsent,
  dimensionsOf,
  eventsOf,
  type Issue,
  type Place,
  plainText,
  type Reference,
  type RelatedNumber,
  type Scan,
  type TrackingDraft,
  text,
  weightOf,
} from 'waybill/kit';
import { countryOf } from '../shared/countries.ts';
import { tablesVersion } from '../unified/status.ts';
import { deliveryOf, withRecipient } from './delivery.ts';
import { readCodes, readGermanTime, scansOf, withoutWithdrawn } from './events.ts';
import { identity } from './numbers.ts';

import type { WirePiece } from './wire.ts';

/** Name of the payload format. */
export const formatName = 'dhl.parcel-de';

/** One piece of an answer. `asked` stands in for a number that the answer leaves out. */
export function trackingOf(piece: WirePiece, path: string, asked: string, issues: Issue[]): TrackingDraft {
  const trackingNumber =
    text(piece['@piece-code']) ?? text(piece['@searched-piece-code']) ?? text(piece['@piece-identifier']) ?? asked;
  const scans = withReceiver(scansOf(piece, path, issues), piece);
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
    weight: weightOf(piece['@shipment-weight'], 'kg'),
    dimensions: dimensionsOf(piece['@shipment-length'], piece['@shipment-width'], piece['@shipment-height'], 'cm'),
    pieceCount: undefined,
    references: referencesOf(piece),
    related: relatedOf(piece, trackingNumber),
    issues,
  });
  return standing.length === scans.length ? draft : { ...draft, events: eventsOf(scans, 'oldest-first', draft) };
}

/** Who took it is said of the last delivery. */
function withReceiver(scans: readonly Scan[], piece: WirePiece): readonly Scan[] {
  const last = scans.findLastIndex(({ status }) => status === 'delivered');
  return scans.map((scan, index) => (index === last ? withRecipient(scan, piece) : scan));
}

function flagOf(value: string | null | undefined): boolean | undefined {
  return value === 'true' ? true : value === 'false' ? false : undefined;
}

/** The newest state. Once delivered it stays so, whatever is noted later; and what moves on the way back is returning. */
export function currentStatusOf(piece: WirePiece): CurrentStatus {
  const reading = withRecipient(readCodes(piece, plainText(piece['@status'])), piece);
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
  const whole = text(town);
  const [head = '', code] = /^(\d{4,5})\s+/.exec(whole ?? '') ?? [];
  const stated = text(country);
  return compactOrAbsent({
    city: whole?.slice(head.length),
    postalCode: text(postalCode) ?? code,
    country: stated === undefined ? undefined : countryOf(stated),
  });
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
