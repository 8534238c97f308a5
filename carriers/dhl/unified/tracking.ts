import {
  assembleTracking,
  type CarrierId,
  compact,
  compactOrAbsent,
  type Dimensions,
  dimensionsOf,
  eventsOf,
  type Issue,
  numeric,
  type Piece,
  parcelStatus,
  plainText,
  present,
  type Reference,
  type RelatedNumber,
  readTime,
  type Scan,
  type Service,
  type TrackingDraft,
  text,
  weightOf,
} from 'waybill/kit';
import { byNumber } from '../shared/answers.ts';
import { deliveryOf, forecastOf, linkOf } from './delivery.ts';
import { returnNumber, scansOf } from './events.ts';
import { identity } from './numbers.ts';
import { placeOf } from './place.ts';
import { currentStatusOf, tablesVersion } from './status.ts';
import type { WireDetails, WireShipment } from './wire.ts';

/** Name of the payload format. */
export const formatName = 'dhl.unified';

/** One shipment of an answer. `asked` stands in for a number that the answer leaves out. */
export function trackingOf(shipment: WireShipment, path: string, asked: string, issues: Issue[]): TrackingDraft {
  const trackingNumber = text(shipment.id) ?? asked;
  const { details, status } = shipment;
  const service = text(shipment.service);
  const scans = scansOf(shipment, path, issues);
  return assembleTracking({
    carrier: identity.id,
    trackingNumber,
    uniqueId: undefined,
    url: pageOf(shipment) ?? identity.trackingUrl(trackingNumber),
    mapping: `${formatName}@${tablesVersion}`,
    scans,
    order: 'newest-first',
    current: currentStatusOf(service, status, scans),
    statusDescription: plainText(status?.description) ?? plainText(status?.status),
    // False is only the default of the document, and says nothing.
    deliveredToSender: shipment.returnFlag === true ? true : undefined,
    service: readService(shipment),
    estimatedDelivery: forecastOf(shipment),
    estimateDescription: plainText(shipment.estimatedTimeOfDeliveryRemark),
    deliveryChangeUrl: linkOf(shipment.rerouteUrl),
    promisedDelivery: undefined,
    shippedAt: readTime(shipment.pickUpDate),
    delivery: deliveryOf(shipment, scans),
    pickupBy: undefined,
    origin: placeOf(shipment.origin, service),
    destination: placeOf(shipment.destination, service),
    weight: weightOf(details?.weight?.value, details?.weight?.unitText),
    dimensions: measuresOf(details),
    pieceCount: numeric(details?.totalNumberOfPieces) || undefined,
    pieces: readPieces(shipment, scans),
    ...readNumbers(shipment, trackingNumber),
    issues,
  });
}

/** Sides in units that differ are no measures. */
function measuresOf(details: WireDetails | null | undefined): Dimensions | undefined {
  const { length, width, height } = details?.dimensions ?? {};
  const units = new Set([length, width, height].map((side) => text(side?.unitText)?.toLowerCase()));
  return units.size > 1 ? undefined : dimensionsOf(length?.value, width?.value, height?.value, length?.unitText);
}

/** The division's own page; `cid` only counts campaigns. */
function pageOf(shipment: WireShipment): string | undefined {
  return linkOf(shipment.serviceUrl)
    ?.replace(/([?&])cid=[^&#]*&?/, '$1')
    .replace(/[?&]$/, '');
}

/** Every piece has the lines that name none: of more pieces and lines than these only the numbers are told. */
const mostPieceLines = 100_000;

/** DHL has no state for a piece: what it went through is the lines that name it, and those that name none. */
function readPieces(shipment: WireShipment, scans: readonly Scan[]): readonly Piece[] | undefined {
  const ids = new Set(present(shipment.details?.pieceIds).flatMap((piece) => text(piece) ?? []));
  for (const { pieces } of scans) for (const piece of pieces ?? []) ids.add(piece);
  if (ids.size < 2) return undefined;
  const told = scans.some(({ pieces }) => pieces !== undefined) && ids.size * scans.length <= mostPieceLines;
  if (!told) return [...ids].map((trackingNumber) => ({ trackingNumber }));
  const toSender = shipment.returnFlag === true ? true : undefined;
  const named = scans.map(({ pieces }) => pieces && new Set(pieces));
  return [...ids].map((piece) => {
    const own = scans.filter((_, index) => named[index]?.has(piece) ?? true);
    return readPiece(piece, own, toSender);
  });
}

function readPiece(trackingNumber: string, own: readonly Scan[], toSender: boolean | undefined): Piece {
  const events = eventsOf(own, 'newest-first');
  const { status, detail } = parcelStatus(events, undefined, toSender);
  return detail === undefined ? { trackingNumber, status, events } : { trackingNumber, status, detail, events };
}

/** The divisions by `service`. */
const divisions: Readonly<Record<string, string>> = {
  dgf: 'DHL Global Forwarding',
  dsc: 'DHL Supply Chain',
  ecommerce: 'DHL eCommerce',
  'ecommerce-apac': 'DHL eCommerce Asia Pacific',
  'ecommerce-europe': 'DHL eCommerce Europe',
  'ecommerce-iberia': 'DHL eCommerce Iberia',
  'ecommerce-ppl': 'PPL CZ',
  express: 'DHL Express',
  freight: 'DHL Freight',
  'parcel-de': 'DHL Paket',
  'parcel-nl': 'DHL Parcel Netherlands',
  'parcel-pl': 'DHL Parcel Poland',
  'parcel-uk': 'DHL Parcel UK',
  'post-de': 'Deutsche Post',
  'post-international': 'Deutsche Post International',
  sameday: 'DHL SameDay',
  svb: 'Deutsche Post registered mail',
};

/** The product bought; where only the division is known, that: its `service` as the code and its name. */
function readService({ service, details }: WireShipment): Service | undefined {
  const division = text(service);
  const name = text(details?.product?.productName);
  return compactOrAbsent({
    code: text(details?.product?.productCode) ?? division,
    // `UNKNOWN - Product unknown`
    name: name !== undefined && !name.startsWith('UNKNOWN') ? name : nameOf(division),
  });
}

function nameOf(division: string | undefined): string | undefined {
  return division !== undefined && Object.hasOwn(divisions, division) ? divisions[division] : undefined;
}

/** Numbers beside the tracking number: the shipper's, and those of the parcel's other legs. */
interface Numbers {
  readonly references: readonly Reference[];
  readonly related: readonly RelatedNumber[];
}

/** An Intelligent Mail package barcode: the United States Postal Service delivers. */
const imPackageBarcode = /^9[1-5]\d{18,20}$/;

/** Deliverers under DHL's own roof, as `destinationProvider` names them. */
const ours = /^(?:express|freight|parcel-(?:de|es|iberia|nl|pl|pt|uk|be|cz|lu)|ppl)/;

/** References by their kind; `local-tracking-number` is the parcel's number at its last carrier. */
function readNumbers(shipment: WireShipment, trackingNumber: string): Numbers {
  const references: Reference[] = [];
  const related: RelatedNumber[] = [];
  for (const reference of present(shipment.details?.references)) {
    const value = text(reference.number);
    if (value === undefined) continue;
    const type = text(reference.type);
    if (type === 'local-tracking-number' && value !== trackingNumber) {
      related.push(
        compact({ relation: 'last_mile' as const, trackingNumber: value, carrier: lastCarrier(shipment, value) }),
      );
    } else {
      references.push(compact({ kind: type?.replaceAll('-', '_'), value }));
    }
  }
  for (const event of present(shipment.events)) {
    const number = returnNumber(event);
    if (number !== undefined) related.push({ relation: 'return', trackingNumber: number, carrier: 'dhl' });
  }
  const label = soleLabel(shipment, trackingNumber);
  if (label !== undefined) related.push({ relation: 'duplicate', trackingNumber: label, carrier: 'dhl' });
  const firsts = byNumber(related, (number) => number.trackingNumber);
  return { references, related: [...firsts.values()].flatMap(([first]) => first ?? []) };
}

function lastCarrier(shipment: WireShipment, number: string): CarrierId | undefined {
  if (imPackageBarcode.test(number)) return 'usps';
  return ours.test(text(shipment.details?.provider?.destinationProvider) ?? '') ? 'dhl' : undefined;
}

/**
 * The licence plate of a shipment of one piece. Parcel DE repeats its number there without leading zeros or check digit:
 * that is no other number.
 */
function soleLabel({ details }: WireShipment, trackingNumber: string): string | undefined {
  const [only, ...others] = present(details?.pieceIds);
  const label = others.length === 0 ? text(only) : undefined;
  return label === undefined || trackingNumber.includes(label) ? undefined : label;
}
