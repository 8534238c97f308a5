import { checkArguments } from '../options/options.ts';
import { wholeNumber } from '../options/values.ts';

/** Digits and letters as numbers the way mod-10 labels count them: a digit itself, letters (code - 63) mod 10: A is 2. */
function digitOf(character: string): number {
  const code = character.charCodeAt(0);
  return code <= 57 ? code - 48 : (code - 63) % 10;
}

/**
 * Mod 10 over all but the last character, weights alternating from the right: GS1 (SSCC, IMpb, 96…) with 3 then 1, UPS
 * (1Z, waybills) with 1 then 2. Letters count as on UPS labels.
 */
export function mod10(number: string, weight: 2 | 3 = 3): boolean {
  let sum = 0;
  let heavy = weight === 3;
  for (let index = number.length - 2; index >= 0; index -= 1) {
    sum += digitOf(number.charAt(index)) * (heavy ? weight : 1);
    heavy = !heavy;
  }
  return (10 - (sum % 10)) % 10 === digitOf(number.charAt(number.length - 1));
}

/** Weighted sum of all but the last digit, modulo 11, then modulo 10: FedEx Express and Ground. */
export function weightedMod11(number: string, weights: readonly number[]): boolean {
  let sum = 0;
  for (let index = 0; index < weights.length; index += 1) sum += digitOf(number.charAt(index)) * (weights[index] ?? 0);
  return (sum % 11) % 10 === digitOf(number.charAt(number.length - 1));
}

/**
 * Invented numbers of a carrier for its sandbox: `prefix`, digits that differ for each serial from 0 to 9,999,999, and the
 * check digit for which `holds`, which sees the whole number.
 *
 * @param digits How many digits stand between the prefix and the check digit; at least seven.
 */
export function sampleNumbers(
  prefix: string,
  digits: number,
  holds: (number: string) => boolean,
): (serial: number) => string {
  return (serial) => {
    checkArguments('sampleNumber()', { serial: [wholeNumber(0), serial] });
    // No factor of ten in the multiplier, so that numbers do not count up as serials do and no two meet.
    const mixed = ((serial % 10_000_000) * 387_420_489) % 10 ** digits;
    const stem = prefix + String(mixed).padStart(digits, '0');
    const check = [0, 1, 2, 3, 4, 5, 6, 7, 8].find((digit) => holds(`${stem}${digit}`)) ?? 9;
    return `${stem}${check}`;
  };
}

/** All but the last digit modulo 7: DHL Express waybills, UPS waybills of some kinds. */
export function mod7(number: string): boolean {
  let rest = 0;
  for (let index = 0; index < number.length - 1; index += 1) rest = (rest * 10 + digitOf(number.charAt(index))) % 7;
  return rest === digitOf(number.charAt(number.length - 1));
}

const s10Weights = [8, 6, 4, 2, 3, 5, 9, 7];

/** UPU S10 (`RA123456785US`): eight digits weighted, modulo 11; 10 becomes 0 and 11 becomes 5. */
export function s10(number: string): boolean {
  let sum = 0;
  for (let index = 0; index < 8; index += 1) sum += digitOf(number.charAt(index + 2)) * (s10Weights[index] ?? 0);
  const check = 11 - (sum % 11);
  return (check === 10 ? 0 : check === 11 ? 5 : check) === digitOf(number.charAt(10));
}
