/**
 * USPS: the live carrier, and every payload it ever sent that we read.
 *
 * @module
 */
export { uspsFormats } from './formats.ts';
export { identifyUsps } from './numbers.ts';
export { type UspsOptions, usps } from './usps.ts';
