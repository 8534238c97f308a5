import ky, { HTTPError, isHTTPError, isTimeoutError } from 'ky';
import type { WireRequest, WireResponse } from '../carrier.ts';
import { isTrackingError, TrackingError, type TrackingErrorCode } from '../model/error.ts';
import { readBody } from './body.ts';

/** The part of `fetch` that is used. */
export type Fetch = (request: Request) => Promise<Response>;

/** How requests are carried. */
export interface TransportOptions {
  readonly fetch: Fetch;
  /** Milliseconds for one attempt, from the first byte sent to the last byte read; waiting for the quota not included. */
  readonly timeoutMs: number;
  /** Further attempts after a network error, a time-out, 408, 429 or 5xx. */
  readonly retries: number;
  /** A longer body is `unexpected_response`. */
  readonly maxResponseBytes: number;
  /** From 0 to 1, for the jitter of retries. */
  readonly random: () => number;
}

/** What happens around the attempts of one delivery. */
export interface Attempts {
  readonly signal?: AbortSignal | undefined;
  /** Before each attempt, the first being 1; may wait, and refuses by throwing. */
  before(attempt: number): Promise<void>;
  /** After each answer; true where it is a throttling and no data, which is tried again like a 429. */
  answered(response: WireResponse): boolean;
  /** After a failed attempt that is tried again. */
  retrying(attempt: number, because: TrackingErrorCode, httpStatus: number | undefined): void;
}

/** Carries one request to the carrier and brings the answer, whatever its status, once no retry is left or of use. */
export type Transport = (request: WireRequest, attempts: Attempts) => Promise<WireResponse>;

/** First pause between attempts; it doubles, and the jitter takes anything from none to all of it. */
const firstPauseMs = 500;
const longestPauseMs = 20_000;

const isTransient = (status: number): boolean => status === 408 || status === 429 || status >= 500;

/** A transport over ky, which decides when to try again; the hooks make every attempt wait for the quota. */
export function createTransport(options: TransportOptions): Transport {
  const { fetch, timeoutMs, retries, maxResponseBytes, random } = options;
  return async function deliver({ method, url, headers, body }, attempts) {
    const { signal } = attempts;
    // ky sees heads only; the bodies go beside it, so that no error of ky's can hold one.
    const answers = new WeakMap<Response, WireResponse>();
    const throttled = new WeakSet<Response>();

    async function attempt(request: Request): Promise<Response> {
      const response = await fetch(request);
      const answer = await readBody(response, maxResponseBytes);
      const isThrottled = attempts.answered(answer);
      // A throttling may come with any status; ky retries errors only.
      const head = new Response(null, { status: isThrottled && response.ok ? 429 : headStatus(response.status) });
      answers.set(head, answer);
      if (isThrottled) throttled.add(head);
      return head;
    }

    try {
      const head = await ky(url, {
        method,
        headers: { ...headers },
        ...(body === undefined ? {} : { body }),
        ...(signal === undefined ? {} : { signal }),
        fetch: (input) => attempt(input instanceof Request ? input : new Request(input)),
        timeout: timeoutMs,
        retry: {
          limit: retries,
          // Tracking only reads, whatever the method: asking twice does no harm.
          methods: ['get', 'post', 'put', 'delete'],
          shouldRetry: ({ error }) => {
            if (isHTTPError(error)) return isTransient(error.response.status) || throttled.has(error.response);
            return !isTrackingError(error) && signal?.aborted !== true;
          },
          backoffLimit: longestPauseMs,
          delay: (count) => firstPauseMs * 2 ** (count - 1),
          jitter: (delay) => delay * random(),
        },
        hooks: {
          beforeRequest: [() => attempts.before(1)],
          beforeRetry: [
            async ({ error, retryCount }) => {
              attempts.retrying(
                retryCount,
                codeOf(error),
                isHTTPError(error) ? answers.get(error.response)?.status : undefined,
              );
              await attempts.before(retryCount + 1);
            },
          ],
        },
      });
      return answerOf(head);
    } catch (error) {
      // An abort is the caller's own doing and reaches the caller as it is.
      if (signal?.aborted === true) throw signal.reason;
      if (error instanceof HTTPError) return answerOf(error.response);
      if (isTrackingError(error)) throw error;
      const code = codeOf(error);
      const message = code === 'timeout' ? 'did not answer in time' : 'could not be reached';
      throw new TrackingError(code, `The carrier ${message}; check the connection and try again later.`, {
        cause: causeOf(error),
      });
    }

    function answerOf(head: Response): WireResponse {
      const answer = answers.get(head);
      if (answer === undefined) throw new TrackingError('network', 'The carrier gave no answer; try again later.');
      return answer;
    }
  };
}

/** Statuses that `Response` refuses to hold are none that a carrier's answer can be read by. */
function headStatus(status: number): number {
  return status >= 200 && status <= 599 ? status : 502;
}

function codeOf(error: unknown): TrackingErrorCode {
  if (isTimeoutError(error)) return 'timeout';
  if (!isHTTPError(error)) return 'network';
  const { status } = error.response;
  return status === 408 ? 'timeout' : status >= 500 ? 'carrier_unavailable' : 'rate_limited';
}

/** The system's word for a network error (`ECONNREFUSED`), which is all of it that holds no address. */
function causeOf(error: unknown): string | undefined {
  for (let inner = error; inner instanceof Error; inner = inner.cause) {
    const code: unknown = 'code' in inner ? inner.code : undefined;
    if (typeof code === 'string') return code;
  }
  return undefined;
}
