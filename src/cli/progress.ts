import type { AccountUsage } from 'waybill';
import type { Io } from './io.ts';

/** Shows how far the work is, on a terminal; elsewhere nothing. */
export interface Progress {
  step(failed: boolean): Promise<void>;
  /** Takes the line away, so that something else can be written. */
  clear(): Promise<void>;
}

/** Nothing is shown of what takes no longer, and nothing more often. */
const firstAfterMs = 300;
const everyMs = 100;
const eraseLine = '\r\u001B[2K';

/** One line on standard error: `340 answered, 2 failed; dhl waits for its quota, 12 s`. */
export function progressOf({ err, env, now }: Io, usage: () => readonly AccountUsage[]): Progress {
  const isShown = err.isTTY && (env.CI ?? '') === '' && env.TERM !== 'dumb';
  const startedAt = now();
  let shownAt = Number.NEGATIVE_INFINITY;
  let isOnScreen = false;
  let answered = 0;
  let failed = 0;

  function waiting(): string {
    const held = usage().flatMap(({ carrier, windows, heldForMs }) => {
      const full = windows.filter(({ left }) => left === 0).map(({ resetsInMs }) => resetsInMs);
      const ms = Math.max(heldForMs, ...full, 0);
      return ms === 0 ? [] : [`${carrier} waits for its quota, ${Math.ceil(ms / 1000)} s`];
    });
    return held.length === 0 ? '' : `; ${held.join(', ')}`;
  }

  return {
    async step(hasFailed) {
      answered += 1;
      if (hasFailed) failed += 1;
      if (!isShown || now() - startedAt < firstAfterMs || now() - shownAt < everyMs) return;
      shownAt = now();
      isOnScreen = true;
      await err.write(`${eraseLine}${answered} answered, ${failed} failed${waiting()}`);
    },
    async clear() {
      if (!isOnScreen) return;
      isOnScreen = false;
      await err.write(eraseLine);
    },
  };
}
