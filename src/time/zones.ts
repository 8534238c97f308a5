import { remembered } from '../model/remember.ts';
import type { Place } from '../model/tracking.ts';
import {
  airportZones,
  cityZones,
  countryZones,
  postalAreaZones,
  regionZones,
  zipExceptions,
  zipZones,
} from './zone-data.ts';

/**
 * The time zone that a place keeps, an IANA name; undefined where the place is not known well enough: a country with
 * several clocks and no region, a state that a boundary divides and no postal code or city that decides.
 */
export function zoneOf(place: Place): string | undefined {
  const { country } = place;
  if (country === 'US') return zoneInUnitedStates(place);
  if (country === 'CA') return zoneInCanada(place);
  if (country === undefined) return undefined;
  return countries().get(country) ?? zoneByRegion(place) ?? airports().get(`${country}-${place.facility ?? ''}`);
}

function zoneInUnitedStates({ region, city, postalCode }: Place): string | undefined {
  const zip = /^(\d{3})\d{2}(?:-?\d{4})?$/.exec(postalCode?.trim() ?? '');
  if (zip !== null) {
    const byZip = zipExceptions[zip[0].slice(0, 5)] ?? zips().get(zip[1] ?? '');
    // A state of one clock that is not the code's: one of them is wrong, and nobody can tell which.
    const byState = region === undefined ? undefined : regions().get(stateKey(region));
    return byState === undefined || byState === byZip ? byZip : undefined;
  }
  const zone = zoneByRegion({
    country: 'US',
    ...(region === undefined ? {} : { region }),
    ...(city === undefined ? {} : { city }),
  });
  // A code with digits too many or too few still has its first three; where the state says otherwise one of them is wrong.
  const [prefix] = /^\d{3}/.exec(postalCode?.trim() ?? '') ?? [];
  const byPrefix = prefix === undefined ? undefined : zips().get(prefix);
  return byPrefix === undefined || byPrefix === zone ? zone : undefined;
}

function zoneInCanada(place: Place): string | undefined {
  const code = place.postalCode?.replaceAll(' ', '').toUpperCase() ?? '';
  if (!/^[A-Z]\d[A-Z]/.test(code)) return zoneByRegion(place);
  const areas = postalAreas();
  const zone = areas.get(code.slice(0, 3)) ?? areas.get(code.slice(0, 2)) ?? areas.get(code.slice(0, 1));
  return zone === 'none' ? undefined : zone;
}

function zoneByRegion({ country, region, city }: Place): string | undefined {
  if (country === undefined || region === undefined) return undefined;
  const key = `${country}-${region.trim().toUpperCase()}`;
  return regions().get(key) ?? (city === undefined ? undefined : cities().get(`${key} ${cityKey(city)}`));
}

const stateKey = remembered((region) => `US-${region.trim().toUpperCase()}`);

const cityKey = remembered((city) =>
  city
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f.']/g, '')
    .replaceAll(/[^A-Za-z]+/g, ' ')
    .trim()
    .toUpperCase()
    .replace(/^FT /, 'FORT ')
    .replace(/^ST /, 'SAINT ')
    .replace(/^MT /, 'MOUNT '),
);

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

function inverted(
  table: Readonly<Record<string, string>>,
  separator: string | RegExp,
  prefix = '',
): Map<string, string> {
  const index = new Map<string, string>();
  for (const [zone, keys] of Object.entries(table))
    for (const key of keys.split(separator)) index.set(prefix + key, zone);
  return index;
}

const countries = once(() => inverted(countryZones, ' '));
const regions = once(() => inverted(regionZones, ' '));
const postalAreas = once(() => inverted(postalAreaZones, ' '));

const airports = once(() => inverted(airportZones, ' '));

const cities = once(() => {
  const index = new Map<string, string>();
  for (const [region, zones] of Object.entries(cityZones)) {
    for (const [zone, names] of Object.entries(zones))
      for (const name of names.split('|')) index.set(`${region} ${cityKey(name)}`, zone);
  }
  return index;
});

const zips = once(() => {
  const index = new Map<string, string>();
  for (const [zone, ranges] of Object.entries(zipZones)) {
    for (const range of ranges.split(' ')) {
      const [from = '', to = from] = range.split('-');
      for (let prefix = Number(from); prefix <= Number(to); prefix += 1)
        index.set(String(prefix).padStart(3, '0'), zone);
    }
  }
  return index;
});
