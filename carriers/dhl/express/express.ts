import {
  accountKey,
  type Carrier,
  type ConnectionOptions,
  checkArguments,
  connectionShape,
  credential,
  filledText,
  oneOf,
  optional,
  optionsOf,
  type Quota,
  requireCredentials,
  resolveBaseUrl,
  text,
  wholeNumber,
} from 'waybill/kit';
import type * as z from 'zod/mini';
import { identity } from '../shared/express-numbers.ts';
import { readProof } from './lookups.ts';
import { dhlExpressFormat, readResponse, readShipments } from './read.ts';
import { languageOf, proofRequest, type RequestSettings, referenceRequest, trackRequest } from './request.ts';

/** What the MyDHL API wants: the user name and password issued for it, which the developer portal calls key and secret. */
export interface DhlExpressOptions extends ConnectionOptions {
  readonly username: string;
  readonly password: string;
  /**
   * `all` (the default): the history of the shipment and of each piece, so that a shipment delivered in part is known as
   * one. `shipment`: its history alone, about half as long. `piece`: the pieces' alone.
   */
  readonly levelOfDetail?: 'shipment' | 'piece' | 'all';
  /**
   * Most numbers in one request, 1 (the default) to 100. DHL tells the offsets of events only where one number is asked
   * for; with more, every event is a wall clock without an offset, however many were asked for at the time. DHL takes
   * 200; a hundred keep the address below 5,000 characters, and gateways refuse those above 8,000.
   */
  readonly numbersPerRequest?: number;
  /** The shipper's account: for references, and for proofs of delivery that DHL keeps to the shipper. */
  readonly accountNumber?: string;
}

const mostNumbers = 100;

/** {@link DhlExpressOptions}. */
const dhlExpressOptions: z.ZodMiniType<DhlExpressOptions> = optionsOf<DhlExpressOptions>(() => ({
  ...connectionShape,
  username: credential,
  password: credential,
  levelOfDetail: optional(oneOf<'shipment' | 'piece' | 'all'>({ shipment: true, piece: true, all: true })),
  numbersPerRequest: optional(wholeNumber(1, mostNumbers)),
  accountNumber: optional(filledText),
}));

const hosts = {
  production: 'https://express.api.dhl.com/mydhlapi',
  test: 'https://express.api.dhl.com/mydhlapi/test',
} as const;

/** DHL publishes no limit; 500 calls a day are reported of the test host, and are kept to until it agrees to more. */
const reportedQuotas: readonly Quota[] = [{ limit: 500, intervalMs: 86_400_000 }];

/**
 * DHL Express by the MyDHL API, for account holders: waybills and pieces, references and proofs of delivery. Defaults:
 * 500 calls a day, which is what others report and no published limit (give your own `quotas`), four under way at once.
 * `baseUrl` takes the place of host and path: `https://express.api.dhl.com/mydhlapi`.
 *
 * @throws TrackingError `invalid_request` for options that are none, and for blank credentials.
 */
export function dhlExpress(options: DhlExpressOptions): Carrier {
  checkArguments('dhlExpress()', { options: [dhlExpressOptions, options] }, { carrier: identity.id });
  const { locale = 'en-US', quotas = reportedQuotas, maxConcurrency = 4 } = options;
  const { username, password, levelOfDetail = 'all', numbersPerRequest = 1 } = options;
  requireCredentials(
    identity.id,
    { username, password },
    'the app on developer.dhl.com, which calls them key and secret',
  );
  const baseUrl = resolveBaseUrl(options, hosts);
  const settings: RequestSettings = {
    baseUrl,
    username,
    password,
    language: languageOf(locale),
    levelOfDetail,
    accountNumber: text(options.accountNumber),
    isSingle: numbersPerRequest === 1,
  };
  return {
    ...identity,
    account: accountKey(identity.id, baseUrl, username),
    maxBatch: numbersPerRequest,
    maxConcurrency,
    quotas,
    formats: [dhlExpressFormat],
    request: (inquiries, requestOptions) => trackRequest(settings, inquiries, requestOptions),
    read: readResponse,
    reference: {
      request: (inquiry, requestOptions) => referenceRequest(settings, inquiry, requestOptions),
      read: (response, { reference }) => readShipments(response, reference),
    },
    proof: {
      request: (inquiry, requestOptions) => proofRequest(settings, inquiry, requestOptions),
      read: readProof,
    },
  };
}
