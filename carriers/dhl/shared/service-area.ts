import { compactOrAbsent, type Place, text } from 'waybill/kit';
import { localityOf } from './locality.ts';

/**
 * A service area as a place: what DHL Express tells of a checkpoint is the area and no address. The area's code is the
 * facility.
 */
export function serviceAreaOf(code: string | undefined, description: string | undefined): Place | undefined {
  return compactOrAbsent({ ...localityOf(description), facility: text(code) });
}
