import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/model/store.ts';
import type { WatchEvent } from '../../src/model/watch-event.ts';
import { seededRandom } from '../../src/testing/random.ts';
import type { WatchOptions } from '../../src/watch/watch.ts';
import { scans } from '../parcel.ts';
import { propertyTimeoutMs } from '../time-outs.ts';
import { createWorld, day, hour, keys, minute, parcelAt } from './world.ts';

const life = [scans.label, scans.pickedUp, scans.arrived, scans.onVehicle, scans.delivered];
const numbers = ['D0000001', 'D0000002', 'D0000003'];
const lease = { ms: 30_000 };

/** A store as a server keeps it, by a clock of its own, and the connections of processes to it. */
function createServer(now: () => number) {
  const kept = new Map<string, { readonly value: string; readonly until: number }>();
  const keptAt = (key: string): string | undefined => {
    const entry = kept.get(key);
    return entry !== undefined && entry.until > now() ? entry.value : undefined;
  };
  const put = (key: string, value: string, ttlMs = Number.POSITIVE_INFINITY): void => {
    kept.set(key, { value, until: now() + ttlMs });
  };
  return {
    /** A connection of a process, which may die: whatever it asks then stays without an answer. */
    connect() {
      let isAlive = true;
      const answer = async <T>(value: () => T): Promise<T> => (isAlive ? value() : new Promise<T>(() => undefined));
      const store: Store = {
        get: (key) => answer(() => keptAt(key)),
        set: (key, value, ttlMs) => answer(() => put(key, value, ttlMs)),
        delete: (key) => answer(() => kept.delete(key)),
        compareAndSet: (key, expected, value, ttlMs) =>
          answer(() => {
            if (keptAt(key) !== expected) return false;
            if (value === undefined) kept.delete(key);
            else put(key, value, ttlMs);
            return true;
          }),
      };
      return {
        store,
        kill() {
          isAlive = false;
        },
      };
    },
  };
}

/** A process that watches, with its own connection to the store. */
function startProcess(
  world: ReturnType<typeof createWorld>,
  server: ReturnType<typeof createServer>,
  options?: WatchOptions,
) {
  const { store, kill } = server.connect();
  const events: WatchEvent[] = [];
  let isAlive = true;
  let isRead = 0;
  function* given() {
    isRead += 1;
    yield* numbers;
  }
  const parcels = world.watch(given(), { store, lease, ...options });
  const stream = parcels[Symbol.asyncIterator]();
  const end = (async () => {
    for (;;) {
      const { value, done } = await stream.next();
      if (done === true || !isAlive) return;
      events.push(value);
    }
  })();
  end.catch(() => undefined);
  return {
    events,
    end,
    leave: () => stream.return?.(),
    kill() {
      isAlive = false;
      kill();
    },
    get isWatching() {
      return isRead > 0;
    },
  };
}

async function pass(world: ReturnType<typeof createWorld>, ms: number): Promise<void> {
  const steps = Math.ceil(ms / (5 * minute));
  for (let step = 0; step < steps; step += 1) await world.clock.advance(ms / steps);
}

describe('watchers with a lease', () => {
  it('watch one at a time; the next one goes on at once where the one before left', async () => {
    const world = createWorld((asked, now) => parcelAt(asked, life, now));
    const server = createServer(() => world.clock.now());
    await world.clock.advance(day);
    const first = startProcess(world, server);
    await pass(world, hour);
    const second = startProcess(world, server);
    await pass(world, day);
    expect([first.isWatching, second.isWatching]).toEqual([true, false]);
    expect(second.events).toEqual([]);
    await Promise.all([first.leave(), world.clock.advance(20_000)]);
    await world.clock.advance(lease.ms / 4);
    expect(second.isWatching).toBe(true);
    await pass(world, 6 * day);
    const told = [...keys(first.events), ...keys(second.events)];
    expect(told.filter((key) => key.includes('settled'))).toHaveLength(numbers.length);
    await second.leave();
  });

  it('are taken over from within the lease where one dies, and nothing is lost or gets another key', {
    timeout: propertyTimeoutMs,
  }, async () => {
    const undisturbed = createWorld((asked, now) => parcelAt(asked, life, now));
    await undisturbed.clock.advance(day);
    const whole = startProcess(
      undisturbed,
      createServer(() => undisturbed.clock.now()),
    );
    await pass(undisturbed, 8 * day);
    const expected = [...new Set(keys(whole.events))].sort();

    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 1e6 }), async (seed) => {
        const random = seededRandom(seed);
        const world = createWorld((asked, now) => parcelAt(asked, life, now));
        const server = createServer(() => world.clock.now());
        await world.clock.advance(day);
        const dead: ReturnType<typeof startProcess>[] = [];
        const all = [startProcess(world, server), startProcess(world, server), startProcess(world, server)];
        for (let killed = 0; killed < 12; killed += 1) {
          await pass(world, random() * 14 * hour);
          const watching = all.findIndex((process) => process.isWatching);
          expect(watching).toBeGreaterThanOrEqual(0);
          for (const process of all.splice(watching, 1)) {
            process.kill();
            dead.push(process);
          }
          all.push(startProcess(world, server));
          await world.clock.advance(lease.ms + lease.ms / 4 + 1_000);
          expect(all.filter((process) => process.isWatching)).toHaveLength(1);
        }
        await pass(world, 3 * day);
        const told = [...dead, ...all].flatMap(({ events }) => keys(events));
        expect([...new Set(told)].sort()).toEqual(expected);
        for (const process of all) process.kill();
      }),
      { numRuns: 6 },
    );
  });

  it('ends one that hung for longer than its lease, with an error that says so', async () => {
    const world = createWorld((asked, now) => parcelAt(asked, life, now));
    const server = createServer(() => world.clock.now());
    await world.clock.advance(day);
    const { store } = server.connect();
    let isHung = false;
    const hanging: Store = {
      ...store,
      compareAndSet: async (key, expected, value, ttlMs) => {
        while (isHung) await world.clock.sleep(1_000);
        return (await store.compareAndSet?.(key, expected, value, ttlMs)) ?? false;
      },
    };
    const first = startProcess(world, server, { store: hanging });
    await pass(world, hour);
    isHung = true;
    const second = startProcess(world, server);
    await pass(world, 10 * minute);
    expect(second.isWatching).toBe(true);
    isHung = false;
    await world.clock.advance(10_000);
    await expect(first.end).rejects.toMatchObject({ code: 'timeout', retryable: true });
    await second.leave();
  });

  it('bears a store that is away for less than the lease', async () => {
    const world = createWorld((asked, now) => parcelAt(asked, life, now));
    const server = createServer(() => world.clock.now());
    await world.clock.advance(day);
    const { store } = server.connect();
    let isAway = false;
    const shaky: Store = {
      ...store,
      compareAndSet: async (key, ...rest) => {
        if (isAway && key.includes('lease')) throw new Error('The store is away.');
        return (await store.compareAndSet?.(key, ...rest)) ?? false;
      },
    };
    const first = startProcess(world, server, { store: shaky });
    await pass(world, hour);
    isAway = true;
    await world.clock.advance(12_000);
    isAway = false;
    await pass(world, 7 * day);
    expect(keys(first.events).filter((key) => key.includes('settled'))).toHaveLength(numbers.length);
    await first.leave();
  });

  it('needs a store that compares and sets', () => {
    const world = createWorld(() => 'not_found');
    expect(() => world.watch(numbers, { store: new Map(), lease: {} })).toThrow(
      expect.objectContaining({ code: 'invalid_request', message: expect.stringContaining('compareAndSet') }),
    );
  });

  it('end a pass at once while another watcher is at work', async () => {
    const world = createWorld((asked, now) => parcelAt(asked, life, now));
    const server = createServer(() => world.clock.now());
    await world.clock.advance(day);
    const first = startProcess(world, server);
    await pass(world, hour);
    const count = world.calls.length;
    const second = startProcess(world, server, { once: true });
    await world.clock.advance(1_000);
    await second.end;
    expect(second.isWatching).toBe(false);
    expect(world.calls).toHaveLength(count);
    await first.leave();
    const third = startProcess(world, server, { once: true });
    await world.clock.advance(2_000);
    await third.end;
    expect(third.isWatching).toBe(true);
  });
});
