import type { Carrier, Inquiry, ReferenceInquiry } from '../carrier.ts';
import { failed, type Outcome } from '../model/outcome.ts';
import type { ProofDocument } from '../model/proof.ts';
import type { TrackingDraft } from '../model/tracking.ts';
import { fault } from '../read/fault.ts';
import type { Send } from './sender.ts';
import type { Admission } from './wait.ts';

/** Asks one carrier account what is not about the state of one number, each time with a request of its own. */
export interface LookUp {
  /**
   * One outcome per shipment that carries the reference.
   *
   * @throws TrackingError where the carrier has no such look-up, does not take the inquiry, or did not answer.
   */
  reference(inquiry: ReferenceInquiry, admission: Admission): Promise<readonly Outcome<TrackingDraft>[]>;
  /**
   * The documents that prove the delivery of a parcel.
   *
   * @throws TrackingError where the carrier did not answer.
   */
  proof(inquiry: Inquiry, admission: Admission): Promise<Outcome<readonly ProofDocument[]>>;
}

/** The look-ups of one carrier account. */
export function createLookUp(carrier: Carrier, send: Send, requestId: () => string): LookUp {
  return {
    async reference(inquiry, admission) {
      const { reference: look } = carrier;
      if (look === undefined)
        throw fault(carrier, 'not_available', {}, 'has no look-up by reference here; ask by tracking number');
      const request = look.request(inquiry, { requestId: requestId() });
      return look.read(await send(request, { ...admission, numbers: 1 }), inquiry);
    },
    async proof(inquiry, admission) {
      const { trackingNumber } = inquiry;
      const { proof: look } = carrier;
      if (look === undefined) {
        const words = 'gives no proof-of-delivery documents through this API';
        return failed(trackingNumber, fault(carrier, 'not_available', { trackingNumber }, words));
      }
      const request = look.request(inquiry, { requestId: requestId() });
      return look.read(await send(request, { ...admission, numbers: 1 }), inquiry);
    },
  };
}
