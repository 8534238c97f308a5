import ky, { HTTPError, isTimeoutError } from 'ky';
import { codeOfHttpStatus } from '../carrier/fault.ts';
import type { WireRequest, WireResponse } from '../carrier/wire.ts';
import { isTrackingError, TrackingError, type TrackingErrorCode } from '../model/error.ts';
import { readBody } from './read-body.ts';

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
interface Attempts {
  readonly signal?: AbortSignal | undefined;
  /** Before each attempt, the first being 1; may wait, and refuses by throwing. */
  before(attempt: number): Promise<void>;
  /** After each answer; true where it is a throttling and no data, which is tried again like a 429. */
  answered(response: WireResponse): boolean;
  /** After a failed attempt that is tried again. */
  retrying(attempt: number, because: TrackingErrorCode, httpStatus: number | undefined): void;
}

/** The last answer that a carrier gave, whatever its status. */
export interface Delivery {
  readonly response: WireResponse;
  readonly isThrottling: boolean;
}

/** Carries one request to the carrier and brings the answer once no retry is left or of use. */
export type Transport = (request: WireRequest, attempts: Attempts) => Promise<Delivery>;

/** First pause between attempts; it doubles, and the jitter takes anything from none to all of it. */
const firstPauseMs = 500;
const longestPauseMs = 20_000;
/** Longest delay that timers take. */
const longestTimerMs = 2_147_483_647;

const isTransient = (status: number): boolean => status === 408 || status === 429 || status >= 500;

/** A transport over ky, which decides when to try again; the hooks make every attempt wait for the quota. */
export function createTransport(options: TransportOptions): Transport {
  const { fetch, timeoutMs, retries, maxResponseBytes, random } = options;
  return async function deliver({ method, url, headers, body }, attempts) {
    const { signal } = attempts;
    // ky sees heads only; the bodies go beside it, so that no error of ky's can hold one.
    const deliveries = new WeakMap<Response, Delivery>();
    let isHeld = false;

    async function attempt(request: Request): Promise<Response> {
      isHeld = false;
      const response = await answerTo(request);
      const isThrottling = attempts.answered(response);
      isHeld = isThrottling;
      // A throttling may come with any status; ky retries errors only.
      const head = new Response(null, { status: isThrottling ? 429 : headStatus(response.status) });
      deliveries.set(head, { response, isThrottling });
      return head;
    }

    async function answerTo(request: Request): Promise<WireResponse> {
      try {
        return await readBody(await fetch(request), maxResponseBytes, request.signal);
      } catch (error) {
        throw isTrackingError(error) ? error : new Unanswered(error);
      }
    }

    function begin(): Promise<Response> {
      try {
        return start();
      } catch {
        // What is thrown here quotes the URL or the header that is wrong.
        const message =
          'No request can be made of these options; check baseUrl and the credentials for stray characters.';
        throw new TrackingError('invalid_request', message);
      }
    }

    function start(): Promise<Response> {
      return ky(url, {
        method,
        headers: { ...headers },
        ...(body === undefined ? {} : { body }),
        ...(signal === undefined ? {} : { signal }),
        // Followed, a redirect would carry keys to another host; an API that redirects is one that we do not know.
        redirect: 'manual',
        fetch: (input) => attempt(input instanceof Request ? input : new Request(input)),
        timeout: Math.min(timeoutMs, longestTimerMs),
        throwHttpErrors: isTransient,
        retry: {
          limit: retries,
          // Tracking only reads, whatever the method: asking twice does no harm.
          methods: ['get', 'post', 'put', 'delete'],
          shouldRetry: ({ error }) => signal?.aborted !== true && reasonToRetry(error) !== undefined,
          // A throttling holds the account; whoever cannot wait that long is to hear of it at once.
          delay: (count) => (isHeld ? 0 : Math.min(firstPauseMs * 2 ** (count - 1), longestPauseMs)),
          jitter: (delay) => delay * random(),
        },
        hooks: {
          beforeRequest: [() => attempts.before(1)],
          beforeRetry: [
            async ({ error, retryCount }) => {
              const { because = 'network', httpStatus } = reasonToRetry(error) ?? {};
              attempts.retrying(retryCount, because, httpStatus);
              await attempts.before(retryCount + 1);
            },
          ],
        },
      });
    }

    try {
      return deliveryOf(await begin());
    } catch (error) {
      // An abort is the caller's own doing and reaches the caller as it is.
      if (signal?.aborted === true) throw signal.reason;
      if (error instanceof HTTPError) return deliveryOf(error.response);
      const reason = reasonToRetry(error);
      if (reason === undefined) throw error;
      const message = reason.because === 'timeout' ? 'did not answer in time' : 'could not be reached';
      throw new TrackingError(reason.because, `The carrier ${message}; check the connection and try again later.`, {
        cause: error instanceof Unanswered ? error.cause : undefined,
      });
    }

    function reasonToRetry(error: unknown): { because: TrackingErrorCode; httpStatus?: number } | undefined {
      if (error instanceof HTTPError) {
        const { status: httpStatus } = deliveryOf(error.response).response;
        return { because: codeOfHttpStatus(error.response.status), httpStatus };
      }
      if (error instanceof Unanswered) return { because: 'network' };
      return isTimeoutError(error) ? { because: 'timeout' } : undefined;
    }

    function deliveryOf(head: Response): Delivery {
      const delivery = deliveries.get(head);
      if (delivery === undefined) throw new TrackingError('network', 'The carrier gave no answer; try again later.');
      return delivery;
    }
  };
}

/** Statuses that `Response` refuses to hold are none that a carrier's answer can be read by. */
function headStatus(status: number): number {
  return status >= 200 && status <= 599 ? status : 502;
}

/** No answer came. Takes the place of what `fetch` threw, which may hold an address and anything else. */
class Unanswered extends Error {
  override readonly name = 'Unanswered';

  constructor(thrown: unknown) {
    super('No answer came.', { cause: systemCode(thrown) });
  }
}

/** The system's word for a network error (`ECONNREFUSED`), which is all of it that holds no address. */
function systemCode(error: unknown): string | undefined {
  for (let inner = error, depth = 0; inner instanceof Error && depth < 8; inner = inner.cause, depth += 1) {
    const code: unknown = 'code' in inner ? inner.code : undefined;
    if (typeof code === 'string' && /^[A-Z][A-Z0-9_]{1,40}$/.test(code)) return code;
  }
  return undefined;
}
