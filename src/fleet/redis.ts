/**
 * Snapshots, tokens and quotas in Redis, for any number of processes on any number of machines. The connection is the
 * caller's: a client of ioredis, of the package `redis`, or of Bun.
 *
 * @module
 */
import type * as z from 'zod/mini';
import { type Store, storeKey } from '../model/store.ts';
import { allowedValue, checkArguments, optional, optionsOf } from '../options/options.ts';
import { hasMethods, someMilliseconds, text } from '../options/values.ts';
import type { Turnstile } from '../send/limiter/turnstile.ts';
import { systemClock } from '../time/clock.ts';
import { type RedisClient, redisOf } from './redis-client.ts';
import { redisTurnSteps } from './redis-turns.ts';
import { serverTurnstile } from './server-turnstile.ts';

export type { BunRedisClient, IoredisClient, NodeRedisClient, RedisClient } from './redis-client.ts';

/** How Redis is used. */
export interface RedisOptions {
  /**
   * Put before every key; nothing else is read or written. Keys of this library begin with `waybill:` as it is. On a cluster
   * one in braces, `{waybill}:`, keeps all keys in one slot. Default: none.
   */
  readonly prefix?: string;
  /** Longest wait for an answer, in milliseconds; then it is a `timeout`. Default: 5,000 for a store, 2,000 for a turnstile. */
  readonly timeoutMs?: number;
}

/** A store in Redis: text under keys, with the server's own expiry. */
export interface RedisStore extends Store {
  /** The text kept under a key; undefined for none. */
  get(key: string): Promise<string | undefined>;
  /** Keeps a text; for no longer than `ttlMs` milliseconds, where one is given. */
  set(key: string, value: string, ttlMs?: number): Promise<void>;
  /** Forgets a key. */
  delete(key: string): Promise<void>;
  /** Keeps a text if what is kept now is `expected`, in one script. */
  compareAndSet(key: string, expected: string | undefined, value: string | undefined, ttlMs?: number): Promise<boolean>;
  /** The texts kept under these keys, in their order, by one command. */
  getMany(keys: readonly string[]): Promise<readonly (string | undefined)[]>;
}

/** A connection to Redis. */
const redisClient: z.ZodMiniType<RedisClient> = allowedValue(
  'a client of ioredis, of the package redis, or of Bun',
  (value) => ['call', 'sendCommand', 'send'].some((name) => hasMethods(value, name)),
);

/** {@link RedisOptions}. */
const redisOptions: z.ZodMiniType<RedisOptions> = optionsOf<RedisOptions>({
  prefix: optional(text),
  timeoutMs: optional(someMilliseconds),
});

const compareAndSet = `
local known = redis.call('GET', KEYS[1])
if ARGV[1] == '0' then
  if known then return 0 end
elseif known ~= ARGV[2] then
  return 0
end
if ARGV[3] == '0' or ARGV[5] == '0' then
  redis.call('DEL', KEYS[1])
elseif ARGV[5] == '' then
  redis.call('SET', KEYS[1], ARGV[4])
else
  redis.call('SET', KEYS[1], ARGV[4], 'PX', ARGV[5])
end
return 1
`;

/**
 * A store over a connection to Redis. What it keeps is as safe as Redis is set to keep it (`appendonly`), and must not be
 * evicted: `maxmemory-policy noeviction`, or a database of its own.
 *
 * @throws TrackingError `invalid_request` for what is no client; each method `network` or `timeout` where Redis is away, and
 * `invalid_request` where it refuses. What failed may have been done all the same.
 */
export function redisStore(client: RedisClient, options: RedisOptions = {}): RedisStore {
  checkArguments('redisStore()', { client: [redisClient, client], options: [redisOptions, options] });
  const { prefix = '', timeoutMs = 5_000 } = options;
  const redis = redisOf(client, timeoutMs);
  const keyOf = (key: string): string => `${prefix}${key}`;
  const textOf = (value: unknown): string | undefined =>
    value === null || value === undefined ? undefined : String(value);
  /** Whole milliseconds, at the least one that is over: Redis takes no time to live of nothing. */
  const lifeOf = (ttlMs: number | undefined): string =>
    ttlMs === undefined ? '' : String(Math.max(0, Math.ceil(ttlMs)));

  return {
    get: async (key) => textOf(await redis.command('GET', keyOf(key))),
    async set(key, value, ttlMs) {
      const life = lifeOf(ttlMs);
      if (life === '0') await redis.command('DEL', keyOf(key));
      else await redis.command('SET', keyOf(key), value, ...(life === '' ? [] : ['PX', life]));
    },
    async delete(key) {
      await redis.command('DEL', keyOf(key));
    },
    async compareAndSet(key, expected, value, ttlMs) {
      const [isKnown, isKept] = [expected !== undefined, value !== undefined].map((is) => (is ? '1' : '0'));
      const args = [isKnown ?? '0', expected ?? '', isKept ?? '0', value ?? '', lifeOf(ttlMs)];
      return String(await redis.script(compareAndSet, keyOf(key), ...args)) === '1';
    },
    async getMany(keys) {
      if (keys.length === 0) return [];
      const values = await redis.command('MGET', ...keys.map(keyOf));
      return Array.isArray(values) ? values.map(textOf) : keys.map(() => undefined);
    },
  };
}

/**
 * Counts turns in Redis, for all processes that share it: every window, in one script for each step, on the time of the
 * server. A turn of a process that died is free when its lease is over.
 *
 * Where Redis is away, or takes longer than `timeoutMs`, no turn is given: `take` rejects, and calls end as `rate_limited`.
 *
 * @throws TrackingError `invalid_request` for what is no client.
 */
export function redisTurnstile(client: RedisClient, options: RedisOptions = {}): Turnstile {
  checkArguments('redisTurnstile()', { client: [redisClient, client], options: [redisOptions, options] });
  const { prefix = '', timeoutMs = 2_000 } = options;
  const redis = redisOf(client, timeoutMs);
  return serverTurnstile(
    redisTurnSteps(redis, (account) => `${prefix}${storeKey('turnstile', account)}`),
    systemClock,
  );
}
