/**
 * A durable store in one file, on the SQLite that Node.js brings along: no dependency, no server. Needs Node.js 22.13; any
 * number of processes may share a file.
 *
 * @module
 */

import type * as z from 'zod/mini';
import type { Store } from '../model/store.ts';
import { checkArguments, optional, optionsOf } from '../options/options.ts';
import { filledText, milliseconds, withMethods } from '../options/values.ts';
import { type Clock, systemClock } from '../time/clock.ts';
import { openDatabase, whenFree } from './sqlite-file.ts';
import { createWriter } from './sqlite-writer.ts';

/**
 * A store in a file. What is written is there after the process has died once its promise has resolved; what is written in
 * one turn of the event loop is written together. Reading answers at once, by a promise only where another process has the
 * file just then; waiting for it blocks nothing.
 */
export interface SqliteStore extends Store {
  /** The text kept under a key; undefined for none. */
  get(key: string): string | undefined | Promise<string | undefined>;
  /** Keeps a text; for no longer than `ttlMs` milliseconds, where one is given. */
  set(key: string, value: string, ttlMs?: number): Promise<void>;
  /** Forgets a key. */
  delete(key: string): Promise<void>;
  /** Keeps a text if what is kept now is `expected`, in one statement. */
  compareAndSet(key: string, expected: string | undefined, value: string | undefined, ttlMs?: number): Promise<boolean>;
  /** The texts kept under these keys, in their order. */
  getMany(keys: readonly string[]): readonly (string | undefined)[] | Promise<readonly (string | undefined)[]>;
  /** Closes the file, after what was written last; it opens again with the next store over it. */
  close(): void;
}

/** How a store is opened. */
export interface SqliteStoreOptions {
  /** Decides what has outlived its `ttlMs`. Default: the machine's time. */
  readonly clock?: Pick<Clock, 'now'>;
  /** Longest wait for another process that has the file, in milliseconds; then it is a `timeout`. Default: 5,000. */
  readonly busyTimeoutMs?: number;
}

/** {@link SqliteStoreOptions}. */
const sqliteStoreOptions: z.ZodMiniType<SqliteStoreOptions> = optionsOf<SqliteStoreOptions>({
  clock: optional(withMethods<Pick<Clock, 'now'>>('a clock with now', 'now')),
  busyTimeoutMs: optional(milliseconds),
});

/** So many writes, and a part of the store is searched for what has outlived its time. */
const writesBetweenPurges = 200;
/** Values that are searched at one go, so that nobody waits for it: more than come in the meantime. */
const mostSearched = 500;

/**
 * Opens a store, or makes it. What has outlived its time to live is deleted bit by bit while the store is written to.
 *
 * @param path The file, `watch.db`; beside it SQLite keeps `watch.db-wal` and `watch.db-shm`. `:memory:` for none.
 * @throws TrackingError `invalid_request` for a file that cannot be opened, is something else or was written by a later
 * version of this library, none of which is changed, and where Node.js has no SQLite; `timeout` from a store, or in
 * opening it, that another process does not let go of.
 */
export function sqliteStore(path: string, options: SqliteStoreOptions = {}): SqliteStore {
  checkArguments('sqliteStore()', { path: [filledText, path], options: [sqliteStoreOptions, options] });
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
  const next = database.prepare(
    'SELECT max(key) AS last FROM (SELECT key FROM waybill WHERE key > ? ORDER BY key LIMIT ?)',
  );
  const purge = database.prepare('DELETE FROM waybill WHERE key > ? AND key <= ? AND expires <= ?');
  const writer = createWriter(database, busyTimeoutMs, purgeBetween);
  let searchedTo = '';
  let writes = writesBetweenPurges;

  const expiry = (ttlMs: number | undefined): number | null =>
    ttlMs === undefined ? null : Math.ceil(clock.now() + ttlMs);

  const textOf = (key: string): string | undefined => {
    const { value } = read.get(key, clock.now()) ?? {};
    return typeof value === 'string' ? value : undefined;
  };

  /** Goes through the store part by part, time and again: an index by time would be written with every value. */
  function purgeBetween(more: number): void {
    writes += more;
    if (writes < writesBetweenPurges) return;
    writes = 0;
    const { last } = next.get(searchedTo, mostSearched) ?? {};
    if (typeof last === 'string') purge.run(searchedTo, last, clock.now());
    searchedTo = typeof last === 'string' ? last : '';
  }

  function swap(key: string, expected: string | undefined, value: string | undefined, expires: number | null): boolean {
    const now = clock.now();
    if (value === undefined) {
      return expected === undefined
        ? textOf(key) === undefined
        : Number(removeIf.run(key, expected, now).changes) === 1;
    }
    const { changes } =
      expected === undefined ? add.run(key, value, expires, now) : replace.run(value, expires, key, expected, now);
    return Number(changes) === 1;
  }

  return {
    get: (key) => whenFree(() => textOf(key), busyTimeoutMs),
    getMany: (keys) => whenFree(() => keys.map(textOf), busyTimeoutMs),
    set(key, value, ttlMs) {
      const expires = expiry(ttlMs);
      return writer.write(() => {
        write.run(key, value, expires);
      });
    },
    delete: (key) =>
      writer.write(() => {
        remove.run(key);
      }),
    compareAndSet(key, expected, value, ttlMs) {
      const expires = expiry(ttlMs);
      return writer.write(() => swap(key, expected, value, expires));
    },
    close() {
      writer.flush();
      database.close();
    },
  };
}
