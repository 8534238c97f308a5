/**
 * USPS: the live carrier, and every payload it ever sent that we read.
 *
 * @module
 */
import type { PayloadFormat } from 'waybill/kit';
import { notification } from './push.ts';
import { jsonFormats } from './read.ts';
import { webTools } from './web-tools/format.ts';

export { identifyUsps } from './numbers.ts';
export { type UspsOptions, usps } from './usps.ts';

/** Every payload of USPS's that we read: those of the live APIs, notifications, and the XML of the one that it has switched off. */
export const uspsFormats: readonly PayloadFormat[] = /* @__PURE__ */ [jsonFormats, notification, webTools].flat();
