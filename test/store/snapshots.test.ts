import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diff, remember } from '../../src/diff/diff.ts';
import type { Tracking } from '../../src/kit.ts';
import { mergeLines } from '../../src/store/merge.ts';
import { absorb, acknowledge, readSnapshot, release, snapshotKey, writeSnapshot } from '../../src/store/snapshots.ts';
import { anyLife } from '../diff/lives.ts';
import { parcel, scan, scans } from '../parcel.ts';
import { keys, types } from '../watch/world.ts';

const first = parcel([scans.label]);
const second = parcel([scans.label, scans.pickedUp]);
const third = parcel([scans.label, scans.pickedUp, scans.arrived]);
const key = snapshotKey('fedex', '123456789012');

/** Another process over the same values: nothing is in anybody's hands there. */
const reopened = (store: Map<string, string>): Map<string, string> => new Map(store);

describe('absorb', () => {
  it('hands out each change once, however often and from wherever the same is learned', async () => {
    const store = new Map<string, string>();
    const told = await Promise.all([absorb(store, second), absorb(store, first), absorb(store, second)]);
    expect(keys(told[0] ?? [])).toEqual(keys(diff(undefined, second)));
    expect(told[2]).not.toEqual(told[0]);
    const all = (await Promise.all([absorb(store, third), absorb(store, third), absorb(store, third)])).flat();
    expect(keys(all)).toEqual(keys(diff(second, third)));
  });

  it('hands out again what was not acknowledged when a process died, before what is new', async () => {
    const store = new Map<string, string>();
    const [one, ...rest] = await absorb(store, second);
    if (one !== undefined) await acknowledge(store, [one]);
    const after = await absorb(reopened(store), third);
    expect(keys(after)).toEqual([...keys(rest), ...keys(diff(second, third))]);
  });

  it('acknowledged out of order, nothing that is not acknowledged is lost', async () => {
    const store = new Map<string, string>();
    const changes = await absorb(store, third);
    await acknowledge(store, changes.slice(1));
    expect(keys(await absorb(reopened(store), third))).toContain(changes[0]?.key);
    await acknowledge(store, changes.slice(0, 1));
    expect(await absorb(reopened(store), third)).toEqual([]);
  });

  it('hands out again what was released', async () => {
    const store = new Map<string, string>();
    const changes = await absorb(store, second);
    expect(await absorb(store, second)).toEqual([]);
    release(store, changes);
    expect(await absorb(store, second)).toEqual(changes);
  });

  it('ignores an answer that is older than what it knows', async () => {
    const store = new Map<string, string>();
    await absorb(store, { ...second, fetchedAt: '2026-11-11T10:00:00.000Z' });
    expect(await absorb(store, { ...first, fetchedAt: '2026-11-11T09:59:59.000Z' })).toEqual([]);
    expect((await readSnapshot(store, first))?.events).toHaveLength(2);
  });

  it('merges what tells less as it is told to', async () => {
    const store = new Map<string, string>();
    await writeSnapshot(store, second);
    const merge = (previous: Tracking | undefined, next: Tracking): Tracking =>
      previous === undefined
        ? next
        : {
            ...previous,
            status: next.status,
            detail: 'arrived_at_facility',
            events: [...previous.events, ...next.events],
          };
    const told = await absorb(store, parcel([scans.arrived]), { merge });
    expect(types(told)).toEqual(['event.added']);
    expect(await absorb(store, third, { merge: () => undefined })).toEqual([]);
  });

  it('knows the shipment of an answer that leaves out which of several it is', async () => {
    const store = new Map<string, string>();
    await absorb(store, parcel([scans.label], { uniqueId: 'u1' }));
    const told = await absorb(store, second);
    expect(types(told)).toEqual(['event.added', 'status.changed', 'delivery.started'].slice(0, told.length));
    expect(told[0]?.key).toMatch(/^fedex\/u1\//);
  });

  it('goes on with a parcel that gets its unique id later, and begins anew with another one under its number', async () => {
    const store = new Map<string, string>();
    expect(keys(await absorb(store, first))).toEqual(keys(diff(undefined, first)));
    const told = await absorb(store, parcel([scans.label, scans.pickedUp], { uniqueId: 'u1' }));
    expect(types(told).filter((type) => type === 'event.added')).toHaveLength(1);
    expect(keys(await absorb(reopened(store), second)).slice(0, 1)).toEqual(keys(diff(undefined, first)).slice(0, 1));
    const other = await absorb(store, parcel([scans.delivered], { uniqueId: 'u2' }));
    expect(other.every(({ initial }) => initial)).toBe(true);
    // The one before is remembered: heard of again, it goes on where it was.
    expect(await absorb(store, parcel([scans.label, scans.pickedUp], { uniqueId: 'u1' }))).toEqual([]);
    expect((await readSnapshot(store, { ...first, uniqueId: 'u2' }))?.status).toBe('delivered');
    expect((await readSnapshot(store, first))?.uniqueId).toBe('u1');
  });

  it('takes an answer for news though the clock that asked has been put back, and none that was overtaken', async () => {
    const store = new Map<string, string>();
    await acknowledge(store, await absorb(store, { ...second, fetchedAt: '2027-11-11T10:00:00.000Z' }));
    expect(await absorb(store, { ...first, fetchedAt: '2027-11-11T09:40:00.000Z' })).toEqual([]);
    expect(types(await absorb(store, { ...third, fetchedAt: '2026-11-11T10:00:00.000Z' }))).toContain('event.added');
    const lagging = await absorb(store, { ...second, fetchedAt: '2026-11-10T10:00:00.000Z' });
    expect(types(lagging)).not.toContain('event.withdrawn');
  });

  it('hands out everything of a parcel that the store has forgotten, though it was told once', async () => {
    const store = new Map<string, string>();
    await acknowledge(store, await absorb(store, third));
    store.delete(key);
    expect(keys(await absorb(store, second))).toEqual(keys(diff(undefined, second)));
    expect(keys(await absorb(reopened(store), second))).toEqual(keys(diff(undefined, second)));
  });

  it('takes what is no snapshot for none', async () => {
    for (const junk of [
      '',
      'x',
      '{}',
      'null',
      '{"state":{},"next":"1","outbox":[]}',
      '{"state":{},"next":1,"ttlMs":1,"outbox":[1]}',
    ]) {
      const store = new Map([[key, junk]]);
      expect(keys(await absorb(store, second))).toEqual(keys(diff(undefined, second)));
    }
  });

  describe('an answer that ends before a line that was pushed', () => {
    const at = (clock: string, tracking: Tracking): Tracking => ({
      ...tracking,
      fetchedAt: `2026-11-11T${clock}:00.000Z`,
    });
    /** What is known at ten: all but the newest line by poll, and that one by push. */
    async function pushed(): Promise<Map<string, string>> {
      const store = new Map<string, string>();
      await acknowledge(store, await absorb(store, at('09:30', second)));
      const told = await absorb(store, at('10:00', parcel([scans.arrived])), { merge: mergeLines });
      expect(types(told)).toContain('event.added');
      await acknowledge(store, told);
      return store;
    }

    it('lags: it takes nothing back, and the answer that has the line is no news', async () => {
      const store = await pushed();
      expect(await absorb(store, at('10:05', second))).toEqual([]);
      expect(await absorb(store, at('10:20', parcel([])))).toEqual([]);
      expect(await absorb(store, at('10:29', third))).toEqual([]);
    });

    it('may have lines that nobody has told yet', async () => {
      const store = await pushed();
      const late = scan('DP', 'in_transit', '10T20:00', { detail: 'departed_facility' });
      const told = await absorb(store, at('10:05', parcel([scans.label, scans.pickedUp, late])));
      expect(types(told)).toEqual(['event.added']);
      const all = parcel([scans.label, scans.pickedUp, late, scans.arrived]);
      expect(await absorb(store, at('10:40', all))).toEqual([]);
      expect((await readSnapshot(store, first))?.detail).toBe('arrived_at_facility');
    });

    it('has the last word after half an hour', async () => {
      const store = await pushed();
      expect(types(await absorb(store, at('10:30', second)))).toContain('event.withdrawn');
    });

    it('does not lag if it tells that line otherwise, or a newer one', async () => {
      const earlier = { ...scans.arrived, occurredAt: '2026-11-11T02:00:00-06:00' };
      const revised = await absorb(await pushed(), at('10:05', parcel([scans.label, scans.pickedUp, earlier])));
      expect(types(revised)).toContain('event.revised');
      const newer = await absorb(await pushed(), at('10:05', parcel([scans.label, scans.pickedUp, scans.storm])));
      expect(types(newer)).toEqual(expect.arrayContaining(['event.withdrawn', 'event.added', 'exception.raised']));
    });
  });

  it('over any life and any deaths, tells the keys that it would have told without dying', async () => {
    await fc.assert(
      fc.asyncProperty(anyLife, fc.infiniteStream(fc.nat(5)), async (lived, deaths) => {
        // Another shipment under the number is another parcel; this is about one.
        const life = lived.map((tracking) => ({ ...tracking, uniqueId: 'u1' }));
        const expected = new Set<string>();
        let known: Tracking | undefined;
        for (const next of life) {
          const changes = diff(known, next);
          for (const { key: of } of changes) expected.add(of);
          // What is no news does not replace what is known.
          if (changes.length > 0) known = remember(known, next);
        }
        let store = new Map<string, string>();
        const told = new Set<string>();
        for (const next of life) {
          const changes = await absorb(store, next);
          const dealtWith = deaths.next().value;
          for (const change of changes.slice(0, dealtWith)) {
            told.add(change.key);
            await acknowledge(store, [change]);
          }
          if (dealtWith < changes.length) store = reopened(store);
        }
        const last = life.at(-1);
        for (const { key: of } of last === undefined ? [] : await absorb(reopened(store), last)) told.add(of);
        expect([...told].sort()).toEqual([...expected].sort());
      }),
      { numRuns: 60 },
    );
  });
});
