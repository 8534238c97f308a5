import Keyv from 'keyv';
import { describe, expect, it } from 'vitest';
import type { Scan } from '../../src/kit.ts';
import type { WatchOptions } from '../../src/watch/watch.ts';
import { parcel, scan, scans } from '../parcel.ts';
import { createWorld, day, hour, keys, minute, morning, parcelAt, read, types } from './world.ts';

const life = [scans.label, scans.pickedUp, scans.arrived, scans.onVehicle, scans.delivered];
const number = 'D0000001';
const lifeWorld = (history: readonly Scan[] = life) => createWorld((asked, now) => parcelAt(asked, history, now));

describe('a watch', () => {
  it('tells a life from label to end, and stops asking', async () => {
    const world = lifeWorld();
    const { events, end } = read(world.watch([number], { untilSettled: true }));
    await world.clock.advance(7 * day);
    await end;
    const told = types(events).filter((type) => !type.startsWith('event') && type !== 'facts.changed');
    expect(told).toEqual([
      'parcel.not_found',
      'status.changed',
      'status.changed',
      'status.changed',
      'delivery.started',
      'status.changed',
      'delivered',
      'parcel.settled',
    ]);
    expect(new Set(keys(events)).size).toBe(events.length);
    const count = world.calls.length;
    await world.clock.advance(30 * day);
    expect(world.calls).toHaveLength(count);
    expect(count).toBeGreaterThan(20);
    expect(count).toBeLessThan(120);
  });

  it('looks often when it is out for delivery, and rarely at a label', async () => {
    const world = lifeWorld();
    read(world.watch([number]));
    await world.clock.advance(7 * day);
    const within = (from: string, to: string): number =>
      world
        .asked(number)
        .filter((at) => at > Date.parse(`2026-11-${from}-06:00`) && at < Date.parse(`2026-11-${to}-06:00`)).length;
    expect(within('12T08:00', '12T14:00')).toBeGreaterThanOrEqual(22);
    expect(within('09T09:00', '10T09:00')).toBeLessThanOrEqual(6);
  });

  it('stops with break, and the next one over the same store goes on with what was not dealt with', async () => {
    const world = lifeWorld();
    const store = new Map<string, string>();
    await world.clock.advance(day);
    const first: string[] = [];
    const reading = (async () => {
      for await (const { key } of world.watch([number], { store })) {
        first.push(key);
        if (first.length === 2) break;
      }
    })();
    await world.clock.advance(minute);
    await reading;
    await world.clock.advance(5 * day);
    expect(world.calls).toHaveLength(1);
    const { events } = read(world.watch([number], { store }));
    await world.clock.advance(5 * day);
    expect(keys(events)[0]).toBe(first[1]);
    expect(keys(events)).not.toContain(first[0]);
    const undisturbed = lifeWorld();
    await undisturbed.clock.advance(day);
    const whole = read(undisturbed.watch([number]));
    await undisturbed.clock.advance(10 * day);
    const statuses = (all: readonly string[]) => all.filter((key) => key.includes('status.changed')).sort();
    expect(statuses([...new Set([...first, ...keys(events)])])).toEqual(statuses(keys(whole.events)));
  });

  it('waits for what it asked before it ends, so that the next one in the process is handed everything', async () => {
    const world = createWorld((asked, now) => parcelAt(asked, life, now), { latencyMs: 500, maxBatch: 1 });
    await world.clock.advance(day);
    const store = new Map<string, string>();
    const reading = (async () => {
      for await (const _ of world.watch([number, 'D0000002', 'D0000003'], { store })) break;
    })();
    await world.clock.advance(2_000);
    await reading;
    const { events } = read(world.watch([number, 'D0000002', 'D0000003'], { store }));
    await world.clock.advance(10 * minute);
    const parcels = new Set(events.flatMap((event) => ('trackingNumber' in event ? [event.trackingNumber] : [])));
    expect([...parcels].sort()).toEqual([number, 'D0000002', 'D0000003']);
  });

  it('ends with the reason of its signal, also while it waits', async () => {
    const world = lifeWorld();
    const controller = new AbortController();
    const { end } = read(world.watch([number], { signal: controller.signal }));
    await world.clock.advance(hour);
    controller.abort(new Error('enough'));
    await expect(end).rejects.toThrow('enough');
    const count = world.calls.length;
    await world.clock.advance(5 * day);
    expect(world.calls).toHaveLength(count);
    await expect(read(world.watch([number], { signal: controller.signal })).end).rejects.toThrow('enough');
  });

  it('lets its reader stop while it waits', async () => {
    const world = lifeWorld();
    const iterator = world.watch([])[Symbol.asyncIterator]();
    const next = iterator.next();
    await world.clock.advance(hour);
    await iterator.return?.();
    expect(await next).toEqual({ done: true, value: undefined });
  });

  it('takes numbers in and lets them go while it runs', async () => {
    const world = lifeWorld();
    const watch = world.watch([number]);
    const { events } = read(watch);
    await world.clock.advance(hour);
    watch.add('D0000002', 'd-000 0002', { trackingNumber: 'D0000003', carrier: 'depot' });
    await world.clock.advance(hour);
    expect(watch.size).toBe(3);
    expect(world.asked('D0000002').length).toBeGreaterThan(0);
    await watch.remove('D0000002', 'D0000009');
    const asked = world.asked('D0000002').length;
    await world.clock.advance(5 * day);
    expect(watch.size).toBeLessThan(3);
    expect(world.asked('D0000002')).toHaveLength(asked);
    expect(types(events).filter((type) => type === 'delivered')).toHaveLength(2);
  });

  it('forgets a number that is removed while it is asked for', async () => {
    const world = createWorld((asked, now) => parcelAt(asked, life, now), { latencyMs: minute });
    const store = new Map<string, string>();
    const watch = world.watch([number, 'D0000002'], { store });
    read(watch);
    await world.clock.advance(1_000);
    await watch.remove(number);
    await watch.remove('D0000002');
    watch.add('D0000002');
    await world.clock.advance(day);
    expect(world.asked(number)).toHaveLength(1);
    expect(world.asked('D0000002').length).toBeGreaterThan(1);
    expect([...store.keys()].filter((key) => key.startsWith('waybill:watch:'))).toEqual(['waybill:watch:D0000002']);
  });

  it('fills requests to what the carrier takes, and never with one number twice', async () => {
    const world = lifeWorld();
    const numbers = Array.from({ length: 8 }, (_, index) => `D000000${index}`);
    read(world.watch([...numbers, { trackingNumber: 'D0000000', postalCode: '78701' }]));
    await world.clock.advance(2 * day);
    expect(world.calls.every((call) => new Set(call.numbers).size === call.numbers.length)).toBe(true);
    const asked = world.calls.reduce((sum, call) => sum + call.numbers.length, 0);
    expect(asked / world.calls.length).toBeGreaterThan(2.5);
  });

  it('works over a Keyv instance as it is', async () => {
    const world = lifeWorld();
    const store = new Keyv();
    const first = read(world.watch([number], { store }));
    for (let turn = 0; turn < 48; turn += 1) await world.clock.advance(hour);
    const { events } = read(world.watch([number], { store }));
    for (let turn = 0; turn < 72; turn += 1) await world.clock.advance(hour);
    expect(types(first.events)).toContain('status.changed');
    expect(types([...first.events, ...events])).toContain('delivered');
  });

  it('throws what the store throws, and nothing is lost by it', async () => {
    const world = lifeWorld();
    await world.clock.advance(day);
    const map = new Map<string, string>();
    let isBroken = false;
    const store = {
      get: (key: string) => map.get(key),
      set(key: string, value: string) {
        if (isBroken && key.startsWith('waybill:parcel')) throw new Error('disk full');
        map.set(key, value);
      },
      delete: (key: string) => map.delete(key),
    };
    isBroken = true;
    const { events, end } = read(world.watch([number], { store }));
    await world.clock.advance(hour);
    await expect(end).rejects.toThrow('disk full');
    expect(events).toEqual([]);
    isBroken = false;
    const again = read(world.watch([number], { store }));
    await world.clock.advance(hour);
    expect(types(again.events)).toContain('status.changed');
  });

  it('tells what came another way once', async () => {
    const world = lifeWorld();
    await world.clock.advance(1.2 * day);
    const watch = world.watch([number]);
    const { events } = read(watch);
    await world.clock.advance(minute);
    const known = events.length;
    const pushed = parcelAt(
      number,
      [scans.label, scans.pickedUp, scan('XX', 'in_transit', '10T10:00')],
      world.clock.now() + day,
    );
    if (pushed !== 'not_found') await watch.offer(pushed);
    await world.clock.advance(minute);
    expect(types(events.slice(known))).toContain('event.added');
    expect(new Set(keys(events)).size).toBe(events.length);
  });

  it('refuses a text where a list belongs', () => {
    expect(() => lifeWorld().watch(number)).toThrow(/list of numbers/);
  });
});

describe('what a watch says of itself', () => {
  it('asks for a number that is not found at growing intervals, gives it up, and says both once', async () => {
    const world = createWorld(() => 'not_found');
    const { events, end } = read(world.watch([number], { untilSettled: true }));
    await world.clock.advance(20 * day);
    await end;
    expect(types(events)).toEqual(['parcel.not_found', 'parcel.given_up']);
    expect(events[1]).toMatchObject({ because: 'not_found', trackingNumber: number });
    const gaps = world
      .asked(number)
      .map((at, index, all) => at - (all[index - 1] ?? at))
      .slice(1);
    expect(gaps.slice(0, 4).map((gap) => gap / minute)).toEqual([15, 30, 60, 120]);
    expect(Math.max(...gaps) / hour).toBe(12);
    expect((world.asked(number).at(-1) ?? 0) - morning).toBeGreaterThanOrEqual(14 * day);
  });

  it('gives up at once what is no number, by our reading or by the carrier’s', async () => {
    const world = createWorld((asked) => (asked === 'D0000002' ? 'invalid_number' : 'not_found'));
    const { events } = read(world.watch(['Q1', '!!', 'D0000002']));
    await world.clock.advance(minute);
    expect(events.map((event) => (event.type === 'parcel.given_up' ? event.because : event.type))).toEqual([
      'parcel.no_carrier',
      'invalid_number',
      'invalid_number',
    ]);
    expect(events[0]).toMatchObject({ trackingNumber: 'Q1', message: expect.stringContaining('No carrier claims') });
    expect(world.asked('Q1')).toEqual([]);
  });

  it('gives up a parcel of which nothing is heard', async () => {
    const world = createWorld((asked) => parcel([scans.pickedUp], { carrier: 'depot', trackingNumber: asked }));
    const { events } = read(world.watch([number]));
    await world.clock.advance(60 * day);
    expect(events.at(-1)).toMatchObject({ type: 'parcel.given_up', because: 'silence', carrier: 'depot' });
    const count = world.calls.length;
    expect(count).toBeLessThan(130);
    await world.clock.advance(30 * day);
    expect(world.calls).toHaveLength(count);
  });

  it('says once that a carrier is down, asks it sparingly, and says when it is back; others go on', async () => {
    const [from, to] = [morning + 30 * hour, morning + 40 * hour];
    const world = createWorld((asked, now) => {
      const isDown = asked.startsWith('D') && now >= from && now < to;
      return isDown ? 'carrier_unavailable' : parcelAt(asked, life, now);
    });
    const { events } = read(world.watch([number, 'D0000002', 'E0000001']));
    await world.clock.advance(5 * day);
    const notices = events.filter(({ type }) => type.startsWith('carrier'));
    expect(types(notices)).toEqual(['carrier.down', 'carrier.back']);
    expect(notices[0]).toMatchObject({ carrier: 'depot', because: 'carrier_unavailable' });
    const during = world.calls.filter(({ at, carrier }) => at >= from && at < to && carrier === 'depot');
    expect(during.length).toBeLessThan(10 * 4 + 6);
    expect(types(events).filter((type) => type === 'delivered')).toHaveLength(3);
    expect(
      world.calls.filter(({ at, carrier }) => at >= from && at < to && carrier === 'express').length,
    ).toBeGreaterThan(0);
  });

  for (const code of ['unauthorized', 'forbidden'] as const) {
    it(`asks for a sign of life once an hour where it is ${code}, says so once, and at once when told to`, async () => {
      let isRefused = true;
      const world = createWorld((asked, now) => (isRefused ? code : parcelAt(asked, life, now)));
      const store = new Map<string, string>();
      const first = world.watch([number, 'D0000002'], { store });
      const { events } = read(first);
      await world.clock.advance(day);
      expect(types(events)).toEqual(['credentials.refused']);
      expect(world.calls.length).toBeGreaterThanOrEqual(24);
      expect(world.calls.length).toBeLessThanOrEqual(26);
      const asked = world.calls.length;
      first.resume('depot');
      await world.clock.advance(minute);
      expect([types(events), world.calls.length]).toEqual([['credentials.refused'], asked + 1]);
      const second = read(world.watch([number], { store }));
      await world.clock.advance(minute);
      expect([types(second.events), world.calls.length]).toEqual([[], asked + 2]);
      isRefused = false;
      await world.clock.advance(hour);
      expect(types(events).filter((type) => /^c.*\./.test(type))).toEqual(['credentials.refused', 'carrier.back']);
    });
  }

  it('survives every error that a carrier can answer with, and still tells the life', async () => {
    const errors = ['rate_limited', 'network', 'timeout', 'unexpected_response', 'not_available', 'forbidden'] as const;
    const world = createWorld((asked, now, nth) =>
      nth % 2 === 1 ? (errors[nth % errors.length] ?? 'network') : parcelAt(asked, life, now),
    );
    const { events } = read(world.watch([number]));
    await world.clock.advance(10 * day);
    expect(types(events)).toContain('delivered');
    expect(types(events).at(-1)).toBe('parcel.settled');
  });
});

describe('one pass', () => {
  /** Runs a pass to its end, and gives what it told. */
  async function pass(world: ReturnType<typeof createWorld>, numbers: Iterable<string>, options: WatchOptions) {
    const { events, end } = read(world.watch(numbers, { once: true, ...options }));
    let isOver = false;
    void end.then(() => {
      isOver = true;
    });
    for (let step = 0; step < 200 && !isOver; step += 1) await world.clock.advance(1_000);
    expect(isOver).toBe(true);
    await end;
    return events;
  }

  it('asks for what is due, tells it, and ends; the next one asks for what is due then', async () => {
    const world = lifeWorld();
    const store = new Map<string, string>();
    await world.clock.advance(day);
    const told: string[] = [];
    for (let run = 0; run < 14 * 96; run += 1) {
      told.push(...keys(await pass(world, [number], { store })));
      await world.clock.advance(15 * minute);
    }
    expect(new Set(told).size).toBe(told.length);
    expect(told.filter((key) => key.includes('settled'))).toHaveLength(1);
    // Not at every run, only when it is due.
    expect(world.calls.length).toBeLessThan(120);
    const whole = lifeWorld();
    await whole.clock.advance(day);
    const { events } = read(whole.watch([number]));
    await whole.clock.advance(14 * day);
    const kept = (all: readonly string[]) => all.filter((key) => !/notice/.test(key)).sort();
    expect(kept(told)).toEqual(kept(keys(events)));
  });

  it('leaves to the next one what its bound of requests leaves, and asks for nobody twice', async () => {
    const numbers = Array.from({ length: 20 }, (_, serial) => `D${String(serial).padStart(7, '0')}`);
    const world = createWorld((asked, now) => parcelAt(asked, life, now), { maxBatch: 3 });
    const store = new Map<string, string>();
    await world.clock.advance(day);
    const asked: string[] = [];
    for (let run = 0; run < 7; run += 1) {
      const before = world.calls.length;
      await pass(world, numbers, { store, once: { maxRequests: 1 } });
      expect(world.calls.length - before).toBeLessThanOrEqual(1);
      asked.push(...world.calls.slice(before).flatMap((call) => call.numbers));
    }
    expect(asked.sort()).toEqual(numbers);
  });

  it('ends at its bound of time, though a quota is short, and loses nothing', async () => {
    const numbers = Array.from({ length: 12 }, (_, serial) => `D${String(serial).padStart(7, '0')}`);
    const quotas = [{ limit: 2, intervalMs: minute }];
    const world = createWorld((asked, now) => parcelAt(asked, life, now), { maxBatch: 1, quotas });
    const store = new Map<string, string>();
    await world.clock.advance(day);
    const told = new Set<string>();
    const startedAt = world.clock.now();
    for (const key of keys(await pass(world, numbers, { store, share: 1, once: { maxMs: 30_000 } }))) told.add(key);
    expect(world.clock.now() - startedAt).toBeLessThanOrEqual(32_000);
    expect(new Set(world.calls.flatMap((call) => call.numbers)).size).toBeLessThan(12);
    for (let run = 0; run < 20; run += 1) {
      await world.clock.advance(minute);
      for (const key of keys(await pass(world, numbers, { store, share: 1, once: { maxMs: 30_000 } }))) told.add(key);
    }
    expect(new Set(world.calls.flatMap((call) => call.numbers)).size).toBe(12);
    for (const each of numbers) expect([...told].some((key) => key.includes(each))).toBe(true);
  });

  it('ends at its bound of time though the list of numbers hangs', async () => {
    const world = lifeWorld();
    await world.clock.advance(day);
    async function* slow() {
      yield number;
      await new Promise(() => undefined);
    }
    const { events, end } = read(world.watch(slow(), { once: { maxMs: 10_000 } }));
    await world.clock.advance(20_000);
    await end;
    expect(world.calls).toHaveLength(1);
    expect(events.length).toBeGreaterThan(0);
  });

  it('waits for what it asked, and tells it, though its time is over', async () => {
    const world = createWorld((asked, now) => parcelAt(asked, life, now), { latencyMs: 5_000 });
    await world.clock.advance(day);
    const { events, end } = read(world.watch([number], { once: { maxMs: 1_000 } }));
    await world.clock.advance(10_000);
    await end;
    expect(events.length).toBeGreaterThan(0);
  });

  it('ends at once where nothing is due', async () => {
    const world = lifeWorld();
    const store = new Map<string, string>();
    await world.clock.advance(day);
    await pass(world, [number], { store });
    const count = world.calls.length;
    const startedAt = world.clock.now();
    expect(await pass(world, [number], { store })).toEqual([]);
    expect(world.calls).toHaveLength(count);
    expect(world.clock.now() - startedAt).toBeLessThanOrEqual(1_000);
    expect(await pass(world, [], { store })).toEqual([]);
  });
});
