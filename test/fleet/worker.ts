/*
 * One of several processes that ask for numbers of one account within one quota, kept by a server:
 * `worker.ts <redis|postgres> <port> <url of UPS> <limit> <intervalMs> <first> <count> <account>`. Prints each number that was answered.
 */
import { Redis } from 'ioredis';
import { Pool } from 'pg';
import { createTracker, type Store, type Turnstile } from 'waybill';
import { ups } from 'waybill/carriers';
import { upsSandbox } from 'waybill/carriers/sandbox';
import { postgresStore, postgresTurnstile } from 'waybill/postgres';
import { redisStore, redisTurnstile } from 'waybill/redis';

const [kind = '', port = '', baseUrl = '', limit = '', intervalMs = '', first = '', count = '', account = ''] =
  process.argv.slice(2);

/** A store and a turnstile over one connection. */
function keep(): { readonly store: Store; readonly turnstile: Turnstile } {
  if (kind === 'redis') {
    const client = new Redis({ host: '127.0.0.1', port: Number(port) });
    client.on('error', () => undefined);
    return { store: redisStore(client), turnstile: redisTurnstile(client) };
  }
  const pool = new Pool({ host: '127.0.0.1', port: Number(port), user: 'postgres', database: 'postgres', max: 8 });
  pool.on('error', () => undefined);
  return { store: postgresStore(pool), turnstile: postgresTurnstile(pool) };
}

const { store, turnstile } = keep();
const quotas = [{ limit: Number(limit), intervalMs: Number(intervalMs) }];
const tracker = createTracker({
  carriers: [ups({ clientId: account, clientSecret: 'secret', baseUrl, quotas, maxConcurrency: 8 })],
  tokens: store,
  turnstile,
  timeoutMs: 2_000,
});
let left = Array.from({ length: Number(count) }, (_, index) => upsSandbox.sampleNumber(Number(first) + index));
while (left.length > 0) {
  const again: string[] = [];
  for await (const { ok, trackingNumber } of tracker.trackMany(left, { carrier: 'ups', maxWaitMs: 600_000 })) {
    if (ok) process.stdout.write(`${trackingNumber}\n`);
    else again.push(trackingNumber);
  }
  left = again;
  // What keeps the quota was away: nothing left, and the same is asked for again.
  if (left.length > 0) await new Promise((resolve) => setTimeout(resolve, 250));
}
process.exit(0);
