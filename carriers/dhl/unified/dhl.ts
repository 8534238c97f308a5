import {
  accountKey,
  allowedValue,
  type Carrier,
  type ConnectionOptions,
  checkArguments,
  connectionShape,
  credential,
  filledText,
  optional,
  optionsOf,
  type Quota,
  requireCredentials,
  resolveBaseUrl,
  secretsOf,
  TrackingError,
  webhookSecret,
  wholeNumber,
} from 'waybill/kit';
import type * as z from 'zod/mini';
import { throttledForMs } from './errors.ts';
import { proofLookup } from './lookups.ts';
import { identity } from './numbers.ts';
import { type DhlWebhookOptions, dhlPush, headerOf } from './push.ts';
import { dhlUnifiedFormat, readResponse } from './read.ts';
import { trackRequest } from './request.ts';
import { dhlSubscriptions } from './subscriptions.ts';

/** What DHL wants: the key of an app that is approved for Shipment Tracking – Unified. */
export interface DhlOptions extends ConnectionOptions, DhlWebhookOptions {
  /** The app's API key; its secret is not used. */
  readonly apiKey: string;
  /** Only this division, such as `express` or `parcel-de`. Without it another division's number may answer as well. */
  readonly service?: string;
  /** ISO 3166-1 alpha-2 of who asks; DHL tunes its answer to it. */
  readonly requesterCountryCode?: string;
  /** ISO 3166-1 alpha-2 of where the parcel came from; narrows the match. */
  readonly originCountryCode?: string;
  /** Most shipments that one number may bring; DHL's default is 5. Raise it where references are reused. */
  readonly limit?: number;
}

const country = allowedValue<string>(
  'a country as two letters (ISO 3166-1 alpha-2)',
  (value) => typeof value === 'string' && /^[A-Za-z]{2}$/.test(value),
);

/** {@link DhlOptions}. */
const dhlOptions: z.ZodMiniType<DhlOptions> = optionsOf<DhlOptions>(() => ({
  ...connectionShape,
  apiKey: credential,
  service: optional(filledText),
  requesterCountryCode: optional(country),
  originCountryCode: optional(country),
  limit: optional(wholeNumber(1)),
  webhookSecret: optional(webhookSecret()),
  webhookHeader: optional(
    allowedValue<string>(
      'the name of a header',
      (value) => typeof value === 'string' && /^[\w!#$%&'*+.^`|~-]+$/.test(value),
    ),
  ),
}));

const host = 'https://api-eu.dhl.com';

/** Of the free level; the day begins at midnight UTC. DHL raises both on request. */
const publishedQuotas: readonly Quota[] = [
  { limit: 1, intervalMs: 5_000 },
  { limit: 250, intervalMs: 86_400_000 },
];

/**
 * DHL, all divisions, by Shipment Tracking – Unified: one number a call. Parcel DE and Parcel NL tell more with the
 * recipient's `postalCode`. Defaults: one call in 5 seconds and 250 a day, two under way at once.
 *
 * @throws TrackingError `invalid_request` for options that are none, without a key, and for `environment: 'test'` without a `baseUrl`: DHL has no
 * test host for this API.
 */
export function dhl(options: DhlOptions): Carrier {
  checkArguments('dhl()', { options: [dhlOptions, options] }, { carrier: identity.id });
  const { apiKey, environment = 'production', locale = 'en-US', quotas, maxConcurrency } = options;
  requireCredentials(identity.id, { apiKey }, 'an app on developer.dhl.com with Shipment Tracking – Unified');
  if (environment === 'test' && options.baseUrl === undefined) {
    const message = 'DHL has no test host for tracking: leave environment out, or give dhl() the baseUrl of a sandbox.';
    throw new TrackingError('invalid_request', message, { carrier: identity.id });
  }
  const baseUrl = resolveBaseUrl(options, { production: host, test: host });
  const { service, requesterCountryCode, originCountryCode, limit } = options;
  const push = dhlPush(options, baseUrl, apiKey);
  const language = locale.slice(0, 2).toLowerCase();
  const settings = { baseUrl, apiKey, language, service, requesterCountryCode, originCountryCode, limit };
  return {
    ...identity,
    account: accountKey(identity.id, baseUrl, apiKey),
    maxBatch: 1,
    maxConcurrency: maxConcurrency ?? 2,
    quotas: quotas ?? publishedQuotas,
    formats: [dhlUnifiedFormat],
    request: ([inquiry]) => trackRequest(settings, inquiry ?? { trackingNumber: '' }),
    read: (response, inquiries) => readResponse(response, inquiries, service),
    throttledForMs,
    proof: proofLookup(settings),
    ...(push && { push }),
    subscriptions: dhlSubscriptions({
      baseUrl,
      apiKey,
      service,
      secret: secretsOf(options.webhookSecret)[0],
      header: headerOf(options),
    }),
  };
}
