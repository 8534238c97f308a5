import { compact, hasOffset, isDateOnly, type ParcelStatus, type TrackingDraft, type TrackingEvent } from 'waybill/kit';
import { pieceOf } from './normalize.ts';
import { trackingUrl } from './tracking-url.ts';

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
    url: trackingUrl(trackingNumber),
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
