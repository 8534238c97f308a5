import { compactOrAbsent, type Place, text } from 'waybill/kit';
import { countryOf } from './countries.ts';

/**
 * A service area as a place: what DHL Express tells of a checkpoint is the area and no address. The country stands
 * behind a dash, of which town and country may have more: `AUCKLAND-NZ`, `WOODSIDE,NY-USA`, `LONDON-HEATHROW - UNITED
 * KINGDOM`. The area's code is the facility.
 */
export function serviceAreaOf(code: string | undefined, description: string | undefined): Place | undefined {
  return compactOrAbsent({ ...readTown(description), facility: text(code) });
}

function readTown(description: string | undefined): Pick<Place, 'city' | 'region' | 'country'> {
  const words = text(description)?.replaceAll(/\s+/g, ' ');
  if (words === undefined) return {};
  for (let dash = words.lastIndexOf('-'); dash >= 0; dash = words.lastIndexOf('-', dash - 1)) {
    const country = countryOf(words.slice(dash + 1).trim());
    if (country !== undefined) return { ...readRegion(words.slice(0, dash)), country };
    if (dash === 0) break;
  }
  return { city: words };
}

function readRegion(town: string): Pick<Place, 'city' | 'region'> {
  const [, city, region] = /^(.+),\s*([A-Z]{2,3})$/.exec(town.trim()) ?? [];
  if (city !== undefined && region !== undefined) return { city: city.trim(), region };
  const whole = text(town);
  return whole === undefined ? {} : { city: whole };
}
