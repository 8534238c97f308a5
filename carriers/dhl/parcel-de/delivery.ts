import { compactOrAbsent, type DeliveredTo, type Delivery, type Scan, type StatusDetail, text } from 'waybill/kit';
import type { WirePiece } from './wire.ts';

/** `recipient-id`, which DHL does not document: 2 spouse, 3 household, 5 someone else who was there. */
const recipients: Readonly<Record<string, DeliveredTo>> = {
  '1': 'recipient',
  '2': 'agent',
  '3': 'agent',
  '4': 'neighbour',
  '5': 'agent',
};

const byDetail: Partial<Record<StatusDetail, DeliveredTo>> = {
  collected: 'pickup_point',
  delivered_to_agent: 'agent',
  delivered_to_mailbox: 'mailbox',
  delivered_to_neighbour: 'neighbour',
  delivered_to_reception: 'reception',
  delivered_to_safe_place: 'safe_place',
};

/** The delivery as the newest delivering scan that stands and the piece tell it. `scans` oldest first. */
export function deliveryOf(piece: WirePiece, scans: readonly Scan[]): Delivery | undefined {
  const scan = scans.findLast(({ status }) => status === 'delivered' || status === 'returned');
  if (scan === undefined) return undefined;
  const toSender = scan.status === 'returned' || piece['@ruecksendung'] === 'true';
  const id = text(piece['@recipient-id']) ?? '';
  const recipient = Object.hasOwn(recipients, id) ? recipients[id] : undefined;
  return compactOrAbsent({
    at: scan.occurredAt,
    // The one who took it; `pan-recipient-name` is the one it was sent to.
    signedBy: text(piece['@recipient-name']),
    to: toSender ? 'sender' : (recipient ?? (scan.detail && byDetail[scan.detail])),
    place: scan.place,
  });
}
