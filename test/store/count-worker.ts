/** Counts in a store together with others: `count-worker.ts <database> <times>`. */
import { sqliteStore } from 'waybill/sqlite';

const [path = ':memory:', times = '0'] = process.argv.slice(2);
const store = sqliteStore(path);
for (let count = 0; count < Number(times); ) {
  const known = await store.get('count');
  if (await store.compareAndSet('count', known, String(Number(known ?? 0) + 1))) count += 1;
}
store.close();
