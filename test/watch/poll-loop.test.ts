import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/model/store.ts';
import { defaultCadence } from '../../src/watch/cadence.ts';
import { scans } from '../parcel.ts';
import { createWorld, day, hour, keys, parcelAt, read } from './world.ts';

const life = [scans.label, scans.pickedUp, scans.onVehicle, scans.delivered];
const numbers = ['D0000001', 'D0000002', 'E0000001'];

/** Fails one call, before or after it was done. */
function failingOnce(values: Map<string, string>, nth: number, when: 'before' | 'after'): Store & { calls: number } {
  const store = {
    calls: 0,
    async get(key: string) {
      return done(() => values.get(key));
    },
    async set(key: string, value: string) {
      return done(() => values.set(key, value));
    },
    async delete(key: string) {
      return done(() => values.delete(key));
    },
    async compareAndSet(key: string, expected: string | undefined, value: string | undefined) {
      return done(() => {
        if (values.get(key) !== expected) return false;
        if (value === undefined) values.delete(key);
        else values.set(key, value);
        return true;
      });
    },
  };
  function done<T>(work: () => T): T {
    store.calls += 1;
    const isFault = store.calls === nth;
    if (isFault && when === 'before') throw new Error('the store failed');
    const result = work();
    if (isFault) throw new Error('the store failed');
    return result;
  }
  return store;
}

/** Watches a life once a day, and begins again over the same store whenever that failed; all keys that were told. */
async function toldWith(store: Store): Promise<{ readonly told: readonly string[]; readonly failures: number }> {
  const world = createWorld((asked, now) => parcelAt(asked, life, now));
  await world.clock.advance(2 * hour);
  const slow = { dayMs: day, nightMs: day };
  const every = { labelled: slow, moving: slow, due_today: slow, out_for_delivery: slow, awaiting_proof: slow };
  const cadence = { every: { ...defaultCadence.every, ...every } };
  const told: string[] = [];
  let failures = 0;
  for (let end = world.clock.now() + 8 * day; world.clock.now() < end; ) {
    const { events, end: over } = read(world.watch(numbers, { store, cadence }));
    let isOver = false;
    over.catch(() => {
      isOver = true;
      failures += 1;
    });
    while (!isOver && world.clock.now() < end) await world.clock.advance(hour);
    told.push(...keys(events));
  }
  return { told: [...new Set(told)].sort(), failures };
}

describe.each(['before', 'after'] as const)('a store that fails once, %s a call was done', (when) => {
  it('whichever call it is, makes a watch over it tell what it would have told', async () => {
    const steady = failingOnce(new Map(), 0, when);
    const { told: expected } = await toldWith(steady);
    expect(expected.length).toBeGreaterThan(15);
    expect(steady.calls).toBeGreaterThan(20);
    for (let nth = 1; nth <= steady.calls; nth += 1) {
      const { told, failures } = await toldWith(failingOnce(new Map(), nth, when));
      expect(told, `call ${nth}`).toEqual(expected);
      expect(failures, `call ${nth}`).toBeLessThanOrEqual(1);
    }
  }, 120_000);
});
