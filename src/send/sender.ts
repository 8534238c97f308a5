import type { Carrier, WireRequest, WireResponse } from '../carrier.ts';
import { TrackingError } from '../model/error.ts';
import { codeOfHttpStatus, fault } from '../read/fault.ts';
import { orAborted } from './abort.ts';
import type { Clock } from './clock.ts';
import { type Limiter, WaitTooLong } from './limiter.ts';
import { readRetryAfter } from './retry-after.ts';
import type { Signal } from './signal.ts';
import { createTokens, type TokenStore, type Tokens } from './tokens.ts';
import type { Transport } from './transport.ts';

/** How one request may be sent. */
export interface SendOptions {
  readonly maxWaitMs: number;
  readonly signal?: AbortSignal | undefined;
  /** Numbers that the request asks for, for signals. */
  readonly numbers: number;
}

/**
 * Sends a carrier's request with its token, within its quota, as often as it makes sense.
 *
 * @returns an answer that says something of the numbers: data, or an error that the carrier's reader knows.
 * @throws TrackingError `rate_limited`, `timeout`, `network`, `carrier_unavailable`, or what the token request met with.
 */
export type Send = (request: WireRequest, options: SendOptions) => Promise<WireResponse>;

/** What a sender works with. */
export interface SenderParts {
  readonly carrier: Carrier;
  readonly limiter: Limiter;
  readonly transport: Transport;
  readonly tokenStore: TokenStore;
  readonly clock: Clock;
  readonly emit: (signal: Signal) => void;
}

/** A 429 that says nothing of when to come back holds the account this long, twice as long each time in a row. */
const firstHoldMs = 5_000;
const longestHoldMs = 60_000;

/** The way to one carrier account. */
export function createSender({ carrier, limiter, transport, tokenStore, clock, emit }: SenderParts): Send {
  const { id, account, grant } = carrier;
  let refusals = 0;

  /** Holds every caller of the account if the answer is a throttling. */
  function isThrottling(response: WireResponse): boolean {
    const { status, headers } = response;
    const told = status === 429 || status === 503 ? readRetryAfter(headers['retry-after'], clock.now()) : undefined;
    const known = told ?? carrier.throttledForMs?.(response, clock.now());
    if (known === undefined && status !== 429) {
      refusals = 0;
      return false;
    }
    const forMs = known ?? Math.min(firstHoldMs * 2 ** refusals, longestHoldMs);
    refusals += 1;
    limiter.hold(forMs);
    emit({ type: 'request.throttled', carrier: id, account, forMs, httpStatus: status });
    return true;
  }

  async function deliver(request: WireRequest, { maxWaitMs, signal, numbers }: SendOptions): Promise<WireResponse> {
    let throttled = false;
    try {
      const response = await transport(request, {
        signal,
        before: async (attempt) => {
          await limiter.admit({ maxWaitMs, signal });
          emit({ type: 'request.sent', carrier: id, account, numbers, attempt });
        },
        answered: (answer) => {
          throttled = isThrottling(answer);
          return throttled;
        },
        retrying: (attempt, because, httpStatus) => {
          const status = httpStatus === undefined ? {} : { httpStatus };
          emit({ type: 'request.retried', carrier: id, account, attempt, because, ...status });
        },
      });
      if (throttled) throw tooMany(limiter.usage().heldForMs, response.status);
      if (response.status === 408 || response.status >= 500) {
        throw fault(carrier, codeOfHttpStatus(response.status), { httpStatus: response.status });
      }
      return response;
    } catch (error) {
      if (error instanceof WaitTooLong) throw tooMany(error.retryAfterMs);
      if (error instanceof TrackingError && error.carrier === undefined) {
        const { code, httpStatus, cause } = error;
        throw code === 'unexpected_response' ? error : fault(carrier, code, { httpStatus, cause });
      }
      throw error;
    }
  }

  function tooMany(retryAfterMs: number, httpStatus?: number): TrackingError {
    const seconds = Math.ceil(retryAfterMs / 1000);
    return fault(
      carrier,
      'rate_limited',
      { retryAfterMs, httpStatus },
      `allows no request of this account for about ${seconds} s; come back then, or allow a longer maxWaitMs`,
    );
  }

  async function requestToken(from: NonNullable<Carrier['grant']>): Promise<ReturnType<typeof from.read>> {
    // The token is everybody's: no caller's patience or abort decides about it.
    const token = from.read(await deliver(from.request(), { maxWaitMs: Number.POSITIVE_INFINITY, numbers: 0 }));
    emit({ type: 'token.renewed', carrier: id, account, expiresInMs: token.expiresInMs });
    return token;
  }

  if (grant === undefined) return deliver;
  const tokens = createTokens(account, grant, tokenStore, clock, () => requestToken(grant));
  return (request, options) => deliverWithToken(request, options, tokens);

  async function deliverWithToken(request: WireRequest, options: SendOptions, from: Tokens): Promise<WireResponse> {
    const { maxWaitMs, signal } = options;
    const attempt = async (): Promise<{ token: string; response: WireResponse }> => {
      const wait = limiter.foreseenWaitMs(0);
      if (wait > maxWaitMs) throw tooMany(wait);
      const token = await orAborted(from.get(), signal);
      const headers = { ...request.headers, authorization: `Bearer ${token}` };
      return { token, response: await deliver({ ...request, headers }, options) };
    };
    const first = await attempt();
    if (first.response.status !== 401) return first.response;
    await from.drop(first.token);
    return (await attempt()).response;
  }
}
