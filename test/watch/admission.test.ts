import { describe, expect, it } from 'vitest';
import { pullTogether } from '../../src/watch/admission.ts';
import { scans } from '../parcel.ts';
import { createWorld, hour, minute, parcelAt, read, types } from './world.ts';

const life = [scans.label, scans.pickedUp, scans.arrived];
const number = 'D0000001';
const lifeWorld = () => createWorld((asked, now) => parcelAt(asked, life, now));
const never = new Promise<never>(() => undefined);

describe('numbers that come slowly', () => {
  it('are asked for when they come', async () => {
    const world = lifeWorld();
    async function* queue() {
      yield number;
      await world.clock.sleep(3 * hour);
      yield 'D0000002';
      yield 'D0000003';
      await never;
    }
    const start = world.clock.now();
    read(world.watch(queue()));
    await world.clock.advance(5 * hour);
    expect(world.asked(number)[0]).toBe(start);
    expect([world.asked('D0000002')[0], world.asked('D0000003')[0]]).toEqual([start + 3 * hour, start + 3 * hour]);
  });

  it('keep nobody who leaves by break', async () => {
    const world = lifeWorld();
    await world.clock.advance(3 * hour);
    let isLeft = false;
    async function* queue() {
      yield number;
      await never;
    }
    const reading = (async () => {
      for await (const _ of world.watch(queue())) break;
      isLeft = true;
    })();
    await world.clock.advance(0);
    await reading;
    expect(isLeft).toBe(true);
  });

  it.each(['before its first number', 'after it'])('keep no abort, %s', async (when) => {
    const world = lifeWorld();
    const controller = new AbortController();
    let isReturned = false;
    const source: AsyncIterable<string> = {
      [Symbol.asyncIterator]: () => {
        let given = when === 'after it' ? 0 : 1;
        return {
          next() {
            given += 1;
            return given === 1 ? Promise.resolve({ done: false, value: number }) : never;
          },
          async return() {
            isReturned = true;
            return never;
          },
        };
      },
    };
    const { end } = read(world.watch(source, { signal: controller.signal }));
    await world.clock.advance(minute);
    controller.abort(new Error('enough'));
    await expect(end).rejects.toThrow('enough');
    expect(isReturned).toBe(true);
  });

  it('keep nobody who leaves while the tracker hangs: it is waited for five seconds', async () => {
    const world = createWorld((asked, now) => parcelAt(asked, life, now), { latencyMs: 365 * 24 * hour });
    const controller = new AbortController();
    const { end } = read(world.watch([number], { signal: controller.signal }));
    await world.clock.advance(minute);
    controller.abort(new Error('enough'));
    const ended = expect(end).rejects.toThrow('enough');
    await world.clock.advance(5_000);
    await ended;
  });

  it('throw into the stream what they throw', async () => {
    const world = lifeWorld();
    async function* queue() {
      yield number;
      await world.clock.sleep(hour);
      throw new Error('the cursor was closed');
    }
    await world.clock.advance(3 * hour);
    const { events, end } = read(world.watch(queue()));
    await world.clock.advance(2 * hour);
    await expect(end).rejects.toThrow('the cursor was closed');
    expect(types(events)).toContain('status.changed');
  });
});

describe('pullTogether', () => {
  async function sizesOf(source: Iterable<number> | AsyncIterable<number>): Promise<readonly number[]> {
    const sizes: number[] = [];
    for await (const together of pullTogether(source, new AbortController().signal)) sizes.push(together.length);
    return sizes;
  }
  function* plain() {
    for (let index = 0; index < 150; index += 1) yield index;
  }
  async function* quick() {
    yield* plain();
  }

  it('gives what is there at the same time together, 64 at the most', async () => {
    expect(await sizesOf(plain())).toEqual([64, 64, 22]);
    expect(await sizesOf(quick())).toEqual([64, 64, 22]);
    expect(await sizesOf([])).toEqual([]);
  });
});
