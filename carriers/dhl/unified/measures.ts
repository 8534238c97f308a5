import { type Dimensions, numeric, text, type Weight } from 'waybill/kit';
import type { WireDetails, WireQuantity } from './wire.ts';

/** Units as the divisions spell them: UN/CEFACT codes, abbreviations, words. */
const weightUnits: Readonly<Record<string, Weight['unit']>> = {
  g: 'g',
  gram: 'g',
  grams: 'g',
  grm: 'g',
  kg: 'kg',
  kgm: 'kg',
  kgs: 'kg',
  kilogram: 'kg',
  kilograms: 'kg',
  lb: 'lb',
  lbr: 'lb',
  lbs: 'lb',
  onz: 'oz',
  oz: 'oz',
  pound: 'lb',
  pounds: 'lb',
};

const lengthUnits: Readonly<Record<string, Dimensions['unit']>> = {
  cm: 'cm',
  cmt: 'cm',
  in: 'in',
  inch: 'in',
  inh: 'in',
  m: 'm',
  mtr: 'm',
};

function unitOf<T>(units: Readonly<Record<string, T>>, quantity: WireQuantity | null | undefined): T | undefined {
  const unit = text(quantity?.unitText)?.toLowerCase();
  return unit !== undefined && Object.hasOwn(units, unit) ? units[unit] : undefined;
}

/** A weight as given; absent without a unit that is known, and for 0, which stands for none. */
export function readWeight(quantity: WireQuantity | null | undefined): Weight | undefined {
  const value = numeric(quantity?.value);
  const unit = unitOf(weightUnits, quantity);
  return value === undefined || value <= 0 || unit === undefined ? undefined : { value, unit };
}

/** Outer measures as given; absent unless all three are there in one unit. */
export function readDimensions(details: WireDetails | null | undefined): Dimensions | undefined {
  const { length: long, width: wide, height: high } = details?.dimensions ?? {};
  const unit = unitOf(lengthUnits, long);
  if (unit === undefined || unit !== unitOf(lengthUnits, wide) || unit !== unitOf(lengthUnits, high)) return undefined;
  const [length, width, height] = [numeric(long?.value), numeric(wide?.value), numeric(high?.value)];
  if (length === undefined || width === undefined || height === undefined) return undefined;
  return length > 0 && width > 0 && height > 0 ? { length, width, height, unit } : undefined;
}
