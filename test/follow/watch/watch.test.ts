import { describe, expect, it } from 'vitest';
import { scans } from '../parcel.ts';
import { createWorld, day, hour, parcelAt, read, types } from './world.ts';

const life = [scans.label, scans.pickedUp, scans.arrived, scans.onVehicle, scans.delivered];
const number = 'D0000001';

describe('a watch', () => {
  it('tells a life from label to end, and stops asking', async () => {
    const world = createWorld((asked, now) => parcelAt(asked, life, now));
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
    const count = world.calls.length;
    await world.clock.advance(30 * day);
    expect(world.calls).toHaveLength(count);
    expect(count).toBeGreaterThan(20);
    expect(count).toBeLessThan(120);
    expect(world.asked(number).every((at, index, all) => index === 0 || at - (all[index - 1] ?? 0) >= hour / 6)).toBe(
      true,
    );
  });
});
