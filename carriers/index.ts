/**
 * All carriers, all payload formats, and identification across carriers. Import one carrier alone, as in
 * `waybill/carriers/fedex`, to keep the others out of a bundle.
 *
 * @module
 */
import { type Carrier, type ConnectionOptions, identifyAmong, type NumberMatch, type PayloadFormat } from 'waybill/kit';
import {
  dhl,
  dhlExpress,
  dhlFormats,
  dhlParcelDe,
  identifyDhl,
  identifyDhlExpress,
  identifyDhlParcelDe,
} from './dhl/index.ts';
import { fedex, fedexFormats, identifyFedex } from './fedex/index.ts';
import { identifyUps, ups, upsFormats } from './ups/index.ts';
import { identifyUsps, usps, uspsFormats } from './usps/index.ts';

export {
  type DhlExpressOptions,
  type DhlOptions,
  type DhlParcelDeOptions,
  type DhlXmlPiOptions,
  dhl,
  dhlExpress,
  dhlFormats,
  dhlParcelDe,
  dhlXmlPi,
  identifyDhl,
  identifyDhlExpress,
  identifyDhlParcelDe,
} from './dhl/index.ts';
export { type FedexGrantType, type FedexOptions, fedex, fedexFormats, identifyFedex } from './fedex/index.ts';
export { identifyUps, type UpsOptions, ups, upsFormats } from './ups/index.ts';
export { identifyUsps, type UspsOptions, usps, uspsFormats } from './usps/index.ts';

/** Every payload format of every carrier, for `readPayload`. */
export const formats: readonly PayloadFormat[] = [...fedexFormats, ...upsFormats, ...uspsFormats, ...dhlFormats];

/**
 * Every carrier and format that a number may belong to, best first; needs no credentials. Blanks, dashes, lower case and
 * a scanned barcode's routing prefix are tolerated. Empty for what is no tracking number of these carriers. DHL Express
 * and DHL Paket, which have an API of their own, stand before DHL as a whole.
 */
export function identify(trackingNumber: string): readonly NumberMatch[] {
  const dhls = [identifyDhlExpress, identifyDhlParcelDe, identifyDhl];
  const identifiers = [identifyFedex, identifyUps, identifyUsps, ...dhls].map((identify) => ({ identify }));
  return identifyAmong(identifiers, trackingNumber);
}

/** Environment variables by name; `process.env` is one. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The carriers whose credentials the environment holds: `FEDEX_CLIENT_ID` and `FEDEX_CLIENT_SECRET`, `UPS_CLIENT_ID` and
 * `UPS_CLIENT_SECRET`, `USPS_CLIENT_ID` and `USPS_CLIENT_SECRET`, `DHL_API_KEY`, `DHL_EXPRESS_USERNAME` and
 * `DHL_EXPRESS_PASSWORD`, and for DHL Paket `DHL_PARCEL_DE_API_KEY`, `DHL_PARCEL_DE_API_SECRET`, `DHL_PARCEL_DE_USERNAME`
 * and `DHL_PARCEL_DE_PASSWORD`. A carrier without is left out.
 *
 * @param environment Usually `process.env`.
 * @param connection Options for all of them, such as `environment: 'test'`.
 * @throws TrackingError `invalid_request` for credentials of a carrier that are not all there.
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
  const { DHL_EXPRESS_USERNAME: username, DHL_EXPRESS_PASSWORD: password } = environment;
  if (username !== undefined || password !== undefined) {
    carriers.push(dhlExpress({ ...connection, username: username ?? '', password: password ?? '' }));
  }
  const parcelDe = {
    apiKey: environment.DHL_PARCEL_DE_API_KEY,
    apiSecret: environment.DHL_PARCEL_DE_API_SECRET,
    username: environment.DHL_PARCEL_DE_USERNAME,
    password: environment.DHL_PARCEL_DE_PASSWORD,
  };
  if (Object.values(parcelDe).some((credential) => credential !== undefined)) {
    const { apiKey: key = '', apiSecret = '', username: user = '', password: secret = '' } = parcelDe;
    carriers.push(dhlParcelDe({ ...connection, apiKey: key, apiSecret, username: user, password: secret }));
  }
  return carriers;
}
