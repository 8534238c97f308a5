import type { Carrier } from '../carrier/carrier.ts';
import type { WireResponse } from '../carrier/wire.ts';
import type { Clock } from '../time/clock.ts';
import type { Limiter } from './limiter/limiter.ts';

import type { Signal } from './telemetry.ts';

/** What is needed to see a throttling and to obey it. */
export interface ThrottlingParts {
  readonly carrier: Carrier;
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
    const told = status === 429 || status === 503 ? readRetryAfter(headers['retry-after'], clock.now()) : undefined;
    const known = told ?? carrier.throttledForMs?.(answer, clock.now());
    if (known === undefined && status !== 429) {
      inARow = 0;
      return false;
    }
    // An adapter's arithmetic may fail; the account must not be held for ever by it.
    const forMs = known !== undefined && known >= 0 ? Math.min(known, longestToldMs) : untoldHoldMs();
    limiter.hold(forMs);
    emit({ type: 'request.throttled', carrier: carrier.id, account: carrier.account, forMs, httpStatus: status });
    return true;
  };
}

/** No header makes anybody wait longer than a day: the longest window that carriers count in. */
const longestToldMs = 86_400_000;

/**
 * Milliseconds that a `Retry-After` header asks for, in seconds or as an HTTP date (RFC 9110, 10.2.3), at most a day;
 * undefined where it says nothing that can be read.
 */
function readRetryAfter(header: string | undefined, now: number): number | undefined {
  const value = header?.trim() ?? '';
  if (value === '') return undefined;
  const ms = /^\d+(?:\.\d+)?$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now;
  return Number.isNaN(ms) ? undefined : Math.min(Math.max(0, ms), longestToldMs);
}
