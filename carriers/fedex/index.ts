/**
 * FedEx: the live carrier, and every payload it ever sent that we read.
 *
 * @module
 */
import type { PayloadFormat } from 'waybill/kit';
import { pushed } from './push.ts';
import { trackV1 } from './read.ts';
import { soap } from './soap/format.ts';

export { type FedexOptions, fedex } from './fedex.ts';
export type { FedexGrantType } from './grant.ts';
export { identifyFedex } from './numbers.ts';

/** Every payload of FedEx's that we read: the live API's, its pushes, and the SOAP replies of the service before it. */
export const fedexFormats: readonly PayloadFormat[] = [trackV1, pushed, soap];
