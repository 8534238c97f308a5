import type { Place } from '../model/place.ts';

/**
 * A scan's identity spelled out: wall clock to the second, the carrier's code, and the place as precisely as it is
 * known, in capitals. The offset and the wording are left out: both may come later or in another language, and the scan is
 * the same.
 */
export function eventId(occurredAt: string | undefined, code: string, place: Place | undefined): string {
  // The first nineteen characters of a canonical time are its wall clock to the second.
  const id = `${occurredAt === undefined ? 'undated' : occurredAt.slice(0, 19)}.${slug(code)}`;
  const where = place === undefined ? undefined : (place.postalCode ?? place.city ?? place.facility ?? place.region);
  const country = place?.country;
  if (where === undefined) return country === undefined ? id : `${id}.${slug(country)}`;
  // Carriers spell one place now `Charlotte` and now `CHARLOTTE`, in pushes above all.
  const folded = slug(where).toUpperCase();
  return country === undefined ? `${id}.${folded}` : `${id}.${folded}-${slug(country)}`;
}

function slug(value: string): string {
  if (/^[A-Za-z0-9]+(?:_[A-Za-z0-9]+)*$/.test(value)) return value;
  return value
    .trim()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '_')
    .replaceAll(/^_|_$/g, '');
}
