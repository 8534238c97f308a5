import { accountKey, type Carrier, type ConnectionOptions, resolveBaseUrl } from 'waybill/kit';
import { type HeronCredentials, tokenGrant } from './grant.ts';
import { proofLookup } from './lookups.ts';
import { identity } from './numbers.ts';
import { type HeronWebhookOptions, heronPush } from './push.ts';
import { heronV1, readResponse } from './read.ts';
import { trackRequest } from './request.ts';

/** What `heron()` takes. */
export interface HeronOptions extends ConnectionOptions, HeronCredentials, HeronWebhookOptions {}

const hosts = { production: 'https://api.heronparcel.example', test: 'https://test.heronparcel.example' };

/** Heron's published limit: five calls a second. */
const publishedQuotas = [{ limit: 5, intervalMs: 1000 }];

/**
 * Heron Parcel, an invented carrier, by its Tracking API v1: ten numbers to a request.
 *
 * @throws TrackingError `invalid_request` for blank credentials and for a blank webhook secret.
 */
export function heron(options: HeronOptions): Carrier {
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
