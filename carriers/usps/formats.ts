import type { PayloadFormat } from 'waybill/kit';
import { jsonFormats } from './json-formats.ts';
import { notification } from './push.ts';
import { webTools } from './web-tools/format.ts';

/** Every payload of USPS's that we read: those of the live APIs, notifications, and the XML of the one that it has switched off. */
export const uspsFormats: readonly PayloadFormat[] = [...jsonFormats, notification, webTools];
