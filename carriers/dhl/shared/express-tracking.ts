import {
  assembleTracking,
  byThen,
  type CurrentStatus,
  compact,
  compactOrAbsent,
  type Delivery,
  deliveryFacts,
  eventsOf,
  type Issue,
  meaningOf,
  type Piece,
  parcelStatus,
  type RelatedNumber,
  receiverOf,
  type Scan,
  type Service,
  type ShipmentMatch,
  type StatusTable,
  some,
  statusOfShipment,
  type TrackingDraft,
  text,
} from 'waybill/kit';
import { tablesVersion } from '../unified/status.ts';
import { historyOf, scansOf } from './express-events.ts';
import { identity } from './express-numbers.ts';
import type { Checkpoint, ExpressPiece, ExpressShipment } from './express-shipment.ts';
import { signerIn } from './remarks.ts';

/** A shipment of either API as a tracking. */
export function trackingOf(shipment: ExpressShipment, formatName: string, issues: Issue[]): TrackingDraft {
  const { trackingNumber, pieces } = shipment;
  const history = historyOf(shipment);
  const scans = scansOf(history, pieces, issues);
  const several =
    pieces.length > 1 ? pieces.map((piece) => pieceOf(piece, history === shipment.checkpoints ? issues : [])) : [];
  const draft = assembleTracking({
    carrier: identity.id,
    trackingNumber,
    uniqueId: undefined,
    url: identity.trackingUrl(trackingNumber),
    mapping: `${formatName}@${tablesVersion}`,
    scans,
    order: 'oldest-first',
    current: scans.length === 0 ? statedOf(shipment.stated) : undefined,
    service: productOf(shipment.productCode),
    estimatedDelivery: byThen(shipment.estimate),
    promisedDelivery: undefined,
    shippedAt: shipment.shippedAt,
    delivery: deliveryOf(scans, history),
    pickupBy: undefined,
    origin: shipment.origin,
    destination: shipment.destination,
    weight: shipment.weight,
    dimensions: pieces.length === 1 ? pieces[0]?.dimensions : undefined,
    references: shipment.references,
    pieceCount: shipment.pieceCount,
    pieces: some(several),
    related: soleLabel(shipment),
    issues,
  });
  return withPieces(draft, several);
}

const stated: StatusTable = {
  delivered: ['delivered'],
  failure: ['exception'],
  transit: ['in_transit'],
};

/** A known shipment without a checkpoint is announced, unless DHL says otherwise. */
function statedOf(word: string | undefined): CurrentStatus {
  const [status, detail] = meaningOf(stated, word?.toLowerCase()) ?? ['pre_transit' as const, 'label_created' as const];
  return { status, detail, basis: 'category' };
}

/** Waybills are used again after some months: the time of the shipment tells two apart, `express~4123456783~2026-11-20`. */
export function expressMatch(tracking: TrackingDraft): ShipmentMatch {
  const parts = ['express', tracking.trackingNumber, tracking.shippedAt];
  return { tracking, uniqueId: parts.filter((part) => part).join('~'), service: 'express' };
}

/** The licence plate of a shipment of one piece is another number of the same parcel. */
function soleLabel({ trackingNumber, pieces }: ExpressShipment): readonly RelatedNumber[] {
  const [only, ...others] = pieces;
  if (only === undefined || others.length > 0 || only.trackingNumber === trackingNumber) return [];
  return [{ relation: 'duplicate', trackingNumber: only.trackingNumber, carrier: identity.id }];
}

/** The delivery as the newest delivering checkpoint tells it. Both lists oldest first, line for line the same. */
function deliveryOf(scans: readonly Scan[], checkpoints: readonly Checkpoint[]): Delivery | undefined {
  const index = scans.findLastIndex(({ status }) => status === 'delivered');
  const scan = scans[index];
  if (scan === undefined) return undefined;
  const checkpoint = checkpoints[index];
  const wentBack = scans.slice(0, index).some(({ status }) => status === 'returning');
  return compactOrAbsent({
    at: scan.occurredAt,
    signedBy: text(checkpoint?.signatory) ?? signerIn(checkpoint?.description),
    to: wentBack ? 'sender' : receiverOf(scan.detail),
    place: scan.place,
  });
}

/**
 * Products by their global code: MyDHL API 3.1.1, reference data `productCode`, which lists those for documents; the
 * others (E, H, M, P, Q, Y, 8) are the same products for goods.
 */
const products: Readonly<Record<string, string>> = {
  '1': 'EXPRESS DOMESTIC 12:00',
  '5': 'SAMEDAY SPRINTLINE',
  '7': 'EXPRESS EASY',
  '8': 'EXPRESS EASY',
  A: 'ECONOMY BREAKBULK',
  B: 'EXPRESS BREAKBULK',
  C: 'MEDICAL EXPRESS',
  D: 'EXPRESS WORLDWIDE',
  E: 'EXPRESS 9:00',
  G: 'ECONOMY SELECT DOMESTIC',
  H: 'ECONOMY SELECT',
  I: 'EXPRESS DOMESTIC 9:00',
  K: 'EXPRESS 9:00',
  L: 'EXPRESS 10:30',
  M: 'EXPRESS 10:30',
  N: 'EXPRESS DOMESTIC',
  O: 'EXPRESS DOMESTIC 10:30',
  P: 'EXPRESS WORLDWIDE',
  Q: 'MEDICAL EXPRESS',
  R: 'GLOBALMAIL',
  S: 'SAME DAY',
  T: 'EXPRESS 12:00',
  U: 'EXPRESS WORLDWIDE',
  W: 'ECONOMY SELECT',
  X: 'EXPRESS ENVELOPE',
  Y: 'EXPRESS 12:00',
};

/** The product bought, by its code of one letter or digit. */
function productOf(code: string | undefined): Service | undefined {
  return compactOrAbsent({
    code,
    name: code !== undefined && Object.hasOwn(products, code) ? products[code] : undefined,
  });
}

/** A piece with its own history and state, as far as the answer goes into pieces. */
function pieceOf({ trackingNumber, checkpoints, weight }: ExpressPiece, issues: Issue[]): Piece {
  if (checkpoints.length === 0) return compact({ trackingNumber, weight });
  const events = eventsOf(scansOf(checkpoints, [], issues), 'oldest-first');
  return compact({ trackingNumber, ...parcelStatus(events, undefined, undefined), events, weight });
}

const hasArrived = ({ status }: Pick<Piece, 'status'>): boolean => status === 'delivered' || status === 'returned';

/**
 * The shipment in the light of its pieces: partly delivered is not delivered. A delivery that no piece tells of is one all
 * the same, for DHL brings the histories of pieces up to date later.
 */
function withPieces(draft: TrackingDraft, pieces: readonly Piece[]): TrackingDraft {
  if (hasArrived(draft) && !pieces.some(hasArrived)) return draft;
  const told = statusOfShipment(pieces.map(({ status = 'unknown', detail }) => ({ status, detail })));
  if (told === undefined || (told.status === draft.status && told.detail !== 'delivered_in_part')) return draft;
  const { status, detail } = told;
  return compact({ ...draft, status, detail, delivery: deliveryFacts(draft.delivery, status) });
}
