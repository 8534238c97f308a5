import { describe, expect, it } from 'vitest';
import { type SettableClock, settableClock } from '../../src/testing/settable-clock.ts';
import { scans } from '../parcel.ts';
import { createWorld, day, hour, morning, parcelAt, read, types } from './world.ts';

const life = [scans.label, scans.pickedUp, scans.arrived, scans.onVehicle, scans.delivered];
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
