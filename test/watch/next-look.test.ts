import { describe, expect, it } from 'vitest';
import { absorb, acknowledge, defaultCadence, nextLook } from '../../src/watch/index.ts';
import { parcel, scans } from '../parcel.ts';

const { label, pickedUp, arrived, onVehicle, delivered } = scans;
const hour = 60 * 60_000;
const day = 24 * hour;

describe('nextLook', () => {
  const now = Date.parse('2026-11-10T18:00:00Z');

  it('is due at once for a number that was never asked for', () => {
    expect(nextLook(undefined, { now })).toEqual({
      at: now,
      everyMs: defaultCadence.every.new.dayMs,
      situation: 'new',
    });
  });

  it('goes by the cadence, overruled key by key', () => {
    const tracking = parcel([pickedUp]);
    const every = { ...defaultCadence.every, moving: { dayMs: 7 * 60_000, nightMs: 7 * 60_000 } };
    expect(nextLook(tracking, { now, cadence: { every } })).toEqual({
      at: now + 7 * 60_000,
      everyMs: 7 * 60_000,
      situation: 'moving',
    });
  });

  it('ends with silence only after many looks without news', () => {
    const later = now + defaultCadence.giveUpMs.silent + day;
    expect(nextLook(parcel([pickedUp]), { now: later })).toEqual({ ended: 'silence' });
    expect(nextLook(parcel([pickedUp]), { now: later, quietLooks: 1 })).toMatchObject({ situation: 'silent' });
  });

  it('counts from since where the parcel has no event', () => {
    const blank = { ...parcel([]), status: 'in_transit' as const };
    expect(nextLook(blank, { now })).toMatchObject({ situation: 'moving' });
    expect(nextLook(blank, { now, since: now - 8 * day })).toMatchObject({ situation: 'silent' });
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
      const next = nextLook(tracking, { now, since });
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
