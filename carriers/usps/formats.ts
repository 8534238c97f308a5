import type { PayloadFormat } from '../../src/kit.ts';
import { jsonFormats } from './json-formats.ts';
import { webTools } from './web-tools/format.ts';

/** Every payload of USPS's that we read: those of the live APIs, and the XML of the one that it has switched off. */
export const uspsFormats: readonly PayloadFormat[] = [...jsonFormats, webTools];
