import {
  compact,
  compactOrAbsent,
  type DeliveredTo,
  type Delivery,
  dateOf,
  type ProofReference,
  readTime,
  type Scan,
  type StatusDetail,
  some,
  text,
  type Window,
} from 'waybill/kit';
import type { WirePerson, WireShipment } from './wire.ts';

const deliveredTo: Partial<Record<StatusDetail, DeliveredTo>> = {
  collected: 'pickup_point',
  delivered_to_agent: 'agent',
  delivered_to_locker: 'locker',
  delivered_to_mailbox: 'mailbox',
  delivered_to_neighbour: 'neighbour',
  delivered_to_po_box: 'po_box',
  delivered_to_reception: 'reception',
  delivered_to_safe_place: 'safe_place',
};

/** The delivery as the newest delivering scan and the proof of delivery tell it. `scans` newest first. */
export function deliveryOf(shipment: WireShipment, scans: readonly Scan[]): Delivery | undefined {
  const scan = scans.find(({ status }) => status === 'delivered' || status === 'returned');
  if (scan === undefined) return undefined;
  const proof = shipment.details?.proofOfDelivery;
  const toSender = scan.status === 'returned' || shipment.returnFlag === true;
  return compactOrAbsent({
    at: readTime(proof?.timestamp) ?? scan.occurredAt,
    signedBy: nameOf(proof?.signed),
    leftAt: leftAt(shipment),
    to: toSender ? 'sender' : scan.detail && deliveredTo[scan.detail],
    place: scan.place,
    proof: some(proofsOf(shipment)),
  });
}

/** DHL eCommerce tells the place in the description of its title. */
function leftAt({ service, events }: WireShipment): string | undefined {
  if (!service?.startsWith('ecommerce')) return undefined;
  return text(events.find((event) => text(event?.status)?.toUpperCase() === 'DELIVERED')?.description);
}

function nameOf(person: WirePerson | null | undefined): string | undefined {
  if (!person) return undefined;
  const parts = [text(person.givenName), text(person.familyName)].filter((part) => part !== undefined);
  return text(person.name) ?? text(parts.join(' ')) ?? text(person.organizationName);
}

/** Links, and that a signature exists where there is none to it. The sample of the documentation holds the word `string`. */
function proofsOf({ details }: WireShipment): readonly ProofReference[] {
  const proofs: ProofReference[] = [];
  const document = linkOf(details?.proofOfDelivery?.documentUrl);
  const signature = linkOf(details?.proofOfDelivery?.signatureUrl);
  if (document !== undefined) proofs.push({ kind: 'document', url: document });
  if (signature !== undefined || details?.proofOfDeliverySignedAvailable === true) {
    proofs.push(compact({ kind: 'signature' as const, url: signature }));
  }
  return proofs;
}

/** A link, or undefined for anything else in its place. */
export function linkOf(url: string | null | undefined): string | undefined {
  const link = text(url);
  return link !== undefined && /^https?:\/\/\S+$/.test(link) ? link : undefined;
}

/**
 * The forecast: the time frame, else the moment. The last minute of a day, and midnight "by end of day", mean the whole
 * day; any other moment is the latest one.
 */
export function forecastOf(shipment: WireShipment): Window | undefined {
  const frame = shipment.estimatedDeliveryTimeFrame;
  const from = readTime(frame?.estimatedFrom);
  const to = readTime(frame?.estimatedThrough);
  if (from !== undefined || to !== undefined) return compact({ from, to });
  const moment = readTime(shipment.estimatedTimeOfDelivery);
  if (moment === undefined) return undefined;
  const clock = moment.slice(11, 16);
  const byEndOfDay = /end of (the )?day/i.test(shipment.estimatedTimeOfDeliveryRemark ?? '');
  if (clock === '' || clock === '23:59' || (clock === '00:00' && byEndOfDay)) {
    return { from: dateOf(moment), to: dateOf(moment) };
  }
  return { to: moment };
}
