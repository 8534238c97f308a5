import type { DatabaseSync } from 'node:sqlite';
import { systemClock } from '../time/clock.ts';
import { blockingWaitMs, busyError, isBusy } from './sqlite-file.ts';

/** Writes to a database, many in one transaction. */
export interface Writer {
  /** Resolves when the write is safe, with what it gave; rejects if it is not. */
  write<T>(work: () => T): Promise<T>;
  /** Writes what is waiting now. @throws nothing; whoever waits hears of it. */
  flush(): void;
}

interface Write {
  run(): void;
  settle(): void;
  fail(error: unknown): void;
}

/** Writes that share a transaction at most, so that nobody in this process waits for long. */
const mostTogether = 128;
/** Between two attempts at a file that another process has. */
const pauseMs = 10;

/**
 * A writer: what is written in one turn of the event loop shares a transaction, which costs little more than one write.
 *
 * @param afterwards Runs in each transaction after its writes, and is told how many they were.
 */
export function createWriter(
  database: DatabaseSync,
  busyTimeoutMs: number,
  afterwards: (writes: number) => void,
): Writer {
  const waiting: Write[] = [];
  let isScheduled = false;

  function schedule(): void {
    if (isScheduled || waiting.length === 0) return;
    isScheduled = true;
    setImmediate(() => {
      void turn();
    });
  }

  async function turn(): Promise<void> {
    for (let waitedMs = 0; ; waitedMs += pauseMs + blockingWaitMs) {
      const error = transact();
      if (error === undefined) break;
      if (waitedMs >= busyTimeoutMs) {
        for (const write of waiting.splice(0)) write.fail(busyError(busyTimeoutMs, error));
        break;
      }
      // Real time, whatever clock the store has: it is another process that is waited for.
      await systemClock.sleep(pauseMs);
    }
    isScheduled = false;
    schedule();
  }

  /** One transaction; the error where another process has the file, and nothing has happened. */
  function transact(): unknown {
    if (waiting.length === 0) return undefined;
    try {
      database.exec('BEGIN IMMEDIATE');
    } catch (error) {
      if (isBusy(error)) return error;
      for (const write of waiting.splice(0)) write.fail(error);
      return undefined;
    }
    const together = waiting.splice(0, mostTogether);
    try {
      for (const write of together) write.run();
      afterwards(together.length);
      database.exec('COMMIT');
    } catch (error) {
      rollBack(database);
      for (const write of together) write.fail(error);
      return undefined;
    }
    for (const write of together) write.settle();
    return undefined;
  }

  return {
    write: (work) =>
      new Promise((resolve, reject) => {
        let settle: () => void = () => undefined;
        waiting.push({
          run() {
            const result = work();
            settle = () => resolve(result);
          },
          settle: () => settle(),
          fail: reject,
        });
        schedule();
      }),
    flush() {
      while (waiting.length > 0) {
        const error = transact();
        if (error !== undefined) for (const write of waiting.splice(0)) write.fail(busyError(0, error));
      }
    },
  };
}

function rollBack(database: DatabaseSync): void {
  try {
    database.exec('ROLLBACK');
  } catch {
    // SQLite has done so itself.
  }
}
