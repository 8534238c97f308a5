import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { sqliteStore } from 'waybill/sqlite';
import { settableClock } from '../../src/testing/settable-clock.ts';
import { memoryStore } from './memory-store.ts';
import { storeLaws } from './store-laws.ts';

const folder = mkdtempSync(join(tmpdir(), 'waybill-laws-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

storeLaws('a Map that compares and sets', async () => {
  const clock = settableClock(0);
  const store = memoryStore(clock);
  return { store, other: store, pass: (ms) => clock.advance(ms) };
});

storeLaws('a file of SQLite', async () => {
  const clock = settableClock(0);
  const [store, other] = [
    sqliteStore(join(folder, 'laws.db'), { clock }),
    sqliteStore(join(folder, 'laws.db'), { clock }),
  ];
  return { store, other, pass: (ms) => clock.advance(ms) };
});
