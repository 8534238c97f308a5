/** The requests that left within one window: how full it is, and when the next ones fit. */
export interface Ledger {
  /** A request leaves now. */
  add(now: number): void;
  /** Requests within the last interval. */
  used(now: number): number;
  /** Milliseconds until the oldest request no longer counts; 0 where none does. */
  resetsInMs(now: number): number;
  /** Milliseconds until a request may leave that has `position` others before it, all leaving as soon as they may. */
  waitMs(position: number, now: number): number;
}

/** A ledger of at most `limit` requests in any `intervalMs`. */
export function createLedger(limit: number, intervalMs: number): Ledger {
  // Times in ascending order; those before `head` no longer count and are cut off now and then.
  let times: number[] = [];
  let head = 0;

  function used(now: number): number {
    while (head < times.length && (times[head] ?? 0) + intervalMs <= now) head += 1;
    if (head > 1024 && head * 2 > times.length) {
      times = times.slice(head);
      head = 0;
    }
    return times.length - head;
  }

  return {
    used,
    add(now) {
      times.push(now);
      used(now);
    },
    resetsInMs(now) {
      return used(now) === 0 ? 0 : (times[head] ?? now) + intervalMs - now;
    },
    waitMs(position, now) {
      const overflow = position - (limit - used(now));
      if (overflow < 0) return 0;
      // Whoever comes after `limit` others leaves one interval after the one that many places before.
      const leader = times[head + (overflow % limit)] ?? now;
      return Math.max(0, leader + intervalMs * (1 + Math.floor(overflow / limit)) - now);
    },
  };
}
