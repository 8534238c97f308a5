import { compactOrAbsent, countryCode, type Maybe, type Place, present, text } from 'waybill/kit';
import type { WireAddress, WirePackage } from './wire.ts';

/** A place without its street. `slic` is UPS's number of a building. */
export function placeOf(address: Maybe<WireAddress>, slic?: Maybe<string>): Place | undefined {
  return compactOrAbsent({
    city: text(address?.city),
    region: text(address?.stateProvince),
    postalCode: postalCodeOf(text(address?.postalCode)),
    // `country` holds the code as well, or a name.
    country: countryCode(address?.countryCode) ?? countryCode(address?.country),
    facility: text(slic),
  });
}

/** The address of a type, `ORIGIN` or `DESTINATION`, without the street. */
export function addressOf({ packageAddress }: WirePackage, wanted: string): Place | undefined {
  return placeOf(present(packageAddress).find(({ type }) => text(type) === wanted)?.address);
}

/** The two parts of an American code stand together or wide apart: `774332681`, `52404   9069`. */
function postalCodeOf(code: string | undefined): string | undefined {
  if (code === undefined || code.length < 6) return code;
  return code.replace(/^(\d{5}) *(\d{4})$/, '$1-$2').replaceAll(/\s+/g, ' ');
}
