import type { Clock } from './clock.ts';
import type { Admission, Errand } from './wait.ts';

/** How much longer a caller waits, over all the waits that one delivery takes. */
export interface Patience {
  readonly signal: AbortSignal | undefined;
  readonly onLine: () => void;
  /** Waits, with what is left. */
  spend<T>(wait: (admission: Admission) => Promise<T>): Promise<T>;
}

/** The patience of one caller for one delivery; time on the wire costs none. */
export function createPatience({ maxWaitMs, signal, onLine = () => undefined }: Errand, clock: Clock): Patience {
  let left = maxWaitMs;
  return {
    signal,
    onLine,
    async spend(wait) {
      const start = clock.now();
      try {
        return await wait({ maxWaitMs: Math.max(0, left), signal });
      } finally {
        left -= clock.now() - start;
      }
    },
  };
}
