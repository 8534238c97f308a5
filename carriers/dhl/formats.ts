import type { PayloadFormat } from 'waybill/kit';
import { dhlExpressFormat } from './express/format.ts';
import { dhlXmlPiFormat } from './express/xml/format.ts';
import { dhlParcelDeFormat } from './parcel-de/format.ts';
import { dhlPushFormat } from './push.ts';
import { dhlUnifiedFormat } from './unified-format.ts';

/** Every payload of DHL's that we read: of the unified API, answers and pushes, and of the APIs that its divisions have for themselves. */
export const dhlFormats: readonly PayloadFormat[] = [
  dhlUnifiedFormat,
  dhlPushFormat,
  dhlExpressFormat,
  dhlXmlPiFormat,
  dhlParcelDeFormat,
];
