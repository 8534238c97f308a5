/**
 * UPS: the live carrier, and every payload it ever sent that we read.
 *
 * @module
 */
import type { PayloadFormat } from 'waybill/kit';
import { trackAlert } from './push.ts';
import { quantumView } from './quantum-view/format.ts';
import { trackV1 } from './read.ts';
import { trackXml } from './xml/format.ts';

export { identifyUps } from './numbers.ts';
export type { UpsOptions } from './request.ts';
export { ups } from './ups.ts';

/** Every payload of UPS's that we read: the live API's, Track Alert's, Quantum View files, and the XML of the service that came before. */
export const upsFormats: readonly PayloadFormat[] = [trackV1, trackAlert, quantumView, trackXml];
