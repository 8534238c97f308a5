import type { BatchReading, Carrier, Continuation, Inquiry, ReferenceInquiry } from '../carrier/carrier.ts';
import { fault } from '../carrier/fault.ts';
import { isTrackingError, TrackingError } from '../model/error.ts';
import { failed, type Outcome, withIssue } from '../model/outcome.ts';
import type { ProofDocument } from '../model/proof.ts';
import type { TrackingDraft } from '../model/tracking.ts';
import type { QueuedWaitOptions, WaitOptions } from './limiter/wait-queue.ts';
import type { Send } from './sender.ts';

/** What an exchange works with. */
export interface TrackBatchParts {
  readonly carrier: Carrier;
  readonly send: Send;
  readonly requestId: () => string;
}

/** Asks a carrier for the numbers of one request: one outcome for each, in the order asked; never rejects. */
export type TrackBatch = (
  inquiries: readonly Inquiry[],
  wait: QueuedWaitOptions,
) => Promise<readonly Outcome<TrackingDraft>[]>;

/** Most further requests that one answer may lead to, so that an adapter or a carrier that never ends costs no quota. */
const mostRounds = 20;

/** The exchange with one carrier account: request, answer, reading, and halves where the answer condemns the whole. */
export function createTrackBatch({ carrier, send, requestId }: TrackBatchParts): TrackBatch {
  async function exchange(
    inquiries: readonly Inquiry[],
    wait: QueuedWaitOptions,
  ): Promise<readonly Outcome<TrackingDraft>[]> {
    try {
      const options = { requestId: requestId() };
      const ask = { ...wait, numbers: inquiries.length };
      let answer = await send(carrier.request(inquiries, options), ask);
      let { issue } = answer;
      let reading = carrier.read(answer, inquiries, options);
      for (let round = 0; isContinuation(reading); round += 1) {
        if (round === mostRounds) return inquiries.map(endless);
        answer = await send(reading.next, ask);
        issue ??= answer.issue;
        reading = reading.read(answer);
      }
      if (reading !== 'split') {
        const outcomes = reading;
        return inquiries.map((inquiry, index) => withIssue(outcomeFor(inquiry, index, inquiries, outcomes), issue));
      }
      if (inquiries.length === 1) return inquiries.map(missing);
      const middle = Math.ceil(inquiries.length / 2);
      const first = await exchange(inquiries.slice(0, middle), wait);
      return [...first, ...(await exchange(inquiries.slice(middle), wait))];
    } catch (error) {
      return inquiries.map((inquiry) => failed(inquiry.trackingNumber, errorFor(error, inquiry)));
    }
  }

  /** By number where an adapter left one out or changed the order: nobody gets another one's parcel. */
  function outcomeFor(
    inquiry: Inquiry,
    index: number,
    inquiries: readonly Inquiry[],
    reading: readonly Outcome<TrackingDraft>[],
  ): Outcome<TrackingDraft> {
    const isOwn = ({ trackingNumber }: { trackingNumber: string }): boolean =>
      trackingNumber === inquiry.trackingNumber;
    const inPlace = reading[index];
    if (inPlace !== undefined && isOwn(inPlace)) return inPlace;
    const own = reading.find(isOwn);
    if (own !== undefined) return own;
    // Spelled otherwise than asked, and nobody else's.
    const isOthers = inquiries.some(({ trackingNumber }) => trackingNumber === inPlace?.trackingNumber);
    return inPlace === undefined || isOthers || reading.length !== inquiries.length ? missing(inquiry) : inPlace;
  }

  function missing({ trackingNumber }: Inquiry): Outcome<never> {
    const words = 'left this number out of its answer; ask for it again';
    return failed(trackingNumber, fault(carrier, 'unexpected_response', { trackingNumber }, words));
  }

  function endless({ trackingNumber }: Inquiry): Outcome<never> {
    const words = `did not come to an end in ${mostRounds} further answers; ask for less at once`;
    return failed(trackingNumber, fault(carrier, 'unexpected_response', { trackingNumber }, words));
  }

  /** The request's error as this number's own; an adapter that throws is a defect, and still costs no other request. */
  function errorFor(error: unknown, { trackingNumber }: Inquiry): TrackingError {
    if (!isTrackingError(error)) {
      const details = { trackingNumber, cause: placeOf(error) };
      return fault(carrier, 'unexpected_response', details, 'could not be read by its adapter; report this');
    }
    const { code, message, httpStatus, carrierCode, retryAfterMs, retryable, cause } = error;
    const own = { httpStatus, carrierCode, retryAfterMs, retryable, cause };
    return new TrackingError(code, message, { carrier: carrier.id, trackingNumber, ...own });
  }

  return exchange;
}

function isContinuation(reading: BatchReading): reading is Continuation {
  return reading !== 'split' && 'next' in reading;
}

/** Kind and place of a defect. Its message may quote what the carrier sent, so it does not go on. */
function placeOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const frame = error.stack?.split('\n').find((line) => /^\s*at /.test(line)) ?? '';
  return `${error.constructor.name}${frame.replace(/^\s*/, ' ')}`;
}

/** Asks one carrier account what is not about the state of one number, each time with a request of its own. */
export interface LookUp {
  /**
   * One outcome per shipment that carries the reference.
   *
   * @throws TrackingError where the carrier has no such look-up, does not take the inquiry, or did not answer.
   */
  reference(inquiry: ReferenceInquiry, wait: WaitOptions): Promise<readonly Outcome<TrackingDraft>[]>;
  /**
   * The documents that prove the delivery of a parcel.
   *
   * @throws TrackingError where the carrier did not answer.
   */
  proof(inquiry: Inquiry, wait: WaitOptions): Promise<Outcome<readonly ProofDocument[]>>;
}

/** The look-ups of one carrier account. */
export function createLookUp(carrier: Carrier, send: Send, requestId: () => string): LookUp {
  return {
    async reference(inquiry, wait) {
      const { reference: look } = carrier;
      if (look === undefined)
        throw fault(carrier, 'not_available', {}, 'has no look-up by reference here; ask by tracking number');
      const request = look.request(inquiry, { requestId: requestId() });
      const answer = await send(request, { ...wait, numbers: 1 });
      return look.read(answer, inquiry).map((outcome) => withIssue(outcome, answer.issue));
    },
    async proof(inquiry, wait) {
      const { trackingNumber } = inquiry;
      const { proof: look } = carrier;
      if (look === undefined) {
        const words = 'gives no proof-of-delivery documents through this API';
        return failed(trackingNumber, fault(carrier, 'not_available', { trackingNumber }, words));
      }
      const request = look.request(inquiry, { requestId: requestId() });
      return look.read(await send(request, { ...wait, numbers: 1 }), inquiry);
    },
  };
}
