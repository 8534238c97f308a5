/**
 * FedEx: the live carrier, and every payload it ever sent that we read.
 *
 * @module
 */
export { fedex } from './fedex.ts';
export { fedexFormats } from './formats.ts';
export { identifyFedex } from './numbers.ts';
export type { FedexGrantType, FedexOptions } from './request.ts';
