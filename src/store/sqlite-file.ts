import type { DatabaseSync } from 'node:sqlite';
import { TrackingError } from '../model/error.ts';
import { systemClock } from '../time/clock.ts';

/** The version of the table that this code reads and writes. */
const schemaVersion = 1;

// With a write-ahead log a value is safe from the death of the process once it is set, at a tenth of the cost; only a loss
// of power may take the newest with it, and these are then found out again under the same keys. The log is brought home
// often, four megabytes at a time, so that nobody waits for it.
const settings = 'PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 256;';
// Without row ids a record of up to a quarter of a page lies in it whole, and what a first look adds to it for a moment lies
// elsewhere: pages are full of what is kept. Only a new file takes the size.
const pageSize = 'PRAGMA page_size = 16384;';
const schema = `
  BEGIN IMMEDIATE;
  CREATE TABLE IF NOT EXISTS waybill (key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL, expires INTEGER) STRICT, WITHOUT ROWID;
  PRAGMA user_version = ${schemaVersion};
  COMMIT;
`;

/**
 * Opens the file of a store, and makes the table where there is none.
 *
 * @throws TrackingError `invalid_request` for what is no store of ours or of a later version, which stays as it is, and
 * where Node.js has no SQLite; `timeout` if another process does not let go of the file.
 */
export function openDatabase(path: string, busyTimeoutMs: number): DatabaseSync {
  const { DatabaseSync: Database } = sqliteOfNode();
  if (typeof path !== 'string' || path === '') throw invalid('Give sqliteStore() the path of a file, or ":memory:".');
  let database: DatabaseSync | undefined;
  try {
    database = new Database(path);
    database.exec(`PRAGMA busy_timeout = ${Math.max(0, Math.floor(busyTimeoutMs))};`);
    checkVersion(database);
    database.exec(`PRAGMA busy_timeout = ${blockingWaitMs};`);
    return database;
  } catch (error) {
    database?.close();
    if (error instanceof TrackingError) throw error;
    if (isBusy(error)) throw busyError(busyTimeoutMs, error);
    throw invalid(wordsFor(error), error);
  }
}

function checkVersion(database: DatabaseSync): void {
  const version = Number(database.prepare('PRAGMA user_version').get()?.user_version);
  if (version > schemaVersion) {
    throw invalid(
      `This file was written by a later version of waybill (schema ${version}, known is ${schemaVersion}); update waybill, or give another file.`,
    );
  }
  const others = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'waybill'").all();
  if (others.length > 0) {
    throw invalid('This file is the database of something else; give sqliteStore() a file of its own.');
  }
  if (version === 0) database.exec(pageSize);
  database.exec(settings);
  if (version < schemaVersion) database.exec(schema);
}

/** Errors of SQLite tell no path and no content. */
function wordsFor(error: unknown): string {
  const code: unknown = error instanceof Error && 'errcode' in error ? error.errcode : undefined;
  switch (typeof code === 'number' ? code & 0xff : undefined) {
    case 26:
      return 'This file is not a database; give sqliteStore() another path.';
    case 11:
      return 'This database is damaged; restore it, or give sqliteStore() another path: what was known is found out again.';
    case 8:
      return 'This database may not be written to; allow it, or give sqliteStore() another path.';
    default:
      return 'This file cannot be opened as a database; check that its folder is there and may be written to.';
  }
}

/** By name and at run time: where Node.js has no SQLite, importing it would fail before anybody could say why. */
function sqliteOfNode(): typeof import('node:sqlite') {
  const { process } = globalThis;
  const sqlite = process?.getBuiltinModule?.('node:sqlite');
  if (sqlite !== undefined) return sqlite;
  throw invalid(
    `waybill/sqlite needs Node.js 22.13 or later${process === undefined ? '' : `, and this is ${process.version}`}.`,
  );
}

function invalid(message: string, cause?: unknown): TrackingError {
  return new TrackingError('invalid_request', message, { cause });
}

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
