import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, it } from 'vitest';
import { sqliteStore } from 'waybill/sqlite';
import { turnstileConformance } from 'waybill/testing';
import { storeTurnstile } from '../../src/send/limiter/store-turnstile.ts';
import { settableClock } from '../../src/testing/settable-clock.ts';
import { memoryStore } from '../store/memory-store.ts';

const folder = mkdtempSync(join(tmpdir(), 'waybill-turnstile-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('one over a store in memory', () =>
  turnstileConformance(it, async () => {
    const clock = settableClock(Date.parse('2026-11-20T12:00:00Z'));
    const store = memoryStore(clock);
    const [turnstile, other] = [store, store].map((each) => storeTurnstile(each, { clock, fromIntervalMs: 0 }));
    if (turnstile === undefined || other === undefined) throw new Error('nothing to test');
    return { turnstile, other, pass: (ms) => clock.advance(ms), now: () => clock.monotonic() };
  }));

describe('one over a file of SQLite', () =>
  turnstileConformance(it, async () => {
    const clock = settableClock(Date.parse('2026-11-20T12:00:00Z'));
    const open = () => storeTurnstile(sqliteStore(join(folder, 'turns.db'), { clock }), { clock, fromIntervalMs: 0 });
    return { turnstile: open(), other: open(), pass: (ms) => clock.advance(ms), now: () => clock.monotonic() };
  }));
