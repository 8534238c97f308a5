import { compactOrAbsent, countryCode, type Maybe, type Place, text } from 'waybill/kit';
import type { WireAddress, WireScanLocation } from './wire.ts';

/** An address without its street, which FedEx shows to secured callers only and which is personal. */
export function placeOf(address: Maybe<WireAddress>, facility?: Maybe<string>): Place | undefined {
  return compactOrAbsent({
    city: text(address?.city),
    region: text(address?.stateOrProvinceCode),
    postalCode: text(address?.postalCode),
    country: countryCode(address?.countryCode),
    facility: text(facility),
  });
}

/** Where a scan was made; its address is bare, or in the form that the documentation shows. */
export function placeOfScan(location: Maybe<WireScanLocation>, facility?: Maybe<string>): Place | undefined {
  const nested = location?.locationContactAndAddress?.address;
  return placeOf(nested ?? location, text(location?.locationId) ?? facility);
}

/** Whether two places are the same city; undefined where one of the cities is not known. */
export function isSameCity(a: Place | undefined, b: Place | undefined): boolean | undefined {
  if (a?.city === undefined || b?.city === undefined) return undefined;
  const spelled = ({ city, region, country }: Place): string => [city, region, country].join('|').toUpperCase();
  return spelled(a) === spelled(b);
}
