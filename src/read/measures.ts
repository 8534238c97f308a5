import type { Dimensions, Weight } from '../model/tracking.ts';
import { numeric, text } from './values.ts';

type Measure = string | number | null | undefined;

/** Units as carriers spell them, in lower case: abbreviations, words, UN/CEFACT codes, the letters of XML-PI. */
const weightUnits: Readonly<Record<string, Weight['unit']>> = {
  g: 'g',
  gm: 'g',
  gr: 'g',
  gram: 'g',
  grams: 'g',
  grm: 'g',
  gs: 'g',
  k: 'kg',
  kg: 'kg',
  kgm: 'kg',
  kgs: 'kg',
  kilo: 'kg',
  kilogram: 'kg',
  kilograms: 'kg',
  kilos: 'kg',
  l: 'lb',
  lb: 'lb',
  lbr: 'lb',
  lbs: 'lb',
  onz: 'oz',
  ounce: 'oz',
  ounces: 'oz',
  oz: 'oz',
  ozs: 'oz',
  pound: 'lb',
  pounds: 'lb',
};

const lengthUnits: Readonly<Record<string, Dimensions['unit']>> = {
  c: 'cm',
  centimeter: 'cm',
  centimeters: 'cm',
  centimetre: 'cm',
  centimetres: 'cm',
  cm: 'cm',
  cms: 'cm',
  cmt: 'cm',
  i: 'in',
  in: 'in',
  inch: 'in',
  inches: 'in',
  inh: 'in',
  ins: 'in',
  m: 'm',
  meter: 'm',
  meters: 'm',
  metre: 'm',
  metres: 'm',
  mtr: 'm',
};

function unitOf<T>(units: Readonly<Record<string, T>>, unit: string | null | undefined): T | undefined {
  const word = text(unit)?.toLowerCase().replace(/\.$/, '');
  return word !== undefined && Object.hasOwn(units, word) ? units[word] : undefined;
}

/** More than nought, which is what carriers write for not measured. */
function measured(value: Measure): number | undefined {
  const number = numeric(value);
  return number !== undefined && number > 0 ? number : undefined;
}

/** A weight as given, in any spelling of its unit; absent without a unit that is known, and for 0. */
export function weightOf(value: Measure, unit: string | null | undefined): Weight | undefined {
  const weight = measured(value);
  const known = unitOf(weightUnits, unit);
  return weight === undefined || known === undefined ? undefined : { value: weight, unit: known };
}

/** Outer measures as given, in any spelling of their unit; absent unless all three are there. */
export function dimensionsOf(
  long: Measure,
  wide: Measure,
  high: Measure,
  unit: string | null | undefined,
): Dimensions | undefined {
  const [length, width, height] = [measured(long), measured(wide), measured(high)];
  const known = unitOf(lengthUnits, unit);
  if (length === undefined || width === undefined || height === undefined || known === undefined) return undefined;
  return { length, width, height, unit: known };
}
