import type { Quota } from '../../carrier/account.ts';
import { type Clock, monotonicOf, systemClock } from '../../time/clock.ts';
import { type AccountTurns, createAccountTurns } from './account-turns.ts';
import type { LimiterUsage } from './sliding-window.ts';
import { isTurn, retryPlaceMs, type Turn, type Turnstile } from './turnstile.ts';
import { enlist, type Waiter, type WaitOptions, WaitTooLong } from './wait-queue.ts';

/** How requests wait for their turns. */
export interface TurnAdmission {
  /**
   * Resolves when a request may leave. Whoever was admitted settles the turn when the answer has come, or has not.
   *
   * @throws WaitTooLong as soon as the wait is known to be longer than allowed; the signal's reason on abort;
   * TurnstileFailure where a turnstile cannot be asked.
   */
  admit(wait: WaitOptions): Promise<Turn>;
  /**
   * The result of work that waits here for somebody else, a token for one, under the terms of {@link admit}; the work
   * itself goes on.
   */
  follow<T>(work: Promise<T>, wait: WaitOptions): Promise<T>;
}

/** Keeps one account within its quotas. Every request waits here before each attempt, first come first served. */
export interface Limiter extends TurnAdmission {
  /** Lets nobody leave for `ms` milliseconds from now, or until a longer hold that is in force has passed. */
  hold(ms: number): void;
  /** Milliseconds that a request would wait at the least with `ahead` more in front of it than are waiting now. */
  foreseenWaitMs(ahead: number): number;
  /**
   * Takes these quotas in place of the ones before, and asks this turnstile too.
   *
   * @throws TrackingError `invalid_request` for a limit below 1 or a window of no length.
   */
  obey(quotas: readonly Quota[], turnstile?: Turnstile): void;
  /** Asks this turnstile no more, once it is forgotten as often as it was named. */
  forget(turnstile: Turnstile): void;
  /**
   * The same for calls that wait for nothing but their own timers: no line, whoever asks first when there is room leaves;
   * at most `places` under way at once.
   */
  apart(places: number): TurnAdmission;
  /** How the account stands now. */
  usage(): LimiterUsage;
  /** Whether there is nothing to be remembered of the account. */
  isIdle(): boolean;
}

/** What a limiter is made of, if not of the defaults. */
export interface LimiterOptions {
  readonly clock?: Clock;
  /** What turnstiles call the account by. */
  readonly account?: string;
  /** Told whenever there is something to be remembered of the account. */
  readonly onTurn?: () => void;
}

/** An attempt is over by then, unless its process is dead. */
const defaultLeaseMs = 120_000;

/** A limiter for one account. */
export function createLimiter(
  quotas: readonly Quota[],
  { clock = systemClock, account = '', onTurn = () => undefined }: LimiterOptions = {},
): Limiter {
  const turns = createAccountTurns(account, clock, onTurn);
  const line = new Set<Waiter<Turn>>();
  const followers = new Set<Waiter<void>>();
  let isPumping = false;
  let nap: AbortController | undefined;
  const now = (): number => monotonicOf(clock);
  const foreseenWaitMs = (ahead: number): number => turns.waitMs(line.size + ahead);

  // A sleep that ends when nobody waits any more keeps no process alive.
  async function pump(): Promise<void> {
    isPumping = true;
    for (let head = first(line); head !== undefined; head = first(line)) {
      try {
        const waitMs = turns.waitMs(0);
        if (waitMs > 0) await sleep(waitMs);
        else await admitNext(head.leaseMs);
      } catch (error) {
        first(line)?.refuse(error);
      }
    }
    isPumping = false;
  }

  async function admitNext(leaseMs: number): Promise<void> {
    const answer = await turns.take(leaseMs, () => line.size > 0);
    if (!isTurn(answer)) return sleep(answer.waitMs);
    const next = first(line);
    if (next === undefined) void answer.settle(false);
    else next.leave(answer);
  }

  async function sleep(ms: number): Promise<void> {
    refuseHopeless();
    if (line.size === 0) return;
    nap = new AbortController();
    await clock.sleep(Math.max(ms, 1), nap.signal).catch(() => undefined);
    nap = undefined;
  }

  /** Whoever cannot be admitted in time hears of it as soon as that is known. */
  function refuseHopeless(): void {
    const moment = now();
    let position = 0;
    for (const { deadline, refuse } of line) {
      const waitMs = turns.waitMs(position);
      if (moment + waitMs > deadline) refuse(new WaitTooLong(waitMs));
      else position += 1;
    }
    const waitMs = turns.waitMs(position);
    for (const { deadline, refuse } of followers) if (moment + waitMs > deadline) refuse(new WaitTooLong(waitMs));
  }

  function join<T>(among: Set<Waiter<T>>, wait: WaitOptions): ReturnType<typeof enlist<T>> {
    const { maxWaitMs, signal, leaseMs = defaultLeaseMs } = wait;
    signal?.throwIfAborted();
    const waitMs = foreseenWaitMs(0);
    if (waitMs > maxWaitMs) throw new WaitTooLong(waitMs);
    return enlist(among, { deadline: now() + maxWaitMs, leaseMs }, signal, () => {
      if (line.size === 0) nap?.abort();
    });
  }

  turns.obey(quotas);
  return {
    obey: turns.obey,
    forget: turns.forget,
    foreseenWaitMs,
    async admit(wait) {
      const { gone } = join(line, wait);
      if (!isPumping) void pump();
      return gone;
    },
    async follow(work, wait) {
      const { waiter, gone } = join(followers, wait);
      const leave = (): void => waiter.leave();
      work.then(leave, leave);
      await gone;
      return work;
    },
    apart(places) {
      turns.bound(places);
      return createAdmissionApart(turns, clock);
    },
    hold(ms) {
      turns.hold(ms);
      refuseHopeless();
    },
    usage: turns.usage,
    isIdle: () => line.size === 0 && turns.isIdle(),
  };
}

function first<T>(set: ReadonlySet<T>): T | undefined {
  for (const item of set) return item;
  return undefined;
}

/** Calls share what was counted and held, and no promise: each sleeps by a timer of its own and asks again. */
function createAdmissionApart(turns: AccountTurns, clock: Clock): TurnAdmission {
  return {
    async admit({ maxWaitMs, signal, leaseMs = defaultLeaseMs }) {
      const deadline = monotonicOf(clock) + maxWaitMs;
      for (;;) {
        signal?.throwIfAborted();
        const answer = await turns.take(leaseMs, () => signal?.aborted !== true);
        if (isTurn(answer)) return answer;
        if (monotonicOf(clock) + answer.waitMs > deadline) throw new WaitTooLong(answer.waitMs);
        await clock.sleep(Math.max(answer.waitMs, retryPlaceMs), signal);
      }
    },
    follow: (work) => work,
  };
}
