/**
 * All carriers, all payload formats, and identification across carriers. Import one carrier alone, as in
 * `waybill/carriers/fedex`, to keep the others out of a bundle.
 *
 * @module
 */
import {
  allowedValue,
  type Carrier,
  type ConnectionOptions,
  checkArguments,
  connectionShape,
  identifyAmong,
  type NumberMatch,
  optionsOf,
  type PayloadFormat,
  TrackingError,
} from 'waybill/kit';
import {
  dhl,
  dhlExpress,
  dhlFormats,
  dhlParcelDe,
  identifyDhl,
  identifyDhlExpress,
  identifyDhlParcelDe,
} from './dhl/index.ts';
import { identity as dhlParcelDeIdentity } from './dhl/parcel-de/numbers.ts';
import { identity as dhlExpressIdentity } from './dhl/shared/express-numbers.ts';
import { identity as dhlIdentity } from './dhl/unified/numbers.ts';
import { fedex, fedexFormats, identifyFedex } from './fedex/index.ts';
import { identity as fedexIdentity } from './fedex/numbers.ts';
import { identifyUps, ups, upsFormats } from './ups/index.ts';
import { identity as upsIdentity } from './ups/numbers.ts';
import { identifyUsps, usps, uspsFormats } from './usps/index.ts';
import { identity as uspsIdentity } from './usps/numbers.ts';

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
export const formats: readonly PayloadFormat[] = /* @__PURE__ */ [
  fedexFormats,
  upsFormats,
  uspsFormats,
  dhlFormats,
].flat();

/** Names for people of the carriers of this package, by their ids: `carrierNames[tracking.carrier]`. */
export const carrierNames: Readonly<Record<string, string>> = Object.fromEntries(
  /* @__PURE__ */ [fedexIdentity, upsIdentity, uspsIdentity, dhlIdentity, dhlExpressIdentity, dhlParcelDeIdentity].map(
    ({ id, name }) => [id, name],
  ),
);

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

const oauth = <Prefix extends string>(prefix: Prefix) =>
  ({ clientId: `${prefix}_CLIENT_ID`, clientSecret: `${prefix}_CLIENT_SECRET` }) as const;

/** The variables that {@link carriersFromEnv} reads: by carrier id, the variable of each option. */
export const credentialVariables = {
  fedex: oauth('FEDEX'),
  ups: oauth('UPS'),
  usps: oauth('USPS'),
  dhl: { apiKey: 'DHL_API_KEY' },
  'dhl-express': { username: 'DHL_EXPRESS_USERNAME', password: 'DHL_EXPRESS_PASSWORD' },
  'dhl-parcel-de': {
    apiKey: 'DHL_PARCEL_DE_API_KEY',
    apiSecret: 'DHL_PARCEL_DE_API_SECRET',
    username: 'DHL_PARCEL_DE_USERNAME',
    password: 'DHL_PARCEL_DE_PASSWORD',
  },
} as const;

/**
 * The carriers whose credentials the environment holds: `FEDEX_CLIENT_ID` and `FEDEX_CLIENT_SECRET`, `UPS_CLIENT_ID` and
 * `UPS_CLIENT_SECRET`, `USPS_CLIENT_ID` and `USPS_CLIENT_SECRET`, `DHL_API_KEY`, `DHL_EXPRESS_USERNAME` and
 * `DHL_EXPRESS_PASSWORD`, and for DHL Paket `DHL_PARCEL_DE_API_KEY`, `DHL_PARCEL_DE_API_SECRET`, `DHL_PARCEL_DE_USERNAME`
 * and `DHL_PARCEL_DE_PASSWORD`. A carrier without is left out; a blank variable is as good as none.
 *
 * @param environment Usually `process.env`.
 * @param connection Options for all of them, such as `environment: 'test'`.
 * @throws TrackingError `invalid_request` that names the missing variable where a carrier's credentials are not all there.
 */
export function carriersFromEnv(environment: Environment, connection: ConnectionOptions = {}): readonly Carrier[] {
  checkArguments('carriersFromEnv()', {
    environment: [variables, environment],
    connection: [connectionOptions, connection],
  });
  const from = <Option extends string>(
    carrier: string,
    variables: Readonly<Record<Option, string>>,
  ): Record<Option, string> | undefined => credentialsFrom(environment, carrier, variables);
  const found = {
    fedex: from('fedex', credentialVariables.fedex),
    ups: from('ups', credentialVariables.ups),
    usps: from('usps', credentialVariables.usps),
    dhl: from('dhl', credentialVariables.dhl),
    dhlExpress: from('dhlExpress', credentialVariables['dhl-express']),
    dhlParcelDe: from('dhlParcelDe', credentialVariables['dhl-parcel-de']),
  };
  return [
    ...(found.fedex === undefined ? [] : [fedex({ ...connection, ...found.fedex })]),
    ...(found.ups === undefined ? [] : [ups({ ...connection, ...found.ups })]),
    ...(found.usps === undefined ? [] : [usps({ ...connection, ...found.usps })]),
    ...(found.dhl === undefined ? [] : [dhl({ ...connection, ...found.dhl })]),
    ...(found.dhlExpress === undefined ? [] : [dhlExpress({ ...connection, ...found.dhlExpress })]),
    ...(found.dhlParcelDe === undefined ? [] : [dhlParcelDe({ ...connection, ...found.dhlParcelDe })]),
  ];
}

const connectionOptions = optionsOf<ConnectionOptions>(connectionShape);
const variables = allowedValue<Environment>(
  'variables by name, usually process.env',
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
);

/** What the variables hold; undefined where none of them is set, and a blank one is not. */
function credentialsFrom<Option extends string>(
  environment: Environment,
  carrier: string,
  variables: Readonly<Record<Option, string>>,
): Record<Option, string> | undefined {
  const entries = Object.entries<string>(variables).map(
    ([option, name]) => [option, name, String(environment[name] ?? '')] as const,
  );
  const missing = entries.filter(([, , value]) => value.trim() === '').map(([, name]) => name);
  if (missing.length === entries.length) return undefined;
  if (missing.length > 0) {
    const message = `Set ${missing.join(' and ')} too, or none of the variables of ${carrier}().`;
    throw new TrackingError('invalid_request', message);
  }
  return Object.fromEntries(entries.map(([option, , value]) => [option, value])) as Record<Option, string>;
}
