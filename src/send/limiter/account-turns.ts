import pThrottle from 'p-throttle';
import type { Quota } from '../../carrier/account.ts';
import { TrackingError } from '../../model/error.ts';
import { type Clock, monotonicOf, systemClock } from '../../time/clock.ts';
import { createSlidingWindows, type LimiterUsage } from './sliding-window.ts';
import { isTurn, type Turn, type TurnOrWait, type Turnstile } from './turnstile.ts';

/** Gives the turns of one account: by what this process has sent, and by the turnstiles that it shares with others. */
export interface AccountTurns {
  /**
   * Takes these quotas in place of the ones before, and asks this turnstile too.
   *
   * @throws TrackingError `invalid_request` for a limit below 1 or a window of no length.
   */
  obey(quotas: readonly Quota[], turnstile?: Turnstile): void;
  /** Asks this turnstile no more, once it is forgotten as often as it was named. */
  forget(turnstile: Turnstile): void;
  /** Lets at most so many turns be open at once. */
  bound(places: number): void;
  /**
   * A turn, or the least time after which it is worth asking again; given back where it is not wanted any more.
   *
   * @throws TurnstileFailure where a turnstile cannot be asked.
   */
  take(leaseMs: number, isWanted: () => boolean): Promise<TurnOrWait>;
  hold(ms: number): void;
  /** Milliseconds until a turn that has `position` others before it may be taken, at the least. */
  waitMs(position: number): number;
  usage(): LimiterUsage;
  /** Whether no turn counts any more and no hold is in force. */
  isIdle(): boolean;
}

/** The turns of one account, none of them taken. `name` is what turnstiles call it by; `onTurn` is told of each turn. */
export function createAccountTurns(name: string, clock: Clock, onTurn: () => void): AccountTurns {
  const windows = createSlidingWindows([]);
  const spacing = createSpacing(clock);
  /** Each with how often it was named. */
  const turnstiles = new Map<Turnstile, number>();
  let quotas: readonly Quota[] = [];
  let places: number | undefined;
  let heldUntil = Number.NEGATIVE_INFINITY;
  // What a turnstile has said last: before this moment none of the turns that others leave us is free.
  let refusedUntil = Number.NEGATIVE_INFINITY;
  let requests = 0;
  const now = (): number => monotonicOf(clock);

  const freeAt = (position: number, moment: number): number =>
    windows.freeAt(position, Math.max(moment, heldUntil, refusedUntil), moment);

  function refresh(): void {
    windows.obey(places === undefined ? quotas : [...quotas, { limit: places, intervalMs: 0 }]);
    spacing.obey(quotas);
    refusedUntil = Number.NEGATIVE_INFINITY;
  }

  /** A turn of every turnstile, or none of any. */
  async function takeShared(leaseMs: number): Promise<TurnOrWait> {
    const turns: Turn[] = [];
    const settle = async (used?: boolean): Promise<void> => {
      await Promise.allSettled(turns.map(async (turn) => turn.settle(used)));
    };
    for (const turnstile of turnstiles.keys()) {
      try {
        const answer = await turnstile.take(name, quotas, leaseMs);
        if (isTurn(answer)) turns.push(answer);
        else {
          void settle(false);
          refusedUntil = now() + answer.waitMs;
          return answer;
        }
      } catch {
        void settle(false);
        throw new TurnstileFailure();
      }
    }
    return { settle };
  }

  return {
    obey(next, turnstile) {
      if (!next.every(({ limit, intervalMs }) => limit >= 1 && intervalMs > 0)) {
        const message = 'A quota needs a limit of at least 1 and an intervalMs above 0; correct { quotas }.';
        throw new TrackingError('invalid_request', message);
      }
      if (turnstile !== undefined) turnstiles.set(turnstile, (turnstiles.get(turnstile) ?? 0) + 1);
      if (isSameQuotas(quotas, next)) return;
      quotas = next;
      refresh();
    },
    forget(turnstile) {
      const times = turnstiles.get(turnstile) ?? 0;
      if (times > 1) turnstiles.set(turnstile, times - 1);
      else turnstiles.delete(turnstile);
      refusedUntil = Number.NEGATIVE_INFINITY;
    },
    bound(most) {
      if (places === most) return;
      places = most;
      refresh();
    },
    async take(leaseMs, isWanted) {
      const asked = now();
      const waitMs = freeAt(0, asked) - asked;
      if (waitMs > 0) return { waitMs };
      onTurn();
      const own = windows.open(asked, leaseMs);
      let shared: TurnOrWait | undefined;
      const settle = (used: boolean): unknown => {
        windows.settle(own, now(), used);
        return shared !== undefined && isTurn(shared) ? shared.settle(used) : undefined;
      };
      try {
        shared = await (turnstiles.size === 0 ? undefined : takeShared(leaseMs));
        if (shared !== undefined && !isTurn(shared)) {
          settle(false);
          return shared;
        }
        if (isWanted()) await spacing.space();
      } catch (error) {
        settle(false);
        throw error;
      }
      // A hold may have come meanwhile.
      const heldMs = Math.max(0, heldUntil - now());
      if (heldMs > 0 || !isWanted()) {
        void settle(false);
        return { waitMs: heldMs };
      }
      requests += 1;
      return {
        settle(used = true) {
          if (!windows.isOpen(own)) return;
          if (!used) {
            requests -= 1;
            spacing.forget();
          }
          void settle(used);
        },
      };
    },
    hold(ms) {
      onTurn();
      heldUntil = Math.max(heldUntil, now() + ms);
      // A turnstile that cannot be reached keeps nobody here from being silent.
      void Promise.allSettled([...turnstiles.keys()].map(async (turnstile) => turnstile.hold(name, ms)));
    },
    waitMs(position) {
      const moment = now();
      return freeAt(position, moment) - moment;
    },
    usage() {
      const moment = now();
      return { windows: windows.usage(moment), heldForMs: Math.max(0, heldUntil - moment), requests };
    },
    isIdle() {
      const moment = now();
      return heldUntil <= moment && windows.isEmpty(moment);
    },
  };
}

/** A turnstile could not be asked: nobody knows whether a request may leave, and so none does. */
export class TurnstileFailure extends Error {
  override readonly name = 'TurnstileFailure';

  constructor() {
    super('The turnstile could not be asked.');
  }
}

function isSameQuotas(some: readonly Quota[], others: readonly Quota[]): boolean {
  return (
    some.length === others.length &&
    some.every(({ limit, intervalMs }, index) => {
      const other = others[index];
      return limit === other?.limit && intervalMs === other.intervalMs;
    })
  );
}

/** Spaces the departures of one account: resolves when p-throttle lets the next one through, or soon in any case. */
interface Spacing {
  /** Takes these quotas in place of the ones before. */
  obey(quotas: readonly Quota[]): void;
  space(): Promise<void>;
  /** A departure that was spaced did not take place. */
  forget(): void;
}

/** p-throttle weighs each request against all others of its window; with more than these it would cost too much. */
const mostWeighed = 5_000;

/**
 * What the turnstile lets through, p-throttle lets through too, unless the machine's clock was set: it knows no other. Then
 * it is waited for no longer than this, and begins anew.
 */
const longestMs = 1_000;

interface Throttle {
  readonly quota: Quota;
  readonly controller: AbortController;
  readonly call: { (): unknown; readonly queueSize: number };
}

/** The spacing of one account. A clock that is not the machine's is none that p-throttle could space by. */
function createSpacing(clock: Clock): Spacing {
  let quotas: readonly Quota[] = [];
  // Made at the first departure: most accounts of a process may never be asked.
  let throttles: Throttle[] | undefined;

  async function pass(throttle: Throttle): Promise<Throttle> {
    const passed = Promise.resolve(throttle.call()).catch(() => undefined);
    if (throttle.call.queueSize === 0) return throttle;
    const controller = new AbortController();
    const late = clock.sleep(longestMs, controller.signal).catch(() => undefined);
    const isOnTime = await Promise.race([passed.then(() => true), late.then(() => false)]);
    controller.abort();
    if (isOnTime) return throttle;
    // Its timer might last as long as the clock was set back, and keep the process alive.
    throttle.controller.abort();
    return createThrottle(throttle.quota);
  }

  return {
    obey(next) {
      quotas = clock === systemClock ? next.filter(({ limit }) => limit <= mostWeighed) : [];
      throttles = undefined;
    },
    forget() {
      throttles = undefined;
    },
    async space() {
      throttles ??= quotas.map(createThrottle);
      const mine = throttles;
      for (const [index, throttle] of mine.entries()) mine[index] = await pass(throttle);
    },
  };
}

function createThrottle(quota: Quota): Throttle {
  const { limit, intervalMs: interval } = quota;
  const controller = new AbortController();
  // Weighed, it counts any span exactly; unweighed, it would space requests out once the window was full.
  const throttle = pThrottle({ limit, interval, strict: true, weight: () => 1, signal: controller.signal });
  return { quota, controller, call: throttle(() => undefined) };
}
