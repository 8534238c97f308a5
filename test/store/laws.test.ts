import { describe, expect, it } from 'vitest';
import { diff } from '../../src/diff/diff.ts';
import type { Tracking } from '../../src/kit.ts';
import type { Store } from '../../src/model/store.ts';
import { absorb, acknowledge, readSnapshot, release } from '../../src/store/snapshots.ts';
import { parcel, scans } from '../parcel.ts';
import { keys } from '../watch/world.ts';
import { type Fault, inEveryOrder } from './processes.ts';

const at = (minute: number, tracking: Tracking): Tracking => ({
  ...tracking,
  fetchedAt: `2026-11-11T10:0${minute}:00.000Z`,
});
const first = at(1, parcel([scans.label]));
const second = at(2, parcel([scans.label, scans.pickedUp]));
const third = at(3, parcel([scans.label, scans.pickedUp, scans.arrived]));

/** The keys of a life seen in these steps. */
function keysOf(...steps: readonly Tracking[]): string {
  const told = new Set<string>();
  let known: Tracking | undefined;
  for (const step of steps) {
    for (const { key } of diff(known, step)) told.add(key);
    known = step;
  }
  return [...told].sort().join('\n');
}

/** Whoever comes first, the life was seen in one of these ways. */
const lives = [
  keysOf(third),
  keysOf(first, third),
  keysOf(second, third),
  keysOf(first, second, third),
  // Answers that were asked for before and come after.
  keysOf(third, third),
];

/** Looks as a process does it: takes the answer in, tells, says so; whatever of it fails is done again. */
async function look(store: Store, next: Tracking, told: string[]): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      const changes = await absorb(store, next);
      told.push(...keys(changes));
      await acknowledge(store, changes);
      return;
    } catch (error) {
      if (attempt > 2) throw error;
    }
  }
}

/** Nothing is left to tell but what was told, the last state is known, and what was told is a life. */
async function checkLife(values: Map<string, string>, told: readonly string[], order: string): Promise<void> {
  const later = new Map(values);
  const rest = keys(await absorb(later, third));
  expect((await readSnapshot(later, third))?.events, order).toHaveLength(3);
  const all = [...new Set([...told, ...rest])].sort().join('\n');
  expect(lives, order).toContain(all);
}

describe('two processes over a store that compares and sets', () => {
  const story = (told: string[]) => (open: (process: string) => Store) => {
    const [a, b] = [open('a'), open('b')];
    const one = (async () => {
      await look(a, first, told);
      await look(a, second, told);
    })();
    return [one, look(b, third, told)];
  };

  it('interleaved at every step, lose nothing and tell nothing under another key', async () => {
    let told: string[] = [];
    const orders = await inEveryOrder(
      (open) => {
        told = [];
        return story(told)(open);
      },
      async (values, order) => {
        await checkLife(values, told, order);
        expect(new Map(values).size, order).toBe(1);
        expect(JSON.parse([...values.values()][0] ?? '').outbox, order).toEqual([]);
      },
      { compares: true },
    );
    expect(orders).toBeGreaterThan(200);
  }, 60_000);

  for (const when of ['before', 'after'] as const) {
    it(`lose nothing if any one call of the store fails ${when} it was done, in any order`, async () => {
      let runs = 0;
      for (let call = 0; call < 12; call += 1) {
        const fault: Fault = { call, when };
        let told: string[] = [];
        runs += await inEveryOrder(
          (open) => {
            told = [];
            const [a, b] = [open('a'), open('b')];
            return [look(a, second, told), look(b, third, told)];
          },
          (values, order) => checkLife(values, told, `${order}, call ${call} fails ${when}`),
          { compares: true, fault },
        );
      }
      expect(runs).toBeGreaterThan(500);
    }, 60_000);
  }

  it('a store that never keeps what it is given is told from one that is busy', async () => {
    const store: Store = { ...new Map(), get: () => undefined, set: () => undefined, delete: () => undefined };
    const stubborn: Store = { ...store, compareAndSet: () => false };
    await expect(absorb(stubborn, first)).rejects.toMatchObject({ code: 'invalid_request' });
    await expect(absorb(stubborn, first)).rejects.toThrow(/compareAndSet/);
  });
});

describe.each([true, false])('two takers in one process, over a store that compares: %s', (compares) => {
  it('tell each change once, whatever comes between', async () => {
    let told: string[] = [];
    const orders = await inEveryOrder(
      (open) => {
        told = [];
        const store = open('a');
        return [look(store, second, told), look(store, second, told), look(store, third, told)];
      },
      async (values, order) => {
        expect([...told].sort(), order).toEqual([...new Set(told)].sort());
        await checkLife(values, told, order);
      },
      { compares },
    );
    expect(orders).toBeGreaterThan(0);
  }, 60_000);

  for (const when of ['before', 'after'] as const) {
    it(`a call of the store that fails ${when} it was done hides nothing from the next look`, async () => {
      for (let call = 0; call < 10; call += 1) {
        let told: string[] = [];
        let store: Store | undefined;
        let isDone = false;
        await inEveryOrder(
          (open) => {
            [told, isDone] = [[], false];
            store = open('a');
            const looks = (async () => {
              await look(store, first, told);
              await look(store, third, told);
              isDone = true;
            })();
            return [looks];
          },
          async (values, order) => {
            expect(isDone, order).toBe(true);
            expect([...new Set(told)].sort().join('\n'), `call ${call} fails ${when}`).toBe(keysOf(first, third));
            await checkLife(values, told, order);
          },
          { compares, fault: { call, when } },
        );
      }
    }, 60_000);
  }
});

describe('what is in hands', () => {
  it('is not given to another while it is being written down as dealt with', async () => {
    const values = new Map<string, string>();
    let hold: Promise<void> | undefined;
    const store: Store = {
      get: (key) => values.get(key),
      async set(key, value) {
        await hold;
        values.set(key, value);
      },
      delete: (key) => values.delete(key),
    };
    const changes = await absorb(store, second);
    let open: () => void = () => undefined;
    hold = new Promise((resolve) => {
      open = resolve;
    });
    const acknowledged = acknowledge(store, changes);
    const again = absorb(store, second);
    open();
    await acknowledged;
    expect(await again).toEqual([]);
  });

  it('is one write for a look, however many changes it had', async () => {
    let writes = 0;
    const values = new Map<string, string>();
    const store: Store = {
      get: (key) => values.get(key),
      set(key, value) {
        writes += 1;
        values.set(key, value);
      },
      delete: (key) => values.delete(key),
    };
    const changes = await absorb(store, third);
    expect([changes.length > 3, writes]).toEqual([true, 1]);
    await acknowledge(store, changes);
    expect(writes).toBe(2);
    await acknowledge(store, changes);
    release(store, changes);
    expect(writes).toBe(2);
    expect(await absorb(store, third)).toEqual([]);
  });

  it('expires: every record is written with a time to live', async () => {
    const ttls: (number | undefined)[] = [];
    const values = new Map<string, string>();
    const store: Store = {
      get: (key) => values.get(key),
      set(key, value, ttlMs) {
        ttls.push(ttlMs);
        values.set(key, value);
      },
      delete: (key) => values.delete(key),
    };
    await acknowledge(store, await absorb(store, second));
    await absorb(store, third, { ttlMs: 400 * 86_400_000 });
    await absorb(store, at(4, parcel([scans.label, scans.pickedUp, scans.arrived, scans.storm])));
    expect(ttls.map((ttlMs) => (ttlMs ?? 0) / 86_400_000)).toEqual([135, 135, 400, 400]);
  });
});
