import { mod7, mod10, weightedMod11 } from '../identify/check-digit.ts';
import type { CarrierId } from '../model/tracking.ts';

const fedexWeights = [3, 1, 7, 3, 1, 7, 3, 1, 7, 3, 1];

/** All but the check digit, and the rule it keeps. */
interface Recipe {
  body(serial: number): string;
  holds(number: string): boolean;
}

/** FedEx Express of 12 digits, UPS 1Z, USPS IMpb of 22 digits, DHL Express waybill of 10 digits. */
const recipes: Readonly<Record<string, Recipe>> = {
  fedex: { body: (serial) => `77${scattered(serial, 9)}`, holds: (number) => weightedMod11(number, fedexWeights) },
  ups: { body: (serial) => `1ZW4T31003${scattered(serial, 7)}`, holds: (number) => mod10(number.slice(2), 2) },
  usps: { body: (serial) => `94001203699${scattered(serial, 10)}`, holds: (number) => mod10(number) },
  dhl: { body: (serial) => `4${scattered(serial, 8)}`, holds: mod7 },
};

const other: Recipe = { body: (serial) => `5${scattered(serial, 10)}`, holds: (number) => mod10(number) };

/**
 * An invented tracking number with a good check digit; the same for the same serial, and another for each serial from 0
 * to 9,999,999. For a carrier that it does not know, twelve digits.
 */
export function sampleNumber(carrier: CarrierId, serial: number): string {
  const { body, holds } = recipes[carrier] ?? other;
  const start = body(serial);
  for (let digit = 0; digit < 9; digit += 1) if (holds(`${start}${digit}`)) return `${start}${digit}`;
  return `${start}9`;
}

/** Digits that do not count up as the serial does: no factor of ten in the multiplier, so no two serials meet. */
function scattered(serial: number, digits: number): string {
  const mixed = ((serial % 10_000_000) * 387_420_489) % 10 ** digits;
  return String(mixed).padStart(digits, '0');
}
