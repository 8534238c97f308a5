import {
  compact,
  dateOf,
  hasOffset,
  isDateOnly,
  type Piece,
  type RelatedNumber,
  type ShipmentMatch,
  statusOfShipment,
  type TrackingDraft,
  type TrackingEvent,
} from 'waybill/kit';
import { identity } from './numbers.ts';

/** The packages of a shipment as trackings that know of each other: each has all of them as its pieces. */
export function together(parcels: readonly TrackingDraft[]): readonly TrackingDraft[] {
  const pieces = piecesOf(parcels);
  return pieces.length < 2 ? parcels : parcels.map((parcel) => amongOthers(parcel, pieces));
}

/** The package with a number, among the others of its shipment; undefined for a number that none of them bears. */
export function parcelAmong(parcels: readonly TrackingDraft[], trackingNumber: string): TrackingDraft | undefined {
  const own = parcels.find((parcel) => parcel.trackingNumber === trackingNumber);
  const pieces = piecesOf(parcels);
  return own === undefined || pieces.length < 2 ? own : amongOthers(own, pieces);
}

/** A package without a number, as broken answers have it, is none to name. */
function piecesOf(parcels: readonly TrackingDraft[]): readonly Piece[] {
  return parcels.filter(({ trackingNumber }) => trackingNumber !== '').map(pieceOf);
}

function amongOthers(parcel: TrackingDraft, pieces: readonly Piece[]): TrackingDraft {
  const related = [...(parcel.related ?? []), ...siblingsOf(parcel.trackingNumber, pieces)];
  return compact({ ...parcel, pieces, related: related.length === 0 ? undefined : related });
}

/** UPS takes no shipments of more packages. */
const mostSiblings = 200;

/**
 * The other packages of a shipment. Of a list that is longer than a shipment can be none: naming each in each would grow
 * with the square of the list, and it stands in `pieces` as well.
 */
export function siblingsOf(own: string, pieces: readonly Piece[]): readonly RelatedNumber[] {
  if (pieces.length > mostSiblings) return [];
  const others = new Set(pieces.map(({ trackingNumber }) => trackingNumber).filter((number) => number !== own));
  return [...others].map((trackingNumber) => ({ relation: 'sibling', trackingNumber, carrier: identity.id }));
}

/** A package among others: its number, where it is, what it weighs. */
function pieceOf({ trackingNumber, status, detail, weight }: TrackingDraft): Piece {
  return compact({ trackingNumber, status, detail, weight });
}

/**
 * A shipment under a number that none of its packages bears: its lines are those of all packages, each line naming its
 * own. A single package stands for the whole as it is. Undefined for no packages.
 */
export function asWhole(parcels: readonly TrackingDraft[], trackingNumber: string): TrackingDraft | undefined {
  const [first, second] = parcels;
  if (first === undefined || second === undefined) return first;
  const state = statusOfShipment(parcels) ?? { status: 'unknown' };
  const {
    delivery,
    issues: _,
    weight: __,
    dimensions: ___,
    ...facts
  } = parcels.find(({ status }) => status === state.status) ?? first;
  const issues = parcels.flatMap((parcel) => parcel.issues ?? []);
  const hasArrived = state.status === 'delivered' || state.status === 'returned';
  return compact({
    ...facts,
    ...state,
    detail: state.detail,
    trackingNumber,
    url: identity.trackingUrl(trackingNumber),
    events: linesOf(parcels),
    delivery: hasArrived ? delivery : undefined,
    pieces: parcels.map(pieceOf),
    issues: issues.length === 0 ? undefined : issues,
  });
}

/** The lines of all packages, oldest first. One line under the same id in several packages is one scan of them all. */
function linesOf(parcels: readonly TrackingDraft[]): readonly TrackingEvent[] {
  const lines = new Map<string, { readonly event: TrackingEvent; readonly pieces: string[] }>();
  for (const { trackingNumber, events } of parcels) {
    for (const event of events) {
      const line = lines.get(event.id);
      if (line === undefined) lines.set(event.id, { event, pieces: [trackingNumber] });
      else line.pieces.push(trackingNumber);
    }
  }
  return [...lines.values()]
    .map(({ event, pieces }) => ({ ...event, pieces }))
    .sort((a, b) => momentOf(a) - momentOf(b));
}

/** For comparing only: a clock without an offset is taken at UTC's, a line without a time comes first. */
function momentOf({ occurredAt: time }: TrackingEvent): number {
  if (time === undefined) return 0;
  return Date.parse(hasOffset(time) || isDateOnly(time) ? time : `${time}Z`);
}

/** A shipment among those that carry its number. UPS gives none a key: ours is the number and the day it was shipped. */
export function matchOf(tracking: TrackingDraft): ShipmentMatch {
  const { shippedAt, events, trackingNumber } = tracking;
  const time = shippedAt ?? events.find(({ occurredAt }) => occurredAt !== undefined)?.occurredAt;
  return { tracking, uniqueId: `${trackingNumber}~${time === undefined ? '' : dateOf(time)}` };
}
