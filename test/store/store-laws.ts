import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/model/store.ts';

/** A store as the laws need it. */
export interface StoreUnderTest {
  readonly store: Store;
  /** Another one over the same place, as another process has it. */
  readonly other: Store;
  /** Lets time pass, by whatever clock the store goes. */
  pass(ms: number): Promise<void>;
}

/** Texts that a careless store mistakes for something else. */
const texts = [
  '',
  ' ',
  '0',
  'null',
  'undefined',
  '{"a":[1]}',
  "'; DROP TABLE waybill; --",
  '\u{1f4e6} größer\n%_\\',
  'x'.repeat(200_000),
];

/** What every store is held to, whoever keeps it: that is all that snapshots, tokens and quotas rest on. */
export function storeLaws(name: string, open: () => Promise<StoreUnderTest>): void {
  describe(`${name} is a store that`, () => {
    /** Names of its own for each test: the place may be one for all. */
    let tests = 0;
    const named = (key: string): string => `waybill:law:${name}:${tests}:${key}`;
    const begin = async () => {
      tests += 1;
      return open();
    };
    const compare = async (store: Store, ...args: Parameters<NonNullable<Store['compareAndSet']>>) =>
      (await store.compareAndSet?.(...args)) ?? 'cannot';

    it('gives back the text that it was given last, whatever text it is', async () => {
      const { store, other } = await begin();
      for (const [index, text] of texts.entries()) {
        const key = named(`${index % 3}${index % 2 === 0 ? '/%2f;\u{1f4e6}' : ''}`);
        await store.set(key, text);
        expect([await store.get(key), await other.get(key)]).toEqual([text, text]);
        await other.delete(key);
        expect((await store.get(key)) ?? undefined).toBeUndefined();
        await store.delete(key);
      }
    });

    it('keeps keys apart', async () => {
      const { store } = await begin();
      const keys = ['a', 'A', 'a ', 'a/b', 'a:b', 'a%', 'a_', 'ab', '{a}'].map(named);
      for (const key of keys) await store.set(key, key);
      for (const key of keys) expect(await store.get(key)).toBe(key);
    });

    it('forgets what has outlived its time, and nothing before', async () => {
      const { store, pass } = await begin();
      await store.set(named('short'), '1', 60);
      await store.set(named('long'), '2', 3_600_000);
      await store.set(named('ever'), '3');
      await store.set(named('longer'), '4', 60);
      await store.set(named('longer'), '5', 3_600_000);
      await store.set(named('none'), '6', 0);
      expect(await store.get(named('short'))).toBe('1');
      expect((await store.get(named('none'))) ?? undefined).toBeUndefined();
      await pass(90);
      expect((await store.get(named('short'))) ?? undefined).toBeUndefined();
      expect([
        await store.get(named('long')),
        await store.get(named('ever')),
        await store.get(named('longer')),
      ]).toEqual(['2', '3', '5']);
    });

    it('compares and sets in one step, whoever else writes', async () => {
      const { store, other } = await begin();
      const key = named('a');
      expect(await compare(store, key, undefined, '1')).toBe(true);
      expect(await compare(other, key, undefined, '2')).toBe(false);
      expect(await compare(other, key, '0', '2')).toBe(false);
      expect(await compare(other, key, '1', '')).toBe(true);
      expect(await compare(store, key, '1', undefined)).toBe(false);
      expect(await compare(store, key, undefined, undefined)).toBe(false);
      expect([await store.get(key), await compare(store, key, '', undefined)]).toEqual(['', true]);
      expect((await other.get(key)) ?? undefined).toBeUndefined();
      expect(await compare(store, key, undefined, undefined)).toBe(true);
      expect(await compare(store, key, '', 'x')).toBe(false);
    });

    it('compares with nothing where the time of what is kept is over, and keeps for the time that is given', async () => {
      const { store, pass } = await begin();
      const [one, two] = [named('one'), named('two')];
      await store.set(one, '1', 60);
      expect(await compare(store, two, undefined, '1', 60)).toBe(true);
      expect(await compare(store, one, '1', '2', 60)).toBe(true);
      await pass(90);
      expect(await compare(store, one, '2', '3')).toBe(false);
      expect(await compare(store, one, '2', undefined)).toBe(false);
      expect(await compare(store, one, undefined, '4', 3_600_000)).toBe(true);
      expect(await compare(store, two, undefined, undefined)).toBe(true);
      expect(await store.get(one)).toBe('4');
    });

    it('reads many in their order, absent ones and repeated ones too', async () => {
      const { store } = await begin();
      await store.set(named('a'), '1');
      await store.set(named('b'), '');
      const answers = await store.getMany?.([named('b'), named('c'), named('a'), named('b')]);
      expect(answers?.map((answer) => answer ?? undefined)).toEqual(['', undefined, '1', '']);
      expect(await store.getMany?.([])).toEqual([]);
      expect(await store.getMany?.(Array.from({ length: 2_000 }, (_, index) => named(String(index))))).toHaveLength(
        2_000,
      );
    });

    it('loses no write of many who count together', async () => {
      const { store, other } = await begin();
      const key = named('count');
      const count = async (into: Store): Promise<void> => {
        for (let done = 0; done < 10; ) {
          const known = await into.get(key);
          const expected = typeof known === 'string' ? known : undefined;
          if ((await compare(into, key, expected, String(Number(expected ?? 0) + 1), 60_000)) === true) done += 1;
        }
      };
      await Promise.all([store, other, store, other].map(count));
      expect(await store.get(key)).toBe('40');
    });
  });
}
