import type { Carrier, Inquiry, ReferenceInquiry } from '../carrier/carrier.ts';
import { fault } from '../carrier/fault.ts';
import { isSuccess, type WireRequest, type WireResponse } from '../carrier/wire.ts';
import { isTrackingError } from '../model/error.ts';
import { failed, type Outcome, withIssue } from '../model/outcome.ts';
import type { ProofDocument, TrackingDraft } from '../model/tracking.ts';
import {
  errorFor,
  isContinuation,
  isOutcomes,
  malformed,
  missing,
  outcomesFor,
  returned,
  soundOutcomes,
} from './adapter-result.ts';
import type { QueuedWaitOptions, WaitOptions } from './limiter/wait-queue.ts';
import type { PayloadEmitter } from './payload-listener.ts';
import type { Send } from './sender.ts';

/** What an exchange works with. */
export interface TrackBatchParts {
  readonly carrier: Carrier;
  readonly send: Send;
  readonly requestId: () => string;
  /** Further attempts that a request may have. */
  readonly retries: number;
  readonly handOut: PayloadEmitter;
  /** Waits as long as one waits before a further attempt. */
  readonly pause: (signal: AbortSignal | undefined) => Promise<void>;
}

interface BatchWait extends QueuedWaitOptions {
  readonly failsFast?: boolean;
  /** Whether it asks for what an answer before it left out. */
  readonly isRest?: boolean;
}

/** Asks a carrier for the numbers of one request: one outcome for each, in the order asked; never rejects. */
export type TrackBatch = (
  inquiries: readonly Inquiry[],
  wait: QueuedWaitOptions,
) => Promise<readonly Outcome<TrackingDraft>[]>;

/** Most further requests that one answer may lead to, so that an adapter or a carrier that never ends costs no quota. */
const mostRounds = 20;

/** The exchange with one carrier account: request, answer, reading, and halves where the answer condemns the whole. */
export function createTrackBatch({ carrier, send, requestId, retries, pause, handOut }: TrackBatchParts): TrackBatch {
  async function exchange(
    inquiries: readonly Inquiry[],
    wait: QueuedWaitOptions,
  ): Promise<readonly Outcome<TrackingDraft>[]> {
    if (inquiries.length === 0) return [];
    // Whoever wants no further attempts gets none of these either.
    if (retries === 0) return (await askOnce(inquiries, wait)).results;
    const ask = (part: readonly Inquiry[], isLast: boolean): Promise<PartResult<Outcome<TrackingDraft>>> =>
      // Asked twice, a batch has had its retries.
      askOnce(part, inquiries.length > 1 && !isLast ? { ...wait, failsFast: true } : wait);
    try {
      return await askInHalves(inquiries, ask, () => pause(wait.signal));
    } catch (error) {
      return failWhole(inquiries, error);
    }
  }

  async function askOnce(inquiries: readonly Inquiry[], wait: BatchWait): Promise<PartResult<Outcome<TrackingDraft>>> {
    try {
      const options = { requestId: requestId() };
      const { isRest: _, ...how } = wait;
      const ask = { ...how, ...options, kind: 'track', numbers: inquiries.length } as const;
      const askFor = async (request: WireRequest): Promise<WireResponse> => {
        const answer = await send(request, ask);
        handOut(carrier, { kind: 'track', body: answer.body, httpStatus: answer.status, inquiries });
        return answer;
      };
      let answer = await askFor(returned(carrier.request(inquiries, options)));
      let { issue } = answer;
      let reading = returned(carrier.read(answer, inquiries, options));
      for (let round = 0; isContinuation(reading); round += 1) {
        if (round === mostRounds) return { results: inquiries.map(endless) };
        answer = await askFor(reading.next);
        issue ??= answer.issue;
        reading = returned(reading.read(answer));
      }
      if (isOutcomes(reading)) {
        const outcomes = outcomesFor(carrier, inquiries, reading).map(
          (outcome) => outcome && withIssue(outcome, issue),
        );
        return wholeOf(await completed(inquiries, outcomes, wait));
      }
      if (reading !== 'split') {
        return { results: inquiries.map(({ trackingNumber }) => malformed(carrier, trackingNumber)) };
      }
      if (inquiries.length === 1) {
        return { results: inquiries.map(({ trackingNumber }) => missing(carrier, trackingNumber)) };
      }
      const middle = Math.ceil(inquiries.length / 2);
      const first = await exchange(inquiries.slice(0, middle), wait);
      return { results: [...first, ...(await exchange(inquiries.slice(middle), wait))] };
    } catch (error) {
      return wholeOf(failWhole(inquiries, error));
    }
  }

  /** An answer that speaks of some numbers only: what it says of the others may become clear when they are asked for apart. */
  async function completed(
    inquiries: readonly Inquiry[],
    outcomes: readonly (Outcome<TrackingDraft> | undefined)[],
    { isRest = false, ...wait }: BatchWait,
  ): Promise<readonly Outcome<TrackingDraft>[]> {
    const rest = inquiries.filter((_, index) => outcomes[index] === undefined);
    const isWorthIt = retries > 0 && !isRest && rest.length > 0 && rest.length < inquiries.length;
    const { results } = isWorthIt ? await askOnce(rest, { ...wait, isRest: true }) : { results: [] };
    const places = new Map(inquiries.map(({ trackingNumber }, index) => [trackingNumber, index]));
    const told = new Map(rest.map((inquiry, index) => [inquiry, results[index]]));
    return inquiries.map((inquiry, index) => {
      const { trackingNumber } = inquiry;
      const outcome = outcomes[index] ?? told.get(inquiry);
      // Nobody gets another one's parcel.
      const isOthers =
        outcome?.trackingNumber !== trackingNumber && places.has(outcome?.trackingNumber ?? trackingNumber);
      return outcome === undefined || isOthers ? missing(carrier, trackingNumber) : outcome;
    });
  }

  function failWhole(inquiries: readonly Inquiry[], error: unknown): readonly Outcome<never>[] {
    return inquiries.map(({ trackingNumber }) => failed(trackingNumber, errorFor(carrier, error, trackingNumber)));
  }

  function endless({ trackingNumber }: Inquiry): Outcome<never> {
    const words = `did not come to an end in ${mostRounds} further answers; ask for less at once`;
    return failed(trackingNumber, fault(carrier, 'unexpected_response', { trackingNumber }, words));
  }

  return exchange;
}

/** Outcomes, and the failure that every one of them is. */
function wholeOf(results: readonly Outcome<TrackingDraft>[]): PartResult<Outcome<TrackingDraft>> {
  const [failure, ...others] = new Set(results.map((outcome) => (outcome.ok ? undefined : failureOf(outcome.error))));
  return others.length === 0 ? { results, failure } : { results };
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
export function createLookUp({
  carrier,
  send,
  requestId,
  handOut,
}: Pick<TrackBatchParts, 'carrier' | 'send' | 'requestId' | 'handOut'>): LookUp {
  /** What the adapter makes of the answer; what it throws beside its own errors is a defect that goes by its name. */
  async function ask<T>(about: string, work: () => Promise<T>, signal: AbortSignal | undefined): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (isTrackingError(error) || signal?.aborted === true) throw error;
      throw errorFor(carrier, error, about);
    }
  }

  return {
    async reference(inquiry, wait) {
      const { reference: look } = carrier;
      if (look === undefined)
        throw fault(carrier, 'not_available', {}, 'has no look-up by reference here; ask by tracking number');
      const read = async (): Promise<readonly Outcome<TrackingDraft>[]> => {
        const options = { requestId: requestId() };
        const request = returned(look.request(inquiry, options));
        const answer = await send(request, { ...wait, ...options, kind: 'reference', numbers: 0 });
        const { body, status: httpStatus } = answer;
        handOut(carrier, { kind: 'reference', body, httpStatus, reference: inquiry.reference });
        const outcomes = returned(look.read(answer, inquiry));
        if (!isOutcomes(outcomes)) return [malformed(carrier, inquiry.reference)];
        return soundOutcomes(outcomes, isObject).map((outcome) =>
          outcome === undefined ? malformed(carrier, inquiry.reference) : withIssue(outcome, answer.issue),
        );
      };
      return ask(inquiry.reference, read, wait.signal);
    },
    async proof(inquiry, wait) {
      const { trackingNumber } = inquiry;
      const { proof: look } = carrier;
      if (look === undefined) {
        const words = 'gives no proof-of-delivery documents through this API';
        return failed(trackingNumber, fault(carrier, 'not_available', { trackingNumber }, words));
      }
      const read = async (): Promise<Outcome<readonly ProofDocument[]>> => {
        const options = { requestId: requestId() };
        const request = returned(look.request(inquiry, options));
        return returned(look.read(await send(request, { ...wait, ...options, kind: 'proof', numbers: 1 }), inquiry));
      };
      const [outcome] = soundOutcomes([await ask(trackingNumber, read, wait.signal)], Array.isArray);
      return outcome ?? malformed(carrier, trackingNumber);
    },
  };
}

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;

/*
 * A single number can make a carrier fail for the whole batch: an error of the server, half a body, a page. Nobody is told
 * which one it is. So a batch that fails twice in the same way is asked in halves, the failing ones in halves again, until
 * every good number is heard and the bad ones stand alone. A carrier that is down fails in the same way for every part:
 * after a few failures without a single answer, the rest is left alone.
 */

/** Fruitless requests after which a carrier is taken to be down rather than a number to be bad. */
const mostFruitless = 6;

/** What a request that failed as a whole met with, where a number may be to blame for it; undefined where none can be. */
function failureOf(error: unknown): string | undefined {
  if (!isTrackingError(error)) return undefined;
  const { code, httpStatus = 0 } = error;
  // 503 says that the carrier is not there, which no number brings about.
  if (code === 'carrier_unavailable')
    return httpStatus === 503 || httpStatus === 0 ? undefined : `${code} ${httpStatus}`;
  // An answer that had begun, and broke off.
  if (code === 'network') return httpStatus === 0 ? undefined : code;
  // A page with 404 speaks of the address; an answer in good order that cannot be read may be that of one number.
  return code === 'unexpected_response' && error.retryable && isSuccess(httpStatus) ? code : undefined;
}

/** What became of a part: its outcomes, and the failure that all of them share where a number may be to blame. */
interface PartResult<Result> {
  readonly results: readonly Result[];
  readonly failure?: string | undefined;
}

/**
 * Asks for a list whole, once more if that fails, and then in halves; results in the order of the list.
 *
 * @param ask Asks for some of the list in one request; never rejects.
 * @param pause Waits as long as one waits before a further attempt.
 */
async function askInHalves<Item, Result>(
  items: readonly Item[],
  ask: (items: readonly Item[], isLast: boolean) => Promise<PartResult<Result>>,
  pause: () => Promise<void>,
): Promise<readonly Result[]> {
  const whole = await ask(items, false);
  if (whole.failure === undefined || items.length === 1) return whole.results;
  await pause();
  const again = await ask(items, false);
  if (again.failure !== whole.failure) return again.results;
  const results: Result[] = [...again.results];
  let fruitless = 0;
  // Side by side, the widest first: one good part shows that the carrier is there.
  const parts = halvesOf(0, items.length);
  for (let part = parts.shift(); part !== undefined && fruitless < mostFruitless; part = parts.shift()) {
    const [from, to] = part;
    const { results: own, failure } = await ask(items.slice(from, to), to - from === 1);
    results.splice(from, to - from, ...own);
    if (failure === undefined) fruitless = Number.NEGATIVE_INFINITY;
    else fruitless += 1;
    if (failure !== undefined && to - from > 1) parts.push(...halvesOf(from, to));
  }
  return results;
}

function halvesOf(from: number, to: number): (readonly [from: number, to: number])[] {
  const middle = from + Math.ceil((to - from) / 2);
  return [
    [from, middle],
    [middle, to],
  ];
}
