import type { NumberMatch } from 'waybill/kit';
import { identifyDhl } from '../numbers.ts';

/** Ahead of the unified API, which knows the same numbers and less of them. */
const ahead = 0.01;

/**
 * The formats of DHL Express that a cleaned number has, best first: waybills of ten or eleven digits, and licence plates
 * of pieces.
 */
export function identifyDhlExpress(cleaned: string): readonly NumberMatch[] {
  return identifyDhl(cleaned)
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
