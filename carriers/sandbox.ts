/**
 * The wire formats of all carriers for the sandbox of `waybill/testing`.
 *
 * @module
 */
import type { CarrierSandbox } from 'waybill/kit';
import { dhlExpressSandbox } from './dhl/express/sandbox.ts';
import { dhlParcelDeSandbox } from './dhl/parcel-de/sandbox.ts';
import { dhlSandbox } from './dhl/unified/sandbox.ts';
import { fedexSandbox } from './fedex/sandbox.ts';
import { upsSandbox } from './ups/sandbox.ts';
import { uspsSandbox } from './usps/sandbox.ts';

export { dhlExpressSandbox, dhlParcelDeSandbox, dhlSandbox, fedexSandbox, upsSandbox, uspsSandbox };

/** Every carrier of this package, to be played by `createSandbox`. */
export const sandboxes: readonly CarrierSandbox[] = [
  fedexSandbox,
  upsSandbox,
  uspsSandbox,
  dhlSandbox,
  dhlExpressSandbox,
  dhlParcelDeSandbox,
];
