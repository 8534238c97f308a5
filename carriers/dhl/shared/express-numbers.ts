import { type Carrier, type NumberMatch, pathSegment } from 'waybill/kit';
import { matchNumber } from './number-formats.ts';

/** Ahead of the unified API, which knows the same numbers and less of them. */
const ahead = 0.01;

/**
 * The formats of DHL Express that a cleaned number has, best first: waybills of ten or eleven digits, and licence plates
 * of pieces.
 */
function identify(cleaned: string): readonly NumberMatch[] {
  return matchNumber(cleaned)
    .filter(({ format }) => format.startsWith('express-'))
    .map((match) => ({
      ...match,
      carrier: 'dhl-express',
      likelihood: Math.round((match.likelihood + ahead) * 1000) / 1000,
    }));
}

/** Whether it is the number of a shipment and not that of a piece. */
export function isWaybill(trackingNumber: string): boolean {
  return /^\d{10,11}$/.test(trackingNumber);
}

/** DHL Express, by either of its APIs. */
export const identity = {
  id: 'dhl-express',
  name: 'DHL Express',
  numberPattern: /^[A-Z0-9]{8,35}$/,
  identify,
  /** The page for a waybill or a piece. */
  trackingUrl: (trackingNumber) =>
    `https://www.dhl.com/global-en/home/tracking/tracking-express.html?submit=1&tracking-id=${pathSegment(trackingNumber)}`,
} satisfies Pick<Carrier, 'id' | 'name' | 'numberPattern' | 'identify' | 'trackingUrl'>;
