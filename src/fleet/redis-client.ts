import { TrackingError } from '../model/error.ts';
import { askServer, type Server } from './server-fault.ts';

/** What is needed of a client of Redis, or of a server that speaks as Redis does: `call` of ioredis. */
export interface IoredisClient {
  /** Sends a command; resolves with its answer, rejects with an error whose message begins with the server's word. */
  call(command: string, ...args: string[]): Promise<unknown>;
}

/** `sendCommand` of node-redis, the package `redis`. */
export interface NodeRedisClient {
  /** Sends a command, its name first. */
  sendCommand(args: string[]): Promise<unknown>;
}

/** `send` of the client that Bun brings along. */
export interface BunRedisClient {
  /** Sends a command. */
  send(command: string, args: string[]): Promise<unknown>;
}

/** A client of Redis, connected by whoever gives it. */
export type RedisClient = IoredisClient | NodeRedisClient | BunRedisClient;

/** Redis as it is used here. */
export interface Redis {
  command(name: string, ...args: string[]): Promise<unknown>;
  /** Runs a script on one key, in one step. */
  script(lua: string, key: string, ...args: string[]): Promise<unknown>;
}

/** Errors that pass: the server starts, changes its role, is full, or is busy with something else. */
const passing = new Set(
  'LOADING BUSY TRYAGAIN CLUSTERDOWN MASTERDOWN READONLY NOREPLICAS NOMASTERLINK OOM MISCONF UNBLOCKED'.split(' '),
);

const advice: Readonly<Record<string, string>> = {
  NOAUTH: 'give its client a password',
  WRONGPASS: 'check the password given to its client',
  NOPERM: 'let its user run GET, MGET, SET, DEL, SCRIPT LOAD and EVALSHA on these keys',
  WRONGTYPE: 'a key is taken by something else; give a prefix of its own with { prefix }',
  CROSSSLOT: 'on a cluster all keys must be in one slot: give a prefix in braces, as { prefix: "{waybill}:" }',
  MOVED: 'on a cluster give a client for clusters, and a prefix in braces, as { prefix: "{waybill}:" }',
};

const server: Server = {
  name: 'Redis',
  wordOf(error) {
    if (!(error instanceof Error)) return undefined;
    // Words of the system begin with an E, as ECONNRESET.
    return /^(ERR|(?!E)[A-Z]{2,})\b/.exec(error.message)?.[1];
  },
  adviceOn: (word) => (passing.has(word) ? undefined : (advice[word] ?? 'see its log')),
};

/** Redis behind a client. @throws TrackingError `invalid_request` for what is none. */
export function redisOf(client: RedisClient, timeoutMs: number): Redis {
  const send = senderOf(client);
  const ask = <T>(work: () => Promise<T>): Promise<T> => askServer(server, work, timeoutMs);
  /** By script: the name that Redis knows it by. */
  const loaded = new Map<string, Promise<string>>();

  function load(lua: string): Promise<string> {
    const loading = loaded.get(lua) ?? send('SCRIPT', 'LOAD', lua).then(String);
    loaded.set(lua, loading);
    loading.catch(() => loaded.delete(lua));
    return loading;
  }

  return {
    command: (name, ...args) => ask(() => send(name, ...args)),
    script: (lua, key, ...args) =>
      ask(async () => {
        const run = async (): Promise<unknown> => send('EVALSHA', await load(lua), '1', key, ...args);
        try {
          return await run();
        } catch (error) {
          // Another server, or this one started anew: it was not run.
          if (server.wordOf(error) !== 'NOSCRIPT') throw error;
          loaded.delete(lua);
          return run();
        }
      }),
  };
}

function senderOf(client: RedisClient): (name: string, ...args: string[]) => Promise<unknown> {
  // The one of ioredis has a method sendCommand() too, which takes something else.
  if ('call' in client && typeof client.call === 'function') return (name, ...args) => client.call(name, ...args);
  if ('sendCommand' in client && typeof client.sendCommand === 'function') {
    return (name, ...args) => client.sendCommand([name, ...args]);
  }
  if ('send' in client && typeof client.send === 'function') return (name, ...args) => client.send(name, args);
  const message = 'This is no client of Redis: give one of ioredis, of the package redis, or of Bun.';
  throw new TrackingError('invalid_request', message);
}
