import {
  accountKey,
  aFunction,
  type Carrier,
  checkArguments,
  connectionShape,
  credential,
  filledText,
  flag,
  oneOf,
  optional,
  optionsOf,
  type PushCheck,
  type Quota,
  requireCredentials,
  webhookSecret,
} from 'waybill/kit';
import type * as z from 'zod/mini';
import { throttledForMs } from './errors.ts';
import { tokenGrant } from './grant.ts';
import { proofLookup, referenceLookup } from './lookups.ts';
import { identity } from './numbers.ts';
import { upsPush } from './push.ts';
import { readPage, readResponse, trackV1 } from './read.ts';
import { baseUrlOf, shipmentRequest, trackRequest, type UpsOptions } from './request.ts';
import { upsSubscriptions } from './subscriptions.ts';

/** {@link UpsOptions}. */
const upsOptions: z.ZodMiniType<UpsOptions> = optionsOf<UpsOptions>(() => ({
  ...connectionShape,
  clientId: credential,
  clientSecret: credential,
  merchantId: optional(filledText),
  transactionSource: optional(filledText),
  milestones: optional(flag),
  signature: optional(flag),
  proofOfDelivery: optional(flag),
  wholeShipment: optional(flag),
  webhookSecret: optional(webhookSecret()),
  webhookCheck: optional(aFunction<PushCheck>('a function of the headers that gives true or false')),
  trackAlert: optional(oneOf<'standard' | 'enhanced'>({ standard: true, enhanced: true })),
}));

/** UPS publishes no limits, they differ by account: this one is ours, and careful. Give `quotas` if UPS told you yours. */
const quotas: readonly Quota[] = [{ limit: 60, intervalMs: 10_000 }];

/**
 * UPS, by its Track API v1: one request per number, four at once.
 *
 * @throws TrackingError `invalid_request` for options that are none, and credentials that are missing or blank.
 */
export function ups(options: UpsOptions): Carrier {
  checkArguments('ups()', { options: [upsOptions, options] }, { carrier: identity.id });
  const { clientId, clientSecret } = options;
  requireCredentials(
    identity.id,
    { clientId, clientSecret },
    'an application on developer.ups.com with the Tracking product',
  );
  const push = upsPush(options);
  return {
    ...identity,
    account: accountKey(identity.id, baseUrlOf(options), clientId),
    maxBatch: 1,
    maxConcurrency: options.maxConcurrency ?? 4,
    quotas: options.quotas ?? quotas,
    grant: tokenGrant(options),
    formats: [trackV1],
    ...(options.wholeShipment ? wholeShipments(options) : onePackage(options)),
    throttledForMs,
    reference: referenceLookup(options),
    proof: proofLookup(options),
    ...(push && { push }),
    subscriptions: upsSubscriptions(options),
  };
}

function onePackage(options: UpsOptions): Pick<Carrier, 'request' | 'read'> {
  return {
    request: ([inquiry], { requestId }) => trackRequest(options, inquiry?.trackingNumber ?? '', requestId),
    read: readResponse,
  };
}

function wholeShipments(options: UpsOptions): Pick<Carrier, 'request' | 'read'> {
  const requestPage = (trackingNumber: string, offset: number, requestId: string) =>
    shipmentRequest(options, trackingNumber, offset, requestId);
  return {
    request: ([inquiry], { requestId }) => requestPage(inquiry?.trackingNumber ?? '', 0, requestId),
    read: (response, inquiries, given) =>
      readPage(response, inquiries, given?.requestId ?? inquiries[0]?.trackingNumber ?? '', requestPage),
  };
}
