import type { Carrier, NumberMatch } from '../carrier/carrier.ts';
import type { CarrierId } from '../model/tracking.ts';
import { allowedValue, checkArguments, listOf } from '../options/options.ts';
import { hasMethods, text } from '../options/values.ts';
import { cleanNumber, withoutRouting } from './clean.ts';

/** One format of a carrier's tracking numbers. */
export interface NumberFormat {
  readonly name: string;
  /** Anchored at both ends; sees a cleaned number. */
  readonly pattern: RegExp;
  /** Whether the check digit holds; absent for formats that have none or whose rule is not public. */
  readonly check?: (number: string) => boolean;
  /** From 0 to 1: how likely a number of this shape is this carrier's, against all other formats of that shape. */
  readonly likelihood: number;
  /** The tracking number inside a longer barcode; the whole by default. */
  readonly extract?: (number: string) => string;
}

/** A failed check digit leaves this much of the likelihood: carriers' own test numbers are such. */
const failedCheck = 0.1;

/** The formats that a cleaned number has, best first; a failed check digit leaves a candidate of basis `shape`. */
export function matchFormats(
  carrier: CarrierId,
  formats: readonly NumberFormat[],
  number: string,
): readonly NumberMatch[] {
  const matches: NumberMatch[] = [];
  // Callers without types give other things, which are no number of anybody's.
  if (typeof number !== 'string') return matches;
  for (const { name, pattern, check, likelihood, extract } of formats) {
    if (!pattern.test(number)) continue;
    const holds = check?.(number);
    matches.push({
      carrier,
      format: name,
      basis: holds === true ? 'check-digit' : 'shape',
      trackingNumber: extract?.(number) ?? number,
      likelihood: holds === false ? likelihood * failedCheck : likelihood,
    });
  }
  return matches.sort(bestFirst);
}

/** Check digits before shapes, then by likelihood; ties by name, so that the order is the same everywhere. */
function bestFirst(a: NumberMatch, b: NumberMatch): number {
  if (a.basis !== b.basis) return a.basis === 'check-digit' ? -1 : 1;
  if (a.likelihood !== b.likelihood) return b.likelihood - a.likelihood;
  const left = `${a.carrier} ${a.format}`;
  const right = `${b.carrier} ${b.format}`;
  return left < right ? -1 : left > right ? 1 : 0;
}

/** What identification needs of a carrier. */
export type Identifier = Pick<Carrier, 'identify'>;

const identifiers = listOf(
  allowedValue<Identifier>('a carrier', (value) => hasMethods(value, 'identify')),
  'a list of carriers',
);

/**
 * Every carrier and format that a number may belong to, best first; empty for what is no tracking number of theirs.
 * Blanks, dashes, lower case and the routing prefix of a scanned barcode (420 and a ZIP code) are tolerated.
 *
 * @throws TrackingError `invalid_request` for a number that is no text.
 */
export function identifyAmong(carriers: readonly Identifier[], trackingNumber: string): readonly NumberMatch[] {
  const areCarriers = Array.isArray(carriers) && carriers.every((carrier) => hasMethods(carrier, 'identify'));
  if (typeof trackingNumber !== 'string' || !areCarriers) {
    checkArguments('identify()', { carriers: [identifiers, carriers], trackingNumber: [text, trackingNumber] });
  }
  const cleaned = cleanNumber(trackingNumber);
  if (cleaned === undefined) return [];
  const matches = withoutRouting(cleaned).flatMap((number) => carriers.flatMap((carrier) => carrier.identify(number)));
  return matches.sort(bestFirst);
}
