import type { PayloadFormat } from 'waybill/kit';
import { trackAlert } from './push.ts';
import { quantumView } from './quantum-view/format.ts';
import { trackV1 } from './track-format.ts';
import { trackXml } from './xml/format.ts';

/** Every payload of UPS's that we read: the live API's, Track Alert's, Quantum View files, and the XML of the service that came before. */
export const upsFormats: readonly PayloadFormat[] = [trackV1, trackAlert, quantumView, trackXml];
