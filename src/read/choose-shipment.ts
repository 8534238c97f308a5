import type { Inquiry } from '../carrier/carrier.ts';
import { compact } from '../model/compact.ts';
import type { Candidate, TrackingDraft } from '../model/tracking.ts';
import { dateOf, instantOf, wallClockMs } from '../time/time.ts';

/** One of several shipments under a number, with what its carrier says beside the tracking. */
export interface ShipmentMatch {
  readonly tracking: TrackingDraft;
  /** The carrier's key, or one made of what stays; default that of the tracking. */
  readonly uniqueId?: string | undefined;
  /** Date or time on the label; default the tracking's, or that of its first event. */
  readonly shippedAt?: string | undefined;
  /** Division or service that answered; default the service's name. */
  readonly service?: string | undefined;
  /** Time of its newest state, where no event has a time. */
  readonly lastAt?: string | undefined;
  /** Postal codes that count as its destination; default the destination's, or that of the place of delivery. */
  readonly postalCodes?: readonly string[] | undefined;
}

type Because = NonNullable<Candidate['because']>;
type Hints = Partial<Inquiry>;

/**
 * Which of several shipments under one number is meant: the one with the key asked for; else each hint that was given, the
 * ship dates before the postal code, narrows what the ones before left, and one that fits none or all of them says
 * nothing; among those that are left the newest. All are its candidates, in the order sent. A single shipment stays as it
 * is; undefined for none.
 */
export function chooseShipment(shipments: readonly ShipmentMatch[], hints: Hints): TrackingDraft | undefined {
  const [first] = shipments;
  if (first === undefined || shipments.length === 1) return first?.tracking;
  const [chosen, because] = choose(shipments, hints);
  return compact({
    ...chosen.tracking,
    uniqueId: keyOf(chosen),
    candidates: shipments.map((shipment) => candidateOf(shipment, shipment === chosen ? because : undefined)),
  });
}

function choose(shipments: readonly ShipmentMatch[], hints: Hints): readonly [ShipmentMatch, Because] {
  let left = shipments;
  // What left a single one; the newest is chosen where several are left.
  let because: Because = 'newest';
  const narrow = (by: Because, isMeant: (shipment: ShipmentMatch) => boolean): void => {
    const meant = left.filter(isMeant);
    if (meant.length === 0 || meant.length === left.length) return;
    left = meant;
    if (meant.length === 1) because = by;
  };
  const { uniqueId, shippedAfter, shippedBefore, postalCode } = hints;
  if (uniqueId !== undefined) narrow('unique_id', (shipment) => keyOf(shipment) === uniqueId);
  if (shippedAfter !== undefined || shippedBefore !== undefined)
    narrow('ship_date', (shipment) => isShippedWithin(shipment, shippedAfter, shippedBefore));
  if (postalCode !== undefined) narrow('postal_code', (shipment) => isFor(shipment, postalCode));
  return [left.reduce((newest, other) => (ageOf(other) > ageOf(newest) ? other : newest)), because];
}

function keyOf({ uniqueId, tracking }: ShipmentMatch): string | undefined {
  return uniqueId ?? tracking.uniqueId;
}

function isShippedWithin({ shippedAt, tracking }: ShipmentMatch, after?: string, before?: string): boolean {
  const time = shippedAt ?? tracking.shippedAt ?? tracking.events.find(({ occurredAt }) => occurredAt)?.occurredAt;
  if (time === undefined) return false;
  const day = dateOf(time);
  return (after === undefined || day >= dateOf(after)) && (before === undefined || day <= dateOf(before));
}

function isFor({ postalCodes, tracking }: ShipmentMatch, postalCode: string): boolean {
  const known = postalCodes ?? [tracking.destination?.postalCode ?? tracking.delivery?.place?.postalCode ?? ''];
  return known.some((code) => code !== '' && comparable(code) === comparable(postalCode));
}

/** Without blanks and dashes; of a ZIP+4 the five digits, for one side may know them alone. */
function comparable(postalCode: string): string {
  const code = postalCode.replaceAll(/[\s-]/g, '').toUpperCase();
  return /^\d{9}$/.test(code) ? code.slice(0, 5) : code;
}

/** For comparing only: shipments under one number lie days or years apart, so that a wall clock does. */
function ageOf({ tracking, shippedAt, lastAt }: ShipmentMatch): number {
  const time = lastEventAt(tracking) ?? lastAt ?? tracking.shippedAt ?? shippedAt;
  return time === undefined ? Number.NEGATIVE_INFINITY : (instantOf(time) ?? wallClockMs(time));
}

function lastEventAt({ events }: TrackingDraft): string | undefined {
  return events.findLast(({ occurredAt }) => occurredAt !== undefined)?.occurredAt;
}

function candidateOf(shipment: ShipmentMatch, because: Because | undefined): Candidate {
  const { tracking, service, shippedAt, lastAt } = shipment;
  return compact({
    uniqueId: keyOf(shipment),
    status: tracking.status,
    service: service ?? tracking.service?.name,
    shippedAt: shippedAt ?? tracking.shippedAt,
    lastEventAt: lastEventAt(tracking) ?? lastAt,
    destination: tracking.destination,
    chosen: because !== undefined,
    because,
  });
}
