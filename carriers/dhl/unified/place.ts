import { compactOrAbsent, type Place, text } from 'waybill/kit';
import type { WirePlace } from './wire.ts';

/** Parcel DE writes the country behind the town, or alone, in the language of the answer. */
const germany = /(?:^|, )(?:Germany|Deutschland)$/;
/** eCommerce: `Wilmette, IL, US`. */
const townStateCountry = /^(.+), ([A-Z]{2,3}), ([A-Z]{2})$/;

/** A place as far as the division tells it; a service point is the facility. */
export function placeOf(place: WirePlace | null | undefined): Place | undefined {
  if (place === null || place === undefined) return undefined;
  const { addressLocality, addressRegion, postalCode, countryCode } = place.address ?? {};
  const stated = text(countryCode)?.toUpperCase();
  const locality = readLocality(text(addressLocality));
  return compactOrAbsent({
    city: locality.city,
    region: text(addressRegion) ?? locality.region,
    postalCode: text(postalCode),
    country: stated !== undefined && /^[A-Z]{2}$/.test(stated) ? stated : locality.country,
    facility: text(place.servicePoint?.label),
  });
}

function readLocality(locality: string | undefined): Pick<Place, 'city' | 'region' | 'country'> {
  if (locality === undefined) return {};
  const [, city, region, country] = townStateCountry.exec(locality) ?? [];
  if (city !== undefined && region !== undefined && country !== undefined) return { city, region, country };
  const town = locality.replace(germany, '');
  if (town === locality) return { city: locality };
  return town === '' ? { country: 'DE' } : { city: town, country: 'DE' };
}
