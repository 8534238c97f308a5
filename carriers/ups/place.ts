import { compactOrAbsent, type Maybe, type Place, text } from '../../src/kit.ts';
import type { WireAddress } from './wire.ts';

/** A place without its street. `slic` is UPS's number of a building. */
export function placeOf(address: Maybe<WireAddress>, slic?: Maybe<string>): Place | undefined {
  return compactOrAbsent({
    city: text(address?.city),
    region: text(address?.stateProvince),
    postalCode: text(address?.postalCode),
    country: countryOf(address),
    facility: text(slic),
  });
}

/** `countryCode`, or `country`, which holds the code as well; a name in its stead is left out. */
function countryOf(address: Maybe<WireAddress>): string | undefined {
  const code = (text(address?.countryCode) ?? text(address?.country))?.toUpperCase();
  return code?.length === 2 ? code : undefined;
}
