import { Pool } from 'pg';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPostgresTables, type PostgresClient, postgresStore, postgresTurnstile } from 'waybill/postgres';
import { storeConformance, turnstileConformance } from 'waybill/testing';
import { hasPostgres, startPostgres, type TestServer } from './servers.ts';

let server: TestServer;
const closing: (() => unknown)[] = [];

const pass = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

function pool(): Pool {
  const made = new Pool({ host: '127.0.0.1', port: server.port, user: 'postgres', database: 'postgres', max: 4 });
  made.on('error', () => undefined);
  closing.push(() => made.end());
  return made;
}

function postgresJs() {
  const sql = postgres({
    host: '127.0.0.1',
    port: server.port,
    user: 'postgres',
    database: 'postgres',
    max: 4,
    onnotice: () => undefined,
  });
  closing.push(() => sql.end({ timeout: 0 }));
  return sql;
}

const clients: Readonly<Record<string, () => PostgresClient>> = { pg: pool, 'postgres.js': postgresJs };

describe.skipIf(!hasPostgres)('Postgres', () => {
  beforeAll(async () => {
    server = await startPostgres();
    await Promise.all(
      Object.values(clients)
        .flatMap((open) => [open(), open()])
        .map((client) => createPostgresTables(client)),
    );
  }, 60_000);
  afterAll(async () => {
    await Promise.allSettled(closing.map((close) => close()));
    await server?.remove();
  });

  for (const [name, open] of Object.entries(clients)) {
    const two: PostgresClient[] = [];
    const pair = (): readonly [PostgresClient, PostgresClient] => {
      while (two.length < 2) two.push(open());
      const [one, other] = two;
      if (one === undefined || other === undefined) throw new Error('no clients');
      return [one, other];
    };
    describe(`Postgres by ${name}`, () =>
      storeConformance(it, async () => {
        const [one, other] = pair();
        return { store: postgresStore(one), other: postgresStore(other), pass };
      }));
    describe(`Postgres by ${name}`, () =>
      turnstileConformance(it, async () => {
        const [one, other] = pair();
        return {
          turnstile: postgresTurnstile(one),
          other: postgresTurnstile(other),
          pass,
          now: () => performance.now(),
        };
      }));
  }

  describe('tables', () => {
    it('are made by several at once, and again, in a schema and under a prefix, and nothing else is touched', async () => {
      const client = pool();
      await client.query('CREATE SCHEMA apart');
      await client.query('CREATE TABLE orders (id int)');
      const prefix = 'apart.track_';
      await Promise.all([client, pool(), postgresJs(), client].map((each) => createPostgresTables(each, { prefix })));
      await createPostgresTables(client, { prefix });
      const store = postgresStore(client, { prefix });
      await store.set('a', '1', 60_000);
      const turnstile = postgresTurnstile(client, { prefix });
      expect(await turnstile.take('a', [{ limit: 1, intervalMs: 1_000 }], 1_000)).toHaveProperty('settle');
      expect(await postgresStore(client).get('a')).toBeUndefined();
      const tables = await client.query<{ name: string }>(
        `SELECT schemaname || '.' || tablename AS name FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`,
      );
      const words = ['account', 'open_turn', 'store', 'window'];
      expect(tables.rows.map(({ name }) => name)).toEqual([
        ...words.map((word) => `apart.track_${word}`),
        'public.orders',
        ...words.map((word) => `public.waybill_${word}`),
      ]);
      await client.query('DROP TABLE orders; DROP SCHEMA apart CASCADE');
    });

    it('of a later version are refused, and stay as they are', async () => {
      const client = pool();
      await createPostgresTables(client, { prefix: 'later_' });
      await client.query("COMMENT ON TABLE later_store IS 'waybill 2'");
      await expect(createPostgresTables(client, { prefix: 'later_' })).rejects.toMatchObject({
        code: 'invalid_request',
        message: expect.stringMatching(/later version/),
      });
    });

    it('that are missing are asked for in words, and a prefix is a name', async () => {
      const store = postgresStore(pool(), { prefix: 'nowhere_' });
      await expect(store.get('a')).rejects.toMatchObject({
        code: 'invalid_request',
        message: expect.stringMatching(/createPostgresTables/),
      });
      for (const prefix of ['', 'a b', 'x; DROP TABLE orders; --', 'A', 'a.b.c']) {
        expect(() => postgresStore(pool(), { prefix })).toThrow(expect.objectContaining({ code: 'invalid_request' }));
      }
    });

    it('lose what has outlived its time while they are written to, bit by bit', async () => {
      const client = pool();
      await createPostgresTables(client, { prefix: 'purge_' });
      const store = postgresStore(client, { prefix: 'purge_' });
      const text = `INSERT INTO purge_store SELECT 'old' || n, 'x', now() - interval '1 s' FROM generate_series(1, 700) n`;
      await client.query(text);
      for (let write = 0; write < 1_000; write += 1) await store.set(`new${write}`, '1', 60_000);
      const { rows } = await client.query(`SELECT count(*)::int AS left FROM purge_store WHERE key LIKE 'old%'`);
      expect(rows).toEqual([{ left: 0 }]);
    });
  });

  it('whose clock is set forward by a day lets no window out twice, and one that is set back stops nothing', async () => {
    const client = pool();
    const turnstile = postgresTurnstile(client);
    const quotas = [{ limit: 1, intervalMs: 400 }];
    /** The server's clock is the machine's: what it said last is moved instead. */
    const step = (ms: number): Promise<unknown> =>
      client.query("UPDATE waybill_account SET wall = wall - $1 WHERE name = 'set'", [ms]);
    const turn = await turnstile.take('set', quotas, 60_000);
    if ('settle' in turn) await turn.settle();
    await step(86_400_000);
    const answer = await turnstile.take('set', quotas, 60_000);
    expect('waitMs' in answer && answer.waitMs).toBeGreaterThan(200);
    await step(-86_400_000);
    await turnstile.take('set', quotas, 60_000);
    await pass(450);
    expect(await turnstile.take('set', quotas, 60_000)).toHaveProperty('settle');
  });

  it('in transactions of any isolation loses no write', async () => {
    const client = new Pool({
      host: '127.0.0.1',
      port: server.port,
      user: 'postgres',
      database: 'postgres',
      max: 8,
      options: '-c default_transaction_isolation=serializable',
    });
    const turnstile = postgresTurnstile(client);
    const quotas = [{ limit: 5, intervalMs: 60_000 }];
    const answers = await Promise.all(Array.from({ length: 20 }, () => turnstile.take('strict', quotas, 1_000)));
    expect(answers.filter((answer) => !('waitMs' in answer))).toHaveLength(5);
    await client.end();
  });

  it('that is away is a typed error, and everything goes on when it is back', async () => {
    const client = pool();
    const store = postgresStore(client, { timeoutMs: 1_000 });
    const turnstile = postgresTurnstile(client, { timeoutMs: 1_000 });
    const quotas = [{ limit: 2, intervalMs: 60_000 }];
    await store.set('away', '1');
    const turn = await turnstile.take('away', quotas, 60_000);
    await server.kill();
    await expect(store.get('away')).rejects.toMatchObject({
      code: expect.stringMatching(/^(network|timeout)$/),
      retryable: true,
    });
    await expect(store.set('away', '2')).rejects.toThrow(/^Postgres [^:/]*\.$/);
    await expect(turnstile.take('away', quotas, 60_000)).rejects.toThrow();
    if ('settle' in turn) await turn.settle(false);
    await server.start();
    expect(await store.get('away')).toBe('1');
    // The one that could not be given back then is given back now.
    expect(await turnstile.take('away', quotas, 60_000)).toHaveProperty('settle');
    expect(await turnstile.take('away', quotas, 60_000)).toHaveProperty('settle');
    expect(await turnstile.take('away', quotas, 60_000)).toHaveProperty('waitMs');
  });
});

it.each([
  [{ code: 'ECONNREFUSED' }, 'network'],
  [{ code: 'EPIPE' }, 'network'],
  [{ code: 'CONNECTION_CLOSED' }, 'network'],
  [{ code: '57P01' }, 'network'],
  [{ code: '53300' }, 'network'],
  [{ code: '25006' }, 'network'],
  [{ code: '42501' }, 'invalid_request'],
  // As Bun has it.
  [{ code: 'ERR_POSTGRES_SERVER_ERROR', errno: '42P01' }, 'invalid_request'],
])('an error of a client, %j, is %s, and nothing of it is told but its code', async (fields, code) => {
  const query = (): Promise<never> =>
    Promise.reject(Object.assign(new Error('at db.example:5432 for hunter2'), fields));
  const failing = postgresStore({ query }).get('a');
  await expect(failing).rejects.toMatchObject({ code });
  await failing.catch((error: Error) =>
    expect([error.message, String(error.cause)].join()).not.toMatch(/example|hunter2/),
  );
});

it('what is no client of Postgres is refused', () => {
  for (const client of [{}, { query: 'SELECT 1' }]) {
    expect(() => postgresStore(client as never)).toThrow(expect.objectContaining({ code: 'invalid_request' }));
  }
});
