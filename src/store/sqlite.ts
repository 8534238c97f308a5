/**
 * A durable store in one file, on the SQLite that Node.js brings along: no dependency, no server. Needs Node.js 22.13; any
 * number of processes may share a file.
 *
 * @module
 */
import type { Store } from '../model/store.ts';
import { type Clock, systemClock } from '../time/clock.ts';
import { whenFree } from './sqlite-busy.ts';
import { openDatabase } from './sqlite-file.ts';

/**
 * A store in a file. Every value that was set is there after the process has died. Its methods answer at once; by a promise
 * only where another process has the file just then, which blocks nothing.
 */
export interface SqliteStore extends Store {
  /** The text kept under a key; undefined for none. */
  get(key: string): string | undefined | Promise<string | undefined>;
  /** Keeps a text; for no longer than `ttlMs` milliseconds, where one is given. */
  set(key: string, value: string, ttlMs?: number): void | Promise<void>;
  /** Forgets a key. */
  delete(key: string): void | Promise<void>;
  /** Keeps a text if what is kept now is `expected`, in one statement. */
  compareAndSet(
    key: string,
    expected: string | undefined,
    value: string | undefined,
    ttlMs?: number,
  ): boolean | Promise<boolean>;
  /** The texts kept under these keys, in their order. */
  getMany(keys: readonly string[]): readonly (string | undefined)[] | Promise<readonly (string | undefined)[]>;
  /** Closes the file; it opens again with the next store over it. */
  close(): void;
}

/** How a store is opened. */
export interface SqliteStoreOptions {
  /** Decides what has outlived its `ttlMs`. Default: the machine's time. */
  readonly clock?: Pick<Clock, 'now'>;
  /** Longest wait for another process that has the file, in milliseconds; then it is a `timeout`. Default: 5,000. */
  readonly busyTimeoutMs?: number;
}

/** So many writes, and what has outlived its time is looked for again. */
const writesBetweenPurges = 1_000;
/** What is deleted at one go, so that nobody waits for it. */
const mostPurged = 500;

/**
 * Opens a store, or makes it. What has outlived its time to live is deleted bit by bit while the store is written to.
 *
 * @param path The file, `watch.db`; beside it SQLite keeps `watch.db-wal` and `watch.db-shm`. `:memory:` for none.
 * @throws TrackingError `invalid_request` for a file that cannot be opened, is something else or was written by a later
 * version of this library, none of which is changed, and where Node.js has no SQLite; `timeout` from a store, or in
 * opening it, that another process does not let go of.
 */
export function sqliteStore(path: string, options: SqliteStoreOptions = {}): SqliteStore {
  const { clock = systemClock, busyTimeoutMs = 5_000 } = options;
  const database = openDatabase(path, busyTimeoutMs);
  const read = database.prepare('SELECT value FROM waybill WHERE key = ? AND (expires IS NULL OR expires > ?)');
  const write = database.prepare('INSERT OR REPLACE INTO waybill (key, value, expires) VALUES (?, ?, ?)');
  const remove = database.prepare('DELETE FROM waybill WHERE key = ?');
  const add = database.prepare(
    'INSERT INTO waybill (key, value, expires) VALUES (?, ?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value, expires = excluded.expires WHERE waybill.expires <= ?',
  );
  const replace = database.prepare(
    'UPDATE waybill SET value = ?, expires = ? WHERE key = ? AND value = ? AND (expires IS NULL OR expires > ?)',
  );
  const removeIf = database.prepare(
    'DELETE FROM waybill WHERE key = ? AND value = ? AND (expires IS NULL OR expires > ?)',
  );
  const purge = database.prepare(
    'DELETE FROM waybill WHERE key IN (SELECT key FROM waybill WHERE expires <= ? LIMIT ?)',
  );
  let writes = writesBetweenPurges;

  const expiry = (ttlMs: number | undefined): number | null =>
    ttlMs === undefined ? null : Math.ceil(clock.now() + ttlMs);

  const textOf = (key: string): string | undefined => {
    const { value } = read.get(key, clock.now()) ?? {};
    return typeof value === 'string' ? value : undefined;
  };

  function writing<T>(work: () => T): T | Promise<T> {
    return whenFree(() => {
      const result = work();
      writes += 1;
      if (writes >= writesBetweenPurges) {
        const { changes } = purge.run(clock.now(), mostPurged);
        // While there is more, it goes on with the next write.
        if (Number(changes) < mostPurged) writes = 0;
      }
      return result;
    }, busyTimeoutMs);
  }

  function swap(key: string, expected: string | undefined, value: string | undefined, ttlMs?: number): boolean {
    const now = clock.now();
    if (value === undefined) {
      return expected === undefined
        ? textOf(key) === undefined
        : Number(removeIf.run(key, expected, now).changes) === 1;
    }
    const expires = expiry(ttlMs);
    const { changes } =
      expected === undefined ? add.run(key, value, expires, now) : replace.run(value, expires, key, expected, now);
    return Number(changes) === 1;
  }

  return {
    get: (key) => whenFree(() => textOf(key), busyTimeoutMs),
    getMany: (keys) => whenFree(() => keys.map(textOf), busyTimeoutMs),
    set: (key, value, ttlMs) =>
      writing(() => {
        write.run(key, value, expiry(ttlMs));
      }),
    delete: (key) =>
      writing(() => {
        remove.run(key);
      }),
    compareAndSet: (key, expected, value, ttlMs) => writing(() => swap(key, expected, value, ttlMs)),
    close() {
      database.close();
    },
  };
}
