import { type Candidate, compact, type Inquiry, type TrackingDraft } from 'waybill/kit';
import { momentOf } from './time.ts';

/** A shipment with what FedEx says of it beside the tracking. */
export interface Shipment {
  readonly tracking: TrackingDraft;
  /** The operating company that answered: `FDXE`, `FDXG`. */
  readonly carrierCode: string | undefined;
  /** The day on the label, which the caller's ship dates mean. */
  readonly shipDate: string | undefined;
}

/** The shipment that the caller means, with all that carry the number beside it where there are several. */
export function choose(shipments: readonly [Shipment, ...Shipment[]], inquiry: Inquiry): TrackingDraft {
  const [only] = shipments;
  if (shipments.length === 1) return only.tracking;
  const { chosen, because } = pick(shipments, inquiry);
  return {
    ...chosen.tracking,
    candidates: shipments.map((shipment) => candidateOf(shipment, shipment === chosen ? because : undefined)),
  };
}

interface Choice {
  readonly chosen: Shipment;
  readonly because: NonNullable<Candidate['because']>;
}

function pick(shipments: readonly [Shipment, ...Shipment[]], inquiry: Inquiry): Choice {
  const { uniqueId, postalCode } = inquiry;
  const named = shipments.find(({ tracking }) => uniqueId !== undefined && tracking.uniqueId === uniqueId);
  if (named !== undefined) return { chosen: named, because: 'unique_id' };
  const dated = narrowed(shipments, (shipment) => isShippedWithin(shipment, inquiry));
  if (dated !== undefined) return { chosen: newestOf(dated), because: 'ship_date' };
  const placed = narrowed(
    shipments,
    ({ tracking }) => postalCode !== undefined && postalCodeOf(tracking) === spelled(postalCode),
  );
  if (placed !== undefined) return { chosen: newestOf(placed), because: 'postal_code' };
  return { chosen: newestOf(shipments), because: 'newest' };
}

/** Those that fit; undefined where a hint tells nothing apart: none fits, or all do. */
function narrowed(
  shipments: readonly Shipment[],
  fits: (shipment: Shipment) => boolean,
): readonly [Shipment, ...Shipment[]] | undefined {
  const [first, ...others] = shipments.filter(fits);
  return first === undefined || others.length + 1 === shipments.length ? undefined : [first, ...others];
}

function isShippedWithin({ shipDate }: Shipment, { shippedAfter, shippedBefore }: Inquiry): boolean {
  if (shipDate === undefined) return false;
  return (
    (shippedAfter === undefined || shipDate >= shippedAfter) &&
    (shippedBefore === undefined || shipDate <= shippedBefore)
  );
}

/** Parties come without their postal code but for secured callers; the delivery scan has one. */
function postalCodeOf({ destination, events }: TrackingDraft): string | undefined {
  const code = destination?.postalCode ?? events.findLast(({ status }) => status === 'delivered')?.place?.postalCode;
  return code === undefined ? undefined : spelled(code);
}

function spelled(postalCode: string): string {
  return postalCode.replaceAll(/[\s-]/g, '').toUpperCase();
}

function newestOf([first, ...others]: readonly [Shipment, ...Shipment[]]): Shipment {
  return others.reduce((newest, other) => (ageOf(other) > ageOf(newest) ? other : newest), first);
}

/** A shipment is as new as its newest event; without events, as its ship date. */
function ageOf({ tracking, shipDate }: Shipment): number {
  return Math.max(
    momentOf(lastEventAt(tracking)),
    momentOf(lastEventAt(tracking) === undefined ? shipDate : undefined),
  );
}

function lastEventAt({ events }: TrackingDraft): string | undefined {
  return events.findLast(({ occurredAt }) => occurredAt !== undefined)?.occurredAt;
}

function candidateOf(shipment: Shipment, because: Candidate['because']): Candidate {
  const { tracking, carrierCode, shipDate } = shipment;
  return compact({
    uniqueId: tracking.uniqueId,
    status: tracking.status,
    service: carrierCode ?? tracking.service?.name,
    shippedAt: tracking.shippedAt ?? shipDate,
    lastEventAt: lastEventAt(tracking),
    destination: tracking.destination,
    chosen: because !== undefined,
    because,
  });
}
