import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { slidingWindow } from '../../src/testing/sliding-window.ts';
import { defaultCadence } from '../../src/watch/cadence.ts';
import { nextPoll } from '../../src/watch/next-poll.ts';
import { createHeap, createPollQueue } from '../../src/watch/poll-queue.ts';
import { createTokenBucket, steadyRate } from '../../src/watch/token-bucket.ts';
import { parcel, scan, scans } from '../parcel.ts';
import { day, hour, minute } from './world.ts';

describe('the heap', () => {
  it('gives the least first, whatever goes in and out', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.nat(1000), { freq: 3 })), (steps) => {
        const heap = createHeap();
        let model: number[] = [];
        for (const step of steps) {
          if (step === null) {
            heap.pop();
            model = model.slice(1);
          } else {
            heap.push(step, step);
            model = [...model, step].sort((a, b) => a - b);
          }
          expect([heap.first, heap.size]).toEqual([model[0] ?? -1, model.length]);
        }
      }),
    );
  });
});

describe('the timetable', () => {
  it('gives nobody before its time, unless a request has room', () => {
    const timetable = createPollQueue();
    timetable.put(1, 100, 100);
    timetable.put(2, 120, 100);
    timetable.put(3, 300, 100);
    expect(timetable.take(99, 5)).toEqual([]);
    expect(timetable.dueAt()).toBe(100);
    expect(timetable.take(100, 5)).toEqual([1, 2]);
    expect([timetable.size, timetable.dueAt()]).toEqual([1, 300]);
  });

  it('forgets who is dropped and moves who is put again', () => {
    const timetable = createPollQueue();
    for (const member of [1, 2, 3]) timetable.put(member, 10, 10);
    timetable.drop(1);
    timetable.drop(7);
    timetable.put(2, 500);
    expect([timetable.take(10, 5), timetable.size]).toEqual([[3], 1]);
    timetable.put(1, 20, 10);
    expect(timetable.take(20, 5)).toEqual([1]);
    expect(timetable.take(500, 5)).toEqual([2]);
    expect(timetable.dueAt()).toBe(Number.POSITIVE_INFINITY);
  });

  it('with too few calls all intervals stretch: what matters most still comes far more often, and everybody has its turn', () => {
    const timetable = createPollQueue();
    const hasty = 0;
    const members = [10, ...Array.from({ length: 99 }, () => 60)];
    for (const [member, every] of members.entries()) timetable.put(member, 0, every * minute);
    const turns = members.map(() => 0);
    let longestWait = 0;
    const lastTurn = members.map(() => 0);
    for (let now = 0; now < 4000 * minute; now += 2 * minute) {
      for (const member of timetable.take(now, 1)) {
        turns[member] = (turns[member] ?? 0) + 1;
        longestWait = Math.max(longestWait, now - (lastTurn[member] ?? 0));
        lastTurn[member] = now;
        timetable.put(member, now + (members[member] ?? 0) * minute);
      }
    }
    const others = turns.filter((_, member) => member !== hasty);
    expect(Math.min(...others)).toBeGreaterThanOrEqual(Math.max(...others) - 3);
    expect(turns[hasty]).toBeGreaterThan(2.5 * Math.max(...others));
    expect(longestWait).toBeLessThan(300 * minute);
  });

  it('loses nobody', () => {
    const step = fc.tuple(fc.constantFrom('put', 'drop', 'take'), fc.nat(20), fc.nat(50));
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const timetable = createPollQueue();
        const inside = new Set<number>();
        let now = 0;
        for (const [what, member, figure] of steps) {
          now += figure;
          if (what === 'put') [timetable.put(member, now + figure, figure + 1), inside.add(member)];
          else if (what === 'drop') [timetable.drop(member), inside.delete(member)];
          else for (const taken of timetable.take(now, member)) expect(inside.delete(taken)).toBe(true);
          expect(timetable.size).toBe(inside.size);
        }
        expect(new Set(timetable.take(now + 1000, 100))).toEqual(inside);
      }),
    );
  });
});

describe('the pace', () => {
  const quota = fc.record({ limit: fc.integer({ min: 1, max: 60 }), intervalMs: fc.integer({ min: 50, max: 5000 }) });

  it('keeps any quotas, whenever somebody wants to call and whatever others do, over restarts too', () => {
    fc.assert(
      fc.property(
        fc.array(quota, { minLength: 1, maxLength: 2 }),
        fc.array(fc.nat(400), { maxLength: 200 }),
        (quotas, waits) => {
          const windows = quotas.map(slidingWindow);
          let requests = 0;
          const usage = () => ({ windows: [], heldForMs: 0, requests });
          let now = 0;
          let bucket = createTokenBucket({ quotas, now, usage });
          for (const wait of waits) {
            now += wait;
            for (let at = bucket.readyAt(now); at > now; at = bucket.readyAt(now)) now = at;
            bucket.start();
            requests += 1;
            for (const window of windows) expect(window.arrive(now)).toBe(0);
            bucket.finish();
            if (wait % 7 === 0) {
              const saved = bucket.save(now);
              requests = 0;
              bucket = createTokenBucket({ quotas, now, saved, usage });
            }
          }
        },
      ),
    );
  });

  it('uses nearly all of a quota, evenly', () => {
    const quotas = [{ limit: 250, intervalMs: day }];
    let requests = 0;
    const bucket = createTokenBucket({ quotas, now: 0, usage: () => ({ windows: [], heldForMs: 0, requests }) });
    const times: number[] = [];
    for (let now = 0; now < 10 * day; ) {
      const at = bucket.readyAt(now);
      if (at <= now) {
        requests += 1;
        times.push(now);
      } else now = at;
    }
    expect(times.length / 10).toBeGreaterThan(0.9 * 250);
    const gaps = times.slice(13).map((time, index) => time - (times[index + 12] ?? 0));
    expect(Math.max(...gaps)).toBeLessThan(8 * minute);
    expect(steadyRate(quotas) * day).toBeCloseTo(229.8, 0);
  });

  it('waits as long as the account is held', () => {
    const usage = () => ({ windows: [], heldForMs: 5000, requests: 0 });
    expect(createTokenBucket({ quotas: [{ limit: 10, intervalMs: 1000 }], now: 0, usage }).readyAt(7)).toBe(5007);
  });
});

describe('the next look', () => {
  const at = (time: string): number => Date.parse(`2026-11-${time}:00-06:00`);
  const look = (sight: Parameters<typeof nextPoll>[0], now: string) =>
    nextPoll(sight, at(now), at('09T08:00'), defaultCadence);
  const { label, pickedUp, onVehicle, attempted, atShop, goingBack, storm, delivered } = scans;
  const due = (from: string, to = from) => ({ estimatedDelivery: { from: `2026-11-${from}`, to: `2026-11-${to}` } });

  const cases: Readonly<Record<string, readonly [Parameters<typeof nextPoll>[0], string, string, number]>> = {
    'a label': [parcel([label]), '09T10:00', 'labelled', 4 * hour],
    'an old label': [parcel([label]), '13T10:00', 'labelled_long', 12 * hour],
    'under way': [parcel([label, pickedUp]), '10T12:00', 'moving', 2 * hour],
    'under way, at night': [parcel([pickedUp]), '10T23:00', 'moving', 4 * hour],
    'under way, at the end of the night': [parcel([pickedUp]), '11T05:00', 'moving', hour],
    'under way, shortly before morning': [parcel([pickedUp]), '11T05:58', 'moving', 10 * minute],
    'not heard of for three days': [parcel([pickedUp]), '13T12:00', 'quiet', 6 * hour],
    'not heard of for eight days': [parcel([pickedUp]), '18T12:00', 'silent', day],
    'expected tomorrow': [parcel([pickedUp], due('11')), '10T12:00', 'moving', 2 * hour],
    'expected today': [parcel([pickedUp], due('11')), '11T08:00', 'due_today', hour],
    'expected yesterday': [parcel([pickedUp], due('10')), '11T08:00', 'due_today', hour],
    'on the vehicle': [parcel([onVehicle], due('12')), '12T09:00', 'out_for_delivery', 15 * minute],
    'on the vehicle, within its hours': [
      parcel([onVehicle], due('12T13:00:00-06:00', '12T15:00:00-06:00')),
      '12T15:30',
      'in_window',
      10 * minute,
    ],
    'on the vehicle, before its hours': [
      parcel([onVehicle], due('12T13:00:00', '12T15:00:00')),
      '12T12:00',
      'out_for_delivery',
      15 * minute,
    ],
    attempted: [parcel([attempted]), '12T13:00', 'attempted', 2 * hour],
    'at a shop': [parcel([atShop]), '12T16:00', 'pickup', 3 * hour],
    'on its way back': [parcel([goingBack]), '13T10:00', 'returning', 8 * hour],
    'kept by something': [parcel([storm]), '11T06:30', 'exception', 2 * hour],
    'delivered without proof': [parcel([delivered]), '12T15:00', 'awaiting_proof', 4 * hour],
    'without a known offset, day and night alike': [
      parcel([scan('PU', 'in_transit', '10T09:00', { occurredAt: '2026-11-10T09:00:00', place: { facility: 'X' } })]),
      '10T23:00',
      'moving',
      2 * hour,
    ],
  };
  for (const [what, [sight, now, situation, wait]] of Object.entries(cases)) {
    it(`${what}: ${situation}, after ${wait / hour} h`, () => {
      expect(look(sight, now)).toMatchObject({ situation, at: at(now) + wait });
    });
  }

  it('ends where nothing more is to come', () => {
    const proof = { delivery: { proof: [{ kind: 'signature' as const }] } };
    expect(look(parcel([delivered], proof), '12T15:00')).toEqual({ ended: 'settled' });
    expect(look(parcel([delivered]), '14T15:00')).toEqual({ ended: 'settled' });
    expect(look(parcel([scan('RT', 'returned', '12T10:00')]), '13T10:00')).toEqual({ ended: 'settled' });
    expect(nextPoll(parcel([label]), at('09T08:00') + 31 * day, 0, defaultCadence)).toEqual({ ended: 'silence' });
    expect(nextPoll(parcel([pickedUp]), at('10T09:00') + 46 * day, 0, defaultCadence)).toEqual({ ended: 'silence' });
  });
});
