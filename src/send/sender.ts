import type { Carrier } from '../carrier/carrier.ts';
import { codeOfHttpStatus, fault, tooMany } from '../carrier/fault.ts';
import type { AccessToken, TokenGrant, WireRequest, WireResponse } from '../carrier/wire.ts';
import { isTrackingError, TrackingError, type TrackingErrorCode, type TrackingErrorDetails } from '../model/error.ts';
import { fingerprint } from '../model/fingerprint.ts';
import { type Store, storeKey } from '../model/store.ts';
import { type Clock, monotonicOf } from '../time/clock.ts';
import { TurnstileFailure } from './limiter/account-turns.ts';
import type { Limiter, TurnAdmission } from './limiter/limiter.ts';
import { createWaitBudget, type QueuedWaitOptions, type WaitBudget, WaitTooLong } from './limiter/wait-queue.ts';
import { createStoredToken, isHeaderText } from './stored-token.ts';
import { type AttemptTelemetry, type CallKind, type CallTelemetry, type Signal, tellOfCall } from './telemetry.ts';
import { createThrottling } from './throttling.ts';
import { type TokenCache, type TokenSource, tokenCacheOf } from './token-cache.ts';
import {
  type AllowedAttempt,
  type Fetch,
  isUnsent,
  networkWords,
  type Transport,
  type TransportResult,
} from './transport.ts';

/** How one request may be sent. */
interface SendOptions extends QueuedWaitOptions {
  /** Numbers that the request asks for, for signals. */
  readonly numbers: number;
  /** What it is for, for signals. */
  readonly kind: CallKind;
  /** What the adapter named it by. */
  readonly requestId: string;
  /** A failure that a number of the request may be to blame for is not tried again here. */
  readonly failsFast?: boolean;
}

/**
 * Sends a carrier's request with its token, within its quota, as often as it makes sense.
 *
 * @returns an answer that says something of the numbers: data, or an error that the carrier's reader knows.
 * @throws TrackingError `rate_limited`, `timeout`, `network`, `carrier_unavailable`, `unauthorized`, or what the token
 * request met with; the signal's reason on abort.
 */
export type Send = (request: WireRequest, options: SendOptions) => Promise<WireResponse>;

/** What a sender works with. */
export interface SenderParts {
  readonly carrier: Carrier;
  readonly limiter: Limiter;
  /** How its requests wait for their turns; absent for calls that share no promise with others. */
  readonly admission: TurnAdmission | undefined;
  readonly transport: Transport;
  /** By which the transport goes. */
  readonly fetch: Fetch;
  readonly timeoutMs: number;
  readonly tokenStore: Store;
  readonly clock: Clock;
  readonly emit: (signal: Signal) => void;
  /** Names a request that no adapter names: one for a token. */
  readonly requestId: () => string;
}

/** The longest that an attempt may take beyond its time-out, and the longest that its turn is kept for it in any case. */
const leaseSpareMs = 30_000;
const longestLeaseMs = 600_000;

/** A token that was got so short a time ago is used, however short its life. */
const justGotMs = 1_000;
/** Most tokens that are got for one request while others take all the turns. */
const mostTokens = 20;

/** A turnstile that could not be asked may be asked again then. */
const turnstileRetryMs = 1_000;

interface Tokens {
  readonly cache: TokenCache;
  readonly source: TokenSource;
}

/** The way to one carrier account. */
export function createSender(parts: SenderParts): Send {
  const { carrier, limiter, transport, clock, emit } = parts;
  const { id, account, grant } = carrier;
  const isThrottling = createThrottling({ carrier, limiter, clock, emit });
  const ofTokens = grant?.throttledForMs && { id, account, throttledForMs: grant.throttledForMs };
  const isThrottlingTokens =
    ofTokens === undefined ? isThrottling : createThrottling({ carrier: ofTokens, limiter, clock, emit });
  const leaseMs = Math.min(parts.timeoutMs + leaseSpareMs, longestLeaseMs);
  const admission = parts.admission ?? limiter.apart(carrier.maxConcurrency);
  let tokens: Tokens | undefined;

  return async function send(request, { numbers, kind, requestId, failsFast = false, ...wait }) {
    const telemetry = tellOfCall({ carrier: id, account, kind, requestId, numbers }, clock, emit);
    try {
      const response = await answerTo(request, { telemetry, failsFast, isThrottling }, wait);
      telemetry.finished({ httpStatus: response.status });
      return response;
    } catch (error) {
      telemetry.finished(failureOf(error, wait.signal));
      throw error;
    }
  };

  async function answerTo(request: WireRequest, how: HowToSend, wait: QueuedWaitOptions): Promise<WireResponse> {
    const budget = createWaitBudget(wait, clock);
    try {
      // Made when first needed: an adapter whose grant fails costs its own numbers and nothing else.
      if (grant !== undefined) tokens ??= tokensOf(grant);
      return await (tokens === undefined
        ? deliver(request, how, budget)
        : deliverWithToken(request, how, budget, tokens));
    } catch (error) {
      if (error instanceof TurnstileFailure) {
        const words = 'is not asked while nobody can tell what is left of its quota; check the store of { turnstile }';
        throw fault(carrier, 'rate_limited', { retryAfterMs: turnstileRetryMs }, words);
      }
      throw error instanceof WaitTooLong ? tooMany(carrier, error.retryAfterMs) : error;
    }
  }

  function tokensOf(from: TokenGrant): Tokens {
    const { url, headers, body } = from.request();
    // The credentials are part of the name: another secret must not be served with this one's token.
    const credentials = fingerprint(JSON.stringify([url, headers, body]));
    const stored = createStoredToken(parts.tokenStore, storeKey('token', account, credentials), clock);
    const request = (signal: AbortSignal | undefined): Promise<AccessToken> => askForToken(from, signal);
    return {
      cache: tokenCacheOf(limiter, parts.fetch, credentials, clock),
      source: { stored, request, admission: parts.admission },
    };
  }

  async function deliverWithToken(
    request: WireRequest,
    how: HowToSend,
    budget: WaitBudget,
    using: Tokens,
  ): Promise<WireResponse> {
    const { cache, source } = using;
    for (let isFirst = true; ; isFirst = false) {
      let used = '';
      const response = await deliver(request, how, budget, async () => {
        used = await budget.spend((wait) => cache.get(source, wait));
        return { token: used, gotAt: monotonicOf(clock), isGood: () => cache.isGood(used) };
      });
      if (response.status !== 401) return response;
      await cache.drop(used, source.stored);
      if (isFirst) continue;
      const words = 'refused a token that it had just issued; check that the credentials may use its tracking product';
      const refusal = fault(carrier, 'unauthorized', { httpStatus: 401 }, words);
      cache.refuse(refusal);
      throw refusal;
    }
  }

  async function askForToken(from: TokenGrant, signal: AbortSignal | undefined): Promise<AccessToken> {
    // The token is everybody's: no single caller's budget decides about it.
    const budget = createWaitBudget({ maxWaitMs: Number.POSITIVE_INFINITY, signal }, clock);
    const call = { carrier: id, account, kind: 'token', requestId: parts.requestId(), numbers: 0 } as const;
    const telemetry = tellOfCall(call, clock, emit);
    let response: WireResponse;
    try {
      const how = { telemetry, failsFast: false, isThrottling: isThrottlingTokens };
      response = await deliver(from.request(), how, budget);
      telemetry.finished({ httpStatus: response.status });
    } catch (error) {
      telemetry.finished(failureOf(error, signal));
      throw error;
    }
    const token = from.read(response);
    if (!isHeaderText(token?.accessToken) || !(token.expiresInMs >= 0)) {
      const words = 'sent a token that cannot be used; try again, and report it if it stays so';
      throw fault(carrier, 'unexpected_response', { retryable: true }, words);
    }
    emit({ type: 'token.renewed', carrier: id, account, expiresInMs: token.expiresInMs });
    return token;
  }

  /** A turn, and with it the token of the moment: what was good before the wait may not be after it. */
  async function depart(budget: WaitBudget, getToken: GetToken | undefined): Promise<Admitted> {
    for (let round = 1; ; round += 1) {
      const got = await getToken?.();
      budget.onLine();
      const turn = await budget.spend((wait) => admission.admit({ ...wait, leaseMs }));
      const isStale =
        got !== undefined && !got.isGood() && monotonicOf(clock) - got.gotAt > justGotMs && round < mostTokens;
      if (!isStale) {
        const headers: Record<string, string> = got === undefined ? {} : { authorization: `Bearer ${got.token}` };
        return { headers, over: () => void turn.settle() };
      }
      void turn.settle(false);
    }
  }

  async function deliver(
    request: WireRequest,
    how: HowToSend,
    budget: WaitBudget,
    getToken?: GetToken,
  ): Promise<WireResponse> {
    const { response, isThrottling: isRefused } = await attempts(request, how, budget, getToken);
    const { status: httpStatus } = response;
    if (isRefused) throw tooMany(carrier, limiter.usage().heldForMs, { httpStatus });
    if (httpStatus === 408 || httpStatus >= 500) {
      const code = codeOfHttpStatus(httpStatus);
      throw request.isIdempotent === false ? lost(code, { httpStatus }) : fault(carrier, code, { httpStatus });
    }
    return response;
  }

  /** What was asked may have been done, and nobody said so. */
  function lost(code: TrackingErrorCode, details: TrackingErrorDetails): TrackingError {
    const words = 'gave no answer to what must not be asked twice, and may have done it; find out before you ask again';
    return fault(carrier, code, { ...details, retryable: false }, words);
  }

  async function attempts(
    request: WireRequest,
    how: HowToSend,
    budget: WaitBudget,
    getToken: GetToken | undefined,
  ): Promise<TransportResult> {
    let hasLeft = false;
    try {
      return await transport(request, {
        signal: budget.signal,
        failsFast: how.failsFast,
        before: async (attempt) => {
          const queuedSince = monotonicOf(clock);
          const admitted = await depart(budget, getToken);
          how.telemetry.queued(monotonicOf(clock) - queuedSince);
          let sent: AttemptTelemetry | undefined;
          return {
            ...admitted,
            leave: () => {
              hasLeft = true;
              sent = how.telemetry.sent(attempt);
            },
            ended: (result) => sent?.finished(result),
          };
        },
        answered: how.isThrottling,
        retrying: (attempt, because, httpStatus) => {
          const status = httpStatus === undefined ? {} : { httpStatus };
          emit({ type: 'request.retried', ...how.telemetry.call, attempt, because, ...status });
        },
      });
    } catch (error) {
      // The transport does not know whom it speaks to: the standard words with the carrier's name instead of its own.
      if (!(error instanceof TrackingError) || (error.code !== 'network' && error.code !== 'timeout')) throw error;
      const { code, cause, httpStatus } = error;
      if (request.isIdempotent === false && hasLeft && !isUnsent(cause)) throw lost(code, { cause, httpStatus });
      throw fault(
        carrier,
        code,
        { cause, httpStatus },
        code === 'network' ? networkWords(cause, httpStatus) : undefined,
      );
    }
  }
}

/** Why a call failed, for signals. */
function failureOf(error: unknown, signal: AbortSignal | undefined): Parameters<CallTelemetry['finished']>[0] {
  if (signal?.aborted === true && error === signal.reason) return { failure: 'aborted' };
  if (!isTrackingError(error)) return { failure: 'unexpected_response' };
  const { code: failure, httpStatus } = error;
  return httpStatus === undefined ? { failure } : { failure, httpStatus };
}

/** An attempt that has its token and its turn. */
type Admitted = Pick<AllowedAttempt, 'headers' | 'over'>;

type HowToSend = Required<Pick<SendOptions, 'failsFast'>> & {
  readonly telemetry: CallTelemetry;
  /** Whether an answer is the carrier's way of throttling; token requests may have a way of their own. */
  readonly isThrottling: (answer: WireResponse) => boolean;
};

/** Gets a token that is good now. */
type GetToken = () => Promise<{ readonly token: string; readonly gotAt: number; readonly isGood: () => boolean }>;
