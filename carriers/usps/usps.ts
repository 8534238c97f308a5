import {
  accountKey,
  allowedValue,
  type Carrier,
  type ConnectionOptions,
  checkArguments,
  connectionShape,
  credential,
  listOf,
  oneOf,
  optional,
  optionsOf,
  type Quota,
  requireCredentials,
  resolveBaseUrl,
  webhookSecret as webhookSecretValue,
} from 'waybill/kit';
import type * as z from 'zod/mini';
import { uspsGrant } from './grant.ts';
import { identity } from './numbers.ts';
import { type UspsWebhookOptions, uspsPush } from './push.ts';
import { jsonFormats, readResponse } from './read.ts';
import { batchRequest, singleRequest } from './request.ts';
import { uspsSubscriptions } from './subscriptions.ts';

/** What USPS wants: the consumer key and secret of an app whose products include tracking. */
export interface UspsOptions extends ConnectionOptions, UspsWebhookOptions {
  /** The app's consumer key. */
  readonly clientId: string;
  /** The app's consumer secret. */
  readonly clientSecret: string;
  /**
   * - `v3r2` (the default) asks for up to 35 numbers in one call: 2,100 numbers in an hour under the usual quota.
   * - `v3` asks for one number a call, and USPS calls it deprecated (its portal, November 2026): only for apps whose
   *   products have no v3r2 yet. What is read is the same.
   */
  readonly api?: 'v3r2' | 'v3';
}

/** {@link UspsOptions}. */
const uspsOptions: z.ZodMiniType<UspsOptions> = optionsOf<UspsOptions>(() => ({
  ...connectionShape,
  clientId: credential,
  clientSecret: credential,
  api: optional(oneOf<'v3r2' | 'v3'>({ v3r2: true, v3: true })),
  webhookSecret: optional(webhookSecretValue(32)),
  webhookContacts: optional(
    listOf(
      allowedValue<string>('a mail address', (value) => typeof value === 'string' && /^[^\s@]+@[^\s@]+$/.test(value)),
      'a list of mail addresses',
    ),
  ),
}));

const hosts = { production: 'https://apis.usps.com', test: 'https://apis-tem.usps.com' } as const;

/** Of an app with the default product, tokens included; USPS raises it by service request. */
const publishedQuotas: readonly Quota[] = [{ limit: 60, intervalMs: 3_600_000 }];

/** A 429 without `Retry-After`; bursts were seen to be counted by the minute. */
const silenceMs = 60_000;

/**
 * USPS, by its tracking API v3r2, or v3 where `api` says so. The app must have the scope `tracking`, which USPS grants
 * by service request. Since 1 April 2026 it sees the labels of its own Mailer ID, or of merchants who authorized it, once
 * the terms of API access are accepted in the USPS Business Portal; all others need an IP agreement with a monthly fee
 * (https://www.usps.com/business/api-access.htm). Descriptions are in English, whatever `locale` says. Defaults: 60 calls
 * an hour, two at once.
 *
 * @throws TrackingError `invalid_request` for options that are none, and without credentials.
 */
export function usps(options: UspsOptions): Carrier {
  checkArguments('usps()', { options: [uspsOptions, options] }, { carrier: identity.id });
  const { clientId, clientSecret, api = 'v3r2', quotas, maxConcurrency } = options;
  requireCredentials(
    identity.id,
    { clientId, clientSecret },
    'your app at the USPS developer portal (its consumer key and secret)',
  );
  const baseUrl = resolveBaseUrl(options, hosts);
  const { webhookSecret, webhookContacts = [] } = options;
  const push = uspsPush(options);
  const isBatched = api === 'v3r2';
  return {
    ...identity,
    account: accountKey(identity.id, baseUrl, clientId),
    maxBatch: isBatched ? 35 : 1,
    maxConcurrency: maxConcurrency ?? 2,
    quotas: quotas ?? publishedQuotas,
    grant: uspsGrant(baseUrl, clientId, clientSecret),
    formats: jsonFormats,
    request: (inquiries) => {
      const [first] = inquiries;
      return isBatched || first === undefined ? batchRequest(baseUrl, inquiries) : singleRequest(baseUrl, first);
    },
    read: (response, inquiries) => readResponse(response, inquiries, isBatched ? 'usps.v3r2' : 'usps.v3'),
    throttledForMs: (response) =>
      response.status === 429 && response.headers['retry-after'] === undefined ? silenceMs : undefined,
    ...(push && { push }),
    subscriptions: uspsSubscriptions({
      baseUrl,
      grant: uspsGrant(baseUrl, clientId, clientSecret, 'subscriptions-tracking'),
      ...(webhookSecret !== undefined && { webhookSecret }),
      webhookContacts,
    }),
  };
}
