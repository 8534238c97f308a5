/**
 * DHL: the live carriers, one for all divisions and those of its divisions, and every payload it ever sent that we read.
 *
 * @module
 */
export { type DhlOptions, dhl } from './dhl.ts';
export { type DhlExpressOptions, dhlExpress, identifyDhlExpress } from './express/index.ts';
export { type DhlXmlPiOptions, dhlXmlPi } from './express/xml/index.ts';
export { dhlFormats } from './formats.ts';
export { identifyDhl } from './numbers.ts';
export { type DhlParcelDeOptions, dhlParcelDe, identifyDhlParcelDe } from './parcel-de/index.ts';
