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
import { hasOffset, isDateOnly, wallClockMs, wallClockOf } from '../time/time.ts';
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
  | 'status'
  | 'detail'
  | 'statusDescription'
  | 'estimateDescription'
  | 'deliveryChangeUrl'
  | 'events'
  | 'issues'
  | 'candidates'
  | 'references'
  | 'pieces'
  | 'related'
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
  /** The carrier's words for the state as a whole; kept where no scan tells that state. */
  readonly statusDescription?: string | undefined;
  readonly estimateDescription?: string | undefined;
  readonly deliveryChangeUrl?: string | undefined;
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
  const { trackingNumber, uniqueId, service, estimatedDelivery, promisedDelivery, shippedAt, pickupBy } = reading;
  const { origin, destination, weight, dimensions, pieceCount, references, pieces, related, candidates } = reading;
  const { issues, url, mapping, statusDescription, estimateDescription, deliveryChangeUrl } = reading;
  const events = eventsOf(reading.scans, reading.order, reading);
  const { status, detail } = parcelStatus(events, reading.current, reading.deliveredToSender);
  const delivery = withOffset(deliveryFacts(reading.delivery, status), events);
  // Field by field, in the order of the model: what every reading ends with takes a third of the time by `compact`.
  const tracking: Writable<TrackingDraft> = { carrier: reading.carrier, trackingNumber, status, events, mapping };
  if (uniqueId !== undefined) tracking.uniqueId = uniqueId;
  if (detail !== undefined) tracking.detail = detail;
  // Of a summary that is behind the history the words are as old as its status; of one that a line bears out they are its.
  if (statusDescription !== undefined && reading.current?.status === status) {
    const isTold = events.some((event) => event.status === status && event.detail === detail);
    if (!isTold) tracking.statusDescription = statusDescription;
  }
  if (service !== undefined) tracking.service = service;
  if (estimatedDelivery !== undefined) tracking.estimatedDelivery = estimatedDelivery;
  if (estimateDescription !== undefined) tracking.estimateDescription = estimateDescription;
  if (promisedDelivery !== undefined) tracking.promisedDelivery = promisedDelivery;
  if (shippedAt !== undefined) tracking.shippedAt = shippedAt;
  if (delivery !== undefined) tracking.delivery = delivery;
  if (pickupBy !== undefined) tracking.pickupBy = pickupBy;
  if (origin !== undefined) tracking.origin = origin;
  if (destination !== undefined) tracking.destination = destination;
  if (weight !== undefined) tracking.weight = weight;
  if (dimensions !== undefined) tracking.dimensions = dimensions;
  if (isSome(references)) tracking.references = references;
  if (pieceCount !== undefined && isCount(pieceCount)) tracking.pieceCount = pieceCount;
  if (isSome(pieces)) tracking.pieces = pieces;
  if (isSome(related)) tracking.related = related;
  if (isSome(candidates)) tracking.candidates = candidates;
  if (isSome(issues)) tracking.issues = issues;
  // A page about no number shows nothing.
  if (url !== undefined && trackingNumber !== '') tracking.url = url;
  if (deliveryChangeUrl !== undefined) tracking.deliveryChangeUrl = deliveryChangeUrl;
  return tracking;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

function isSome<T>(items: readonly T[] | undefined): items is readonly T[] {
  return items !== undefined && items.length > 0;
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

/** The delivery's time is that of its scan: what offset the scan has, it has too. */
function withOffset(delivery: Delivery | undefined, events: readonly TrackingEvent[]): Delivery | undefined {
  const at = delivery?.at;
  if (at === undefined || hasOffset(at)) return delivery;
  const scan = events.findLast(({ occurredAt }) => occurredAt !== undefined && wallClockOf(occurredAt) === at);
  return scan?.occurredAt === undefined ? delivery : { ...delivery, at: scan.occurredAt };
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
  const times = scans.map(({ occurredAt: time, place }) => (time === undefined ? undefined : atPlace(time, place)));
  const zone = times.some(lacksOffset) ? soleZone(scans, order, ends) : undefined;
  const events = scans.map((scan, index) => {
    const time = times[index];
    const isInZone = zone !== undefined && index >= zone.first && index <= zone.last && zone.isNowhere(scan.place);
    return eventOf(scan, isInZone && time !== undefined && lacksOffset(time) ? inZone(time, zone.name) : time);
  });
  return eachOnce(inOrder(events, order));
}

/** Lines told twice once, and lines that share an id numbered. */
function eachOnce(events: readonly TrackingEvent[]): readonly TrackingEvent[] {
  // Only lines of one second can share an id: the second is found by its number, before ids are compared.
  const bySecond = new Map<number, TrackingEvent | Map<string, TrackingEvent | Set<string>>>();
  const kept: TrackingEvent[] = [];
  for (const event of events) {
    const { id, occurredAt } = event;
    const second = occurredAt === undefined ? -1 : Math.floor(wallClockMs(occurredAt) / 1000);
    const before = bySecond.get(second);
    if (before === undefined) {
      bySecond.set(second, event);
      kept.push(event);
      continue;
    }
    const taken = before instanceof Map ? before : new Map<string, TrackingEvent | Set<string>>([[before.id, before]]);
    if (taken !== before) bySecond.set(second, taken);
    const same = taken.get(id);
    if (same === undefined) {
      taken.set(id, event);
      kept.push(event);
      continue;
    }
    const told = same instanceof Set ? same : new Set([contentOf(same)]);
    taken.set(id, told);
    if (told.size === told.add(contentOf(event)).size) continue;
    // No code and no place is written with a tilde, so that the numbered id is no other scan's own.
    kept.push({ ...event, id: `${id}~${told.size}` });
  }
  return kept;
}

/** Where a parcel comes from and goes to. */
interface Ends {
  readonly origin?: Place | undefined;
  readonly destination?: Place | undefined;
}

const lacksOffset = (time: string | undefined): boolean => time !== undefined && !hasOffset(time) && !isDateOnly(time);

/** A country by itself; one that has several zones says as little as no place. */
function isCountryOnly(place: Place): boolean {
  return Object.keys(place).every((field) => field === 'country');
}

/** A zone, and the lines that lie in it if they do not say where they lie. */
interface SoleZone {
  readonly name: string;
  readonly first: number;
  readonly last: number;
  readonly isNowhere: (place: Place | undefined) => boolean;
}

/**
 * Where all places of a parcel lie in one zone, a line without a place between two of them has that zone, too, and so has
 * one of which only their country is known. Before the first place that is known and behind the last one the parcel may be
 * anywhere.
 */
function soleZone(
  scans: readonly Scan[],
  order: 'newest-first' | 'oldest-first',
  { origin, destination }: Ends,
): SoleZone | undefined {
  const places = [origin, destination, ...scans.map(({ place }) => place)].filter((place) => place !== undefined);
  const countries = new Set(places.filter((place) => !isCountryOnly(place)).map(({ country }) => country));
  const isNowhere = (place: Place | undefined): boolean =>
    place === undefined || (isCountryOnly(place) && countries.has(place.country) && zoneOf(place) === undefined);
  const zones = new Set(places.filter((place) => !isNowhere(place)).map(zoneOf));
  const [name] = zones;
  if (name === undefined || zones.size > 1) return undefined;
  const [before, behind] = order === 'oldest-first' ? [origin, destination] : [destination, origin];
  const first = isNowhere(before) ? scans.findIndex(({ place }) => !isNowhere(place)) : 0;
  const last = isNowhere(behind) ? scans.findLastIndex(({ place }) => !isNowhere(place)) : scans.length - 1;
  return first < 0 || last < 0 ? undefined : { name, first, last, isNowhere };
}

/** A scan as an event, with its time as it is or with the offset that a place gave it. */
function eventOf(scan: Scan, occurredAt: string | undefined): TrackingEvent {
  const { status, detail, code, reasonCode, nextStep, place, pieces } = scan;
  const event: Writable<TrackingEvent> = {
    id: eventId(occurredAt, scan.identity ?? code ?? status, place),
    status,
    statusBasis: scan.basis,
    description: scan.description ?? '',
    timeBasis: occurredAt === undefined || !hasOffset(occurredAt) ? 'none' : 'carrier',
  };
  if (occurredAt !== scan.occurredAt) event.timeBasis = 'place';
  if (detail !== undefined) event.detail = detail;
  if (code !== undefined) event.code = code;
  if (reasonCode !== undefined) event.reasonCode = reasonCode;
  if (nextStep !== undefined) event.nextStep = nextStep;
  if (occurredAt !== undefined) event.occurredAt = occurredAt;
  if (place !== undefined) event.place = place;
  if (pieces !== undefined) event.pieces = pieces;
  return event;
}
