import type { Carrier } from '../carrier/carrier.ts';
import { carriers } from '../carrier/carrier-options.ts';
import { TrackingError } from '../model/error.ts';
import type { Store } from '../model/store.ts';
import type { TrackingDraft } from '../model/tracking.ts';
import { type OptionsShape, optional } from '../options/options.ts';
import { aFunction, flag, someMilliseconds, store, wholeNumber, withMethods } from '../options/values.ts';
import { type Clock, clockOption, systemClock } from '../time/clock.ts';
import { type Batcher, createBatcher } from './batch.ts';
import { createLookUp, createTrackBatch, type LookUp } from './carrier-client.ts';
import type { Limiter } from './limiter/limiter.ts';
import { createLimiterPool, type LimiterPool, sharedLimiters } from './limiter/pool.ts';
import type { Turnstile } from './limiter/turnstile.ts';
import { type PayloadListener, payloadsTo } from './payload-listener.ts';
import { createSender, type Send } from './sender.ts';
import { diagnosticsPublisher, guarded, reportDraft, type Signal, type SignalListener } from './telemetry.ts';
import { createTransport, type Fetch, firstPauseMs } from './transport.ts';

/** How carriers are reached. */
export interface ConnectionsOptions {
  readonly carriers: readonly Carrier[];
  /** Default: the global `fetch`, looked up at each request. */
  readonly fetch?: Fetch;
  /** Where OAuth tokens are kept. Default: in this tracker's memory. A Keyv instance fits as it is. */
  readonly tokens?: Store;
  /** Who keeps the quotas. Default: one pool for all trackers of the process. */
  readonly limiters?: LimiterPool;
  /**
   * Who else keeps the quotas, beside this process: {@link storeTurnstile} over a store, so that a daily quota outlives the
   * process and is shared with others. Default: nobody.
   */
  readonly turnstile?: Turnstile;
  /**
   * Whether calls share requests, tokens on their way and the waiting line: then numbers that are asked for by several
   * `track()` calls at the same time go out together, first come first served. False for runtimes in which one request must
   * not wait for what another one has begun: each `track()` call makes a request of its own, and looks by itself whether it
   * may; what was counted, held and kept is shared all the same. Default: true, but on Cloudflare Workers.
   */
  readonly share?: boolean;
  /** Milliseconds for one attempt, waiting for the quota not included. Default: 30,000. */
  readonly timeoutMs?: number;
  /** Further attempts after a network error, a time-out, 408, 429 or 5xx. Default: 3. */
  readonly retries?: number;
  /** Longest answer that is read, in bytes. Default: 10 MiB. */
  readonly maxResponseBytes?: number;
  /**
   * Told of what the tracker does, as it does it. On Node.js and Bun each signal is published on the `diagnostics_channel` of
   * its type, too: `waybill:request.finished`.
   */
  readonly onSignal?: SignalListener;
  /**
   * Receives every tracking answer as it came, look-ups by reference and pushes included, so that it can be kept and read
   * again by `readPayload`. Default: nobody.
   */
  readonly onPayload?: PayloadListener;
  /** Default: the machine's time. */
  readonly clock?: Clock;
  /** From 0 to 1, for jitter and request ids. Default: `Math.random`. */
  readonly random?: () => number;
}

/** {@link ConnectionsOptions}. */
export const connectionsShape: OptionsShape<ConnectionsOptions> = {
  carriers,
  fetch: optional(aFunction<Fetch>('a function like fetch')),
  tokens: optional(store),
  limiters: optional(withMethods<LimiterPool>('what createLimiterPool() makes', 'get')),
  turnstile: optional(withMethods<Turnstile>('a turnstile, such as storeTurnstile() makes', 'take', 'hold')),
  share: optional(flag),
  timeoutMs: optional(someMilliseconds),
  retries: optional(wholeNumber(0, 100)),
  maxResponseBytes: optional(wholeNumber(1)),
  onSignal: optional(aFunction<SignalListener>()),
  onPayload: optional(aFunction<PayloadListener>()),
  clock: optional(clockOption),
  random: optional(aFunction<() => number>('a function that gives a number from 0 to 1')),
};

/** A carrier account that can be asked. */
export interface Connection {
  readonly carrier: Carrier;
  readonly limiter: Limiter;
  /**
   * How one call asks for numbers: by the batcher that all calls share, or by one of its own, which waits for company or not.
   */
  readonly batcherFor: (isAlone: boolean) => Batcher;
  readonly lookUp: LookUp;
  readonly send: Send;
  /** For subscriptions: by the token that they take. */
  readonly sendSubscription: Send;
  readonly requestId: () => string;
}

/**
 * Joins for each carrier account what it needs: batch, token, limiter, transport, read.
 *
 * @throws TrackingError `invalid_request` for carriers that share an id and for quotas that allow nothing.
 */
export function connect(options: ConnectionsOptions): readonly Connection[] {
  const { clock = systemClock } = options;
  const { carriers, fetch = globalFetch, tokens = new Map<string, string>() } = options;
  const { timeoutMs = 30_000, retries = 3, maxResponseBytes = 10 * 1024 * 1024, random = Math.random } = options;
  const limiters = options.limiters ?? (clock === systemClock ? sharedLimiters : createLimiterPool(clock));
  const { share = !isCloudflareWorkers() } = options;
  const tell = guarded(options.onSignal);
  const publish = diagnosticsPublisher();
  const emit = (signal: Signal): void => {
    tell(signal);
    publish(signal);
  };
  const handOut = payloadsTo(options.onPayload, clock);
  const pause = (signal: AbortSignal | undefined): Promise<void> => clock.sleep(firstPauseMs * random(), signal);
  const transport = createTransport({ fetch, timeoutMs, retries, maxResponseBytes, random });

  const twice = carriers.find(({ id }, index) => carriers.findIndex((other) => other.id === id) !== index);
  if (twice !== undefined) {
    const message = `Two carriers have the id ${twice.id}; make one tracker for each account.`;
    throw new TrackingError('invalid_request', message);
  }
  const nextRequestId = (): string => requestId(random);
  return carriers.map((carrier) => {
    const limiter = limiters.get(carrier.account, carrier.quotas, options.turnstile);
    const senderTo = (seen: Carrier): Send =>
      createSender({
        carrier: seen,
        limiter,
        admission: share ? limiter : undefined,
        transport,
        fetch,
        timeoutMs,
        tokenStore: tokens,
        clock,
        emit,
        requestId: nextRequestId,
      });
    const send = senderTo(carrier);
    const subscriber = subscriberOf(carrier);
    const sendSubscription = subscriber === carrier ? send : senderTo(subscriber);
    const exchange = createTrackBatch({ carrier, send, requestId: nextRequestId, retries, pause, handOut });
    const report = (draft: TrackingDraft): void => reportDraft(draft, emit);
    const parts = { carrier, exchange, clock, report };
    const shared = createBatcher({ ...parts, limiter });
    const { foreseenWaitMs } = limiter;
    const batcherFor = (isAlone: boolean): Batcher =>
      share ? shared : createBatcher({ ...parts, limiter: { foreseenWaitMs, follow: (work) => work }, isAlone });
    const lookUp = createLookUp({ carrier, send, requestId: nextRequestId, handOut });
    return { carrier, limiter, batcherFor, lookUp, send, sendSubscription, requestId: nextRequestId };
  });
}

/** The global `fetch` of the moment, the same for all trackers. */
const globalFetch: Fetch = (request) => globalThis.fetch(request);

/** As Cloudflare documents it. */
function isCloudflareWorkers(): boolean {
  const { navigator }: { readonly navigator?: { readonly userAgent?: string } } & Pick<typeof globalThis, 'fetch'> =
    globalThis;
  return navigator?.userAgent === 'Cloudflare-Workers';
}

/** Sixteen hex digits. */
function requestId(random: () => number): string {
  const digits = (): string =>
    Math.floor(random() * 0x1_0000_0000)
      .toString(16)
      .padStart(8, '0');
  return digits() + digits();
}

/** The carrier as those meet it who order pushes: by a token of their own, where it grants one for that. */
function subscriberOf(carrier: Carrier): Carrier {
  const grant = carrier.subscriptions?.grant;
  return grant === undefined ? carrier : { ...carrier, grant, account: `${carrier.account}:subscriptions` };
}
