import { compactOrAbsent, countryCode, type Place, text } from 'waybill/kit';
import { countryOf } from '../shared/countries.ts';
import { type Locality, localityOf } from '../shared/locality.ts';
import type { WirePlace } from './wire.ts';

/** Captions that DHL Express writes into every answer where other divisions name a building. */
const caption = /^(?:origin|destination) service area$/i;

/** A place as far as the division tells it; a service point is the facility. */
export function placeOf(place: WirePlace | null | undefined, service?: string): Place | undefined {
  if (place === null || place === undefined) return undefined;
  const { addressLocality, addressRegion, postalCode } = place.address ?? {};
  const country = countryCode(place.address?.countryCode);
  const locality: Locality & Pick<Place, 'postalCode'> =
    service === 'dsc' ? supplyChain(text(addressLocality)) : localityOf(addressLocality, country);
  const label = text(place.servicePoint?.label);
  return compactOrAbsent({
    city: locality.city,
    region: text(addressRegion) ?? locality.region,
    postalCode: text(postalCode) ?? locality.postalCode,
    country: country ?? locality.country,
    facility: label === undefined || caption.test(label) ? undefined : label,
  });
}

/**
 * DHL Supply Chain writes town and postal code, or town, country, region and a person into one text:
 * `SANTIAGO,8320000`, `Santiago,Chile,AM - South,Santiago`. Persons are left out.
 */
function supplyChain(locality: string | undefined): Locality & Pick<Place, 'postalCode'> {
  const [city, second = '', third] = locality?.split(',', 3).map((part) => part.trim()) ?? [];
  if (city === undefined) return {};
  const country = countryOf(second);
  if (country === undefined)
    return { city, ...(/^[\dA-Z -]{3,10}$/.test(second) && /\d/.test(second) && { postalCode: second }) };
  const region = third?.split(' - ', 1)[0]?.trim();
  return { city, country, ...(region !== undefined && region !== '' && { region }) };
}
