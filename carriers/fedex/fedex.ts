import { accountKey, type BatchReading, type Carrier, type Inquiry, type WireResponse } from 'waybill/kit';
import { answersTo } from './answers.ts';
import { answerer, readFailure, throttledForMs } from './errors.ts';
import { trackingUrl } from './normalize.ts';
import { identifyFedex, numberPattern } from './numbers.ts';
import { proofLookup } from './proof.ts';
import { fedexPush } from './push.ts';
import { referenceLookup } from './reference.ts';
import { baseUrlOf, checkOptions, type FedexOptions, tokenGrant, trackRequest } from './request.ts';
import { resultsIn, trackV1 } from './track-format.ts';

/** FedEx's published limits ("Rate limits" of its developer guide): 1,400 calls in 10 s, and 100,000 a day per project. */
const publishedQuotas = [
  { limit: 1400, intervalMs: 10_000 },
  { limit: 100_000, intervalMs: 86_400_000 },
];

/**
 * FedEx by its Track API v1: Express, Ground, Ground Economy and Freight, thirty numbers to a request.
 *
 * @throws TrackingError `invalid_request` for blank credentials, or half a customer's pair.
 */
export function fedex(options: FedexOptions): Carrier {
  checkOptions(options);
  const { clientId, childKey, quotas = publishedQuotas, maxConcurrency = 8 } = options;
  const push = fedexPush(options);
  return {
    ...answerer,
    account: accountKey('fedex', baseUrlOf(options), childKey === undefined ? clientId : `${clientId} ${childKey}`),
    maxBatch: 30,
    maxConcurrency,
    quotas,
    grant: tokenGrant(options),
    formats: [trackV1],
    numberPattern,
    identify: identifyFedex,
    request: (inquiries, requestOptions) => trackRequest(options, inquiries, requestOptions),
    read,
    throttledForMs,
    reference: referenceLookup(options),
    proof: proofLookup(options),
    ...(push && { push }),
    trackingUrl,
  };
}

/** FedEx answers 200 for a batch in which every number failed; what is wrong with one is in its own result. */
function read(response: WireResponse, inquiries: readonly Inquiry[]): BatchReading {
  const answer = resultsIn(response);
  return answer === undefined ? readFailure(response, inquiries) : answersTo(answer, inquiries);
}
