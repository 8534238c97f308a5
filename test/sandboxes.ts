import { fedexSandbox, sandboxes, uspsSandbox } from 'waybill/carriers/sandbox';
import type { CarrierSandbox } from 'waybill/testing';

/** The sandbox of a carrier of this package, by the carrier's id. */
export function sandboxOf(id: string): CarrierSandbox {
  const sandbox = sandboxes.find(({ carrier }) => carrier === id);
  if (sandbox === undefined) throw new Error(`There is no sandbox of ${id}.`);
  return sandbox;
}

/** Who else has a hand in a parcel of this carrier's that changes hands. */
export function partnerOf(sandbox: CarrierSandbox): CarrierSandbox {
  return sandbox.deliversForOthers === true ? fedexSandbox : uspsSandbox;
}
