import type { Carrier, Inquiry } from '../carrier/carrier.ts';
import { tooMany } from '../carrier/fault.ts';
import { failed, type Outcome } from '../model/outcome.ts';
import type { TrackingDraft } from '../model/tracking.ts';
import type { Clock } from '../time/clock.ts';
import { missing } from './adapter-result.ts';
import type { TrackBatch } from './carrier-client.ts';
import type { Limiter } from './limiter/limiter.ts';
import { type WaitOptions, WaitTooLong } from './limiter/wait-queue.ts';
import { deferred } from './promises.ts';

/** Asks one carrier account for numbers, sharing requests among those who ask at about the same time. */
export interface Batcher {
  /** One outcome; rejects with the signal's reason on abort and with nothing else. */
  load(inquiry: Inquiry, wait: WaitOptions): Promise<Outcome<TrackingDraft>>;
}

/** What a batcher works with. */
export interface BatcherParts {
  readonly carrier: Carrier;
  readonly limiter: Pick<Limiter, 'foreseenWaitMs' | 'follow'>;
  readonly exchange: TrackBatch;
  readonly clock: Clock;
  /** Told of each answer once, however many asked. */
  readonly report: (draft: TrackingDraft) => void;
  /** Nobody else will ask: no number waits for company. */
  readonly isAlone?: boolean;
}

/** How long a request that has room left waits for more numbers, at the least. */
const flushDelayMs = 5;

/** A number that is asked for, by one or more at once. */
interface PendingNumber {
  readonly key: string;
  readonly inquiry: Inquiry;
  readonly maxWaitMs: number;
  readonly outcome: Promise<Outcome<TrackingDraft>>;
  readonly settle: (outcome: Outcome<TrackingDraft>) => void;
  /** Tells that the number is in the queue no more. */
  readonly left: () => void;
  /** Those who still want to know. */
  askers: number;
  /** Tells the request that carries the number that nobody does. */
  abandon: () => void;
}

/** The batcher of one carrier account. */
export function createBatcher(parts: BatcherParts): Batcher {
  const { carrier, limiter, exchange, clock, report, isAlone = false } = parts;
  const { maxBatch, maxConcurrency } = carrier;
  const entries = new Map<string, PendingNumber>();
  const queue = new Set<PendingNumber>();
  let running = 0;
  /** Requests that have taken their numbers and are not in line for the quota yet. */
  let underWayToLine = 0;
  let flush: AbortController | undefined;

  async function ask(inquiry: Inquiry, { maxWaitMs, signal }: WaitOptions): Promise<Outcome<TrackingDraft>> {
    signal?.throwIfAborted();
    // Patience belongs to the key: whoever waits less must not be kept waiting by whoever waits more.
    const key = JSON.stringify([inquiry, maxWaitMs]);
    const known = entries.get(key);
    if (known !== undefined) return outcomeOf(known, signal);
    // In front are full requests, and one more that this number may share.
    const wait = limiter.foreseenWaitMs(underWayToLine + Math.floor(queue.size / maxBatch));
    return wait > maxWaitMs ? refusal(inquiry, wait) : outcomeOf(enqueue(key, inquiry, maxWaitMs), signal);
  }

  function outcomeOf(entry: PendingNumber, signal: AbortSignal | undefined): Promise<Outcome<TrackingDraft>> {
    entry.askers += 1;
    if (signal === undefined) return entry.outcome;
    return new Promise((resolve, reject) => {
      const onAbort = (): void => {
        reject(signal.reason);
        leave(entry);
      };
      signal.addEventListener('abort', onAbort, { once: true });
      void entry.outcome.then((outcome) => {
        signal.removeEventListener('abort', onAbort);
        resolve(outcome);
      });
    });
  }

  function leave(entry: PendingNumber): void {
    entry.askers -= 1;
    if (entry.askers > 0) return;
    // Whoever asks anew must not be given a request that is being called off.
    forget(entry);
    if (queue.delete(entry)) entry.left();
    else entry.abandon();
    if (queue.size === 0) cancelFlush();
  }

  function enqueue(key: string, inquiry: Inquiry, maxWaitMs: number): PendingNumber {
    const { promise: outcome, resolve: settle } = deferred<Outcome<TrackingDraft>>();
    const { promise: gone, resolve: left } = deferred<void>();
    const entry: PendingNumber = {
      key,
      inquiry,
      maxWaitMs,
      outcome,
      settle,
      left,
      askers: 0,
      abandon: () => undefined,
    };
    entries.set(key, entry);
    queue.add(entry);
    // A hold may come while the number waits for its turn here.
    limiter.follow(gone, { maxWaitMs }).catch((reason: unknown) => {
      const waitMs = reason instanceof WaitTooLong ? reason.retryAfterMs : 0;
      if (queue.delete(entry)) finish(entry, refusal(inquiry, waitMs));
    });
    schedule();
    return entry;
  }

  function finish(entry: PendingNumber, outcome: Outcome<TrackingDraft>): void {
    forget(entry);
    entry.settle(outcome);
  }

  function forget(entry: PendingNumber): void {
    if (entries.get(entry.key) === entry) entries.delete(entry.key);
  }

  function schedule(): void {
    while (running < maxConcurrency && queue.size >= (isAlone ? 1 : maxBatch)) start();
    if (queue.size === 0 || running >= maxConcurrency || flush !== undefined) return;
    flush = new AbortController();
    // A request that must wait for the quota anyway costs nothing by waiting open.
    const ms = Math.max(flushDelayMs, limiter.foreseenWaitMs(underWayToLine));
    clock.sleep(ms, flush.signal).then(
      () => {
        flush = undefined;
        while (running < maxConcurrency && queue.size > 0) start();
      },
      () => undefined,
    );
  }

  /** A timer that nobody waits for would keep the process alive. */
  function cancelFlush(): void {
    flush?.abort();
    flush = undefined;
  }

  function start(): void {
    running += 1;
    void run(takeBatch()).finally(() => {
      running -= 1;
      schedule();
    });
  }

  /** The next numbers whose askers have the same budget, none of them twice: carriers answer by number. */
  function takeBatch(): readonly PendingNumber[] {
    const batch = new Map<string, PendingNumber>();
    let budget: number | undefined;
    for (const entry of queue) {
      if (batch.size >= maxBatch) break;
      if (!Object.is(budget ?? entry.maxWaitMs, entry.maxWaitMs) || batch.has(entry.inquiry.trackingNumber)) continue;
      budget = entry.maxWaitMs;
      batch.set(entry.inquiry.trackingNumber, entry);
      queue.delete(entry);
      entry.left();
    }
    return [...batch.values()];
  }

  async function run(batch: readonly PendingNumber[]): Promise<void> {
    const controller = new AbortController();
    let wanted = batch.length;
    let isInLine = false;
    const onLine = (): void => {
      if (!isInLine) underWayToLine -= 1;
      isInLine = true;
    };
    underWayToLine += 1;
    for (const entry of batch) {
      entry.abandon = () => {
        wanted -= 1;
        if (wanted === 0) controller.abort();
      };
    }
    const inquiries = batch.map(({ inquiry }) => inquiry);
    const maxWaitMs = batch[0]?.maxWaitMs ?? 0;
    const outcomes = await exchange(inquiries, { maxWaitMs, signal: controller.signal, onQueued: onLine });
    onLine();
    for (const [index, entry] of batch.entries()) {
      const outcome = outcomes[index] ?? missing(carrier, entry.inquiry.trackingNumber);
      finish(entry, outcome);
      if (outcome.ok) report(outcome.value);
    }
  }

  function refusal({ trackingNumber }: Inquiry, retryAfterMs: number): Outcome<never> {
    return failed(trackingNumber, tooMany(carrier, retryAfterMs, { trackingNumber }));
  }

  return { load: ask };
}
