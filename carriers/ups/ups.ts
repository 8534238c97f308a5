import { accountKey, type Carrier, type Quota } from 'waybill/kit';
import { answerer, throttledForMs } from './errors.ts';
import { identifyUps, numberPattern } from './numbers.ts';
import { shipmentPages } from './pages.ts';
import { proofLookup } from './proof.ts';
import { upsPush } from './push.ts';
import { readAnswer } from './read.ts';
import { referenceLookup } from './reference.ts';
import { baseUrlOf, requireCredentials, tokenGrant, trackRequest, type UpsOptions } from './request.ts';
import { upsSubscriptions } from './subscriptions.ts';
import { trackV1 } from './track-format.ts';
import { trackingUrl } from './tracking-url.ts';

/** UPS publishes no limits, they differ by account: this one is ours, and careful. Give `quotas` if UPS told you yours. */
const quotas: readonly Quota[] = [{ limit: 60, intervalMs: 10_000 }];

/**
 * UPS, by its Track API v1: one request per number, four at once.
 *
 * @throws TrackingError `invalid_request` for blank credentials.
 */
export function ups(options: UpsOptions): Carrier {
  requireCredentials(options);
  const pages = options.wholeShipment ? shipmentPages(options) : undefined;
  const push = upsPush(options);
  return {
    ...answerer,
    account: accountKey(answerer.id, baseUrlOf(options), options.clientId),
    maxBatch: 1,
    maxConcurrency: options.maxConcurrency ?? 4,
    quotas: options.quotas ?? quotas,
    grant: tokenGrant(options),
    formats: [trackV1],
    numberPattern,
    identify: identifyUps,
    request: ([inquiry], { requestId }) => trackRequest(options, inquiry?.trackingNumber ?? '', requestId),
    read: readAnswer,
    ...pages,
    throttledForMs,
    reference: referenceLookup(options),
    proof: proofLookup(options),
    ...(push && { push }),
    subscriptions: upsSubscriptions(options),
    trackingUrl,
  };
}
