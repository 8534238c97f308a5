import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, it } from 'vitest';
import { sqliteStore } from 'waybill/sqlite';
import { storeConformance } from 'waybill/testing';
import { settableClock } from '../../src/testing/settable-clock.ts';
import { memoryStore } from '../store/memory-store.ts';

const folder = mkdtempSync(join(tmpdir(), 'waybill-laws-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a Map that compares and sets', () =>
  storeConformance(it, async () => {
    const clock = settableClock(0);
    const store = memoryStore(clock);
    return { store, other: store, pass: (ms) => clock.advance(ms) };
  }));

describe('a file of SQLite', () =>
  storeConformance(it, async () => {
    const clock = settableClock(0);
    const [store, other] = [
      sqliteStore(join(folder, 'laws.db'), { clock }),
      sqliteStore(join(folder, 'laws.db'), { clock }),
    ];
    return { store, other, pass: (ms) => clock.advance(ms) };
  }));
