import { describe, expect, it } from 'vitest';
import { settableClock } from 'waybill/testing';

describe('the settable clock', () => {
  it('stands still until it is moved', async () => {
    const clock = settableClock(1000);
    expect(clock.now()).toBe(1000);
    await clock.advance(250);
    expect(clock.now()).toBe(1250);
  });

  it('wakes sleepers in order, each at its own moment, those who fall asleep again included', async () => {
    const clock = settableClock(0);
    const woke: [string, number][] = [];
    const sleeper = async (name: string, ms: number, times: number): Promise<void> => {
      for (let left = times; left > 0; left -= 1) {
        await clock.sleep(ms);
        woke.push([name, clock.now()]);
      }
    };
    const all = Promise.all([sleeper('slow', 30, 2), sleeper('quick', 20, 4)]);
    await clock.advance(70);
    expect(woke).toEqual([
      ['quick', 20],
      ['slow', 30],
      ['quick', 40],
      ['slow', 60],
      ['quick', 60],
    ]);
    await clock.advance(10);
    await all;
    expect(clock.sleepers).toBe(0);
  });

  it('does not put to sleep for no time', async () => {
    await expect(settableClock(0).sleep(0)).resolves.toBeUndefined();
  });

  it('rejects with the signal’s reason, before and during sleep', async () => {
    const clock = settableClock(0);
    const given = new AbortController();
    const asleep = clock.sleep(10, given.signal);
    given.abort(new Error('enough'));
    await expect(asleep).rejects.toThrow('enough');
    await expect(clock.sleep(10, given.signal)).rejects.toThrow('enough');
    expect(clock.sleepers).toBe(0);
  });
});
