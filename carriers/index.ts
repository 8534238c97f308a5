/**
 * All carriers, all payload formats, and identification across carriers. Import one carrier alone, as in
 * `waybill/carriers/fedex`, to keep the others out of a bundle.
 *
 * @module
 */
import {
  type Carrier,
  type ConnectionOptions,
  identifyAmong,
  type NumberMatch,
  type PayloadFormat,
} from '../src/kit.ts';
import { dhl, dhlFormats, identifyDhl } from './dhl/index.ts';
import { fedex, fedexFormats, identifyFedex } from './fedex/index.ts';
import { identifyUps, ups, upsFormats } from './ups/index.ts';
import { identifyUsps, usps, uspsFormats } from './usps/index.ts';

export { type DhlOptions, dhl, dhlFormats, identifyDhl } from './dhl/index.ts';
export { type FedexOptions, fedex, fedexFormats, identifyFedex } from './fedex/index.ts';
export { identifyUps, type UpsOptions, ups, upsFormats } from './ups/index.ts';
export { identifyUsps, type UspsOptions, usps, uspsFormats } from './usps/index.ts';

/** Every payload format of every carrier, for `readPayload`. */
export const formats: readonly PayloadFormat[] = [...fedexFormats, ...upsFormats, ...uspsFormats, ...dhlFormats];

/**
 * Every carrier and format that a number may belong to, best first; needs no credentials. Blanks, dashes, lower case and
 * a scanned barcode's routing prefix are tolerated. Empty for what is no tracking number of these carriers.
 */
export function identify(trackingNumber: string): readonly NumberMatch[] {
  return identifyAmong(
    [{ identify: identifyFedex }, { identify: identifyUps }, { identify: identifyUsps }, { identify: identifyDhl }],
    trackingNumber,
  );
}

/** Environment variables by name; `process.env` is one. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The carriers whose credentials the environment holds: `FEDEX_CLIENT_ID` and `FEDEX_CLIENT_SECRET`, `UPS_CLIENT_ID` and
 * `UPS_CLIENT_SECRET`, `USPS_CLIENT_ID` and `USPS_CLIENT_SECRET`, `DHL_API_KEY`. A carrier without is left out.
 *
 * @param environment Usually `process.env`.
 * @param connection Options for all of them, such as `environment: 'test'`.
 * @throws TrackingError `invalid_request` for half a pair of credentials.
 */
export function carriersFromEnv(environment: Environment, connection: ConnectionOptions = {}): readonly Carrier[] {
  const carriers: Carrier[] = [];
  const oauth = [
    ['FEDEX', fedex],
    ['UPS', ups],
    ['USPS', usps],
  ] as const;
  for (const [prefix, make] of oauth) {
    const clientId = environment[`${prefix}_CLIENT_ID`];
    const clientSecret = environment[`${prefix}_CLIENT_SECRET`];
    if (clientId === undefined && clientSecret === undefined) continue;
    carriers.push(make({ ...connection, clientId: clientId ?? '', clientSecret: clientSecret ?? '' }));
  }
  const apiKey = environment.DHL_API_KEY;
  if (apiKey !== undefined) carriers.push(dhl({ ...connection, apiKey }));
  return carriers;
}
