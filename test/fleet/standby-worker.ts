/*
 * One of several processes that watch the same numbers, one at a time, over a store that a server keeps:
 * `standby-worker.ts <redis|postgres> <port> <url of UPS> <count> <leaseMs>`. Prints `watching` once it is the one, and the key of
 * everything that it is told.
 */
import { Redis } from 'ioredis';
import { Pool } from 'pg';
import { createTracker, type Store } from 'waybill';
import { ups } from 'waybill/carriers';
import { upsSandbox } from 'waybill/carriers/sandbox';
import { postgresStore } from 'waybill/postgres';
import { redisStore } from 'waybill/redis';
import { watch } from 'waybill/watch';

const [kind = '', port = '', baseUrl = '', count = '', leaseMs = ''] = process.argv.slice(2);

function openStore(): Store {
  if (kind === 'redis') return redisStore(new Redis({ host: '127.0.0.1', port: Number(port) }));
  return postgresStore(new Pool({ host: '127.0.0.1', port: Number(port), user: 'postgres', database: 'postgres' }));
}

function* numbers() {
  process.stdout.write('watching\n');
  for (let serial = 0; serial < Number(count); serial += 1) yield upsSandbox.sampleNumber(serial);
}

const quotas = [{ limit: 20, intervalMs: 1_000 }];
const tracker = createTracker({ carriers: [ups({ clientId: 'shop', clientSecret: 'secret', baseUrl, quotas })] });
const lease = { ms: Number(leaseMs) };
for await (const { key } of watch(tracker, numbers(), { store: openStore(), lease, share: 1, untilSettled: true })) {
  process.stdout.write(`${key}\n`);
}
process.exit(0);
