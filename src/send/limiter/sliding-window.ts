/** The requests that left within one window: how full it is, and when the next ones fit. */
export interface SlidingWindow {
  /** A request leaves now. */
  add(now: number): void;
  /** Requests within the last interval. */
  used(now: number): number;
  /** Milliseconds until the oldest request no longer counts; 0 where none does. */
  resetsInMs(now: number): number;
  /** When a request may leave that has `position` others before it, all leaving as soon as they may, none before `from`. */
  leavesAt(position: number, from: number): number;
}

/** Times that no longer count are cut off when there are this many of them, and more than those that do. */
const mostForgotten = 1024;

/** A ledger of at most `limit` requests in any `intervalMs`. */
export function createSlidingWindow(limit: number, intervalMs: number): SlidingWindow {
  // Times in ascending order; those before `head` no longer count.
  let times: number[] = [];
  let head = 0;

  /** The first request that still counts at a moment. */
  function firstAt(moment: number): number {
    let low = head;
    let high = times.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((times[middle] ?? moment) + intervalMs <= moment) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  function forget(now: number): void {
    head = firstAt(now);
    if (head <= mostForgotten || head * 2 <= times.length) return;
    times = times.slice(head);
    head = 0;
  }

  return {
    add(now) {
      forget(now);
      times.push(now);
    },
    used: (now) => times.length - firstAt(now),
    resetsInMs(now) {
      const oldest = times[firstAt(now)];
      return oldest === undefined ? 0 : oldest + intervalMs - now;
    },
    leavesAt(position, from) {
      const first = firstAt(from);
      const overflow = position - (limit - (times.length - first));
      if (overflow < 0) return from;
      // Whoever comes after `limit` others leaves one interval after the one that many places before.
      const leader = times[first + (overflow % limit)] ?? from;
      return leader + intervalMs * (1 + Math.floor(overflow / limit));
    },
  };
}

/** How one window of an account stands. */
export interface WindowUsage {
  readonly limit: number;
  readonly intervalMs: number;
  /** Requests that left within the last interval. */
  readonly used: number;
  readonly left: number;
  /** Milliseconds until the oldest of them no longer counts; 0 where none does. */
  readonly resetsInMs: number;
}

/** How an account stands. */
export interface LimiterUsage {
  readonly windows: readonly WindowUsage[];
  /** Milliseconds for which the carrier asked for silence; 0 for none. */
  readonly heldForMs: number;
  /** Requests since the limiter was made. */
  readonly requests: number;
}
