import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sqliteStore } from 'waybill/sqlite';
import { TrackingError } from '../../src/model/error.ts';
import { settableClock } from '../../src/testing/settable-clock.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'waybill-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const file = (): string => join(folder, 'watch.db');

describe('sqliteStore', () => {
  it('keeps values in one file, over closing and opening', async () => {
    const store = sqliteStore(file());
    await store.set('a', '1');
    await store.set('a', '{"two":"zwei – 二"}');
    await store.set('b', '3');
    await store.delete('b');
    store.close();
    expect(readdirSync(folder)).toEqual(['watch.db']);
    const again = sqliteStore(file());
    expect([again.get('a'), again.get('b'), again.get('c')]).toEqual(['{"two":"zwei – 二"}', undefined, undefined]);
    again.close();
  });

  it('behaves like a Map', async () => {
    const key = fc.constantFrom('waybill:parcel:fedex/1', "'; DROP TABLE waybill; --", '', '\u{1f4e6}');
    const step = fc.tuple(fc.constantFrom('set', 'delete', 'get'), key, fc.string({ unit: 'grapheme' }));
    await fc.assert(
      fc.asyncProperty(fc.array(step), async (steps) => {
        const store = sqliteStore(':memory:');
        const map = new Map<string, string>();
        for (const [what, key, value] of steps) {
          if (what === 'set') [await store.set(key, value), map.set(key, value)];
          if (what === 'delete') [await store.delete(key), map.delete(key)];
          expect(store.get(key)).toBe(map.get(key));
        }
        store.close();
      }),
      { numRuns: 50 },
    );
  });

  it('forgets what has outlived its time', async () => {
    const clock = settableClock(1_000);
    const store = sqliteStore(file(), { clock });
    await store.set('short', 'x', 10);
    await store.set('long', 'x', 20);
    await store.set('ever', 'x');
    await store.set('renewed', 'x', 10);
    await store.set('renewed', 'y');
    await clock.advance(10);
    expect(['short', 'long', 'ever', 'renewed'].map((key) => store.get(key))).toEqual([undefined, 'x', 'x', 'y']);
    store.close();
    const again = sqliteStore(file(), { clock: settableClock(0) });
    expect(again.get('short')).toBe('x');
    again.close();
    const later = sqliteStore(file(), { clock });
    await later.set('any', 'x');
    later.close();
    const earlier = sqliteStore(file(), { clock: settableClock(0) });
    expect([earlier.get('short'), earlier.get('long')]).toEqual([undefined, 'x']);
    earlier.close();
  });

  it('deletes what has outlived its time while it is written to, bit by bit', async () => {
    const clock = settableClock(0);
    const store = sqliteStore(file(), { clock });
    for (let index = 0; index < 1_200; index += 1) await store.set(`old-${index}`, 'x', 10);
    await clock.advance(10);
    for (let index = 0; index < 1_002; index += 1) await store.set('new', String(index));
    store.close();
    const database = new DatabaseSync(file());
    const { rows } = database.prepare('SELECT count(*) AS rows FROM waybill').get() ?? {};
    database.close();
    expect(rows).toBe(1);
  });

  it('compares and sets in one step, as any other process sees it', async () => {
    const clock = settableClock(0);
    const [one, other] = [sqliteStore(file(), { clock }), sqliteStore(file(), { clock })];
    expect(await one.compareAndSet('a', undefined, '1')).toBe(true);
    expect(await other.compareAndSet('a', undefined, '2')).toBe(false);
    expect(await other.compareAndSet('a', '0', '2')).toBe(false);
    expect(await other.compareAndSet('a', '1', '2')).toBe(true);
    expect(await one.compareAndSet('a', '1', undefined)).toBe(false);
    expect(await one.compareAndSet('a', undefined, undefined)).toBe(false);
    expect(await one.compareAndSet('a', '2', undefined)).toBe(true);
    expect([other.get('a'), await one.compareAndSet('a', undefined, undefined)]).toEqual([undefined, true]);
    await one.set('b', '1', 10);
    expect(await one.compareAndSet('b', '1', '2', 20)).toBe(true);
    one.close();
    other.close();
  });

  it('compares with nothing where the time of what is kept is over', async () => {
    const clock = settableClock(0);
    const store = sqliteStore(file(), { clock });
    await store.set('a', '1', 10);
    await clock.advance(10);
    expect(await store.compareAndSet('a', '1', '2')).toBe(false);
    expect(await store.compareAndSet('a', '1', undefined)).toBe(false);
    expect([await store.compareAndSet('a', undefined, '3'), store.get('a')]).toEqual([true, '3']);
    store.close();
  });

  it('writes what is waiting before it is closed', async () => {
    const store = sqliteStore(file());
    const written = [store.set('a', '1'), store.compareAndSet('a', '1', '2')];
    store.close();
    expect(await Promise.all(written)).toEqual([undefined, true]);
    const again = sqliteStore(file());
    expect(again.get('a')).toBe('2');
    again.close();
  });

  it('reads many in their order', async () => {
    const store = sqliteStore(':memory:');
    await store.set('a', '1');
    await store.set('b', '2');
    expect(store.getMany(['b', 'c', 'a', 'b'])).toEqual(['2', undefined, '1', '2']);
    store.close();
  });

  it('lets two have the file open', async () => {
    const [one, other] = [sqliteStore(file()), sqliteStore(file())];
    await one.set('a', '1');
    await other.set('b', '2');
    expect([one.get('b'), other.get('a')]).toEqual(['2', '1']);
    one.close();
    other.close();
  });

  describe('while another process has the file', () => {
    it('waits without keeping its own process from anything', async () => {
      const store = sqliteStore(file());
      await store.set('a', '1');
      const other = new DatabaseSync(file());
      other.exec('BEGIN EXCLUSIVE');
      const answers = [
        store.set('a', '2'),
        store.compareAndSet('b', undefined, '1'),
        store.compareAndSet('c', '1', '2'),
        store.delete('d'),
      ];
      expect(answers.every((answer) => answer instanceof Promise)).toBe(true);
      // Readers are kept by nobody.
      expect(store.get('a')).toBe('1');
      let turns = 0;
      const timer = setInterval(() => {
        turns += 1;
      }, 1);
      while (turns < 5) await new Promise((resolve) => setImmediate(resolve));
      clearInterval(timer);
      other.exec('COMMIT');
      other.close();
      expect(await Promise.all(answers)).toEqual([undefined, true, false, undefined]);
      expect([store.get('a'), store.get('b')]).toEqual(['2', '1']);
      store.close();
    });

    it('is a timeout after a while, and says what to do', async () => {
      const store = sqliteStore(file(), { busyTimeoutMs: 20 });
      const other = new DatabaseSync(file());
      other.exec('BEGIN EXCLUSIVE');
      await expect(store.set('a', '1')).rejects.toMatchObject({ code: 'timeout', retryable: true });
      await expect(store.set('a', '1')).rejects.toThrow(/let go .* busyTimeoutMs/);
      other.close();
      store.close();
    });
  });

  describe('refuses, and leaves as it is,', () => {
    const refused = async (expected: RegExp, path = file()): Promise<void> => {
      const before = readdirSync(folder).map((name) => [name, readFileSync(join(folder, name)).toString('base64')]);
      const open = (): unknown => sqliteStore(path);
      expect(open).toThrow(TrackingError);
      expect(open).toThrow(expected);
      expect(open).toThrow(expect.objectContaining({ code: 'invalid_request' }));
      const after = readdirSync(folder).map((name) => [name, readFileSync(join(folder, name)).toString('base64')]);
      expect(after).toEqual(before);
    };

    it('a file that is no database', async () => {
      writeFileSync(file(), 'no database, but text that is long enough to be told from one'.repeat(20));
      await refused(/not a database/);
    });

    it('the database of something else', async () => {
      const database = new DatabaseSync(file());
      database.exec('CREATE TABLE orders (id INTEGER); PRAGMA user_version = 1;');
      database.close();
      await refused(/database of something else/);
    });

    it('a file of a later version', async () => {
      sqliteStore(file()).close();
      const database = new DatabaseSync(file());
      database.exec('PRAGMA user_version = 2; PRAGMA journal_mode = DELETE;');
      database.close();
      await refused(/later version of waybill \(schema 2, known is 1\)/);
    });

    it('a folder that is not there, and no path', async () => {
      await refused(/folder/, join(folder, 'nowhere', 'watch.db'));
      await refused(/path/, '');
    });
  });

  it('says which Node.js it needs where there is no SQLite', () => {
    const missing = vi.spyOn(process, 'getBuiltinModule').mockReturnValue(undefined as never);
    expect(() => sqliteStore(':memory:')).toThrow(/needs Node\.js 22\.13 or later, and this is v\d/);
    missing.mockRestore();
  });

  it('loses no write of several processes that count together', async () => {
    const processes = 4;
    const each = 100;
    const source = fileURLToPath(new URL('./count-worker.ts', import.meta.url));
    sqliteStore(file()).close();
    const codes = await Promise.all(
      Array.from(
        { length: processes },
        () =>
          new Promise((resolve) => {
            const args = ['--conditions=waybill-source', '--no-warnings', source, file(), String(each)];
            spawn(process.execPath, args, { stdio: 'inherit' }).on('close', resolve);
          }),
      ),
    );
    expect(codes).toEqual([0, 0, 0, 0]);
    const store = sqliteStore(file());
    expect(store.get('count')).toBe(String(processes * each));
    store.close();
  }, 60_000);
});
