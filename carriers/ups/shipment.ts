import {
  type Candidate,
  compact,
  dateOf,
  hasOffset,
  type Inquiry,
  isDateOnly,
  type ParcelStatus,
  type Piece,
  type RelatedNumber,
  type TrackingDraft,
  type TrackingEvent,
} from 'waybill/kit';
import { identity } from './numbers.ts';

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
  const state = stateOf(parcels);
  const { delivery, estimatedDelivery, issues: _, weight: __, dimensions: ___, ...facts } = behindOf(parcels) ?? first;
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
    estimatedDelivery: hasArrived ? undefined : estimatedDelivery,
    pieces: parcels.map(pieceOf),
    issues: issues.length === 0 ? undefined : issues,
  });
}

/**
 * Partly delivered is not delivered: a shipment stands where the package that is behind stands, one with an exception
 * before all; on its way, with a package delivered, it is `delivered_in_part`. All delivered is delivered.
 */
function stateOf(parcels: readonly TrackingDraft[]): ParcelStatus {
  const behind = behindOf(parcels);
  const [first] = parcels;
  if (behind === undefined || behind.status === 'unknown') return { status: 'unknown' };
  if (behind.status === 'in_transit' && parcels.some(isOver))
    return { status: 'in_transit', detail: 'delivered_in_part' };
  // Of packages that all arrived, none speaks for the others: one may be left at the door and one at the desk.
  const isShared = !isOver(behind) || parcels.every(({ detail }) => detail === first?.detail);
  return { status: behind.status, detail: isShared ? behind.detail : undefined };
}

function isOver({ status }: TrackingDraft): boolean {
  return status === 'delivered' || status === 'returned';
}

/** The furthest behind first; an exception is what somebody has to look at, and a cancelled package keeps nobody waiting. */
const order: readonly TrackingDraft['status'][] = [
  'exception',
  'returning',
  'delivery_attempted',
  'available_for_pickup',
  'pre_transit',
  'in_transit',
  'out_for_delivery',
  'unknown',
  'returned',
  'delivered',
  'cancelled',
];

function behindOf(parcels: readonly TrackingDraft[]): TrackingDraft | undefined {
  return parcels.toSorted((a, b) => order.indexOf(a.status) - order.indexOf(b.status))[0];
}

/** The lines of all packages, oldest first. One line under the same id in several packages is one scan of them all. */
function linesOf(parcels: readonly TrackingDraft[]): readonly TrackingEvent[] {
  const lines = new Map<string, TrackingEvent>();
  for (const { trackingNumber, events } of parcels) {
    for (const event of events) {
      lines.set(event.id, { ...event, pieces: [...(lines.get(event.id)?.pieces ?? []), trackingNumber] });
    }
  }
  return [...lines.values()].sort((a, b) => momentOf(a) - momentOf(b));
}

/** For comparing only: a clock without an offset is taken at UTC's, a line without a time comes first. */
function momentOf({ occurredAt: time }: TrackingEvent): number {
  if (time === undefined) return 0;
  return Date.parse(hasOffset(time) || isDateOnly(time) ? time : `${time}Z`);
}

/** One of several shipments by what the caller knows, else the newest; with all of them as candidates. */
export function chosenOf(inquiry: Inquiry, first: TrackingDraft, parcels: readonly TrackingDraft[]): TrackingDraft {
  const newestFirst = parcels.toSorted((a, b) => (dayOf(a) < dayOf(b) ? 1 : dayOf(a) > dayOf(b) ? -1 : 0));
  const [chosen, because] = choose(inquiry, newestFirst) ?? [newestFirst[0] ?? first, 'newest'];
  const candidates = parcels.map((parcel) => candidateOf(parcel, parcel === chosen ? because : undefined));
  return { ...chosen, uniqueId: uniqueIdOf(chosen), candidates };
}

type Reason = NonNullable<Candidate['because']>;

function choose(inquiry: Inquiry, newestFirst: readonly TrackingDraft[]): readonly [TrackingDraft, Reason] | undefined {
  const { uniqueId, shippedAfter, shippedBefore, postalCode } = inquiry;
  const byId = newestFirst.find((parcel) => uniqueIdOf(parcel) === uniqueId);
  if (byId !== undefined) return [byId, 'unique_id'];
  if (shippedAfter !== undefined || shippedBefore !== undefined) {
    const byDate = newestFirst.find((parcel) => {
      const day = dayOf(parcel);
      return day !== '' && (shippedAfter ?? '') <= day && day <= (shippedBefore ?? '9');
    });
    if (byDate !== undefined) return [byDate, 'ship_date'];
  }
  const byPlace = newestFirst.find(
    ({ destination }) => postalCode !== undefined && destination?.postalCode === postalCode,
  );
  return byPlace === undefined ? undefined : [byPlace, 'postal_code'];
}

/** The day it was shipped, or of its first line. */
function dayOf({ shippedAt, events }: TrackingDraft): string {
  const time = shippedAt ?? events.find(({ occurredAt }) => occurredAt !== undefined)?.occurredAt;
  return time === undefined ? '' : dateOf(time);
}

/** UPS gives its shipments no key. Ours is the package's number and the day it was shipped. */
function uniqueIdOf(parcel: TrackingDraft): string {
  return `${parcel.trackingNumber}~${dayOf(parcel)}`;
}

function candidateOf(parcel: TrackingDraft, because: Reason | undefined): Candidate {
  return compact({
    uniqueId: uniqueIdOf(parcel),
    status: parcel.status,
    service: parcel.service?.name,
    shippedAt: parcel.shippedAt,
    lastEventAt: parcel.events.findLast(({ occurredAt }) => occurredAt !== undefined)?.occurredAt,
    destination: parcel.destination,
    chosen: because !== undefined,
    because,
  });
}
