import {
  accountKey,
  type Carrier,
  type ConnectionOptions,
  checkArguments,
  connectionShape,
  credential,
  optionsOf,
  requireCredentials,
  resolveBaseUrl,
} from 'waybill/kit';
import type * as z from 'zod/mini';
import { identity } from '../shared/express-numbers.ts';
import { dhlXmlPiFormat, readResponse } from './read.ts';
import { type RequestSettings, trackRequest } from './request.ts';

/** What XML Services wants. */
export interface DhlXmlPiOptions extends ConnectionOptions {
  readonly siteId: string;
  /** At least eight characters, or DHL refuses the request as malformed. */
  readonly password: string;
}

/** {@link DhlXmlPiOptions}. */
const dhlXmlPiOptions: z.ZodMiniType<DhlXmlPiOptions> = optionsOf<DhlXmlPiOptions>(() => ({
  ...connectionShape,
  siteId: credential,
  password: credential,
}));

const hosts = { production: 'https://xmlpi-ea.dhl.com', test: 'https://xmlpitest-ea.dhl.com' } as const;

/**
 * DHL Express by XML Services (XML-PI), for those who have credentials of it: ten waybills, or ten pieces, to a request.
 * It knows no offsets. It is the same carrier as {@link dhlExpress}: give a tracker one of them. DHL publishes no limit,
 * so there is no default quota; two requests are under way at once.
 *
 * @throws TrackingError `invalid_request` for options that are none, and for blank credentials.
 */
export function dhlXmlPi(options: DhlXmlPiOptions): Carrier {
  checkArguments('dhlXmlPi()', { options: [dhlXmlPiOptions, options] }, { carrier: identity.id });
  const { siteId, password, locale = 'en-US', quotas = [], maxConcurrency = 2 } = options;
  requireCredentials(identity.id, { siteId, password }, 'DHL, who issued them for XML Services');
  const baseUrl = resolveBaseUrl(options, hosts);
  const settings: RequestSettings = { baseUrl, siteId, password, language: locale.slice(0, 2).toLowerCase() };
  return {
    ...identity,
    account: accountKey(identity.id, baseUrl, siteId),
    maxBatch: 10,
    maxConcurrency,
    quotas,
    formats: [dhlXmlPiFormat],
    request: (inquiries, requestOptions) => trackRequest(settings, inquiries, requestOptions),
    read: readResponse,
  };
}
