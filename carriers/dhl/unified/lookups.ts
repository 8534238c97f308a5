import { failed, fault, found, type Inquiry, type Outcome, type ProofDocument, type ProofLookup } from 'waybill/kit';
import { identity } from './numbers.ts';
import { readResponse } from './read.ts';
import { type RequestSettings, trackRequest } from './request.ts';

/**
 * Links to DHL's pages with the proof of a delivery and with its signature, from the tracking answer itself: Shipment
 * Tracking – Unified gives no documents (`details.proofOfDelivery`).
 */
export function proofLookup(settings: RequestSettings): ProofLookup {
  return {
    request: (inquiry) => trackRequest(settings, inquiry),
    read(response, inquiry): Outcome<readonly ProofDocument[]> {
      const [outcome] = readResponse(response, [inquiry], settings.service);
      if (outcome?.ok === false) return outcome;
      const documents = (outcome?.value.delivery?.proof ?? []).flatMap(({ kind, url }): readonly ProofDocument[] =>
        url === undefined ? [] : [{ kind, url }],
      );
      return documents.length > 0 ? found(inquiry.trackingNumber, documents) : notAvailable(inquiry);
    },
  };
}

/** Links come with the delivery or later, and not from every division. */
function notAvailable({ trackingNumber }: Inquiry): Outcome<never> {
  return failed(trackingNumber, fault(identity, 'not_available', { trackingNumber, retryable: true }));
}
