import type { StatusDetail } from '../model/detail.ts';
import type { Place } from '../model/place.ts';
import type { EventStatus, StatusBasis, TimeBasis } from '../model/status.ts';
import { isFinal } from '../model/status.ts';
import type {
  Candidate,
  Delivery,
  Issue,
  Piece,
  Reference,
  RelatedNumber,
  TrackingDraft,
  TrackingEvent,
} from '../model/tracking.ts';
import { type Compact, compact } from './compact.ts';
import { eventId } from './event-id.ts';
import { inOrder } from './order.ts';
import { type CurrentStatus, parcelStatus } from './parcel-status.ts';
import { atPlace } from './place-time.ts';
import { hasOffset, wallClockOf } from './time.ts';

/** One line of a carrier's history as its adapter read it: everything but the identity and the order. */
export interface Scan {
  readonly status: EventStatus;
  readonly detail?: StatusDetail | undefined;
  readonly basis: StatusBasis;
  readonly code?: string | undefined;
  readonly reasonCode?: string | undefined;
  readonly description?: string | undefined;
  /** Canonical, from the functions of `time`. */
  readonly occurredAt?: string | undefined;
  readonly place?: Place | undefined;
  readonly pieces?: readonly string[] | undefined;
  /** What stands for the code in the event's id where `code` is absent or does not tell scans apart. */
  readonly identity?: string | undefined;
}

type Facts = Omit<
  TrackingDraft,
  'status' | 'detail' | 'events' | 'issues' | 'candidates' | 'references' | 'pieces' | 'related'
>;
type Loose<T> = { readonly [K in keyof T]: T[K] | undefined };

/** What an adapter found in a payload about one parcel. */
export interface ParcelReading extends Loose<Facts> {
  readonly carrier: TrackingDraft['carrier'];
  readonly trackingNumber: string;
  readonly url: string;
  readonly mapping: string;
  /** In the carrier's order; `newest-first` says which. */
  readonly scans: readonly Scan[];
  readonly order: 'newest-first' | 'oldest-first';
  readonly current?: CurrentStatus | undefined;
  /** Whether the one who received it, or will, is the sender, where the carrier has a field that says so. */
  readonly deliveredToSender?: boolean | undefined;
  readonly references?: readonly Reference[] | undefined;
  readonly pieces?: readonly Piece[] | undefined;
  readonly related?: readonly RelatedNumber[] | undefined;
  readonly candidates?: readonly Candidate[] | undefined;
  readonly issues?: readonly Issue[] | undefined;
}

/** Events in order with their ids, the parcel's status by the rules for all carriers, empty lists left out. */
export function assembleTracking(reading: ParcelReading): TrackingDraft {
  const { scans, order, current, deliveredToSender, estimatedDelivery, ...facts } = reading;
  const events = eventsOf(scans, order);
  const { status, detail } = parcelStatus(events, current, deliveredToSender);
  return compact({
    ...facts,
    status,
    detail,
    events,
    delivery: withOffset(facts.delivery, events),
    estimatedDelivery: isFinal(status) ? undefined : estimatedDelivery,
    pieceCount: isCount(facts.pieceCount) ? facts.pieceCount : undefined,
    references: orAbsent(facts.references),
    pieces: orAbsent(facts.pieces),
    related: orAbsent(facts.related),
    candidates: orAbsent(facts.candidates),
    issues: orAbsent(facts.issues),
  });
}

function isCount(value: number | undefined): boolean {
  return Number.isSafeInteger(value) && (value ?? -1) >= 0;
}

/** The delivery's time is that of its scan: what offset the scan has, it has too. */
function withOffset(delivery: Delivery | undefined, events: readonly TrackingEvent[]): Delivery | undefined {
  const at = delivery?.at;
  if (at === undefined || hasOffset(at)) return delivery;
  const scan = events.findLast(({ occurredAt }) => occurredAt !== undefined && wallClockOf(occurredAt) === at);
  return scan?.occurredAt === undefined ? delivery : { ...delivery, at: scan.occurredAt };
}

function orAbsent<T>(items: readonly T[] | undefined): readonly T[] | undefined {
  return items === undefined || items.length === 0 ? undefined : items;
}

/** Scans as events, oldest first, repeated ones once, each with an id that no other of the parcel has. */
export function eventsOf(scans: readonly Scan[], order: 'newest-first' | 'oldest-first'): readonly TrackingEvent[] {
  const events: TrackingEvent[] = [];
  const taken = new Map<string, TrackingEvent[]>();
  for (const scan of inOrder(scans.map(timed), order)) {
    const event = eventOf(scan);
    const same = taken.get(event.id);
    if (same === undefined) {
      taken.set(event.id, [event]);
      events.push(event);
    } else if (!same.some((other) => isSameScan(other, event))) {
      // No code and no place is written with a tilde, so that the numbered id is no other scan's own.
      const numbered = { ...event, id: `${event.id}~${same.length + 1}` };
      same.push(numbered);
      events.push(numbered);
    }
  }
  return events;
}

interface TimedScan extends Scan {
  readonly timeBasis: TimeBasis;
}

/** A scan with the offset that its place kept, where the carrier gave none and the place's zone is certain. */
function timed(scan: Scan): TimedScan {
  const { occurredAt, place } = scan;
  if (occurredAt === undefined) return { ...scan, timeBasis: 'none' };
  if (hasOffset(occurredAt)) return { ...scan, timeBasis: 'carrier' };
  const placed = atPlace(occurredAt, place);
  return placed === occurredAt ? { ...scan, timeBasis: 'none' } : { ...scan, occurredAt: placed, timeBasis: 'place' };
}

function eventOf(scan: TimedScan): Compact<TrackingEvent> {
  const {
    status,
    detail,
    basis,
    code,
    reasonCode,
    description = '',
    occurredAt,
    timeBasis,
    place,
    pieces,
    identity,
  } = scan;
  return compact({
    id: eventId(occurredAt, identity ?? code ?? status, place),
    status,
    detail,
    statusBasis: basis,
    code,
    reasonCode,
    description,
    occurredAt,
    timeBasis,
    place,
    pieces,
  });
}

function isSameScan(a: TrackingEvent, b: TrackingEvent): boolean {
  return (
    a.status === b.status &&
    a.detail === b.detail &&
    a.reasonCode === b.reasonCode &&
    a.description === b.description &&
    (a.pieces ?? []).join() === (b.pieces ?? []).join()
  );
}
