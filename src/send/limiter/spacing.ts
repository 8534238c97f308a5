import pThrottle from 'p-throttle';
import type { Quota } from '../../carrier/account.ts';
import { type Clock, systemClock } from '../../time/clock.ts';

/** Spaces the departures of one account: resolves when p-throttle lets the next one through, or soon in any case. */
export interface Spacing {
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
export function createSpacing(clock: Clock): Spacing {
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
