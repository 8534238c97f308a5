import type * as z from 'zod/mini';
import type { Store } from '../model/store.ts';
import { checkArguments, optional, optionsOf } from '../options/options.ts';
import { aFunction, flag } from '../options/values.ts';
import { check, type DeclareTest, declareTest, same } from './suites.ts';

/** A store as its suite needs it. */
export interface StoreUnderTest {
  readonly store: Store;
  /** Another one over the same place, as another process has it. The same one by default. */
  readonly other?: Store;
  /** Lets time pass, by whatever clock the store goes. By default by waiting. */
  readonly pass?: (ms: number) => unknown;
}

/** What is expected of a store beside what every store does. */
export interface StoreConformanceOptions {
  /**
   * Whether it can compare and set, without which only one process may write to it. True by default; false for a store that
   * is meant for one process.
   */
  readonly compareAndSet?: boolean;
}

/** {@link StoreConformanceOptions}. */
const storeConformanceOptions: z.ZodMiniType<StoreConformanceOptions> = optionsOf<StoreConformanceOptions>({
  compareAndSet: optional(flag),
});

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

const hour = 3_600_000;

/**
 * Declares the tests that every store is held to: all that snapshots, tokens and quotas rest on. Keys are new in each test, so
 * that the place may be one for all, and hold what others keep there.
 *
 * @param test The runner's function that declares a test: `storeConformance(test, () => ({ store: myStore() }))`.
 * @param open Opens the store for each test.
 * @throws TrackingError `invalid_request` for what is no function or no option.
 */
export function storeConformance(
  test: DeclareTest,
  open: () => StoreUnderTest | PromiseLike<StoreUnderTest>,
  options: StoreConformanceOptions = {},
): void {
  checkArguments('storeConformance()', {
    test: [declareTest, test],
    open: [aFunction('a function that opens the store'), open],
    options: [storeConformanceOptions, options],
  });
  const { compareAndSet = true } = options;

  function declare(name: string, run: (under: OpenedStore) => Promise<void>): void {
    test(`a store ${name}`, async () => {
      const { store, other = store, pass = wait } = await open();
      const prefix = `waybill:conformance:${crypto.randomUUID()}`;
      await run({ store, other, pass, named: (key) => `${prefix}:${key}` });
    });
  }

  declare('gives back the text that it was given last, whatever text it is', async ({ store, other, named }) => {
    for (const [index, text] of texts.entries()) {
      const key = named(`${index % 3}${index % 2 === 0 ? '/%2f;\u{1f4e6}' : ''}`);
      await store.set(key, text);
      same(await store.get(key), text, 'get() after set()');
      same(await other.get(key), text, 'get() of another one over the same place after set()');
      await other.delete(key);
      same(await textAt(store, key), undefined, 'get() after delete()');
      await store.delete(key);
    }
  });

  declare('keeps the last of several texts', async ({ store, other, named }) => {
    for (const text of ['1', '22', '']) await store.set(named('a'), text);
    same(await other.get(named('a')), '', 'get() after three of set()');
  });

  declare('keeps keys apart', async ({ store, named }) => {
    const keys = ['a', 'A', 'a ', 'a/b', 'a:b', 'a%', 'a_', 'ab', '{a}', 'x'.repeat(200)].map(named);
    for (const key of keys) await store.set(key, key);
    for (const key of keys) same(await store.get(key), key, 'get() of one of several keys that are alike');
    const [first = '', ...others] = keys;
    await store.delete(first);
    for (const key of others) same(await store.get(key), key, 'get() after delete() of a key that is like it');
  });

  declare('has nothing under a key that was never set', async ({ store, named }) => {
    same(await textAt(store, named('never')), undefined, 'get() of a key that was never set');
    await store.delete(named('never'));
  });

  declare('forgets what has outlived its time, and nothing before', async ({ store, named, pass }) => {
    await store.set(named('short'), '1', 60);
    await store.set(named('long'), '2', hour);
    await store.set(named('ever'), '3');
    await store.set(named('longer'), '4', 60);
    await store.set(named('longer'), '5', hour);
    await store.set(named('none'), '6', 0);
    same(await store.get(named('short')), '1', 'get() within ttlMs');
    same(await textAt(store, named('none')), undefined, 'get() after set() with ttlMs 0');
    await pass(90);
    same(await textAt(store, named('short')), undefined, 'get() after ttlMs has passed');
    same(await store.get(named('long')), '2', 'get() long before ttlMs has passed');
    same(await store.get(named('ever')), '3', 'get() of a text that was set without ttlMs');
    same(await store.get(named('longer')), '5', 'get() after a second set() with a longer ttlMs');
  });

  declare('reads many in their order, absent ones and repeated ones too', async ({ store, named }) => {
    if (store.getMany === undefined) return;
    await store.set(named('a'), '1');
    await store.set(named('b'), '');
    const answers = await store.getMany([named('b'), named('c'), named('a'), named('b')]);
    same(answers.map(textOrNone), ['', null, '1', ''].map(textOrNone), 'getMany() of four keys, one of them absent');
    same(await store.getMany([]), [], 'getMany() of no keys');
    const many = await store.getMany(Array.from({ length: 2_000 }, (_, index) => named(String(index))));
    same(many.length, 2_000, 'how many answers getMany() of 2,000 keys has');
  });

  if (!compareAndSet) return;

  declare('compares and sets in one step, whoever else writes', async ({ store, other, named }) => {
    const key = named('a');
    same(await compare(store, key, undefined, '1'), true, 'compareAndSet(nothing, "1") where there is nothing');
    same(await compare(other, key, undefined, '2'), false, 'compareAndSet(nothing, "2") where there is "1"');
    same(await compare(other, key, '0', '2'), false, 'compareAndSet("0", "2") where there is "1"');
    same(await store.get(key), '1', 'get() after compareAndSet() that was refused');
    same(await compare(other, key, '1', ''), true, 'compareAndSet("1", "") where there is "1"');
    same(await compare(store, key, '1', undefined), false, 'compareAndSet("1", nothing) where there is ""');
    same(await compare(store, key, undefined, undefined), false, 'compareAndSet(nothing, nothing) where there is ""');
    same(await store.get(key), '', 'get() after compareAndSet() with an empty text');
    same(await compare(store, key, '', undefined), true, 'compareAndSet("", nothing) where there is ""');
    same(await textAt(other, key), undefined, 'get() after compareAndSet() that forgets');
    same(await compare(store, key, undefined, undefined), true, 'compareAndSet(nothing, nothing) where nothing is');
    same(await compare(store, key, '', 'x'), false, 'compareAndSet("", "x") where there is nothing');
  });

  declare('compares with nothing where the time of what is kept is over', async ({ store, named, pass }) => {
    const [one, two] = [named('one'), named('two')];
    await store.set(one, '1', 60);
    same(await compare(store, two, undefined, '1', 60), true, 'compareAndSet() with ttlMs where there is nothing');
    same(await compare(store, one, '1', '2', 60), true, 'compareAndSet() of a text that has a time');
    await pass(90);
    same(await compare(store, one, '2', '3'), false, 'compareAndSet() with a text whose time is over');
    same(await compare(store, one, '2', undefined), false, 'compareAndSet() that forgets a text whose time is over');
    same(await compare(store, one, undefined, '4', hour), true, 'compareAndSet(nothing, …) where the time is over');
    same(await compare(store, two, undefined, undefined), true, 'compareAndSet() where its own ttlMs is over');
    same(await store.get(one), '4', 'get() after compareAndSet() with a long ttlMs');
  });

  declare('keeps what was compared and set without a time for ever', async ({ store, named, pass }) => {
    await store.set(named('a'), '1', 60);
    same(await compare(store, named('a'), '1', '2'), true, 'compareAndSet() without ttlMs');
    await pass(90);
    same(await store.get(named('a')), '2', 'get() after compareAndSet() without ttlMs over a text that had one');
  });

  declare('loses no write of many who count together', async ({ store, other, named }) => {
    const key = named('count');
    const count = async (into: Store): Promise<void> => {
      for (let done = 0, tries = 0; done < 10; tries += 1) {
        check(tries < 10_000, 'compareAndSet() refused 10,000 times what it was given in turn');
        const known = await textAt(into, key);
        if ((await compare(into, key, known, String(Number(known ?? 0) + 1), 60_000)) === true) done += 1;
      }
    };
    await Promise.all([store, other, store, other].map(count));
    same(await store.get(key), '40', 'what four counted to 10 each');
  });
}

interface OpenedStore extends Required<StoreUnderTest> {
  readonly named: (key: string) => string;
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}

/** Undefined, null and all that is no text are nothing. */
function textOrNone(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

async function textAt(store: Store, key: string): Promise<string | undefined> {
  return textOrNone(await store.get(key));
}

async function compare(store: Store, ...args: Parameters<NonNullable<Store['compareAndSet']>>): Promise<unknown> {
  const missing = 'compareAndSet() is missing; a store for one process is tested with { compareAndSet: false }';
  check(store.compareAndSet !== undefined, missing);
  return store.compareAndSet(...args);
}
