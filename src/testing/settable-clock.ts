import type * as z from 'zod/mini';
import { allowedValue, checkArguments, optional, optionsOf } from '../options/options.ts';
import { flag, milliseconds } from '../options/values.ts';
import type { Clock } from '../time/clock.ts';

/** A clock that stands still until it is moved. */
export interface SettableClock extends Clock {
  /**
   * Moves time on by `ms` milliseconds and wakes, in order and each at its own moment, whoever sleeps until then; what
   * they do next, further sleeps included, is done before the next one wakes.
   */
  advance(ms: number): Promise<void>;
  /** Sets the time of day forward, or back, as whoever corrects a machine's clock does; no time passes, nobody wakes. */
  step(ms: number): void;
  /** Milliseconds that have passed; a {@link step} does not change it. */
  monotonic(): number;
  /** How many are asleep. */
  readonly sleepers: number;
}

/** How a clock moves. */
export interface SettableClockOptions {
  /**
   * Whether time goes on by itself to the moment when the next sleeper wakes, as soon as nothing else is left to do: a tracker
   * then never hangs, and waits of hours take no time. For carriers and stores in this process: what another process or
   * thread is at work on, the check of a signature too, looks like nothing to do, and time-outs pass. False by default:
   * whoever sleeps waits for `advance`, and so does `track`, which collects numbers for 5 ms.
   */
  readonly autoAdvance?: boolean;
}

/** {@link SettableClockOptions}. */
const settableClockOptions: z.ZodMiniType<SettableClockOptions> = optionsOf<SettableClockOptions>({
  autoAdvance: optional(flag),
});

interface Sleeper {
  readonly dueAt: number;
  wake(): void;
}

const startOfClock = allowedValue<number | Date>('milliseconds since the epoch, or a Date', (value) =>
  Number.isFinite(value instanceof Date ? value.getTime() : value),
);
const jump = allowedValue<number>('milliseconds', Number.isFinite);

/** How often everything else gets a turn before a clock goes on by itself: reading an answer takes a few. */
const turnsBeforeMoving = 8;

/**
 * A clock that starts at a time, in milliseconds since the epoch or as a `Date`, and moves only when it is moved; with
 * `autoAdvance`, also whenever all that is left to do is to wait.
 *
 * @throws TrackingError `invalid_request` for what is no time.
 */
export function settableClock(start: number | Date, options: SettableClockOptions = {}): SettableClock {
  checkArguments('settableClock()', { start: [startOfClock, start], options: [settableClockOptions, options] });
  const { autoAdvance = false } = options;
  let time = Number(start);
  let stepped = 0;
  const asleep = new Set<Sleeper>();
  let moving = 0;
  let isGoingOn = false;

  const nextUntil = (end: number): Sleeper | undefined => {
    let next: Sleeper | undefined;
    for (const sleeper of asleep) {
      if (sleeper.dueAt <= end && (next === undefined || sleeper.dueAt < next.dueAt)) next = sleeper;
    }
    return next;
  };

  /** Goes on by itself until nobody sleeps, but not while somebody moves the clock. */
  async function goOn(): Promise<void> {
    isGoingOn = true;
    while (asleep.size > 0 && moving === 0) {
      for (let turn = 0; turn < turnsBeforeMoving; turn += 1) await settle();
      const next = moving === 0 ? nextUntil(Number.POSITIVE_INFINITY) : undefined;
      if (next === undefined) break;
      time = Math.max(time, next.dueAt);
      next.wake();
    }
    isGoingOn = false;
  }

  function goOnByItself(): void {
    if (autoAdvance && !isGoingOn && moving === 0) void goOn();
  }

  return {
    now: () => time + stepped,
    monotonic: () => time,
    step(ms) {
      checkArguments('step()', { ms: [jump, ms] });
      stepped += ms;
    },
    get sleepers() {
      return asleep.size;
    },
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted === true) {
          reject(signal.reason);
          return;
        }
        const rise = (): void => {
          asleep.delete(sleeper);
          signal?.removeEventListener('abort', onAbort);
        };
        const onAbort = (): void => {
          rise();
          reject(signal?.reason);
        };
        const sleeper: Sleeper = {
          dueAt: time + Math.max(0, ms),
          wake: () => {
            rise();
            resolve();
          },
        };
        signal?.addEventListener('abort', onAbort, { once: true });
        asleep.add(sleeper);
        if (ms <= 0) sleeper.wake();
        else goOnByItself();
      }),
    async advance(ms) {
      checkArguments('advance()', { ms: [milliseconds, ms] });
      moving += 1;
      const end = time + ms;
      await settle();
      for (let next = nextUntil(end); next !== undefined; next = nextUntil(end)) {
        time = next.dueAt;
        next.wake();
        await settle();
      }
      time = end;
      moving -= 1;
      if (asleep.size > 0) goOnByItself();
    },
  };
}

/** Lets everything run that waits for nothing but its turn. A message channel, because timers may be faked. */
function settle(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}
