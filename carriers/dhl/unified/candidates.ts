import {
  type Candidate,
  compact,
  dateOf,
  type Inquiry,
  present,
  readTime,
  type TrackingDraft,
  text,
} from 'waybill/kit';
import type { WireShipment } from './wire.ts';

/** A shipment as sent and as read. */
export interface Match {
  readonly wire: WireShipment;
  readonly draft: TrackingDraft;
}

type Because = NonNullable<Candidate['because']>;

/**
 * Of the shipments that one number found, the one that is meant: by its key, else by the ship date, else by the
 * recipient's postal code, else the one with the newest state. A hint that fits none is no help and is passed over.
 */
export function chooseAmong(matches: readonly Match[], inquiry: Partial<Inquiry>): TrackingDraft | undefined {
  const [first] = matches;
  if (first === undefined || matches.length === 1) return first?.draft;
  const { uniqueId, postalCode } = inquiry;
  let left = matches;
  let because: Because = 'newest';
  const narrow = (by: Because, isMeant: (match: Match) => boolean): void => {
    if (left.length === 1) return;
    const meant = left.filter(isMeant);
    if (meant.length === 0 || meant.length === left.length) return;
    left = meant;
    if (meant.length === 1) because = by;
  };
  if (uniqueId !== undefined) narrow('unique_id', (match) => keyOf(match) === uniqueId);
  narrow('ship_date', (match) => isWithin(shippedOn(match), inquiry));
  if (postalCode !== undefined) narrow('postal_code', ({ draft }) => isSamePlace(draft, postalCode));
  const chosen = left.reduce((newest, match) => (lastAt(match) > lastAt(newest) ? match : newest));
  return compact({
    ...chosen.draft,
    uniqueId: keyOf(chosen),
    candidates: matches.map((match) => candidateOf(match, match === chosen ? because : undefined)),
  });
}

/**
 * DHL has no key for one of several shipments. Division, number and the division's inner number tell them apart and
 * stay: `ecommerce~64888~3041908921356072`.
 */
function keyOf({ wire, draft }: Match): string | undefined {
  const inner = present(wire.details?.references).find(({ type }) => type !== null && innerNumbers.has(type ?? ''));
  const parts = [text(wire.service), text(draft.trackingNumber), text(inner?.number)];
  return text(parts.filter((part) => part !== undefined).join('~'));
}

const innerNumbers: ReadonlySet<string> = new Set(['ecommerce-number', 'shipment-id', 'housebill']);

function candidateOf(match: Match, because: Because | undefined): Candidate {
  const { draft, wire } = match;
  return compact({
    uniqueId: keyOf(match),
    status: draft.status,
    service: text(wire.service),
    shippedAt: shippedOn(match),
    lastEventAt: readTime(wire.status?.timestamp) ?? draft.events.findLast((event) => event.occurredAt)?.occurredAt,
    destination: draft.destination,
    chosen: because !== undefined,
    because,
  });
}

function shippedOn({ draft }: Match): string | undefined {
  return draft.shippedAt ?? draft.events.find(({ occurredAt }) => occurredAt !== undefined)?.occurredAt;
}

function isWithin(time: string | undefined, { shippedAfter, shippedBefore }: Partial<Inquiry>): boolean {
  if (time === undefined) return false;
  const day = dateOf(time);
  return (shippedAfter === undefined || day >= shippedAfter) && (shippedBefore === undefined || day <= shippedBefore);
}

function isSamePlace({ destination }: TrackingDraft, postalCode: string): boolean {
  return plain(destination?.postalCode) === plain(postalCode);
}

function plain(postalCode: string | undefined): string | undefined {
  return postalCode?.replaceAll(/[\s-]/g, '').toUpperCase();
}

/** Wall clocks compare well enough: shipments under one number lie days or years apart. */
function lastAt({ wire, draft }: Match): string {
  return readTime(wire.status?.timestamp) ?? draft.events.at(-1)?.occurredAt ?? '';
}
