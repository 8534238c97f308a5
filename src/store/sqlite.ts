/**
 * A durable snapshot store in one file, on the SQLite that Node.js brings along: no dependency, no server. Needs Node.js
 * 22.13.
 *
 * @module
 */
import { DatabaseSync } from 'node:sqlite';
import type { Store } from '../model/store.ts';
import { type Clock, systemClock } from '../time/clock.ts';

/** A store in a file. Every value that was set is there after the process has died. */
export interface SqliteStore extends Store {
  /** The text kept under a key; undefined, or anything that is no text, for none. */
  get(key: string): string | undefined;
  /** Keeps a text; for no longer than `ttlMs` milliseconds, where one is given. */
  set(key: string, value: string, ttlMs?: number): void;
  /** Forgets a key. */
  delete(key: string): void;
  /** Closes the file; it opens again with the next store over it. */
  close(): void;
}

/** How a store is opened. */
export interface SqliteStoreOptions {
  /** Decides what has outlived its `ttlMs`. Default: the machine's time. */
  readonly clock?: Pick<Clock, 'now'>;
}

/**
 * Opens a store, or makes it. What has outlived its time to live is deleted when a store is opened.
 *
 * @param path The file, `watch.db`; beside it SQLite keeps `watch.db-wal` and `watch.db-shm`. `:memory:` for none.
 * @throws the error of SQLite for a file that cannot be opened, or is something else.
 */
export function sqliteStore(path: string, { clock = systemClock }: SqliteStoreOptions = {}): SqliteStore {
  const database = new DatabaseSync(path);
  // With a write-ahead log a value is safe from the death of the process once it is set, at a tenth of the cost; only a
  // loss of power may take the newest with it, and these are then found out again under the same keys.
  database.exec(`
    PRAGMA busy_timeout = 5000;
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = NORMAL;
    CREATE TABLE IF NOT EXISTS waybill (key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL, expires INTEGER) STRICT;
    CREATE INDEX IF NOT EXISTS waybill_expires ON waybill (expires) WHERE expires IS NOT NULL;
  `);
  const read = database.prepare('SELECT value, expires FROM waybill WHERE key = ?');
  const write = database.prepare('INSERT OR REPLACE INTO waybill (key, value, expires) VALUES (?, ?, ?)');
  const remove = database.prepare('DELETE FROM waybill WHERE key = ?');
  database.prepare('DELETE FROM waybill WHERE expires <= ?').run(clock.now());

  return {
    get(key) {
      const { value, expires } = read.get(key) ?? {};
      if (typeof value !== 'string') return undefined;
      return typeof expires === 'number' && expires <= clock.now() ? undefined : value;
    },
    set(key, value, ttlMs) {
      write.run(key, value, ttlMs === undefined ? null : Math.ceil(clock.now() + ttlMs));
    },
    delete(key) {
      remove.run(key);
    },
    close() {
      database.close();
    },
  };
}
