import { DatabaseSync } from 'node:sqlite';
import type { Store } from 'waybill';

/** A store in a file that any number of processes may write to; a write waits for those of others. */
export function sharedStore(path: string): Store {
  const database = new DatabaseSync(path);
  database.exec(`
    PRAGMA busy_timeout = 10000;
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = NORMAL;
    CREATE TABLE IF NOT EXISTS turns (key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) STRICT;
  `);
  const read = database.prepare('SELECT value FROM turns WHERE key = ?');
  const write = database.prepare('INSERT OR REPLACE INTO turns (key, value) VALUES (?, ?)');
  const create = database.prepare('INSERT OR IGNORE INTO turns (key, value) VALUES (?, ?)');
  const replace = database.prepare('UPDATE turns SET value = ? WHERE key = ? AND value = ?');
  const remove = database.prepare('DELETE FROM turns WHERE key = ?');
  return {
    get: (key) => read.get(key)?.value,
    set: (key, value) => void write.run(key, value),
    delete: (key) => void remove.run(key),
    compareAndSet(key, expected, value = '') {
      const { changes } = expected === undefined ? create.run(key, value) : replace.run(value, key, expected);
      return Number(changes) === 1;
    },
  };
}
