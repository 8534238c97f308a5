import type { Quota } from '../../carrier/account.ts';
import { checkArguments, optional } from '../../options/options.ts';
import { type Clock, clockOption, monotonicOf, systemClock } from '../../time/clock.ts';
import { createLimiter, type Limiter } from './limiter.ts';
import type { Turnstile } from './turnstile.ts';

/** Finds the limiter of an account. */
export interface LimiterPool {
  /**
   * The account's limiter, made on first use. It obeys the quotas that were named last, by whichever tracker, so that one
   * that is raised is raised, and asks all turnstiles of trackers that are not closed.
   */
  get(account: string, quotas: readonly Quota[], turnstile?: Turnstile): Limiter;
}

/** Limiters are looked through for idle ones no more often than this, and only when one is asked for something. */
const sweepEveryMs = 60_000;

/** A pool of its own, for trackers that must not share limits with others, as in tests. */
export function createLimiterPool(clock: Clock = systemClock): LimiterPool {
  checkArguments('createLimiterPool()', { clock: [optional(clockOption), clock] });
  // Trackers keep the limiters they work with; the pool keeps those that have something to remember.
  const known = new Map<string, WeakRef<Limiter>>();
  const remembered = new Set<Limiter>();
  let sweptAt = monotonicOf(clock);

  function sweep(): void {
    if (monotonicOf(clock) - sweptAt < sweepEveryMs) return;
    sweptAt = monotonicOf(clock);
    for (const limiter of remembered) if (limiter.isIdle()) remembered.delete(limiter);
    for (const [account, limiter] of known) if (limiter.deref() === undefined) known.delete(account);
  }

  function remember(limiter: Limiter): void {
    sweep();
    remembered.add(limiter);
  }

  return {
    get(account, quotas, turnstile) {
      sweep();
      let limiter = known.get(account)?.deref();
      if (limiter === undefined) {
        const made: Limiter = createLimiter([], { clock, account, onTurn: () => remember(made) });
        limiter = made;
        known.set(account, new WeakRef(limiter));
      }
      limiter.obey(quotas, turnstile);
      return limiter;
    },
  };
}

/** The pool that all trackers of the process share: a quota belongs to the account, not to a tracker. */
export const sharedLimiters: LimiterPool = createLimiterPool();
