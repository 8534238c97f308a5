import { assembleTracking, type Issue, type RelatedNumber, some, type TrackingDraft } from 'waybill/kit';
import { tablesVersion } from '../status.ts';
import { readDelivery, readForecast } from './delivery.ts';
import { readPiece, withPieces } from './pieces.ts';
import { readProduct } from './products.ts';
import { historyOf, readScans } from './scans.ts';
import type { ExpressShipment } from './shipment.ts';

/** DHL Express as a carrier of its own. */
export const carrier = 'dhl-express';

/** The page for a waybill or a piece. */
export function trackingUrl(trackingNumber: string): string {
  return `https://www.dhl.com/global-en/home/tracking/tracking-express.html?submit=1&tracking-id=${encodeURIComponent(trackingNumber)}`;
}

/** A shipment of either API as a tracking. */
export function normalize(shipment: ExpressShipment, formatName: string, issues: Issue[]): TrackingDraft {
  const { trackingNumber, pieces } = shipment;
  const history = historyOf(shipment);
  const scans = readScans(history, pieces, issues);
  const several = pieces.length > 1 ? pieces.map((piece) => readPiece(piece, issues)) : [];
  const forecast = readForecast(shipment.estimate);
  const draft = assembleTracking({
    carrier,
    trackingNumber,
    uniqueId: undefined,
    url: trackingUrl(trackingNumber),
    mapping: `${formatName}@${tablesVersion}`,
    scans,
    order: 'oldest-first',
    service: readProduct(shipment.productCode),
    estimatedDelivery: forecast,
    promisedDelivery: undefined,
    shippedAt: shipment.shippedAt,
    delivery: readDelivery(scans, history),
    pickupBy: undefined,
    origin: shipment.origin,
    destination: shipment.destination,
    weight: shipment.weight,
    dimensions: pieces.length === 1 ? pieces[0]?.dimensions : undefined,
    references: shipment.references,
    pieceCount: shipment.pieceCount,
    pieces: some(several),
    related: soleLabel(shipment),
    issues,
  });
  return withPieces(draft, several, forecast);
}

/** The licence plate of a shipment of one piece is another number of the same parcel. */
function soleLabel({ trackingNumber, pieces }: ExpressShipment): readonly RelatedNumber[] {
  const [only, ...others] = pieces;
  if (only === undefined || others.length > 0 || only.trackingNumber === trackingNumber) return [];
  return [{ relation: 'duplicate', trackingNumber: only.trackingNumber, carrier }];
}
