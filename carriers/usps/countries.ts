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
export function countryOf(name: string): string | undefined {
  if (/^[A-Z]{2}$/.test(name)) return name;
  const words = name
    .toUpperCase()
    .replace(/[^A-Z]+/g, ' ')
    .trim();
  if (words.length === 2) return words;
  return Object.hasOwn(byName, words) ? byName[words] : undefined;
}
