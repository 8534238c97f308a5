import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sqliteStore } from 'waybill/sqlite';
import { settableClock } from '../../src/testing/settable-clock.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'waybill-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const file = (): string => join(folder, 'watch.db');

describe('sqliteStore', () => {
  it('keeps values in one file, over closing and opening', () => {
    const store = sqliteStore(file());
    store.set('a', '1');
    store.set('a', '{"two":"zwei – 二"}');
    store.set('b', '3');
    store.delete('b');
    store.close();
    expect(readdirSync(folder)).toEqual(['watch.db']);
    const again = sqliteStore(file());
    expect([again.get('a'), again.get('b'), again.get('c')]).toEqual(['{"two":"zwei – 二"}', undefined, undefined]);
    again.close();
  });

  it('behaves like a Map', () => {
    const key = fc.constantFrom('waybill:parcel:fedex/1', "'; DROP TABLE waybill; --", '', '\u{1f4e6}');
    const step = fc.tuple(fc.constantFrom('set', 'delete', 'get'), key, fc.string({ unit: 'grapheme' }));
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const store = sqliteStore(':memory:');
        const map = new Map<string, string>();
        for (const [what, key, value] of steps) {
          if (what === 'set') [store.set(key, value), map.set(key, value)];
          if (what === 'delete') [store.delete(key), map.delete(key)];
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
    store.set('short', 'x', 10);
    store.set('long', 'x', 20);
    store.set('ever', 'x');
    store.set('renewed', 'x', 10);
    store.set('renewed', 'y');
    await clock.advance(10);
    expect(['short', 'long', 'ever', 'renewed'].map((key) => store.get(key))).toEqual([undefined, 'x', 'x', 'y']);
    store.close();
    const again = sqliteStore(file(), { clock: settableClock(0) });
    expect(again.get('short')).toBe('x');
    again.close();
    const later = sqliteStore(file(), { clock });
    later.close();
    const earlier = sqliteStore(file(), { clock: settableClock(0) });
    expect([earlier.get('short'), earlier.get('long')]).toEqual([undefined, 'x']);
    earlier.close();
  });

  it('lets two have the file open', () => {
    const [one, other] = [sqliteStore(file()), sqliteStore(file())];
    one.set('a', '1');
    other.set('b', '2');
    expect([one.get('b'), other.get('a')]).toEqual(['2', '1']);
    one.close();
    other.close();
  });

  it('fails for a file that is something else', () => {
    writeFileSync(file(), 'no database, but text that is long enough to be told from one'.repeat(20));
    expect(() => sqliteStore(file())).toThrow(/not a database/);
  });
});
