import type { Carrier } from '../carrier/carrier.ts';
import { codeOfHttpStatus, fault, tooMany } from '../carrier/fault.ts';
import type { AccessToken, TokenGrant, WireRequest, WireResponse } from '../carrier/wire.ts';
import { TrackingError } from '../model/error.ts';
import type { Store } from '../model/store.ts';
import type { Clock } from '../time/clock.ts';
import type { Limiter } from './limiter/limiter.ts';
import { createWaitBudget, type QueuedWaitOptions, type WaitBudget, WaitTooLong } from './limiter/wait-queue.ts';
import type { Signal } from './telemetry.ts';
import { createThrottling } from './throttling.ts';
import { createTokenCache, type TokenCache } from './token-cache.ts';

import type { Delivery, Transport } from './transport.ts';

/** How one request may be sent. */
interface SendOptions extends QueuedWaitOptions {
  /** Numbers that the request asks for, for signals. */
  readonly numbers: number;
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
  readonly transport: Transport;
  readonly tokenStore: Store;
  readonly clock: Clock;
  readonly emit: (signal: Signal) => void;
}

/** The way to one carrier account. */
export function createSender({ carrier, limiter, transport, tokenStore, clock, emit }: SenderParts): Send {
  const { id, account, grant } = carrier;
  const isThrottling = createThrottling({ carrier, limiter, clock, emit });
  const tokens =
    grant &&
    createTokenCache({ account, grant, store: tokenStore, clock, limiter, request: (s) => askForToken(grant, s) });

  return async function send(request, { numbers, ...wait }) {
    const budget = createWaitBudget(wait, clock);
    try {
      return await (tokens === undefined
        ? deliver(request, numbers, budget)
        : deliverWithToken(request, numbers, budget, tokens));
    } catch (error) {
      throw error instanceof WaitTooLong ? tooMany(carrier, error.retryAfterMs) : error;
    }
  };

  async function deliverWithToken(
    request: WireRequest,
    numbers: number,
    budget: WaitBudget,
    { get, drop, refuse }: TokenCache,
  ): Promise<WireResponse> {
    for (let isFirst = true; ; isFirst = false) {
      const token = await budget.spend(get);
      const headers = { ...request.headers, authorization: `Bearer ${token}` };
      const response = await deliver({ ...request, headers }, numbers, budget);
      if (response.status !== 401) return response;
      await drop(token);
      if (isFirst) continue;
      const words = 'refused a token that it had just issued; check that the credentials may use its tracking product';
      const refusal = fault(carrier, 'unauthorized', { httpStatus: 401 }, words);
      refuse(refusal);
      throw refusal;
    }
  }

  async function askForToken(from: TokenGrant, signal: AbortSignal): Promise<AccessToken> {
    // The token is everybody's: no single caller's budget decides about it.
    const budget = createWaitBudget({ maxWaitMs: Number.POSITIVE_INFINITY, signal }, clock);
    const token = from.read(await deliver(from.request(), 0, budget));
    emit({ type: 'token.renewed', carrier: id, account, expiresInMs: token.expiresInMs });
    return token;
  }

  async function deliver(request: WireRequest, numbers: number, budget: WaitBudget): Promise<WireResponse> {
    const { response, isThrottling: isRefused } = await attempts(request, numbers, budget);
    const { status: httpStatus } = response;
    if (isRefused) throw tooMany(carrier, limiter.usage().heldForMs, { httpStatus });
    if (httpStatus === 408 || httpStatus >= 500) throw fault(carrier, codeOfHttpStatus(httpStatus), { httpStatus });
    return response;
  }

  async function attempts(request: WireRequest, numbers: number, budget: WaitBudget): Promise<Delivery> {
    try {
      return await transport(request, {
        signal: budget.signal,
        before: async (attempt) => {
          budget.onLine();
          await budget.spend(limiter.admit);
          emit({ type: 'request.sent', carrier: id, account, numbers, attempt });
        },
        answered: isThrottling,
        retrying: (attempt, because, httpStatus) => {
          const status = httpStatus === undefined ? {} : { httpStatus };
          emit({ type: 'request.retried', carrier: id, account, attempt, because, ...status });
        },
      });
    } catch (error) {
      // The transport does not know whom it speaks to: the standard words with the carrier's name instead of its own.
      if (!(error instanceof TrackingError) || (error.code !== 'network' && error.code !== 'timeout')) throw error;
      throw fault(carrier, error.code, { cause: error.cause });
    }
  }
}
