import ky, { HTTPError, isTimeoutError } from 'ky';
import { codeOfHttpStatus } from '../carrier/fault.ts';
import type { WireRequest, WireResponse } from '../carrier/wire.ts';
import { isTrackingError, TrackingError, type TrackingErrorCode } from '../model/error.ts';
import { deferred } from './promises.ts';
import { readBody } from './read-body.ts';
import type { CallFailure } from './telemetry.ts';

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

/** An attempt that may leave. */
export interface AllowedAttempt {
  /** Beside those of the request: the token of the moment. */
  readonly headers: Readonly<Record<string, string>>;
  /** Called once, just before the request is handed to `fetch`. */
  leave(): void;
  /** Called once: the carrier has seen the request and begun to answer, or the attempt has failed. */
  over(): void;
  /** Called once if it has left: what came of it. */
  ended(result: AttemptResult): void;
}

/** What came of an attempt: an answer read to its end, or why there is none. */
export interface AttemptResult {
  readonly httpStatus?: number | undefined;
  readonly bytes?: number;
  readonly failure?: CallFailure;
}

/** What happens around the attempts of one delivery. */
interface Attempts {
  readonly signal?: AbortSignal | undefined;
  /** An error of the server and an answer that broke off are not tried again. */
  readonly failsFast: boolean;
  /** Before each attempt, the first being 1; may wait, and refuses by throwing. */
  before(attempt: number): Promise<AllowedAttempt>;
  /** After each answer; true where it is a throttling and no data, which is tried again like a 429. */
  answered(response: WireResponse): boolean;
  /** After a failed attempt that is tried again. */
  retrying(attempt: number, because: TrackingErrorCode, httpStatus: number | undefined): void;
}

/** The last answer that a carrier gave, whatever its status. */
export interface TransportResult {
  readonly response: WireResponse;
  readonly isThrottling: boolean;
}

/** Carries one request to the carrier and brings the answer once no retry is left or of use. */
export type Transport = (request: WireRequest, attempts: Attempts) => Promise<TransportResult>;

/** First pause between attempts; it doubles, and the jitter takes anything from none to all of it. */
export const firstPauseMs = 500;
const longestPauseMs = 20_000;
/** Longest delay that timers take. */
const longestTimerMs = 2_147_483_647;

const isTransient = (status: number): boolean => status === 408 || status === 429 || status >= 500;

/** A transport over ky, which decides when to try again; the hooks make every attempt wait for the quota. */
export function createTransport(options: TransportOptions): Transport {
  const { fetch, timeoutMs, retries, maxResponseBytes, random } = options;
  return async function deliver({ method, url, headers, body, isIdempotent = true }, attempts) {
    const { signal } = attempts;
    // ky sees heads only; the bodies go beside it, so that no error of ky's can hold one.
    const deliveries = new WeakMap<Response, TransportResult>();
    let isHeld = false;
    let departure: AllowedAttempt | undefined;
    let isOver = false;

    async function depart(attempt: number): Promise<void> {
      departure = await attempts.before(attempt);
      if (isOver) departure.over();
    }

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
      const leaving = departure;
      departure = undefined;
      let httpStatus: number | undefined;
      let hasEnded = false;
      const end = (result: AttemptResult): void => {
        if (!hasEnded) leaving?.ended({ httpStatus, ...result });
        hasEnded = true;
      };
      const calledOff = deferred<never>();
      calledOff.promise.catch(() => undefined);
      const callOff = (): void => {
        leaving?.over();
        end({ failure: signal?.aborted === true ? 'aborted' : 'timeout' });
        calledOff.reject(request.signal.reason);
      };
      request.signal.addEventListener('abort', callOff, { once: true });
      try {
        // A fetch that knows nothing of signals may never end.
        const head = await Promise.race([headOf(request, leaving), calledOff.promise]);
        httpStatus = head.status;
        const { response, bytes } = await readBody(head, maxResponseBytes, request.signal);
        end({ bytes });
        return response;
      } catch (error) {
        end({ failure: isTrackingError(error) ? error.code : 'network' });
        throw isTrackingError(error) ? error : new NoAnswer(error, httpStatus);
      } finally {
        request.signal.removeEventListener('abort', callOff);
      }
    }

    async function headOf(request: Request, leaving: AllowedAttempt | undefined): Promise<Response> {
      try {
        for (const [name, value] of Object.entries(leaving?.headers ?? {})) request.headers.set(name, value);
        leaving?.leave();
        return await fetch(request);
      } finally {
        leaving?.over();
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
          shouldRetry: ({ error }) => {
            const reason = reasonToRetry(error);
            if (reason === undefined || signal?.aborted === true) return false;
            const { because, httpStatus } = reason;
            if (!isIdempotent && mayHaveBeenDone(error, reason)) return false;
            const isPoison = httpStatus !== undefined && httpStatus !== 503 && because !== 'rate_limited';
            return !(attempts.failsFast && isPoison && because !== 'timeout');
          },
          // A throttling holds the account; whoever cannot wait that long is to hear of it at once.
          delay: (count) => (isHeld ? 0 : Math.min(firstPauseMs * 2 ** (count - 1), longestPauseMs)),
          jitter: (delay) => delay * random(),
        },
        hooks: {
          beforeRequest: [() => depart(1)],
          beforeRetry: [
            async ({ error, retryCount }) => {
              const { because = 'network', httpStatus } = reasonToRetry(error) ?? {};
              attempts.retrying(retryCount, because, httpStatus);
              await depart(retryCount + 1);
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
      const { cause, httpStatus } = error instanceof NoAnswer ? error : {};
      const message = 'The carrier gave no answer; check the connection and try again later.';
      throw new TrackingError(reason.because, message, { cause, httpStatus });
    } finally {
      isOver = true;
      // Admitted, and called off before it left.
      departure?.over();
    }

    function reasonToRetry(error: unknown): { because: TrackingErrorCode; httpStatus?: number } | undefined {
      if (error instanceof HTTPError) {
        const { status: httpStatus } = deliveryOf(error.response).response;
        return { because: codeOfHttpStatus(error.response.status), httpStatus };
      }
      if (error instanceof NoAnswer) {
        return { because: 'network', ...(error.httpStatus === undefined ? {} : { httpStatus: error.httpStatus }) };
      }
      return isTimeoutError(error) ? { because: 'timeout' } : undefined;
    }

    /** Whether the carrier may have done what was asked, though it did not say so. */
    function mayHaveBeenDone(error: unknown, { because }: { readonly because: TrackingErrorCode }): boolean {
      if (error instanceof NoAnswer) return !isUnsent(error.cause);
      return because !== 'rate_limited';
    }

    function deliveryOf(head: Response): TransportResult {
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
class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
  /** The status of an answer that broke off. */
  readonly httpStatus: number | undefined;

  constructor(thrown: unknown, httpStatus: number | undefined) {
    super('No answer came.', { cause: systemCode(thrown) });
    this.httpStatus = httpStatus;
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

/** Whether the carrier cannot have seen the request: there was no connection to send it over. */
export function isUnsent(code: unknown): boolean {
  const words =
    /^(ENOTFOUND|EAI_\w+|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ENETDOWN|UND_ERR_CONNECT_TIMEOUT)$|CERT|^UNABLE_TO_|SELF_SIGNED|^ERR_TLS/;
  return typeof code === 'string' && words.test(code);
}

const kinds: readonly (readonly [pattern: RegExp, words: string])[] = [
  [/^(ENOTFOUND|EAI_)/, 'could not be reached: its host name is not known here; check DNS, the connection and baseUrl'],
  [/^ECONNREFUSED$/, 'refused the connection; check baseUrl, proxy and firewall'],
  [/^(ECONNRESET|EPIPE|UND_ERR_SOCKET|ECONNABORTED)$/, 'broke the connection off; try again'],
  [/TIMEDOUT|TIMEOUT/, 'did not take the connection in time; check the connection, proxy and firewall'],
  [/^(EHOSTUNREACH|ENETUNREACH|ENETDOWN)$/, 'could not be reached: there is no way to it; check the connection'],
  [
    /CERT|^UNABLE_TO_|SELF_SIGNED|^ERR_TLS/,
    'has a certificate that is not accepted here; check the time of this machine, its certificate authorities and the proxy',
  ],
  [/SSL|^EPROTO$/, 'could not agree on an encrypted connection; check baseUrl and proxy'],
];

/** What a request that got no answer met with, in words that follow the carrier's name; undefined where nothing is known. */
export function networkWords(code: unknown, httpStatus: number | undefined): string | undefined {
  const known = typeof code === 'string' ? kinds.find(([pattern]) => pattern.test(code))?.[1] : undefined;
  const words = httpStatus === undefined ? known : 'began an answer that broke off; try again';
  return words === undefined || typeof code !== 'string' ? words : words.replace(/;|$/, ` (${code})$&`);
}
