import type { PayloadFormat } from 'waybill/kit';
import { pushed } from './push.ts';
import { soap } from './soap/format.ts';
import { trackV1 } from './track-format.ts';

/** Every payload of FedEx's that we read: the live API's, its pushes, and the SOAP replies of the one that it has switched off. */
export const fedexFormats: readonly PayloadFormat[] = [trackV1, pushed, soap];
