import {
  assembleTracking,
  eventsOf,
  type Issue,
  numeric,
  type Piece,
  parcelStatus,
  present,
  readTime,
  type Scan,
  some,
  type TrackingDraft,
  text,
} from 'waybill/kit';
import { linkOf, readDelivery, readForecast } from './delivery.ts';
import { readScans } from './events.ts';
import { readDimensions, readWeight } from './measures.ts';
import { readPlace } from './place.ts';
import { readNumbers } from './references.ts';
import { readService } from './service.ts';
import { readStatus, tablesVersion } from './status.ts';
import type { WireShipment } from './wire.ts';

/** Name of the payload format. */
export const formatName = 'dhl.unified';

/** The page for any division's number. */
export function trackingUrl(trackingNumber: string): string {
  return `https://www.dhl.com/global-en/home/tracking.html?tracking-id=${encodeURIComponent(trackingNumber)}&submit=1`;
}

/** One shipment of an answer. `asked` stands in for a number that the answer leaves out. */
export function readShipment(shipment: WireShipment, path: string, asked: string, issues: Issue[]): TrackingDraft {
  const trackingNumber = text(shipment.id) ?? asked;
  const { details, status } = shipment;
  const service = text(shipment.service);
  const scans = readScans(shipment, path, issues);
  return assembleTracking({
    carrier: 'dhl',
    trackingNumber,
    uniqueId: undefined,
    url: pageOf(shipment) ?? trackingUrl(trackingNumber),
    mapping: `${formatName}@${tablesVersion}`,
    scans,
    order: 'newest-first',
    current: status ? readStatus(service, status) : undefined,
    // False is only the default of the document, and says nothing.
    deliveredToSender: shipment.returnFlag === true ? true : undefined,
    service: readService(shipment),
    estimatedDelivery: readForecast(shipment),
    promisedDelivery: undefined,
    shippedAt: readTime(shipment.pickUpDate),
    delivery: readDelivery(shipment, scans),
    pickupBy: undefined,
    origin: readPlace(shipment.origin),
    destination: readPlace(shipment.destination),
    weight: readWeight(details?.weight),
    dimensions: readDimensions(details),
    pieceCount: numeric(details?.totalNumberOfPieces) || undefined,
    pieces: readPieces(shipment, scans),
    ...readNumbers(shipment, trackingNumber),
    issues,
  });
}

/** The division's own page; `cid` only counts campaigns. */
function pageOf(shipment: WireShipment): string | undefined {
  return linkOf(shipment.serviceUrl)
    ?.replace(/([?&])cid=[^&#]*&?/, '$1')
    .replace(/[?&]$/, '');
}

/** DHL has no state for a piece: what it went through is the lines that name it, and those that name none. */
function readPieces(shipment: WireShipment, scans: readonly Scan[]): readonly Piece[] | undefined {
  const ids = new Set(present(shipment.details?.pieceIds).flatMap((piece) => text(piece) ?? []));
  for (const { pieces } of scans) for (const piece of pieces ?? []) ids.add(piece);
  if (ids.size < 2) return undefined;
  const told = scans.some(({ pieces }) => pieces !== undefined);
  const toSender = shipment.returnFlag === true ? true : undefined;
  return some([...ids].map((piece) => (told ? readPiece(piece, scans, toSender) : { trackingNumber: piece })));
}

function readPiece(trackingNumber: string, scans: readonly Scan[], toSender: boolean | undefined): Piece {
  const own = scans.filter(({ pieces }) => pieces === undefined || pieces.includes(trackingNumber));
  const events = eventsOf(own, 'newest-first');
  const { status, detail } = parcelStatus(events, undefined, toSender);
  return detail === undefined ? { trackingNumber, status, events } : { trackingNumber, status, detail, events };
}
