import { describe, expect, it } from 'vitest';
import { type TrackingErrorCode, trackingErrorCodes } from '../../src/model/error.ts';
import { parcel, scans } from '../parcel.ts';
import { createWorld, day, hour, keys, minute, parcelAt, read, types, type World } from './world.ts';

const life = [scans.label, scans.pickedUp, scans.arrived, scans.onVehicle, scans.delivered];
const number = 'D0000001';

/** All that may end a parcel is what its carrier says of the number. */
const ofTheNumber: ReadonlySet<TrackingErrorCode> = new Set(['invalid_number', 'not_found']);
const othersFault = trackingErrorCodes.filter((code) => !ofTheNumber.has(code) && code !== 'rate_limited');

const watched = (store: Map<string, string>): readonly string[] =>
  [...store.keys()].filter((key) => key.startsWith('waybill:watch:'));

/** Answers with an error for some days, and with the truth from then on. */
function failing(code: TrackingErrorCode, days: number, which = (_: string) => true): World {
  const world: World = createWorld((asked, now) =>
    which(asked) && now < start + days * day ? code : parcelAt(asked, life, now),
  );
  const start = world.clock.now();
  return world;
}

describe.each(othersFault)('%s', (code) => {
  it('for whole batches of an account ends no parcel and is written into no record; the account is told of once', async () => {
    const world = failing(code, 20);
    const store = new Map<string, string>();
    const { events } = read(world.watch([number, 'D0000002', 'D0000003'], { store }));
    await world.clock.advance(20 * day - 1);
    expect(watched(store)).toEqual([]);
    const notices = types(events).filter((type) => type.startsWith('carrier.') || type.startsWith('credentials.'));
    expect(notices).toHaveLength(1);
    expect(types(events)).not.toContain('parcel.given_up');
    await world.clock.advance(2 * day);
    expect(types(events).filter((type) => type === 'delivered')).toHaveLength(3);
    expect(types(events).filter((type) => type === 'parcel.settled')).toHaveLength(3);
  });

  it('is told of an account once, over restarts too, and its coming back once', async () => {
    const world = failing(code, 20);
    const store = new Map<string, string>();
    const told: string[] = [];
    const life = async (days: number): Promise<void> => {
      const controller = new AbortController();
      const { events, end } = read(world.watch([number, 'D0000002'], { store, signal: controller.signal }));
      for (let passed = 0; passed < 2 * days; passed += 1) await world.clock.advance(day / 2);
      controller.abort();
      await end.catch(() => undefined);
      told.push(...types(events).filter((type) => type.startsWith('carrier.') || type.startsWith('credentials.')));
    };
    for (const days of [3, 1, 7, 8]) await life(days);
    expect(told).toHaveLength(1);
    await life(3);
    await life(1);
    expect(told.slice(1)).toEqual(['carrier.back']);
  });

  it('for one number while others are answered: it is asked for less and less, told of once, and never given up', async () => {
    const world = failing(code, 40, (asked) => asked === number);
    const store = new Map<string, string>();
    const { events } = read(
      world.watch([number, ...Array.from({ length: 9 }, (_, nth) => `D00001${nth}0`)], { store }),
    );
    await world.clock.advance(40 * day - hour);
    expect(watched(store)).toHaveLength(9);
    expect(types(events)).not.toContain('parcel.given_up');
    const told = events.filter((event) => event.type === 'parcel.unanswered');
    expect(told[0]).toMatchObject({ trackingNumber: number, because: code });
    // Once nobody else is left to be answered, it is the account that is told of.
    expect(told).toHaveLength(1);
    await world.clock.advance(2 * day);
    expect(types(events).filter((type) => type === 'delivered')).toHaveLength(10);
  });
});

it('a quota that is used up is nobody’s fault, and nothing is told of it', async () => {
  const world = failing('rate_limited', 1);
  const store = new Map<string, string>();
  const { events } = read(world.watch([number], { store }));
  await world.clock.advance(day - 1);
  expect([events, watched(store)]).toEqual([[], []]);
  await world.clock.advance(4 * day);
  expect(types(events)).toContain('delivered');
});

describe('a carrier that is not configured', () => {
  it('is told of, and the number goes on with the next watch that has it', async () => {
    const world = createWorld((asked, now) => parcelAt(asked, life, now));
    const store = new Map<string, string>();
    const asked = { trackingNumber: number, carrier: 'hermes' };
    const without = read(world.watch([asked, 'Q0000001'], { store, untilSettled: true }));
    await world.clock.advance(hour);
    await without.end;
    expect(types(without.events)).toEqual(['parcel.no_carrier', 'parcel.no_carrier']);
    expect([...store.keys()].filter((key) => key.includes(':watch:') || key.includes(':parcel:'))).toEqual([]);

    const known = read(world.watch([number], { store }));
    await world.clock.advance(2 * day);
    const record = [...store].find(([key]) => key.startsWith('waybill:watch:'));
    const renamed = new Map([...store].map(([key, text]) => [key, text.replaceAll('"depot"', '"gone"')] as const));
    const away = read(world.watch([number], { store: renamed, untilSettled: true }));
    await world.clock.advance(minute);
    await away.end;
    expect(types(away.events)).toEqual(['parcel.no_carrier']);
    expect(renamed.get(record?.[0] ?? '')).not.toContain('"ended"');
    await world.clock.advance(4 * day);
    expect(types(known.events)).toContain('delivered');
  });
});

describe('add', () => {
  it('revives a number that was given up, in this watch and in the next, under keys of its own', async () => {
    let isKnown = false;
    const world = createWorld((asked, now) => (isKnown ? parcelAt(asked, life, now) : 'not_found'));
    const store = new Map<string, string>();
    const first = world.watch([number], { store });
    const { events } = read(first);
    await world.clock.advance(20 * day);
    expect(types(events)).toEqual(['parcel.not_found', 'parcel.given_up']);
    expect(first.size).toBe(0);
    // A restart leaves it as it is.
    const restarted = read(world.watch([number], { store, untilSettled: true }));
    await world.clock.advance(day - 1);
    await restarted.end;
    expect(restarted.events).toEqual([]);

    first.add(number);
    await world.clock.advance(20 * day);
    expect(types(events)).toEqual(['parcel.not_found', 'parcel.given_up', 'parcel.not_found', 'parcel.given_up']);
    expect(new Set(keys(events)).size).toBe(4);

    isKnown = true;
    const next = world.watch([], { store });
    const later = read(next);
    next.add(number);
    await world.clock.advance(day - 1);
    expect(types(later.events)).toContain('delivered');
    expect(later.events.at(-1)).toMatchObject({ type: 'parcel.settled', key: `watch/${number}/parcel.settled/3` });
  });

  it('revives one that is added while the record that ends it is being read', async () => {
    const world = createWorld(() => 'invalid_number');
    const store = new Map<string, string>();
    await read(world.watch([number], { store, untilSettled: true })).end.catch(() => undefined);
    await world.clock.advance(minute);
    const asked = world.calls.length;
    const again = world.watch([number], { store });
    read(again);
    again.add(number);
    await world.clock.advance(minute);
    expect(world.calls).toHaveLength(asked + 1);
  });

  it('is not taken for another by a text that looks like its name', async () => {
    const world = createWorld((asked, now) => parcelAt(asked, life, now));
    const store = new Map<string, string>();
    const { events } = read(
      world.watch([`${number}/carrier=depot`, { trackingNumber: number, carrier: 'depot' }], { store }),
    );
    await world.clock.advance(7 * day);
    expect(types(events).filter((type) => type === 'parcel.given_up')).toHaveLength(1);
    expect(types(events)).toContain('delivered');
  });
});

describe('silence', () => {
  it('is judged by looks too: an old parcel is looked at for a week before it is given up', async () => {
    const world = createWorld((asked) => parcel([scans.pickedUp], { carrier: 'depot', trackingNumber: asked }));
    await world.clock.advance(60 * day);
    const { events } = read(world.watch([number]));
    await world.clock.advance(5 * day);
    expect(types(events)).not.toContain('parcel.given_up');
    await world.clock.advance(5 * day);
    expect(events.at(-1)).toMatchObject({ type: 'parcel.given_up', because: 'silence' });
  });
});
