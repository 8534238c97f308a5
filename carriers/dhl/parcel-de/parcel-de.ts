import {
  accountKey,
  type Carrier,
  type ConnectionOptions,
  checkArguments,
  connectionShape,
  credential,
  optionsOf,
  type Quota,
  requireCredentials,
  resolveBaseUrl,
} from 'waybill/kit';
import type * as z from 'zod/mini';
import { readProof } from './lookups.ts';
import { identity } from './numbers.ts';
import { dhlParcelDeFormat, readResponse } from './read.ts';
import { proofRequest, type RequestSettings, trackRequest } from './request.ts';

/** What Parcel DE Shipment Tracking wants: the app's credentials and those of a user of the business customer portal. */
export interface DhlParcelDeOptions extends ConnectionOptions {
  /** Of the app at the DHL developer portal. */
  readonly apiKey: string;
  readonly apiSecret: string;
  /** Of the business customer portal (`appname`); it needs the right to track. */
  readonly username: string;
  readonly password: string;
}

/** {@link DhlParcelDeOptions}. */
const dhlParcelDeOptions: z.ZodMiniType<DhlParcelDeOptions> = optionsOf<DhlParcelDeOptions>(() => ({
  ...connectionShape,
  apiKey: credential,
  apiSecret: credential,
  username: credential,
  password: credential,
}));

const hosts = {
  production: 'https://api-eu.dhl.com/parcel/de/tracking/v0',
  test: 'https://api-sandbox.dhl.com/parcel/de/tracking/v0',
} as const;

const publishedQuotas: readonly Quota[] = [
  { limit: 3, intervalMs: 1_000 },
  { limit: 1_000, intervalMs: 86_400_000 },
];

/**
 * A request may hold twenty numbers, and a day has 1,000 requests and 10,000 numbers: with ten to a request neither limit
 * can be broken.
 */
const numbersPerRequest = 10;

/**
 * DHL Paket, Germany, for business customers: their own parcels, in German or English (`locale`), with the names that the
 * unified API withholds. Defaults: ten numbers to a request, 3 requests a second and 1,000 a day, two under way at once.
 * `baseUrl` takes the place of host and path: `https://api-eu.dhl.com/parcel/de/tracking/v0`. The password goes out in the
 * address of the request, as DHL wants it: keep addresses out of logs of proxies.
 *
 * @throws TrackingError `invalid_request` for options that are none, and for blank credentials.
 */
export function dhlParcelDe(options: DhlParcelDeOptions): Carrier {
  checkArguments('dhlParcelDe()', { options: [dhlParcelDeOptions, options] }, { carrier: identity.id });
  const { locale = 'en-US', quotas = publishedQuotas, maxConcurrency = 2 } = options;
  const { apiKey, apiSecret, username, password } = options;
  requireCredentials(
    identity.id,
    { apiKey, apiSecret, username, password },
    'the app on developer.dhl.com and the user of the business customer portal',
  );
  const baseUrl = resolveBaseUrl(options, hosts);
  const language = locale.slice(0, 2).toLowerCase() === 'de' ? 'de' : 'en';
  const settings: RequestSettings = { baseUrl, apiKey, apiSecret, username, password, language };
  return {
    ...identity,
    account: accountKey(identity.id, baseUrl, `${apiKey} ${username}`),
    maxBatch: numbersPerRequest,
    maxConcurrency,
    quotas,
    formats: [dhlParcelDeFormat],
    request: (inquiries) => trackRequest(settings, inquiries),
    read: readResponse,
    proof: { request: (inquiry) => proofRequest(settings, inquiry), read: readProof },
  };
}
