import { compactOrAbsent, type Maybe, type Place, text } from 'waybill/kit';

const states: ReadonlySet<string> = new Set(
  (
    'AA AE AK AL AP AR AS AZ CA CO CT DC DE FL FM GA GU HI IA ID IL IN KS KY LA MA MD ME MH MI MN MO MP MS MT NC ND ' +
    'NE NH NJ NM NV NY OH OK OR PA PR PW RI SC SD TN TX UT VA VI VT WA WI WV WY'
  ).split(' '),
);

/** What a name holds that is a building's. */
const buildings = /\b(?:CENTER|FACILITY|ANNEX|PLANT|HUB|NETWORK|BRANCH|STATION|OFFICE)\b/;
/** No name of a building comes near. */
const longestName = 100;

/** A place's fields as USPS writes them, whatever they are called. */
export interface PlaceFields {
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
export function placeOf(wire: PlaceFields): Place | undefined {
  const region = text(wire.state);
  const postalCode = text(wire.postalCode);
  const named = text(wire.country);
  const city = text(wire.city);
  const country = named === undefined ? domestic(region, postalCode) : countryOf(named);
  const building = region === undefined && postalCode === undefined ? buildingIn(city) : undefined;
  if (building !== undefined) return { ...building, country: country ?? 'US' };
  return compactOrAbsent({ city, region, postalCode, country, facility: text(wire.facility) });
}

/** Town, state and building in the field for the town: `OAK CREEK WI DISTRIBUTION CENTER`. */
function buildingIn(name = ''): Place | undefined {
  if (name.length > longestName || !name.includes(' ')) return undefined;
  const words = name.split(' ');
  const at = words.findIndex((word, index) => index > 0 && states.has(word));
  const region = words[at];
  if (region === undefined || !buildings.test(words.slice(at + 1).join(' '))) return undefined;
  return { city: words.slice(0, at).join(' '), region, facility: name };
}

function domestic(region: string | undefined, postalCode: string | undefined): string | undefined {
  const isHere = (region !== undefined && states.has(region)) || /^\d{5}(?:-?\d{4})?$/.test(postalCode ?? '');
  return isHere ? 'US' : undefined;
}

/**
 * Countries by the names that USPS writes (`eventCountry` of international scans), for those that send and receive most;
 * ISO 3166-1 alpha-2.
 */
// biome-ignore format: rows of a table
const byName: Readonly<Record<string, string>> = {
  ARGENTINA: 'AR', AUSTRALIA: 'AU', AUSTRIA: 'AT', BELGIUM: 'BE', BRAZIL: 'BR', BULGARIA: 'BG', CANADA: 'CA', CHILE: 'CL',
  CHINA: 'CN', COLOMBIA: 'CO', 'COSTA RICA': 'CR', CROATIA: 'HR', CYPRUS: 'CY', 'CZECH REPUBLIC': 'CZ', CZECHIA: 'CZ',
  DENMARK: 'DK', EGYPT: 'EG', ESTONIA: 'EE', FINLAND: 'FI', FRANCE: 'FR', GERMANY: 'DE', 'GREAT BRITAIN': 'GB',
  'GREAT BRITAIN AND NORTHERN IRELAND': 'GB', GREECE: 'GR', 'HONG KONG': 'HK', HUNGARY: 'HU', ICELAND: 'IS', INDIA: 'IN',
  INDONESIA: 'ID', IRELAND: 'IE', ISRAEL: 'IL', ITALY: 'IT', JAMAICA: 'JM', JAPAN: 'JP', 'KOREA REPUBLIC OF': 'KR',
  LATVIA: 'LV', LITHUANIA: 'LT', LUXEMBOURG: 'LU', MALAYSIA: 'MY', MALTA: 'MT', MEXICO: 'MX', NETHERLANDS: 'NL',
  'NEW ZEALAND': 'NZ', NORWAY: 'NO', PAKISTAN: 'PK', PERU: 'PE', PHILIPPINES: 'PH', POLAND: 'PL', PORTUGAL: 'PT',
  ROMANIA: 'RO', RUSSIA: 'RU', 'RUSSIAN FEDERATION': 'RU', 'SAUDI ARABIA': 'SA', SERBIA: 'RS', SINGAPORE: 'SG',
  SLOVAKIA: 'SK', SLOVENIA: 'SI', 'SOUTH AFRICA': 'ZA', 'SOUTH KOREA': 'KR', SPAIN: 'ES', SWEDEN: 'SE',
  SWITZERLAND: 'CH', TAIWAN: 'TW', THAILAND: 'TH', TURKEY: 'TR', UKRAINE: 'UA', 'UNITED ARAB EMIRATES': 'AE',
  'UNITED KINGDOM': 'GB', 'UNITED STATES': 'US', 'UNITED STATES OF AMERICA': 'US', VIETNAM: 'VN',
};

/** ISO 3166-1 alpha-2 of a country that USPS named or coded; undefined for a name that is not known. */
function countryOf(name: string): string | undefined {
  if (/^[A-Z]{2}$/.test(name)) return name;
  const words = name
    .toUpperCase()
    .replace(/[^A-Z]+/g, ' ')
    .trim();
  if (words.length === 2) return words;
  return Object.hasOwn(byName, words) ? byName[words] : undefined;
}
