import { describe, expect, it } from 'vitest';
import { type SettableClock, settableClock } from '../../src/testing/settable-clock.ts';
import { absorb, acknowledge, defaultCadence, nextPoll } from '../../src/watch/index.ts';
import { parcel, scans } from '../parcel.ts';
import { createWorld, day, hour, morning, parcelAt, read, types } from './world.ts';

const { label, pickedUp, arrived, onVehicle, delivered } = scans;
const life = [label, pickedUp, arrived, onVehicle, delivered];
const number = 'D0000001';

/** A clock that can be put back and forward while time goes on as it does. */
function steppingClock(): { readonly clock: SettableClock; readonly truth: SettableClock; step(ms: number): void } {
  const truth = settableClock(morning);
  let offset = 0;
  return {
    truth,
    clock: {
      ...truth,
      now: () => truth.now() + offset,
      get sleepers() {
        return truth.sleepers;
      },
    },
    step(ms) {
      offset += ms;
    },
  };
}

const year = 365 * day;

describe.each([
  ['an hour back', -hour],
  ['a day back', -day],
  ['three years back', -3 * year],
  ['an hour forward', hour],
  ['ten days forward', 10 * day],
  ['three years forward', 3 * year],
])('a clock that is put %s', (_, ms) => {
  for (const returns of [false, true]) {
    it(`neither stalls a watch nor makes it give up${returns ? ', put right again after two hours' : ''}`, async () => {
      const { clock, truth, step } = steppingClock();
      // What the carrier knows goes by the truth.
      const world = createWorld((asked) => parcelAt(asked, life, truth.now()), { clock });
      const store = new Map<string, string>();
      const { events } = read(world.watch([number, 'E0000001'], { store }));
      await truth.advance(1.5 * day);
      step(ms);
      const asked = world.calls.length;
      await truth.advance(2 * hour);
      if (returns) step(-ms);
      await truth.advance(24 * hour);
      expect(world.calls.length).toBeGreaterThan(asked);
      expect(types(events)).not.toContain('parcel.given_up');
      // A watch that begins now goes on, whatever was written down by the other clock.
      const restarted = read(world.watch([number, 'E0000001'], { store }));
      await truth.advance(6 * day);
      const all = [...events, ...restarted.events];
      expect(types(all).filter((type) => type === 'delivered').length).toBeGreaterThanOrEqual(2);
      expect(types(all)).not.toContain('parcel.given_up');
      expect(types(all)).not.toContain('event.withdrawn');
    });
  }
});

describe('nextPoll', () => {
  const now = Date.parse('2026-11-10T18:00:00Z');

  it('is due at once for a number that was never asked for', () => {
    expect(nextPoll(undefined, { now })).toEqual({
      at: now,
      everyMs: defaultCadence.every.new.dayMs,
      situation: 'new',
    });
  });

  it('goes by the cadence, overruled key by key', () => {
    const tracking = parcel([pickedUp]);
    const every = { ...defaultCadence.every, moving: { dayMs: 7 * 60_000, nightMs: 7 * 60_000 } };
    expect(nextPoll(tracking, { now, cadence: { every } })).toEqual({
      at: now + 7 * 60_000,
      everyMs: 7 * 60_000,
      situation: 'moving',
    });
  });

  it('ends with silence only after many looks without news', () => {
    const later = now + defaultCadence.giveUpMs.silent + day;
    expect(nextPoll(parcel([pickedUp]), { now: later })).toEqual({ ended: 'silence' });
    expect(nextPoll(parcel([pickedUp]), { now: later, quietPolls: 1 })).toMatchObject({ situation: 'silent' });
  });

  it('counts from since where the parcel has no event', () => {
    const blank = { ...parcel([]), status: 'in_transit' as const };
    expect(nextPoll(blank, { now })).toMatchObject({ situation: 'moving' });
    expect(nextPoll(blank, { now, since: now - 8 * day })).toMatchObject({ situation: 'silent' });
  });
});

describe('a loop of one’s own', () => {
  it('tells each change once, and ends by itself', async () => {
    const store = new Map<string, string>();
    const life = [
      [label],
      [label, pickedUp],
      [label, pickedUp, arrived],
      [label, pickedUp, arrived, onVehicle, delivered],
    ];
    const keys: string[] = [];
    let now = Date.parse('2026-11-09T12:00:00Z');
    const since = now;
    let looks = 0;
    for (let at: number | undefined = now; at !== undefined; looks += 1) {
      expect(looks).toBeLessThan(200);
      now = at;
      const tracking = parcel(life[Math.min(looks, life.length - 1)] ?? []);
      const changes = await absorb(store, tracking);
      keys.push(...changes.map(({ key }) => key));
      await acknowledge(store, changes);
      const next = nextPoll(tracking, { now, since });
      at = 'ended' in next ? undefined : next.at;
    }
    expect(looks).toBeGreaterThan(life.length);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys).toContain('fedex/123456789012/delivered/1');
  });

  it('is handed out again what it did not acknowledge, with the same keys', async () => {
    const store = new Map<string, string>();
    const told = await absorb(store, parcel([pickedUp]));
    // Another process: nothing is in its hands.
    const again = await absorb(new Map(store), parcel([pickedUp]));
    expect(again.map(({ key }) => key)).toEqual(told.map(({ key }) => key));
    expect(told.length).toBeGreaterThan(0);
  });
});
