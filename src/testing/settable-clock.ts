import { allowedValue, checkArguments } from '../options/options.ts';
import { milliseconds } from '../options/values.ts';
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

interface Sleeper {
  readonly dueAt: number;
  wake(): void;
}

const startOfClock = allowedValue<number | Date>('milliseconds since the epoch, or a Date', (value) =>
  Number.isFinite(value instanceof Date ? value.getTime() : value),
);
const jump = allowedValue<number>('milliseconds', Number.isFinite);

/**
 * A clock that starts at a time, in milliseconds since the epoch or as a `Date`, and moves only when it is moved.
 *
 * @throws TrackingError `invalid_request` for what is no time.
 */
export function settableClock(start: number | Date): SettableClock {
  checkArguments('settableClock()', { start: [startOfClock, start] });
  let time = Number(start);
  let stepped = 0;
  const asleep = new Set<Sleeper>();

  const nextUntil = (end: number): Sleeper | undefined => {
    let next: Sleeper | undefined;
    for (const sleeper of asleep) {
      if (sleeper.dueAt <= end && (next === undefined || sleeper.dueAt < next.dueAt)) next = sleeper;
    }
    return next;
  };

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
      }),
    async advance(ms) {
      checkArguments('advance()', { ms: [milliseconds, ms] });
      const end = time + ms;
      await settle();
      for (let next = nextUntil(end); next !== undefined; next = nextUntil(end)) {
        time = next.dueAt;
        next.wake();
        await settle();
      }
      time = end;
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
