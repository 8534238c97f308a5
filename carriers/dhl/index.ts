/**
 * DHL: the live carriers, one for all divisions and those of its divisions, and every payload it ever sent that we read.
 *
 * @module
 */
import type { NumberMatch, PayloadFormat } from 'waybill/kit';
import { dhlExpressFormat } from './express/read.ts';
import { dhlXmlPiFormat } from './express-xml/read.ts';
import { identity as parcelDe } from './parcel-de/numbers.ts';
import { dhlParcelDeFormat } from './parcel-de/read.ts';
import { identity as express } from './shared/express-numbers.ts';
import { identity as unified } from './unified/numbers.ts';
import { dhlPushFormat } from './unified/push.ts';
import { dhlUnifiedFormat } from './unified/read.ts';

export { type DhlExpressOptions, dhlExpress } from './express/express.ts';
export { type DhlXmlPiOptions, dhlXmlPi } from './express-xml/express-xml.ts';
export { type DhlParcelDeOptions, dhlParcelDe } from './parcel-de/parcel-de.ts';
export { type DhlOptions, dhl } from './unified/dhl.ts';
/** Every payload of DHL's that we read: of the unified API, answers and pushes, and of the APIs that its divisions have for themselves. */
export const dhlFormats: readonly PayloadFormat[] = [
  dhlUnifiedFormat,
  dhlPushFormat,
  dhlExpressFormat,
  dhlXmlPiFormat,
  dhlParcelDeFormat,
];

/** What tells DHL's carriers by a number, best first. */
export const identifyDhl: (cleaned: string) => readonly NumberMatch[] = unified.identify;
/** The formats of DHL Express that a cleaned number has, best first. */
export const identifyDhlExpress: (cleaned: string) => readonly NumberMatch[] = express.identify;
/** The formats of DHL Paket that a cleaned number has, best first. */
export const identifyDhlParcelDe: (cleaned: string) => readonly NumberMatch[] = parcelDe.identify;
