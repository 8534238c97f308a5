import type { Quota } from '../carrier/account.ts';

/** Use of one quota, counted over every span of its length, not only those that start on the minute. */
export interface WindowReport extends Quota {
  /** Most requests that any span of `intervalMs` held. */
  readonly peak: number;
  /** Requests that arrived when the span up to them was full already. */
  readonly violations: number;
}

/** Counts arrivals against one quota. */
export interface WindowCounter {
  /** Counts an arrival; returns 0, or for one too many the milliseconds until there would have been room. */
  arrive(at: number): number;
  report(): WindowReport;
}

/** Moments with their number of arrivals; those before `first` have left the window. */
interface Moments {
  readonly at: number[];
  readonly count: number[];
}

/**
 * An exact sliding window: at any moment `t` it holds what arrived after `t - intervalMs`. Every arrival counts, also
 * one too many. Moments that are the same to the millisecond share one entry.
 */
export function slidingWindow({ limit, intervalMs }: Quota): WindowCounter {
  const moments: Moments = { at: [], count: [] };
  let first = 0;
  let held = 0;
  let peak = 0;
  let violations = 0;

  const forget = (until: number): void => {
    while (first < moments.at.length && (moments.at[first] ?? until) <= until) {
      held -= moments.count[first] ?? 0;
      first += 1;
    }
    if (first > 1024 && first * 2 > moments.at.length) {
      moments.at.splice(0, first);
      moments.count.splice(0, first);
      first = 0;
    }
  };

  /** When so many of the held arrivals have left that one more fits. */
  const roomAt = (now: number): number => {
    let left = held - limit + 1;
    for (let index = first; index < moments.at.length; index += 1) {
      left -= moments.count[index] ?? 0;
      if (left <= 0) return (moments.at[index] ?? now) + intervalMs;
    }
    return now + intervalMs;
  };

  return {
    arrive(at) {
      forget(at - intervalMs);
      const last = moments.at.length - 1;
      if (last >= first && moments.at[last] === at) moments.count[last] = (moments.count[last] ?? 0) + 1;
      else {
        moments.at.push(at);
        moments.count.push(1);
      }
      held += 1;
      peak = Math.max(peak, held);
      if (held <= limit) return 0;
      violations += 1;
      return roomAt(at) - at;
    },
    report: () => ({ limit, intervalMs, peak, violations }),
  };
}
