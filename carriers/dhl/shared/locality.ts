import { compact, compactOrAbsent, type Place, remembered, text } from 'waybill/kit';
import { countryOf } from './countries.ts';

/** A town as DHL writes it, with what stands behind it. */
export type Locality = Pick<Place, 'city' | 'region' | 'country'>;

/** Codes of American states that are no country's code as well: `CA` behind a town may be Canada. */
const states: ReadonlySet<string> = new Set(
  'AK CT DC FL HI IA KS MI ND NH NJ NM NV NY OH OK OR RI TX UT VT WA WI WV WY'.split(' '),
);
const americanStates: ReadonlySet<string> = new Set([
  ...states,
  ...'AL AR AZ CA CO DE GA ID IL IN KY LA MA MD ME MN MO MS MT NC NE PA SC SD TN VA'.split(' '),
]);

/** No town with its country is longer; what is, is not searched. */
const longest = 200;

/**
 * Town, region and country out of one text: `LUND - SWEDEN`, `WOODSIDE,NY-USA`, `LONDON-HEATHROW - UNITED KINGDOM`, `TOWN
 * - AIRPORT - ITALY`, `Wilmette, IL, US`, `TOWN, GB`, `Tampa, FL`, `Bonn, Germany`, `Denmark`. Town and country may have
 * dashes of their own. What is not understood is the town as it stands.
 *
 * @param stated The country that a field of its own tells; a name that would contradict it is part of the town.
 */
export function localityOf(described: string | null | undefined, stated?: string): Locality {
  const whole = text(described);
  if (whole === undefined) return {};
  if (whole.length > longest) return { city: whole };
  const words = whole.replaceAll(/\s+/g, ' ');
  const country = (name: string): string | undefined => {
    const code = countryOf(name);
    return code === undefined || (stated !== undefined && stated !== code) ? undefined : code;
  };
  return byDash(words, country) ?? byComma(words, country, stated) ?? { city: words };
}

type CountryOf = (name: string) => string | undefined;

function byDash(words: string, country: CountryOf): Locality | undefined {
  for (let dash = words.lastIndexOf('-'); dash > 0; dash = words.lastIndexOf('-', dash - 1)) {
    const code = country(words.slice(dash + 1));
    if (code !== undefined) return townOf(words.slice(0, dash), code);
  }
  return undefined;
}

function byComma(words: string, country: CountryOf, stated: string | undefined): Locality | undefined {
  // A name of four letters or more alone is that of a country; shorter ones are the codes of too many things.
  if (!words.includes(',')) {
    const code = words.length > 3 ? country(words) : undefined;
    return code === undefined ? undefined : { country: code };
  }
  const parts = words.split(',').map((part) => part.trim());
  const last = parts.at(-1) ?? '';
  const town = parts.slice(0, -1).join(', ');
  const isState = americanStates.has(last);
  if (isState && (stated === 'US' || states.has(last))) return compact({ city: town, region: last, country: 'US' });
  const isAmbiguous = isState && parts.length === 2 && stated === undefined;
  const code = isAmbiguous ? undefined : country(last);
  return code === undefined ? undefined : townOf(town, code);
}

/** A town that a region may follow. */
function townOf(town: string, country: string): Locality {
  const trimmed = town.trim();
  const comma = trimmed.lastIndexOf(',');
  const region = trimmed.slice(comma + 1).trim();
  if (comma > 0 && /^[A-Z]{2,3}$/.test(region)) return { city: trimmed.slice(0, comma).trim(), region, country };
  return compact({ city: text(trimmed), country });
}

/**
 * A service area as a place: what DHL Express tells of a checkpoint is the area and no address. The area's code is the
 * facility.
 */
export function serviceAreaOf(code: string | undefined, description: string | undefined): Place | undefined {
  return compactOrAbsent({ ...(description && localityOfArea(description)), facility: text(code) });
}

const localityOfArea = remembered((described) => localityOf(described));
