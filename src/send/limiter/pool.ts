import type { Quota } from '../../carrier/account.ts';
import { type Clock, systemClock } from '../../time/clock.ts';
import { createLimiter, type Limiter } from './limiter.ts';

/** Finds the limiter of an account. */
export interface LimiterPool {
  /** The account's limiter, made on first use; limits that differ from those it knows are obeyed too. */
  get(account: string, quotas: readonly Quota[]): Limiter;
}

/** A pool of its own, for trackers that must not share limits with others, as in tests. */
export function createLimiterPool(clock: Clock = systemClock): LimiterPool {
  const limiters = new Map<string, Limiter>();
  return {
    get(account, quotas) {
      const known = limiters.get(account);
      known?.obey(quotas);
      const limiter = known ?? createLimiter(quotas, clock);
      limiters.set(account, limiter);
      return limiter;
    },
  };
}

/** The pool that all trackers of the process share: a quota belongs to the account, not to a tracker. */
export const sharedLimiters: LimiterPool = createLimiterPool();
