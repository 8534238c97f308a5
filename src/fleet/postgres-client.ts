import { TrackingError } from '../model/error.ts';
import { askServer, codeOf, type Server } from './server-fault.ts';

/** `query` of a pool or a client of `pg`. */
export interface PgClient {
  /** Runs a statement with values for `$1` and on; rejects with an error whose `code` is the SQLSTATE. */
  query(text: string, values: unknown[]): Promise<{ readonly rows: unknown[] }>;
}

/** `unsafe` of `postgres` (postgres.js), and of the client that Bun brings along. */
export interface PostgresJsClient {
  /** The same; resolves with the rows themselves. */
  unsafe(text: string, values: never[]): PromiseLike<readonly unknown[]>;
}

/** A client of Postgres, connected by whoever gives it; no transaction may be open in it. */
export type PostgresClient = PgClient | PostgresJsClient;

/** A row of an answer. */
export type PostgresRow = Readonly<Record<string, unknown>>;

/** Postgres as it is used here: one statement, outside of any transaction. */
export type Query = (text: string, ...values: unknown[]) => Promise<readonly PostgresRow[]>;

/** SQLSTATE: classes of errors that pass, and those of two who came at the same time. */
const passing = /^(08|53|55|57|58|XX|25006)/;
const collided = new Set(['40001', '40P01', '55P03']);
const mostCollisions = 20;

const advice: Readonly<Record<string, string>> = {
  '3F000': 'make the schema by createPostgresTables(), as whoever may',
  WB001: 'a later version of waybill made these tables: update waybill, or give another { prefix }',
  '42P01': 'make the tables by createPostgresTables(), with the same { prefix }',
  '42883': 'make the functions by createPostgresTables(), with the same { prefix }',
  '42501': 'let its user read and write the tables of createPostgresTables(), or make them as whoever may',
  '22021': 'keys and values are texts without the character of code 0',
};

const server: Server = {
  name: 'Postgres',
  wordOf(error) {
    // Codes of the system and of clients are words; Bun has SQLSTATE in another place.
    const codes = [codeOf(error), codeOf(error, 'errno')];
    return codes.find((code) => code !== undefined && /^(?=.*\d)[0-9A-Z]{5}$/.test(code));
  },
  adviceOn: (word) =>
    passing.test(word) || collided.has(word) ? undefined : (advice[word] ?? 'see its documentation on error codes'),
};

/** Postgres behind a client. @throws TrackingError `invalid_request` for what is none. */
export function queryOf(client: PostgresClient, timeoutMs: number): Query {
  const send = senderOf(client);

  async function run(text: string, values: readonly unknown[]): Promise<readonly PostgresRow[]> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return (await send(text, values)) as readonly PostgresRow[];
      } catch (error) {
        // Nothing was done; databases that are set to be strict about it ask for another try.
        if (attempt === mostCollisions || !collided.has(server.wordOf(error) ?? '')) throw error;
      }
    }
  }

  return (text, ...values) => askServer(server, () => run(text, values), timeoutMs);
}

function senderOf(client: PostgresClient): (text: string, values: readonly unknown[]) => Promise<readonly unknown[]> {
  if ('unsafe' in client && typeof client.unsafe === 'function') {
    return async (text, values) => await client.unsafe(text, [...values] as never[]);
  }
  if ('query' in client && typeof client.query === 'function') {
    return async (text, values) => (await client.query(text, [...values])).rows;
  }
  const message = 'This is no client of Postgres: give a pool or a client of pg, or that of the package postgres.';
  throw new TrackingError('invalid_request', message);
}
