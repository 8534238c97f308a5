import type { Carrier, NumberMatch } from '../carrier/carrier.ts';
import { cleanNumber, withoutRouting } from './clean.ts';
import { bestFirst } from './formats.ts';

/** What identification needs of a carrier. */
export type Identifier = Pick<Carrier, 'identify'>;

/**
 * Every carrier and format that a number may belong to, best first; empty for what is no tracking number of theirs.
 * Blanks, dashes, lower case and the routing prefix of a scanned barcode (420 and a ZIP code) are tolerated.
 */
export function identifyAmong(carriers: readonly Identifier[], trackingNumber: string): readonly NumberMatch[] {
  const cleaned = cleanNumber(trackingNumber);
  if (cleaned === undefined) return [];
  const matches = withoutRouting(cleaned).flatMap((number) => carriers.flatMap((carrier) => carrier.identify(number)));
  return matches.sort(bestFirst);
}
