import type { Carrier } from '../carrier/carrier.ts';
import type { WireResponse } from '../carrier/wire.ts';
import type { Clock } from '../time/clock.ts';
import type { Limiter } from './limiter/limiter.ts';
import type { Signal } from './telemetry.ts';

/** What is needed to see a throttling and to obey it. */
export interface ThrottlingParts {
  readonly carrier: Pick<Carrier, 'id' | 'account' | 'throttledForMs'>;
  readonly limiter: Limiter;
  readonly clock: Clock;
  readonly emit: (signal: Signal) => void;
}

/** A 429 that says nothing of when to come back holds the account this long, twice as long each time in a row. */
const firstHoldMs = 5_000;
const longestHoldMs = 60_000;

/** Tells whether an answer is a throttling, and holds every caller of the account if it is. */
export function createThrottling({
  carrier,
  limiter,
  clock,
  emit,
}: ThrottlingParts): (answer: WireResponse) => boolean {
  let inARow = 0;

  /** Requests that were under way together are turned away together: that is one throttling, not many in a row. */
  function untoldHoldMs(): number {
    const { heldForMs } = limiter.usage();
    if (heldForMs > 0) return heldForMs;
    inARow += 1;
    return Math.min(firstHoldMs * 2 ** (inARow - 1), longestHoldMs);
  }

  return (answer) => {
    const { status, headers } = answer;
    const told = status === 429 || status === 503 ? readRetryAfter(headers, clock.now()) : undefined;
    const known = told ?? carrier.throttledForMs?.(answer, clock.now());
    if (known === undefined && status !== 429) {
      inARow = 0;
      return false;
    }
    // Whoever says "no time at all" has not said when to come back; an adapter's arithmetic may fail.
    const forMs = known !== undefined && known > 0 ? clamp(known) : untoldHoldMs();
    limiter.hold(forMs);
    emit({ type: 'request.throttled', carrier: carrier.id, account: carrier.account, forMs, httpStatus: status });
    return true;
  };
}

/** No answer makes anybody wait longer than a day, the longest window that carriers count in, or less than this. */
const longestToldMs = 86_400_000;
const shortestToldMs = 1_000;

const clamp = (ms: number): number => Math.min(Math.max(ms, shortestToldMs), longestToldMs);

/** Dates by RFC 9110, 5.6.7: the usual one and the two obsolete ones, which are all in GMT. */
const httpDate = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? .*\d{2}:\d{2}:\d{2}/;

function readHttpDate(text: string | undefined): number {
  const value = text?.trim() ?? '';
  return httpDate.test(value) ? Date.parse(/GMT$/.test(value) ? value : `${value} GMT`) : Number.NaN;
}

/**
 * Milliseconds that a `Retry-After` header asks for, in seconds or as an HTTP date (RFC 9110, 10.2.3), which is read against
 * the time of the answer as the carrier's own clock has it; undefined where it asks for none, or cannot be read.
 */
function readRetryAfter(headers: WireResponse['headers'], now: number): number | undefined {
  const value = headers['retry-after']?.trim() ?? '';
  const answeredAt = readHttpDate(headers.date);
  const ms = /^\d+(?:\.\d+)?$/.test(value)
    ? Number(value) * 1000
    : readHttpDate(value) - (Number.isNaN(answeredAt) ? now : answeredAt);
  return ms > 0 ? ms : undefined;
}
