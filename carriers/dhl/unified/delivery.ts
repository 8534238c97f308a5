import {
  byThen,
  compact,
  compactOrAbsent,
  type Delivery,
  dayOfMidnight,
  type ProofReference,
  plainText,
  readTime,
  receiverOf,
  type Scan,
  some,
  type TimeWindow,
  text,
} from 'waybill/kit';
import { signerIn } from '../shared/remarks.ts';
import { joined } from './status.ts';
import type { WirePerson, WireShipment } from './wire.ts';

/** The delivery as the newest delivering scan and the proof of delivery tell it. `scans` newest first. */
export function deliveryOf(shipment: WireShipment, scans: readonly Scan[]): Delivery | undefined {
  const scan = scans.find(({ status }) => status === 'delivered' || status === 'returned');
  if (scan === undefined) return undefined;
  const proof = shipment.details?.proofOfDelivery;
  const toSender = scan.status === 'returned' || shipment.returnFlag === true;
  const isPost = shipment.service?.startsWith('ecommerce') === true;
  return compactOrAbsent({
    at: readTime(proof?.timestamp) ?? scan.occurredAt,
    signedBy: nameOf(proof?.signed, scan) ?? (isPost ? undefined : signerInLines(shipment)),
    leftAt: isPost ? leftAt(shipment) : undefined,
    to: toSender ? 'sender' : receiverOf(scan.detail),
    place: scan.place,
    proof: some(proofsOf(shipment)),
  });
}

function signerInLines({ status, events }: WireShipment): string | undefined {
  for (const line of [status, ...events]) {
    const name = signerIn(plainText(line?.description) ?? plainText(line?.status));
    if (name !== undefined) return name;
  }
  return undefined;
}

/**
 * DHL eCommerce tells the place in the description of its title, `FRONT DOOR` or `DELIVERED - PARCEL LOCKER`, or behind the
 * title itself.
 */
function leftAt({ events }: WireShipment): string | undefined {
  for (const event of events) {
    const title = text(event?.status);
    const isTitle = title?.toUpperCase() === 'DELIVERED';
    const words = isTitle ? plainText(event?.description) : joined.exec(plainText(title) ?? '')?.[1];
    if (isTitle || words !== undefined) return text(words?.replace(/^delivered ?(?:[-:] ?|$)/i, ''));
  }
  return undefined;
}

/** The one who signed. The status's own word in its place is no name. */
function nameOf(person: WirePerson | null | undefined, { description, status }: Scan): string | undefined {
  if (!person) return undefined;
  const parts = [text(person.givenName), text(person.familyName)].filter((part) => part !== undefined);
  const name = plainText(person.name) ?? plainText(parts.join(' ')) ?? plainText(person.organizationName);
  const word = name?.toLowerCase();
  return word === status || word === description?.toLowerCase() ? undefined : name;
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

/** The forecast: the time frame, else the moment; midnight, and the last minute of a day, mean the whole day. */
export function forecastOf(shipment: WireShipment): TimeWindow | undefined {
  const frame = shipment.estimatedDeliveryTimeFrame;
  const from = readTime(frame?.estimatedFrom);
  const to = readTime(frame?.estimatedThrough);
  if (from === undefined && to === undefined) return byThen(readTime(shipment.estimatedTimeOfDelivery));
  const [firstDay, lastDay] = [from, to].map((end) => (end === undefined ? undefined : dayOfMidnight(end)));
  return firstDay && lastDay ? { from: firstDay.from, to: lastDay.to } : compact({ from, to });
}
