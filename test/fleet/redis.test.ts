import { Redis } from 'ioredis';
import { createClient } from 'redis';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type BunRedisClient, type RedisClient, redisStore, redisTurnstile } from 'waybill/redis';
import { storeConformance, turnstileConformance } from 'waybill/testing';
import { hasRedis, startRedis, type TestServer } from './servers.ts';

let server: TestServer;
const closing: (() => unknown)[] = [];

const pass = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

function ioredis(options = {}): Redis {
  const client = new Redis({ port: server.port, host: '127.0.0.1', ...options });
  client.on('error', () => undefined);
  closing.push(() => client.disconnect());
  return client;
}

async function nodeRedis() {
  const client = createClient({ url: `redis://127.0.0.1:${server.port}` });
  client.on('error', () => undefined);
  await client.connect();
  closing.push(() => client.destroy());
  return client;
}

/** The shape of Bun's client, over another one. */
function bun(): BunRedisClient {
  const client = ioredis();
  return { send: (command, args) => client.call(command, ...args) };
}

const clients: Readonly<Record<string, () => Promise<RedisClient>>> = {
  ioredis: async () => ioredis(),
  'node-redis': nodeRedis,
  'the shape of Bun': async () => bun(),
};

describe.skipIf(!hasRedis)('Redis', () => {
  beforeAll(async () => {
    server = await startRedis();
  }, 60_000);
  afterAll(async () => {
    for (const close of closing) close();
    await server?.remove();
  });

  for (const [name, open] of Object.entries(clients)) {
    describe(`Redis by ${name}`, () =>
      storeConformance(it, async () => {
        const [one, other] = [await open(), await open()];
        return { store: redisStore(one), other: redisStore(other), pass };
      }));
    describe(`Redis by ${name}`, () =>
      turnstileConformance(it, async () => {
        const [one, other] = [await open(), await open()];
        return { turnstile: redisTurnstile(one), other: redisTurnstile(other), pass, now: () => performance.now() };
      }));
  }

  it('keeps to its prefix, and what is under a key already stays there', async () => {
    const client = ioredis();
    await client.flushall();
    await client.rpush('shop:waybill:list', 'mine');
    await client.set('waybill:other', 'mine');
    const store = redisStore(client, { prefix: 'shop:' });
    const turnstile = redisTurnstile(client, { prefix: 'shop:' });
    await store.set('waybill:a', '1', 60_000);
    await store.compareAndSet('waybill:b', undefined, '1', 60_000);
    await turnstile.take('acme:1', [{ limit: 1, intervalMs: 1_000 }], 1_000);
    await turnstile.hold('acme:1', 1_000);
    await expect(store.get('waybill:list')).rejects.toMatchObject({
      code: 'invalid_request',
      message: expect.stringMatching(/WRONGTYPE.*prefix/),
    });
    expect((await client.keys('*')).toSorted()).toEqual([
      'shop:waybill:a',
      'shop:waybill:b',
      'shop:waybill:list',
      'shop:waybill:turnstile:acme%3a;1',
      'waybill:other',
    ]);
    expect(await client.pttl('shop:waybill:turnstile:acme%3a;1')).toBeGreaterThan(3_600_000);
  });

  it('reads what nobody can read of an account as nothing, and its scripts outlive a flush', async () => {
    const client = ioredis();
    const turnstile = redisTurnstile(client);
    const quotas = [{ limit: 1, intervalMs: 60_000 }];
    for (const text of ['', '7', '\u0081', '{"at":1}']) {
      await client.set('waybill:turnstile:damaged', text);
      await client.script('FLUSH');
      expect(await turnstile.take('damaged', quotas, 1_000)).toHaveProperty('settle');
      expect(await turnstile.take('damaged', quotas, 1_000)).toHaveProperty('waitMs');
    }
  });

  it('whose clock is set forward by a day lets no window out twice, and one that is set back stops nothing', async () => {
    const client = ioredis();
    const turnstile = redisTurnstile(client);
    const quotas = [{ limit: 1, intervalMs: 400 }];
    const key = 'waybill:turnstile:set';
    /** The server's clock is the machine's: what it said last is moved instead. */
    const step = (ms: number): Promise<unknown> =>
      client.eval(
        `local s = cmsgpack.unpack(redis.call('GET', KEYS[1])); s.wall = s.wall - ARGV[1]; redis.call('SET', KEYS[1], cmsgpack.pack(s))`,
        1,
        key,
        ms,
      );
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

  for (const [name, open] of Object.entries({ ioredis: async () => ioredis(), 'node-redis': nodeRedis })) {
    it(`that is away is a typed error by ${name}, and everything goes on when it is back`, async () => {
      const client = await open();
      const store = redisStore(client, { timeoutMs: 500 });
      const turnstile = redisTurnstile(client, { timeoutMs: 500 });
      const quotas = [{ limit: 2, intervalMs: 60_000 }];
      await store.set('away', '1');
      const turn = await turnstile.take(name, quotas, 60_000);
      await server.kill();
      await expect(store.get('away')).rejects.toMatchObject({
        code: expect.stringMatching(/^(network|timeout)$/),
        retryable: true,
      });
      await expect(store.set('away', '2', 1)).rejects.toThrow(/^Redis [^:/]*\.$/);
      await expect(turnstile.take(name, quotas, 60_000)).rejects.toThrow();
      if ('settle' in turn) await turn.settle(false);
      await server.start();
      await vi.waitFor(() => store.set('back', '1'), { timeout: 20_000, interval: 100 });
      // What nobody waited for any more may have been done since: a turn then, which its lease frees.
      const answers = [];
      for (let asked = 0; asked < 4; asked += 1) answers.push(await turnstile.take(name, quotas, 60_000));
      const given = answers.filter((answer) => 'settle' in answer).length;
      expect(given).toBeGreaterThanOrEqual(1);
      expect(given).toBeLessThanOrEqual(2);
    }, 60_000);
  }
});

it.each([
  ['connect ECONNREFUSED 127.0.0.1:6379', 'network'],
  ['Connection is closed.', 'network'],
  ['READONLY You can not write against a read only replica.', 'network'],
  ['LOADING Redis is loading the dataset in memory', 'network'],
  ['NOAUTH Authentication required.', 'invalid_request'],
  ["NOPERM User hunter2 has no permissions to run the 'get' command", 'invalid_request'],
  ['ERR unknown command', 'invalid_request'],
])('an error of a client, %j, is %s, and nothing of it is told but its word', async (message, code) => {
  const send = (): Promise<never> => Promise.reject(new Error(message));
  const failing = redisStore({ send }).get('a');
  await expect(failing).rejects.toMatchObject({ code });
  await failing.catch((error: Error) => expect([error.message, String(error.cause)].join()).not.toMatch(/127|hunter2/));
});

it('that never answers is a timeout, and a late answer changes nothing', async () => {
  const send = (): Promise<unknown> => new Promise((resolve) => setTimeout(resolve, 80));
  await expect(redisStore({ send }, { timeoutMs: 20 }).get('a')).rejects.toMatchObject({
    code: 'timeout',
    message: expect.stringMatching(/20 ms.*timeoutMs/),
  });
  await expect(redisTurnstile({ send }, { timeoutMs: 20 }).take('a', [], 1_000)).rejects.toMatchObject({
    code: 'timeout',
  });
});

it('what is no client of Redis is refused', () => {
  for (const client of [{}, { get: () => undefined }]) {
    expect(() => redisStore(client as never)).toThrow(expect.objectContaining({ code: 'invalid_request' }));
  }
});
