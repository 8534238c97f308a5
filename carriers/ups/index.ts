/**
 * UPS: the live carrier, and every payload it ever sent that we read.
 *
 * @module
 */
export { upsFormats } from './formats.ts';
export { identifyUps } from './numbers.ts';
export type { UpsOptions } from './request.ts';
export { ups } from './ups.ts';
