import {
  accountKey,
  type Carrier,
  type ConnectionOptions,
  checkArguments,
  connectionShape,
  credential,
  filledText,
  flag,
  oneOf,
  optional,
  optionsOf,
  webhookSecret,
} from 'waybill/kit';
import type * as z from 'zod/mini';
import { throttledForMs } from './errors.ts';
import { checkCredentials, type FedexCredentials, type FedexGrantType, tokenGrant } from './grant.ts';
import { type FedexLookupOptions, proofLookup, referenceLookup } from './lookups.ts';
import { identity } from './numbers.ts';
import { type FedexWebhookOptions, fedexPush } from './push.ts';
import { readResponse, trackV1 } from './read.ts';
import { baseUrlOf, trackRequest } from './request.ts';
import { type FedexShipmentOptions, wholeShipments } from './shipment.ts';

/** What `fedex()` takes. */
export interface FedexOptions
  extends ConnectionOptions,
    FedexCredentials,
    FedexLookupOptions,
    FedexShipmentOptions,
    FedexWebhookOptions {}

/** {@link FedexOptions}. */
const fedexOptions: z.ZodMiniType<FedexOptions> = optionsOf<FedexOptions>(() => ({
  ...connectionShape,
  clientId: credential,
  clientSecret: credential,
  childKey: optional(credential),
  childSecret: optional(credential),
  grantType: optional(
    oneOf<FedexGrantType>({ client_credentials: true, csp_credentials: true, client_pc_credentials: true }),
  ),
  accountNumber: optional(filledText),
  proofFormat: optional(oneOf<'PDF' | 'PNG'>({ PDF: true, PNG: true })),
  wholeShipment: optional(flag),
  webhookSecret: optional(webhookSecret()),
}));

/** FedEx's published limits ("Rate limits" of its developer guide): 1,400 calls in 10 s, and 100,000 a day per project. */
const publishedQuotas = [
  { limit: 1400, intervalMs: 10_000 },
  { limit: 100_000, intervalMs: 86_400_000 },
];

/**
 * FedEx by its Track API v1: Express, Ground, Ground Economy and Freight, thirty numbers to a request.
 *
 * @throws TrackingError `invalid_request` for options that are none, blank credentials, or half a customer's pair.
 */
export function fedex(options: FedexOptions): Carrier {
  checkArguments('fedex()', { options: [fedexOptions, options] }, { carrier: identity.id });
  checkCredentials(options);
  const { clientId, childKey, quotas = publishedQuotas, maxConcurrency = 8 } = options;
  const baseUrl = baseUrlOf(options);
  const push = fedexPush(options);
  return {
    ...identity,
    account: accountKey(identity.id, baseUrl, childKey === undefined ? clientId : `${clientId} ${childKey}`),
    ...(options.wholeShipment ? wholeShipments(options) : singlePieces(options)),
    maxConcurrency,
    quotas,
    grant: tokenGrant(options, baseUrl),
    formats: [trackV1],
    throttledForMs,
    reference: referenceLookup(options),
    proof: proofLookup(options),
    ...(push && { push }),
  };
}

function singlePieces(options: ConnectionOptions): Pick<Carrier, 'maxBatch' | 'request' | 'read'> {
  return {
    maxBatch: 30,
    request: (inquiries, requestOptions) => trackRequest(options, inquiries, requestOptions),
    read: readResponse,
  };
}
