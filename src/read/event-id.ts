import type { Place } from '../model/place.ts';
import { wallClockOf } from './time.ts';

/**
 * A scan's identity spelled out: wall clock to the second, the carrier's code, and the place as precisely as it is
 * known. The offset and the wording are left out: both may come later or in another language, and the scan is the same.
 */
export function eventId(occurredAt: string | undefined, code: string, place: Place | undefined): string {
  const when = occurredAt === undefined ? 'undated' : wallClockOf(occurredAt).slice(0, 19);
  const where = place === undefined ? undefined : (place.postalCode ?? place.city ?? place.facility ?? place.region);
  const parts = [when, slug(code)];
  const locality = [where, place?.country].filter((part) => part !== undefined).map(slug);
  if (locality.length > 0) parts.push(locality.join('-'));
  return parts.join('.');
}

function slug(value: string): string {
  if (/^[A-Za-z0-9]+$/.test(value)) return value;
  return value
    .trim()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '_')
    .replaceAll(/^_|_$/g, '');
}
