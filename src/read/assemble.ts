import { compact } from '../model/compact.ts';
import type { StatusDetail } from '../model/detail.ts';
import type { EventStatus, StatusBasis } from '../model/status.ts';
import type {
  Candidate,
  Delivery,
  Issue,
  Piece,
  Place,
  Reference,
  RelatedNumber,
  TrackingDraft,
  TrackingEvent,
} from '../model/tracking.ts';
import { inOrder } from '../time/order.ts';
import { atPlace, inZone } from '../time/place-offset.ts';
import { hasOffset, isDateOnly, wallClockOf } from '../time/time.ts';
import { zoneOf } from '../time/zones.ts';
import { type CurrentStatus, parcelStatus } from './parcel-status.ts';
import { contentOf, eventId } from './scan-identity.ts';
import { deliveryFacts } from './shipment-status.ts';

/** One line of a carrier's history as its adapter read it: everything but the identity and the order. */
export interface Scan {
  readonly status: EventStatus;
  readonly detail?: StatusDetail | undefined;
  readonly basis: StatusBasis;
  readonly code?: string | undefined;
  readonly reasonCode?: string | undefined;
  readonly description?: string | undefined;
  readonly nextStep?: string | undefined;
  /** Canonical, from the functions of `time`. */
  readonly occurredAt?: string | undefined;
  readonly place?: Place | undefined;
  readonly pieces?: readonly string[] | undefined;
  /** What stands for the code in the event's id where `code` is absent or does not tell scans apart. */
  readonly identity?: string | undefined;
}

type FieldsAsRead = Omit<
  TrackingDraft,
  'status' | 'detail' | 'events' | 'issues' | 'candidates' | 'references' | 'pieces' | 'related'
>;
type Loose<T> = { readonly [K in keyof T]: T[K] | undefined };

/** What an adapter found in a payload about one parcel. */
export interface ParcelReading extends Loose<FieldsAsRead> {
  readonly carrier: TrackingDraft['carrier'];
  readonly trackingNumber: string;
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

/**
 * Events in order with their ids, the parcel's status by the rules for all carriers, the facts of a delivery only with a
 * delivery, empty lists left out.
 */
export function assembleTracking(reading: ParcelReading): TrackingDraft {
  const { scans, order, current, deliveredToSender, ...facts } = reading;
  const events = eventsOf(scans, order, facts);
  const { status, detail } = parcelStatus(events, current, deliveredToSender);
  return compact({
    ...facts,
    status,
    detail,
    events,
    delivery: withOffset(deliveryFacts(facts.delivery, status), events),
    // A page about no number shows nothing.
    url: facts.trackingNumber === '' ? undefined : facts.url,
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

/**
 * Scans as events, oldest first, repeated ones once, each with an id that no other of the parcel has.
 *
 * @param ends Where the parcel comes from and goes to; they help to tell the zone of lines without a place.
 */
export function eventsOf(
  scans: readonly Scan[],
  order: 'newest-first' | 'oldest-first',
  ends: Ends = {},
): readonly TrackingEvent[] {
  const placed = new Set<Scan>();
  const events: TrackingEvent[] = [];
  const taken = new Map<string, TrackingEvent | Set<string>>();
  for (const scan of inOrder(inOneZone(inTheirZones(scans, placed), order, ends, placed), order)) {
    const event = eventOf(scan, placed.has(scan));
    const same = taken.get(event.id);
    if (same === undefined) {
      taken.set(event.id, event);
      events.push(event);
      continue;
    }
    const told = same instanceof Set ? same : new Set([contentOf(same)]);
    taken.set(event.id, told);
    if (told.size === told.add(contentOf(event)).size) continue;
    // No code and no place is written with a tilde, so that the numbered id is no other scan's own.
    events.push({ ...event, id: `${event.id}~${told.size}` });
  }
  return events;
}

/** Scans with the offset that their place kept, where the carrier gave none and the place's zone is certain. */
function inTheirZones(scans: readonly Scan[], placed: Set<Scan>): readonly Scan[] {
  return scans.map((scan) => {
    const { occurredAt, place } = scan;
    if (occurredAt === undefined || hasOffset(occurredAt)) return scan;
    const zoned = atPlace(occurredAt, place);
    if (zoned === occurredAt) return scan;
    const moved = { ...scan, occurredAt: zoned };
    placed.add(moved);
    return moved;
  });
}

/** Where a parcel comes from and goes to. */
interface Ends {
  readonly origin?: Place | undefined;
  readonly destination?: Place | undefined;
}

const lacksOffset = ({ occurredAt: time }: Scan): boolean =>
  time !== undefined && !hasOffset(time) && !isDateOnly(time);

/** A country by itself, which may have several zones, says as little as no place. */
function isCountryOnly(place: Place): boolean {
  return Object.keys(place).every((field) => field === 'country');
}

/**
 * Where all places of a parcel lie in one zone, a line without a place between two of them has that zone, too, and so has
 * one of which only their country is known. Before the first place that is known and behind the last one the parcel may be
 * anywhere.
 */
function inOneZone(
  scans: readonly Scan[],
  order: 'newest-first' | 'oldest-first',
  { origin, destination }: Ends,
  placed: Set<Scan>,
): readonly Scan[] {
  if (!scans.some(lacksOffset)) return scans;
  const places = [origin, destination, ...scans.map(({ place }) => place)].filter((place) => place !== undefined);
  const exact = places.filter((place) => !isCountryOnly(place));
  const countries = new Set(exact.map(({ country }) => country));
  const isNowhere = (place: Place | undefined): boolean =>
    place === undefined || (isCountryOnly(place) && countries.has(place.country));
  const zones = new Set(places.filter((place) => !isNowhere(place)).map(zoneOf));
  const [zone] = zones;
  if (zone === undefined || zones.size > 1) return scans;
  const [before, behind] = order === 'oldest-first' ? [origin, destination] : [destination, origin];
  const first = isNowhere(before) ? scans.findIndex(({ place }) => !isNowhere(place)) : 0;
  const last = isNowhere(behind) ? scans.findLastIndex(({ place }) => !isNowhere(place)) : scans.length - 1;
  if (first < 0 || last < 0) return scans;
  return scans.map((scan, index) => {
    if (index < first || index > last || !lacksOffset(scan) || !isNowhere(scan.place)) return scan;
    const zoned = { ...scan, occurredAt: inZone(scan.occurredAt ?? '', zone) };
    if (hasOffset(zoned.occurredAt)) placed.add(zoned);
    return zoned;
  });
}

function eventOf(scan: Scan, isPlaced: boolean): TrackingEvent {
  const { status, detail, code, reasonCode, nextStep, occurredAt, place, pieces } = scan;
  const stated = occurredAt !== undefined && hasOffset(occurredAt) ? 'carrier' : 'none';
  return compact({
    id: eventId(occurredAt, scan.identity ?? code ?? status, place),
    status,
    detail,
    statusBasis: scan.basis,
    code,
    reasonCode,
    description: scan.description ?? '',
    nextStep,
    occurredAt,
    timeBasis: isPlaced ? 'place' : stated,
    place,
    pieces,
  } as const);
}
