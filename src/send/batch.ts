import type { Carrier, Inquiry } from '../carrier.ts';
import { isTrackingError, TrackingError } from '../model/error.ts';
import { failed, type Outcome } from '../model/outcome.ts';
import type { TrackingDraft } from '../model/tracking.ts';
import { fault } from '../read/fault.ts';
import { orAborted } from './abort.ts';
import type { Clock } from './clock.ts';
import { deferred } from './deferred.ts';
import type { Limiter } from './limiter.ts';
import type { Send } from './sender.ts';

/** How one number is asked for. */
export interface AskOptions {
  readonly maxWaitMs: number;
  readonly signal?: AbortSignal | undefined;
}

/** Asks one carrier account for numbers, sharing requests among those who ask at about the same time. */
export interface Lane {
  /** One outcome; rejects with the signal's reason on abort and with nothing else. */
  ask(inquiry: Inquiry, options: AskOptions): Promise<Outcome<TrackingDraft>>;
}

/** What a lane works with. */
export interface LaneParts {
  readonly carrier: Carrier;
  readonly limiter: Limiter;
  readonly send: Send;
  readonly clock: Clock;
  readonly requestId: () => string;
}

/** How long a request that has room left waits for more numbers. */
const lingerMs = 5;

interface Entry {
  readonly key: string;
  readonly inquiry: Inquiry;
  readonly maxWaitMs: number;
  readonly outcome: Promise<Outcome<TrackingDraft>>;
  readonly settle: (outcome: Outcome<TrackingDraft>) => void;
  /** Those who still want to know; a request that nobody waits for is called off. */
  askers: number;
}

/** The lane of one carrier account. */
export function createLane({ carrier, limiter, send, clock, requestId }: LaneParts): Lane {
  const { maxBatch, maxConcurrency } = carrier;
  const entries = new Map<string, Entry>();
  const queue = new Set<Entry>();
  let running = 0;
  let lingering = false;

  function ask(inquiry: Inquiry, { maxWaitMs, signal }: AskOptions): Promise<Outcome<TrackingDraft>> {
    if (signal?.aborted === true) return Promise.reject(signal.reason);
    const key = JSON.stringify([inquiry, maxWaitMs]);
    const known = entries.get(key);
    if (known === undefined && mustWaitLonger(maxWaitMs)) return Promise.resolve(refuse(inquiry));
    const entry = known ?? enqueue(key, inquiry, maxWaitMs);
    entry.askers += 1;
    const onAbort = (): void => leave(entry);
    signal?.addEventListener('abort', onAbort, { once: true });
    return orAborted(entry.outcome, signal).finally(() => signal?.removeEventListener('abort', onAbort));
  }

  function mustWaitLonger(maxWaitMs: number): boolean {
    return maxWaitMs < Number.POSITIVE_INFINITY && foreseenWaitMs() > maxWaitMs;
  }

  function foreseenWaitMs(): number {
    // Those in front: full requests, and one more that this number may share.
    return limiter.foreseenWaitMs(Math.floor(queue.size / maxBatch));
  }

  function refuse({ trackingNumber }: Inquiry): Outcome<never> {
    const retryAfterMs = foreseenWaitMs();
    const words = `allows no request of this account for about ${Math.ceil(retryAfterMs / 1000)} s; come back then, or allow a longer maxWaitMs`;
    return failed(trackingNumber, fault(carrier, 'rate_limited', { trackingNumber, retryAfterMs }, words));
  }

  function enqueue(key: string, inquiry: Inquiry, maxWaitMs: number): Entry {
    const { promise, resolve } = deferred<Outcome<TrackingDraft>>();
    const entry: Entry = { key, inquiry, maxWaitMs, outcome: promise, askers: 0, settle: resolve };
    entries.set(key, entry);
    queue.add(entry);
    schedule();
    return entry;
  }

  function leave(entry: Entry): void {
    entry.askers -= 1;
    if (entry.askers > 0) return;
    if (queue.delete(entry)) entries.delete(entry.key);
    else onAbandoned.get(entry)?.();
  }

  const onAbandoned = new Map<Entry, () => void>();

  function schedule(): void {
    while (running < maxConcurrency && queue.size >= maxBatch) start();
    if (queue.size === 0 || running >= maxConcurrency || lingering) return;
    lingering = true;
    void clock.sleep(lingerMs).then(() => {
      lingering = false;
      while (running < maxConcurrency && queue.size > 0) start();
    });
  }

  function start(): void {
    const batch = takeBatch();
    running += 1;
    void run(batch).finally(() => {
      running -= 1;
      // Numbers that came while all requests were under way have lingered long enough.
      while (running < maxConcurrency && queue.size > 0) start();
    });
  }

  /** The next numbers whose askers have the same patience. */
  function takeBatch(): readonly Entry[] {
    const batch: Entry[] = [];
    for (const entry of queue) {
      if (batch.length >= maxBatch) break;
      if (batch[0] !== undefined && batch[0].maxWaitMs !== entry.maxWaitMs) continue;
      queue.delete(entry);
      batch.push(entry);
    }
    return batch;
  }

  async function run(batch: readonly Entry[]): Promise<void> {
    const controller = new AbortController();
    let wanted = batch.length;
    for (const entry of batch) {
      onAbandoned.set(entry, () => {
        wanted -= 1;
        if (wanted === 0) controller.abort();
        // Whoever asks anew must not be given a request that is being called off.
        entries.delete(entry.key);
      });
    }
    const outcomes = await request(batch, controller.signal);
    for (const [index, entry] of batch.entries()) {
      onAbandoned.delete(entry);
      if (entries.get(entry.key) === entry) entries.delete(entry.key);
      entry.settle(outcomes[index] ?? missing(entry.inquiry));
    }
  }

  async function request(batch: readonly Entry[], signal: AbortSignal): Promise<readonly Outcome<TrackingDraft>[]> {
    const inquiries = batch.map(({ inquiry }) => inquiry);
    const maxWaitMs = batch[0]?.maxWaitMs ?? 0;
    try {
      const response = await send(carrier.request(inquiries, { requestId: requestId() }), {
        maxWaitMs,
        signal,
        numbers: batch.length,
      });
      const reading = carrier.read(response, inquiries);
      if (reading !== 'split') return reading;
      if (batch.length === 1) return inquiries.map(missing);
      const middle = Math.ceil(batch.length / 2);
      return [...(await request(batch.slice(0, middle), signal)), ...(await request(batch.slice(middle), signal))];
    } catch (error) {
      return inquiries.map((inquiry) => failed(inquiry.trackingNumber, errorFor(error, inquiry)));
    }
  }

  function missing({ trackingNumber }: Inquiry): Outcome<never> {
    return failed(
      trackingNumber,
      fault(carrier, 'unexpected_response', { trackingNumber }, 'left this number out of its answer; ask for it again'),
    );
  }

  /** The request's error as this number's own; an adapter that throws is a defect, and still costs no other request. */
  function errorFor(error: unknown, { trackingNumber }: Inquiry): TrackingError {
    if (!isTrackingError(error))
      return fault(
        carrier,
        'unexpected_response',
        { trackingNumber, cause: error },
        'could not be read by its adapter; report this',
      );
    const { code, message, httpStatus, carrierCode, retryAfterMs, retryable, cause } = error;
    return new TrackingError(code, message, {
      carrier: carrier.id,
      trackingNumber,
      httpStatus,
      carrierCode,
      retryAfterMs,
      retryable,
      cause,
    });
  }

  return { ask };
}
