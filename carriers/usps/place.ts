import { compactOrAbsent, type Maybe, type Place, text } from 'waybill/kit';
import { countryOf } from './countries.ts';

const states: ReadonlySet<string> = new Set(
  (
    'AA AE AK AL AP AR AS AZ CA CO CT DC DE FL FM GA GU HI IA ID IL IN KS KY LA MA MD ME MH MI MN MO MP MS MT NC ND ' +
    'NE NH NJ NM NV NY OH OK OR PA PR PW RI SC SD TN TX UT VA VI VT WA WI WV WY'
  ).split(' '),
);

/** `OAK CREEK WI DISTRIBUTION CENTER`: town, state and building in the field for the town. */
const building = /^(.+?) ([A-Z]{2}) (.*(?:CENTER|FACILITY|ANNEX|PLANT|HUB|NETWORK|BRANCH|STATION|OFFICE)\b.*)$/;

/** A place's fields as USPS writes them, whatever they are called. */
export interface WirePlace {
  readonly city?: Maybe<string>;
  readonly state?: Maybe<string>;
  readonly postalCode?: Maybe<string>;
  readonly country?: Maybe<string>;
  readonly facility?: Maybe<string>;
}

/**
 * A place; undefined where USPS names none. It leaves the country out at home: only a state or a ZIP code makes a place
 * without a country one in the US. A country by a name that we do not know is left out.
 */
export function placeOf(wire: WirePlace): Place | undefined {
  const region = text(wire.state);
  const postalCode = text(wire.postalCode);
  const named = text(wire.country);
  const city = text(wire.city);
  const country = named === undefined ? domestic(region, postalCode) : countryOf(named);
  if (city !== undefined && region === undefined && postalCode === undefined && city.length < 100) {
    const [, town, state] = building.exec(city) ?? [];
    if (town !== undefined && state !== undefined && states.has(state)) {
      return { city: town, region: state, country: country ?? 'US', facility: city };
    }
  }
  return compactOrAbsent({ city, region, postalCode, country, facility: text(wire.facility) });
}

function domestic(region: string | undefined, postalCode: string | undefined): string | undefined {
  const isHere = (region !== undefined && states.has(region)) || /^\d{5}(?:-?\d{4})?$/.test(postalCode ?? '');
  return isHere ? 'US' : undefined;
}
