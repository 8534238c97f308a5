import type { Clock } from '../time/clock.ts';

/**
 * The time that a watch goes by, in milliseconds: that of the clock until it is put back, and from then on as much later
 * as it was put back by, so that what was due in an hour stays due in an hour.
 */
export function steadyTime(clock: Pick<Clock, 'now'>): () => number {
  let last = clock.now();
  let aheadMs = 0;
  return () => {
    const now = clock.now();
    if (now + aheadMs < last) aheadMs = last - now;
    last = now + aheadMs;
    return last;
  };
}
