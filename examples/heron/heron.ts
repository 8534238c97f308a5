import {
  accountKey,
  type Carrier,
  type ConnectionOptions,
  checkArguments,
  connectionShape,
  credential,
  optional,
  optionsOf,
  resolveBaseUrl,
  webhookSecret,
} from 'waybill/kit';
import type * as z from 'zod/mini';
import { type HeronCredentials, tokenGrant } from './grant.ts';
import { proofLookup } from './lookups.ts';
import { identity } from './numbers.ts';
import { type HeronWebhookOptions, heronPush } from './push.ts';
import { heronV1, readResponse } from './read.ts';
import { trackRequest } from './request.ts';

/** What `heron()` takes. */
export interface HeronOptions extends ConnectionOptions, HeronCredentials, HeronWebhookOptions {}

/** {@link HeronOptions}, checked: a field that is missing here does not compile. */
const heronOptions: z.ZodMiniType<HeronOptions> = optionsOf<HeronOptions>({
  ...connectionShape,
  clientId: credential,
  clientSecret: credential,
  webhookSecret: optional(webhookSecret()),
});

const hosts = { production: 'https://api.heronparcel.example', test: 'https://test.heronparcel.example' };

/** Heron's published limit: five calls a second. */
const publishedQuotas = [{ limit: 5, intervalMs: 1000 }];

/**
 * Heron Parcel, an invented carrier, by its Tracking API v1: ten numbers to a request.
 *
 * @throws TrackingError `invalid_request` for options that are none and for blank credentials.
 */
export function heron(options: HeronOptions): Carrier {
  checkArguments('heron()', { options: [heronOptions, options] }, { carrier: identity.id });
  const { clientId, quotas = publishedQuotas, maxConcurrency = 2 } = options;
  const baseUrl = resolveBaseUrl(options, hosts);
  const push = heronPush(options);
  return {
    ...identity,
    account: accountKey(identity.id, baseUrl, clientId),
    maxBatch: 10,
    maxConcurrency,
    quotas,
    grant: tokenGrant(options, baseUrl),
    formats: [heronV1],
    request: (inquiries) => trackRequest(baseUrl, inquiries),
    read: readResponse,
    proof: proofLookup(baseUrl),
    ...(push && { push }),
  };
}
