/* One of several processes that ask for numbers within one quota: `node quota-worker.ts <file> <url> <first> <count>`. */
import { createTracker, storeTurnstile } from 'waybill';
import { sqliteStore } from 'waybill/sqlite';
import { depot, depotNumber } from '../send/depot.ts';

const [file = '', host = '', first = '0', count = '0', limit = '1', intervalMs = '1000'] = process.argv.slice(2);
const quotas = [{ limit: Number(limit), intervalMs: Number(intervalMs) }];
const tracker = createTracker({
  carriers: [depot({ host, maxBatch: 1, maxConcurrency: 4, quotas })],
  turnstile: storeTurnstile(sqliteStore(file), { fromIntervalMs: 0 }),
});
const numbers = Array.from({ length: Number(count) }, (_, index) => depotNumber(Number(first) + index));
let answered = 0;
for await (const outcome of tracker.trackMany(numbers, { maxWaitMs: Number.POSITIVE_INFINITY })) {
  if (outcome.ok) answered += 1;
  else process.stderr.write(`${outcome.error.message}\n`);
}
process.stdout.write(String(answered));
