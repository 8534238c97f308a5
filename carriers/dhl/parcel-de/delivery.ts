import {
  compactOrAbsent,
  type DeliveredTo,
  type Delivery,
  plainText,
  receiverOf,
  type Scan,
  type StatusDetail,
  text,
} from 'waybill/kit';
import type { WirePiece } from './wire.ts';

/** `recipient-id`, which DHL does not document: 2 spouse, 3 household, 5 someone else who was there. */
const recipients: Readonly<Record<string, readonly [to: DeliveredTo, detail?: StatusDetail]>> = {
  '1': ['recipient'],
  '2': ['agent', 'delivered_to_agent'],
  '3': ['agent', 'delivered_to_agent'],
  '4': ['neighbour', 'delivered_to_neighbour'],
  '5': ['agent', 'delivered_to_agent'],
};

/** Details that say no more than who took it. */
const personal: ReadonlySet<StatusDetail | undefined> = new Set<StatusDetail | undefined>([
  undefined,
  'delivered_to_agent',
  'delivered_to_neighbour',
]);

function recipientOf(piece: WirePiece): (typeof recipients)[string] | undefined {
  const id = text(piece['@recipient-id']) ?? '';
  return Object.hasOwn(recipients, id) ? recipients[id] : undefined;
}

/** The detail of a delivery as the piece tells who took it: the reason `OTHER` says only that it was somebody. */
export function withRecipient<Reading extends Pick<Scan, 'status' | 'detail'>>(
  reading: Reading,
  piece: WirePiece,
): Reading {
  const recipient = recipientOf(piece);
  if (reading.status !== 'delivered' || recipient === undefined || !personal.has(reading.detail)) return reading;
  return { ...reading, detail: recipient[1] };
}

/** A place says more than who took it there: what the recipient collected was handed over at a pick-up point. */
function receiverIn(detail: StatusDetail | undefined, piece: WirePiece): DeliveredTo | undefined {
  const byDetail = receiverOf(detail);
  const byRecipient = recipientOf(piece)?.[0];
  return personal.has(detail) ? (byRecipient ?? byDetail) : (byDetail ?? byRecipient);
}

/** The delivery as the newest delivering scan that stands and the piece tell it. `scans` oldest first. */
export function deliveryOf(piece: WirePiece, scans: readonly Scan[]): Delivery | undefined {
  const scan = scans.findLast(({ status }) => status === 'delivered' || status === 'returned');
  if (scan === undefined) return undefined;
  const toSender = scan.status === 'returned' || piece['@ruecksendung'] === 'true';
  return compactOrAbsent({
    at: scan.occurredAt,
    // The one who took it; `pan-recipient-name` is the one it was sent to.
    signedBy: plainText(piece['@recipient-name']),
    to: toSender ? 'sender' : receiverIn(scan.detail, piece),
    place: scan.place,
  });
}
