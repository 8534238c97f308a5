import { compactOrAbsent, countryCode, type Maybe, type Place, text } from '../../src/kit.ts';
import type { WireAddress } from './wire.ts';

/** A place without its street. `slic` is UPS's number of a building. */
export function placeOf(address: Maybe<WireAddress>, slic?: Maybe<string>): Place | undefined {
  return compactOrAbsent({
    city: text(address?.city),
    region: text(address?.stateProvince),
    postalCode: text(address?.postalCode),
    // `country` holds the code as well, or a name.
    country: countryCode(address?.countryCode) ?? countryCode(address?.country),
    facility: text(slic),
  });
}
