import { type Dimensions, numeric, type Weight } from 'waybill/kit';

type Measure = string | number | null | undefined;

/** A weight as given; 0 stands for none. */
export function weightOf(value: Measure, unit: Weight['unit'] | undefined): Weight | undefined {
  const weight = numeric(value);
  return weight === undefined || weight <= 0 || unit === undefined ? undefined : { value: weight, unit };
}

/** Outer measures as given; absent unless all three are there. */
export function dimensionsOf(
  sides: readonly [length: Measure, width: Measure, height: Measure],
  unit: Dimensions['unit'] | undefined,
): Dimensions | undefined {
  const [length, width, height] = sides.map(numeric);
  if (length === undefined || width === undefined || height === undefined || unit === undefined) return undefined;
  return length > 0 && width > 0 && height > 0 ? { length, width, height, unit } : undefined;
}
