/**
 * Snapshots, tokens and quotas in Postgres, for any number of processes on any number of machines. The connection is the
 * caller's: a pool or a client of `pg`, or that of the package `postgres`.
 *
 * @module
 */
import type * as z from 'zod/mini';
import type { Store } from '../model/store.ts';
import { allowedValue, checkArguments, optional, optionsOf } from '../options/options.ts';
import { filledText, hasMethods, someMilliseconds } from '../options/values.ts';
import type { Turnstile } from '../send/limiter/turnstile.ts';
import { systemClock } from '../time/clock.ts';
import { type PostgresClient, type Query, queryOf } from './postgres-client.ts';
import { type PostgresNames, postgresNames, postgresTablesSql } from './postgres-tables.ts';
import { serverTurnstile, type TurnSteps } from './server-turnstile.ts';

export type { PgClient, PostgresClient, PostgresJsClient } from './postgres-client.ts';

/** How Postgres is used. */
export interface PostgresOptions {
  /**
   * Begins the names of all tables and functions; nothing else is read or written. A schema may stand before it:
   * `tracking.waybill_`. Default: `waybill_`.
   */
  readonly prefix?: string;
  /** Longest wait for an answer, in milliseconds; then it is a `timeout`. Default: 5,000, 2,000 for a turnstile. */
  readonly timeoutMs?: number;
}

/** A store in Postgres: text under keys, with expiry by the server's clock. */
export interface PostgresStore extends Store {
  /** The text kept under a key; undefined for none. */
  get(key: string): Promise<string | undefined>;
  /** Keeps a text; for no longer than `ttlMs` milliseconds, where one is given. */
  set(key: string, value: string, ttlMs?: number): Promise<void>;
  /** Forgets a key. */
  delete(key: string): Promise<void>;
  /** Keeps a text if what is kept now is `expected`, in one statement. */
  compareAndSet(key: string, expected: string | undefined, value: string | undefined, ttlMs?: number): Promise<boolean>;
  /** The texts kept under these keys, in their order, by one statement. */
  getMany(keys: readonly string[]): Promise<readonly (string | undefined)[]>;
}

/** A connection to Postgres. */
const postgresClient: z.ZodMiniType<PostgresClient> = allowedValue(
  'a pool or a client of pg, or that of the package postgres',
  (value) => hasMethods(value, 'query') || hasMethods(value, 'unsafe'),
);

/** {@link PostgresOptions}. */
const postgresOptions: z.ZodMiniType<PostgresOptions> = optionsOf<PostgresOptions>({
  prefix: optional(filledText),
  timeoutMs: optional(someMilliseconds),
});

/**
 * The statement that makes the tables and functions, for whoever keeps such statements together; see {@link createPostgresTables}.
 *
 * @throws TrackingError `invalid_request` for a prefix that is no name.
 */
export function postgresTables(options: Pick<PostgresOptions, 'prefix'> = {}): string {
  checkArguments('postgresTables()', { options: [postgresOptions, options] });
  const { prefix = 'waybill_' } = options;
  return postgresTablesSql(prefix);
}

/**
 * Makes the tables and functions where they are not there yet; it may be called at every start, by several at once. A schema
 * named in the prefix must be there.
 *
 * @throws TrackingError `network` or `timeout` where Postgres is away, `invalid_request` where it refuses.
 */
export async function createPostgresTables(client: PostgresClient, options: PostgresOptions = {}): Promise<void> {
  checkArguments('createPostgresTables()', { client: [postgresClient, client], options: [postgresOptions, options] });
  await queryOf(client, options.timeoutMs ?? 30_000)(postgresTables(options));
}

/** So many writes, and a part of the store is searched for what has outlived its time. */
const writesBetweenPurges = 200;
/** Values that are searched at one go. */
const mostSearched = 500;

/**
 * A store over a connection to Postgres, in the table `waybill_store` of {@link createPostgresTables}. What has outlived its
 * time to live is deleted bit by bit while the store is written to.
 *
 * @throws TrackingError `invalid_request` for what is no client or no prefix; each method `network` or `timeout` where Postgres
 * is away, and `invalid_request` where it refuses. What failed may have been done all the same.
 */
export function postgresStore(client: PostgresClient, options: PostgresOptions = {}): PostgresStore {
  checkArguments('postgresStore()', { client: [postgresClient, client], options: [postgresOptions, options] });
  const { prefix = 'waybill_', timeoutMs = 5_000 } = options;
  const query = queryOf(client, timeoutMs);
  const { store } = postgresNames(prefix);
  const expiry = (place: string): string => `clock_timestamp() + ${place}::float8 * interval '1 millisecond'`;
  const isLive = '(expires IS NULL OR expires > clock_timestamp())';
  const purge = createPurge(query, store);

  return {
    async get(key) {
      const [row] = await query(`SELECT value FROM ${store} WHERE key = $1 AND ${isLive}`, key);
      return row === undefined ? undefined : String(row.value);
    },
    async set(key, value, ttlMs) {
      await query(
        `INSERT INTO ${store} (key, value, expires) VALUES ($1, $2, ${expiry('$3')})
         ON CONFLICT (key) DO UPDATE SET value = excluded.value, expires = excluded.expires`,
        key,
        value,
        ttlMs ?? null,
      );
      purge();
    },
    async delete(key) {
      await query(`DELETE FROM ${store} WHERE key = $1`, key);
    },
    async compareAndSet(key, expected, value, ttlMs) {
      if (value === undefined && expected === undefined) {
        return (await query(`SELECT 1 FROM ${store} WHERE key = $1 AND ${isLive}`, key)).length === 0;
      }
      if (value === undefined) {
        const gone = await query(
          `DELETE FROM ${store} WHERE key = $1 AND value = $2 AND ${isLive} RETURNING 1`,
          key,
          expected,
        );
        return gone.length === 1;
      }
      purge();
      const life = ttlMs ?? null;
      const kept =
        expected === undefined
          ? await query(
              `INSERT INTO ${store} AS known (key, value, expires) VALUES ($1, $2, ${expiry('$3')})
               ON CONFLICT (key) DO UPDATE SET value = excluded.value, expires = excluded.expires
               WHERE known.expires <= clock_timestamp() RETURNING 1`,
              key,
              value,
              life,
            )
          : await query(
              `UPDATE ${store} SET value = $2, expires = ${expiry('$3')} WHERE key = $1 AND value = $4 AND ${isLive} RETURNING 1`,
              key,
              value,
              life,
              expected,
            );
      return kept.length === 1;
    },
    async getMany(keys) {
      if (keys.length === 0) return [];
      const rows = await query(
        `SELECT key, value FROM ${store} WHERE key IN (SELECT jsonb_array_elements_text($1::text::jsonb)) AND ${isLive}`,
        JSON.stringify(keys),
      );
      const known = new Map(rows.map(({ key, value }) => [key, String(value)] as const));
      return keys.map((key) => known.get(key));
    },
  };
}

/** Goes through the table part by part, time and again: an index by time would be written with every value. */
function createPurge(query: Query, store: string): () => void {
  let searchedTo = '';
  let writes = writesBetweenPurges;
  return () => {
    writes += 1;
    if (writes < writesBetweenPurges) return;
    writes = 0;
    query(
      `WITH part AS (SELECT key FROM ${store} WHERE key > $1 ORDER BY key LIMIT ${mostSearched}),
       gone AS (DELETE FROM ${store} WHERE key IN (SELECT key FROM part) AND expires <= clock_timestamp())
       SELECT max(key) AS last FROM part`,
      searchedTo,
    ).then(
      ([row]) => {
        searchedTo = typeof row?.last === 'string' ? row.last : '';
      },
      // Another time: what is over is not read in any case.
      () => undefined,
    );
  };
}

/**
 * Counts turns in Postgres, for all processes that share it: every window, by one call of a function of
 * {@link createPostgresTables} for each step, on the time of the server. A turn of a process that died is free when its lease
 * is over.
 *
 * Where Postgres is away, or takes longer than `timeoutMs`, no turn is given: `take` rejects, and calls end as `rate_limited`.
 *
 * @throws TrackingError `invalid_request` for what is no client or no prefix.
 */
export function postgresTurnstile(client: PostgresClient, options: PostgresOptions = {}): Turnstile {
  checkArguments('postgresTurnstile()', { client: [postgresClient, client], options: [postgresOptions, options] });
  const { prefix = 'waybill_', timeoutMs = 2_000 } = options;
  return serverTurnstile(turnSteps(queryOf(client, timeoutMs), postgresNames(prefix)), systemClock);
}

const listOf = (numbers: readonly number[]): string => `{${numbers.join(',')}}`;

function turnSteps(query: Query, { take, settle, hold }: PostgresNames): TurnSteps {
  return {
    async take(account, quotas, leaseMs, latest) {
      // As texts: not every client writes lists.
      const limits = listOf(quotas.map(({ limit }) => limit));
      const intervals = listOf(quotas.map(({ intervalMs }) => intervalMs));
      const text = `SELECT id, wait_ms, at FROM ${take}($1, $2::text::float8[], $3::text::float8[], $4::float8, $5::float8)`;
      const [row] = await query(text, account, limits, intervals, leaseMs, latest ?? null);
      const at = Number(row?.at);
      return typeof row?.id === 'string' ? { at, id: row.id } : { at, waitMs: Number(row?.wait_ms) };
    },
    async settle(account, id, used, agoMs, latest) {
      const text = `SELECT ${settle}($1, $2::bigint, $3::boolean, $4::float8, $5::float8) AS at`;
      const [row] = await query(text, account, id, used, agoMs, latest ?? null);
      return { at: Number(row?.at) };
    },
    async hold(account, ms, latest) {
      const [row] = await query(`SELECT ${hold}($1, $2::float8, $3::float8) AS at`, account, ms, latest ?? null);
      return { at: Number(row?.at) };
    },
  };
}
