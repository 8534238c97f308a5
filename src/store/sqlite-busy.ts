import { TrackingError } from '../model/error.ts';
import { systemClock } from '../time/clock.ts';

/** How long SQLite itself waits, and with it the process. */
export const blockingWaitMs = 5;
/** Between two attempts, in which the process does something else. */
const pauseMs = 10;

/** SQLITE_BUSY and SQLITE_LOCKED, whatever stands in their upper bits. */
const busyCodes: ReadonlySet<number> = new Set([5, 6]);

/** Whether SQLite failed only because somebody else has the file at the moment. */
export function isBusy(error: unknown): boolean {
  const code: unknown = error instanceof Error && 'errcode' in error ? error.errcode : undefined;
  return typeof code === 'number' && busyCodes.has(code & 0xff);
}

/** The error of a file that another process does not let go of. */
export function busyError(waitedMs: number, cause: unknown): TrackingError {
  const message = `Another process did not let go of the store's file within ${waitedMs} ms; end it, or raise busyTimeoutMs.`;
  return new TrackingError('timeout', message, { cause });
}

/** Reads at once where the file is free; else tries again until it is, without keeping the process from anything. */
export function whenFree<T>(work: () => T, busyTimeoutMs: number): T | Promise<T> {
  try {
    return work();
  } catch (error) {
    if (!isBusy(error)) throw error;
    return again(work, busyTimeoutMs);
  }
}

async function again<T>(work: () => T, busyTimeoutMs: number): Promise<T> {
  for (let waitedMs = 0; ; waitedMs += pauseMs + blockingWaitMs) {
    // Real time, whatever clock the store has: it is another process that is waited for.
    await systemClock.sleep(pauseMs);
    try {
      return work();
    } catch (error) {
      if (!isBusy(error)) throw error;
      if (waitedMs >= busyTimeoutMs) throw busyError(busyTimeoutMs, error);
    }
  }
}
