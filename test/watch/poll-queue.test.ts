import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { slidingWindow } from '../../src/testing/sliding-window.ts';
import { defaultCadence, type Situation, situations } from '../../src/watch/cadence.ts';
import { schedulePoll } from '../../src/watch/next-poll.ts';
import { createHeap, createPollQueue } from '../../src/watch/poll-queue.ts';
import { pollKind } from '../../src/watch/scan-rates.ts';
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

const place = -6 * hour;
const noon = Date.parse('2026-11-10T12:00:00-06:00');

/** Looks at members whenever there are calls, each as often as `everyMs` at the longest, and tells when. */
function looksAt(
  members: readonly { readonly situation: Situation; readonly everyMs: number }[],
  { callEveryMs, forMs, looksPerMs = 1 / callEveryMs }: { callEveryMs: number; forMs: number; looksPerMs?: number },
): readonly (readonly number[])[] {
  const queue = createPollQueue({ looksPerMs });
  const looks: number[][] = members.map(() => []);
  for (const member of members.keys()) queue.put(member, noon, hour);
  for (let now = noon; now < noon + forMs; now += callEveryMs) {
    for (const member of queue.take(now, 1)) {
      const { situation = 'moving', everyMs = day } = members[member] ?? {};
      looks[member]?.push(now);
      queue.put(member, now + everyMs, everyMs, { since: now, kind: pollKind(situation, place) });
    }
  }
  return looks;
}

const gapsOf = (times: readonly number[]): readonly number[] =>
  times.slice(1).map((time, index) => time - (times[index] ?? 0));
const longest = (times: readonly number[]): number => Math.max(...gapsOf(times));
const situation = fc.constantFrom(...situations.filter((each) => each !== 'new'));

describe('the poll queue', () => {
  it('gives nobody before the moment it has to wait for', () => {
    const queue = createPollQueue();
    queue.put(1, 100, 100);
    queue.put(2, 120, 100);
    expect(queue.take(99, 5)).toEqual([]);
    expect(queue.dueAt()).toBe(100);
    expect(queue.take(100, 5)).toEqual([1]);
    expect([queue.size, queue.dueAt()]).toEqual([1, 120]);
  });

  it('looks again as soon as it is worth it, and takes those along who soon will be', () => {
    const queue = createPollQueue({ shortestMs: minute });
    const kind = pollKind('out_for_delivery', place);
    queue.put(1, noon + hour, hour, { since: noon, kind });
    queue.put(2, noon + hour, hour, { since: noon + 20_000, kind });
    queue.put(3, noon + hour, hour, { since: noon + 59_000, kind });
    expect(queue.dueAt()).toBe(noon + minute);
    expect(queue.take(noon + minute - 1, 5)).toEqual([]);
    expect(queue.take(noon + minute, 5)).toEqual([1, 2]);
  });

  it('without spare calls asks for longest intervals, and no later', () => {
    fc.assert(
      fc.property(situation, fc.integer({ min: 1, max: 2000 }), fc.boolean(), (of, minutes, spends) => {
        const queue = createPollQueue(spends ? {} : { shortestMs: Number.POSITIVE_INFINITY });
        const dueAt = noon + minutes * minute;
        queue.put(1, dueAt, day, { since: noon, kind: pollKind(of, place) });
        if (spends) expect(queue.dueAt()).toBeLessThanOrEqual(dueAt);
        else expect(queue.dueAt()).toBe(dueAt);
        expect(queue.take(dueAt, 1)).toEqual([1]);
      }),
    );
  });

  it('forgets who is dropped and moves who is put again', () => {
    const queue = createPollQueue();
    for (const member of [1, 2, 3]) queue.put(member, 10, 10);
    queue.drop(1);
    queue.drop(7);
    queue.put(2, 500);
    expect([queue.take(10, 5), queue.size]).toEqual([[3], 1]);
    queue.put(1, 20, 10);
    expect(queue.take(20, 5)).toEqual([1]);
    expect(queue.take(500, 5)).toEqual([2]);
    expect(queue.dueAt()).toBe(Number.POSITIVE_INFINITY);
  });

  it('knows nothing of a member that is given out anew', () => {
    const queue = createPollQueue();
    queue.put(1, noon + day, day, { since: noon, kind: pollKind('silent', place) });
    queue.drop(1);
    queue.put(1, noon + 5, hour);
    expect([queue.take(noon + 4, 1), queue.take(noon + 5, 1)]).toEqual([[], [1]]);
  });

  it('goes by what a parcel becomes by itself', () => {
    const queue = createPollQueue();
    const [moving, due] = [pollKind('silent', place), pollKind('in_window', place)];
    queue.put(1, noon + day, day, { since: noon, kind: moving, becomes: { at: noon + minute, kind: due } });
    queue.put(2, noon + day, day, { since: noon - 2 * minute, kind: moving });
    queue.put(3, noon + day, day, { since: noon - minute, kind: moving });
    expect(queue.take(noon + 3 * minute, 1)).toEqual([1]);
  });

  it('with too few calls looks at intervals as 1/√(weight · rate), within every kind in turn', () => {
    const slow = Array.from({ length: 20 }, () => ({ situation: 'silent', everyMs: 1000 * day }) as const);
    const fast = Array.from({ length: 20 }, () => ({ situation: 'in_window', everyMs: 1000 * day }) as const);
    const looks = looksAt([...slow, ...fast], { callEveryMs: minute, forMs: 5 * day });
    const counts = looks.map(({ length }) => length);
    const [ofSlow, ofFast] = [counts.slice(0, 20), counts.slice(20)];
    const ratio = Math.sqrt(0.6 / 0.01);
    const mean = (of: readonly number[]): number => of.reduce((sum, count) => sum + count, 0) / of.length;
    expect(mean(ofFast) / mean(ofSlow)).toBeGreaterThan(ratio * 0.9);
    expect(mean(ofFast) / mean(ofSlow)).toBeLessThan(ratio * 1.1);
    for (const kind of [ofSlow, ofFast]) expect(Math.max(...kind) - Math.min(...kind)).toBeLessThanOrEqual(1);
  });

  it('looks at everybody within its longest interval where these need half of the calls or less', () => {
    const member = fc.record({ situation, everyMs: fc.integer({ min: 20, max: 600 }).map((each) => each * minute) });
    fc.assert(
      fc.property(fc.array(member, { minLength: 1, maxLength: 25 }), (drawn) => {
        // All of a situation have the same longest interval.
        const everyMsOf = new Map(drawn.map((each) => [each.situation, each.everyMs]));
        const members = drawn.map((each) => ({ ...each, everyMs: everyMsOf.get(each.situation) ?? each.everyMs }));
        const wanted = members.reduce((sum, { everyMs }) => sum + 1 / everyMs, 0);
        const callEveryMs = Math.min(5 * minute, Math.floor(0.5 / wanted));
        const looks = looksAt(members, { callEveryMs, forMs: 2 * day });
        for (const [index, { everyMs }] of members.entries()) {
          // Those who have come to their longest interval at once wait for one another, the longest overdue first.
          expect(longest(looks[index] ?? [])).toBeLessThanOrEqual(everyMs + 2 * (members.length + 1) * callEveryMs);
        }
      }),
    );
  });

  it('lets nobody starve, however short calls are', () => {
    const member = fc.record({ situation, everyMs: fc.integer({ min: 20, max: 600 }).map((each) => each * minute) });
    fc.assert(
      fc.property(fc.array(member, { minLength: 2, maxLength: 25 }), (members) => {
        const callEveryMs = hour;
        const wanted = members.reduce((sum, { everyMs }) => sum + callEveryMs / everyMs, 0);
        const stretch = Math.max(1, 1 + (wanted - 0.5) * 10);
        const most = Math.max(...members.map(({ everyMs }) => everyMs)) * stretch + members.length * callEveryMs;
        const looks = looksAt(members, { callEveryMs, forMs: 3 * most });
        for (const times of looks) {
          expect(times.length).toBeGreaterThan(0);
          expect(longest([...times, noon + 3 * most])).toBeLessThanOrEqual(most + callEveryMs);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('says by how much longest intervals stretch', () => {
    const queue = createPollQueue({ looksPerMs: 1 / hour });
    const kind = pollKind('moving', place);
    queue.put(1, noon + 2 * hour, undefined, { since: noon, kind });
    expect(queue.stretch).toBe(1);
    for (const member of [2, 3, 4]) queue.put(member, noon + 2 * hour, undefined, { since: noon, kind });
    expect(queue.stretch).toBeCloseTo(2, 5);
    queue.drop(4);
    expect(queue.stretch).toBeCloseTo(1.5, 5);
  });

  it.each([-3 * 365 * day, -hour, hour, 3 * 365 * day])(
    'neither stalls nor floods when time goes on %i ms away',
    (ms) => {
      const queue = createPollQueue();
      const kind = pollKind('moving', place);
      for (let member = 0; member < 50; member += 1) queue.put(member, noon + hour, hour, { since: noon, kind });
      const now = noon + Math.max(0, ms);
      const seen = new Set<number>();
      for (let at = now; at < now + 2 * hour; at += minute) {
        for (const member of queue.take(at, 1)) {
          seen.add(member);
          queue.put(member, at + hour, hour, { since: at, kind });
        }
      }
      expect(seen.size).toBe(50);
    },
  );

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

  it('keeps own calls within a share of any quotas, in any span, whatever others do', () => {
    const quotas = [
      { limit: 40, intervalMs: 5000 },
      { limit: 200, intervalMs: 60_000 },
    ];
    const share = fc.double({ min: 0.1, max: 0.9, noNaN: true });
    fc.assert(
      fc.property(share, fc.array(fc.tuple(fc.nat(300), fc.nat(2)), { maxLength: 400 }), (part, steps) => {
        const windows = quotas.map(({ limit, intervalMs }) =>
          slidingWindow({ limit: Math.ceil(limit * part), intervalMs }),
        );
        let requests = 0;
        const bucket = createTokenBucket({
          quotas,
          share: part,
          now: 0,
          usage: () => ({ windows: [], heldForMs: 0, requests }),
        });
        let now = 0;
        for (const [wait, others] of steps) {
          now += wait;
          requests += others;
          for (let at = bucket.readyAt(now); at > now; at = bucket.readyAt(now)) now = at;
          bucket.start();
          requests += 1;
          for (const window of windows) expect(window.arrive(now)).toBe(0);
          bucket.finish();
        }
      }),
    );
    expect(steadyRate(quotas, 0.5)).toBeLessThanOrEqual(steadyRate(quotas) * 0.53);
  });

  it('leaves calls of others to them: the own share is not less for them', () => {
    const quotas = [{ limit: 1000, intervalMs: day }];
    let requests = 0;
    const bucket = createTokenBucket({
      quotas,
      share: 0.5,
      now: 0,
      usage: () => ({ windows: [], heldForMs: 0, requests }),
    });
    let own = 0;
    for (let now = 0; now < 4 * day; now += 4 * minute) {
      if (bucket.readyAt(now) <= now) [own, requests] = [own + 1, requests + 1];
      else continue;
      bucket.start();
      bucket.finish();
    }
    const alone = own;
    [own, requests] = [0, 0];
    const beside = createTokenBucket({
      quotas,
      share: 0.5,
      now: 0,
      usage: () => ({ windows: [], heldForMs: 0, requests }),
    });
    for (let now = 0; now < 4 * day; now += 4 * minute) {
      if ((now / minute) % 12 === 0) requests += 1;
      if (beside.readyAt(now) > now) continue;
      [own, requests] = [own + 1, requests + 1];
      beside.start();
      beside.finish();
    }
    expect(own).toBeGreaterThan(alone * 0.98);
  });

  it('waits as long as the account is held', () => {
    const usage = () => ({ windows: [], heldForMs: 5000, requests: 0 });
    expect(createTokenBucket({ quotas: [{ limit: 10, intervalMs: 1000 }], now: 0, usage }).readyAt(7)).toBe(5007);
  });
});

describe('the next look', () => {
  const at = (time: string): number => Date.parse(`2026-11-${time}:00-06:00`);
  const look = (sight: Parameters<typeof schedulePoll>[0], now: string) =>
    schedulePoll(sight, at(now), at('09T08:00'), defaultCadence);
  const { label, pickedUp, onVehicle, attempted, atShop, goingBack, storm, delivered } = scans;
  const due = (from: string, to = from) => ({ estimatedDelivery: { from: `2026-11-${from}`, to: `2026-11-${to}` } });

  const cases: Readonly<Record<string, readonly [Parameters<typeof schedulePoll>[0], string, string, number]>> = {
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
    expect(schedulePoll(parcel([label]), at('09T08:00') + 31 * day, 0, defaultCadence)).toEqual({ ended: 'silence' });
    expect(schedulePoll(parcel([pickedUp]), at('10T09:00') + 46 * day, 0, defaultCadence)).toEqual({
      ended: 'silence',
    });
  });
});
