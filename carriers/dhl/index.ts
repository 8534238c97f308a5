/**
 * DHL: the live carriers, one for all divisions and those of its divisions, and every payload it ever sent that we read.
 *
 * @module
 */
import type { PayloadFormat } from 'waybill/kit';
import { dhlExpressFormat } from './express/read.ts';
import { dhlXmlPiFormat } from './express-xml/read.ts';
import { dhlParcelDeFormat } from './parcel-de/read.ts';
import { dhlPushFormat } from './unified/push.ts';
import { dhlUnifiedFormat } from './unified/read.ts';

export { type DhlExpressOptions, dhlExpress, identifyDhlExpress } from './express/express.ts';
export { type DhlXmlPiOptions, dhlXmlPi } from './express-xml/express-xml.ts';
export { type DhlParcelDeOptions, dhlParcelDe, identifyDhlParcelDe } from './parcel-de/parcel-de.ts';
export { type DhlOptions, dhl } from './unified/dhl.ts';
export { identifyDhl } from './unified/numbers.ts';

/** Every payload of DHL's that we read: of the unified API, answers and pushes, and of the APIs that its divisions have for themselves. */
export const dhlFormats: readonly PayloadFormat[] = [
  dhlUnifiedFormat,
  dhlPushFormat,
  dhlExpressFormat,
  dhlXmlPiFormat,
  dhlParcelDeFormat,
];
