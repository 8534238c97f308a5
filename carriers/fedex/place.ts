import { compactOrAbsent, countryCode, type Maybe, type Place, text } from 'waybill/kit';
import type { WireAddress } from './wire.ts';

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

/** Whether two places are the same city; undefined where one of the cities is not known. */
export function isSameCity(a: Place | undefined, b: Place | undefined): boolean | undefined {
  if (a?.city === undefined || b?.city === undefined) return undefined;
  const spelled = ({ city, region, country }: Place): string => [city, region, country].join('|').toUpperCase();
  return spelled(a) === spelled(b);
}
