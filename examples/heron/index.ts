/**
 * Heron Parcel, an invented carrier: everything that a carrier of your own may have, written with `waybill/kit` alone.
 *
 * @module
 */
import type { PayloadFormat } from 'waybill/kit';
import { pushed } from './push.ts';
import { heronV1 } from './read.ts';

export { type HeronOptions, heron } from './heron.ts';
export { heronSandbox } from './sandbox.ts';

/** Every payload of Heron's that is read: answers and pushes. */
export const heronFormats: readonly PayloadFormat[] = [heronV1, pushed];
