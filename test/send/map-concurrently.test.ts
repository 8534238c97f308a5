import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { createLimiterPool } from '../../src/send/limiter/pool.ts';
import { createTracker } from '../../src/tracker.ts';
import { depot, depotNumber, depotNumbers } from './depot.ts';
import { bench, brief, collect, pass, rejection, watch, withFakeTime, within } from './harness.ts';
import { createWire, parcels } from './wire.ts';

withFakeTime();

/** An input that tells how far it was read and whether it was closed. */
function counted(count: number): Iterable<string> & { taken: number; closed: boolean } {
  const state = { taken: 0, closed: false };
  return Object.assign(state, {
    *[Symbol.iterator]() {
      try {
        for (; state.taken < count; ) yield depotNumber(state.taken++);
      } finally {
        state.closed = true;
      }
    },
  });
}

describe('trackMany', () => {
  it('yields one outcome for each number, as it was given, duplicates too', async () => {
    const { tracker } = bench();
    const given = ['D0000001', ' d-000 0001 ', 'D0000002', 'D0000001', '', 'nobody’s', 'X1', 'x'.repeat(10_000)];
    const outcomes = await within(20, collect(tracker.trackMany(given)));
    expect(outcomes.map(({ trackingNumber }) => trackingNumber).toSorted()).toEqual(given.toSorted());
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(4);
  });

  it('takes lists, sets, generators and asynchronous generators', async () => {
    const { tracker } = bench();
    async function* later() {
      for (const number of depotNumbers(7)) {
        await pass(0);
        yield number;
      }
    }
    for (const input of [depotNumbers(7), new Set(depotNumbers(7)), counted(7)]) {
      expect((await within(50, collect(tracker.trackMany(input)))).map(brief).toSorted()).toEqual(
        depotNumbers(7).map((number) => `${number} in_transit`),
      );
    }
    const watched = watch(collect(tracker.trackMany(later())));
    for (let turn = 0; turn < 20; turn += 1) await pass(10);
    expect(watched.fate()).toMatchObject({ value: { length: 7 } });
  });

  it('of nothing yields nothing', async () => {
    const { tracker, wire } = bench();
    expect(await within(0, collect(tracker.trackMany([])))).toEqual([]);
    expect(wire.calls).toEqual([]);
  });

  for (const [what, input] of Object.entries({
    'a single number, which is a list of letters to the compiler': 'D0000001',
    nothing: undefined,
    null: null,
    'an object that cannot be iterated': { trackingNumber: 'D0000001' },
  })) {
    it(`refuses ${what}`, () => {
      const { tracker } = bench();
      expect(() => tracker.trackMany(input as Iterable<string>)).toThrow(
        expect.objectContaining({ code: 'invalid_request', message: expect.stringContaining('list') }),
      );
    });
  }

  it('yields each outcome as soon as it is known, not in the order asked', async () => {
    const { tracker } = bench({
      depot: { maxBatch: 1 },
      script: async ({ numbers }) => {
        if (numbers[0] === depotNumber(0)) await new Promise((resolve) => setTimeout(resolve, 500));
        return undefined;
      },
    });
    const seen: string[] = [];
    const all = (async () => {
      for await (const { trackingNumber } of tracker.trackMany(depotNumbers(3))) seen.push(trackingNumber);
    })();
    await pass(100);
    expect(seen).toEqual([depotNumber(1), depotNumber(2)]);
    await within(500, all);
    expect(seen).toHaveLength(3);
  });
});

describe('back-pressure', () => {
  // Two requests of five under way, and one being filled.
  const window = 15;

  it('reads nothing before it is asked for anything', async () => {
    const { tracker } = bench();
    const input = counted(1000);
    tracker.trackMany(input);
    await pass(100);
    expect(input.taken).toBe(0);
  });

  it('reads no further ahead than what can be under way, however slow the consumer', async () => {
    const { tracker, wire } = bench({ delayMs: 20 });
    const input = counted(1000);
    let taken = 0;
    const slow = (async () => {
      for await (const _ of tracker.trackMany(input)) {
        taken += 1;
        expect(input.taken - taken).toBeLessThanOrEqual(window);
        await new Promise((resolve) => setTimeout(resolve, 50));
        expect(input.taken - taken).toBeLessThanOrEqual(window);
      }
    })();
    await pass(10_000);
    expect(taken).toBeGreaterThan(150);
    await within(60_000, slow);
    expect(taken).toBe(1000);
    expect(wire.calls.length).toBeLessThanOrEqual(1000);
  });

  it('holds at most that many while the carrier is silent', async () => {
    const { tracker } = bench({ delayMs: 25_000 });
    const input = counted(1000);
    const all = watch(collect(tracker.trackMany(input)));
    await pass(20_000);
    expect(input.taken).toBe(window);
    expect(all.fate()).toBeUndefined();
    await pass(3_600_000);
    expect(all.fate()).toMatchObject({ value: { length: 1000 } });
  });
});

describe('accounts side by side', () => {
  /** A slow carrier whose numbers begin with S, and the usual one. */
  function slowAndQuick(script?: Parameters<typeof createWire>[0]) {
    const wire = createWire(script);
    const slow = depot({
      id: 'slow',
      host: 'https://slow.example',
      letter: 'S',
      quotas: [{ limit: 1, intervalMs: 3_600_000 }],
    });
    const tracker = createTracker({ carriers: [slow, depot()], fetch: wire.fetch, limiters: createLimiterPool() });
    return { tracker, wire };
  }
  const slowNumbers = (count: number): readonly string[] =>
    Array.from({ length: count }, (_, index) => depotNumber(index, 'S'));

  it('do not wait for a slow one, however many of its numbers come first', async () => {
    const { tracker } = slowAndQuick();
    const seen: string[] = [];
    const all = (async () => {
      for await (const { trackingNumber } of tracker.trackMany([...slowNumbers(2_600), ...depotNumbers(60)], {
        maxWaitMs: Number.POSITIVE_INFINITY,
      })) {
        seen.push(trackingNumber);
      }
    })();
    await pass(10_000);
    expect(seen.filter((number) => number.startsWith('D'))).toHaveLength(60);
    await pass((2_600 / 5) * 3_700_000);
    await all;
    expect(seen).toHaveLength(2_660);
  });

  it('are read on for no further than bounded', async () => {
    const { tracker } = slowAndQuick();
    const state = { taken: 0 };
    function* endless() {
      for (;;) yield depotNumber(state.taken++, 'S');
    }
    const stream = tracker.trackMany(endless(), { maxWaitMs: Number.POSITIVE_INFINITY });
    await within(100, stream.next());
    await pass(1_000);
    expect(state.taken).toBeGreaterThan(5_000);
    expect(state.taken).toBeLessThanOrEqual(10_100);
    await stream.return();
  });

  it('do not wait for numbers that have gone on to the slow one', async () => {
    const likely = { letter: 'S', likelihood: 0.9 };
    const wire = createWire(({ host, numbers }) =>
      host === 'depot.example'
        ? parcels(numbers.map((number) => (number.startsWith('S') ? { number, error: 'not_found' } : { number })))
        : undefined,
    );
    const both = depot();
    const tracker = createTracker({
      carriers: [
        depot({ id: 'slow', host: 'https://slow.example', letter: 'S', quotas: [{ limit: 1, intervalMs: 3_600_000 }] }),
        {
          ...both,
          identify: (number) => [
            { carrier: 'depot', format: 'any', basis: 'shape', trackingNumber: number, likelihood: likely.likelihood },
          ],
        },
      ],
      fetch: wire.fetch,
      limiters: createLimiterPool(),
    });
    const seen: string[] = [];
    const all = (async () => {
      for await (const { trackingNumber } of tracker.trackMany([...slowNumbers(200), ...depotNumbers(60)], {
        maxWaitMs: Number.POSITIVE_INFINITY,
      })) {
        seen.push(trackingNumber);
      }
    })();
    await pass(10_000);
    expect(seen.filter((number) => number.startsWith('D'))).toHaveLength(60);
    await pass((200 / 5) * 3_700_000);
    await all;
    expect(seen).toHaveLength(260);
  });
});

describe('a consumer that stops', () => {
  it('calls off what is under way and closes the input', async () => {
    const { tracker, wire } = bench({ delayMs: 100 });
    const input = counted(1000);
    const stopping = (async () => {
      for await (const _ of tracker.trackMany(input)) break;
    })();
    await within(150, stopping);
    expect(input.closed).toBe(true);
    expect(input.taken).toBeLessThanOrEqual(15);
    const { length } = wire.calls;
    await pass(10_000);
    expect(wire.calls).toHaveLength(length);
    expect(wire.load.now).toBe(0);
  });

  it('is not kept by an input that is still thinking', async () => {
    const { tracker } = bench();
    async function* stalling() {
      yield depotNumber(1);
      await new Promise(() => undefined);
    }
    const stopping = (async () => {
      for await (const _ of tracker.trackMany(stalling())) break;
      return 'stopped';
    })();
    expect(await within(100, stopping)).toBe('stopped');
  });

  it('hears what the input throws while it closes', async () => {
    const { tracker } = bench();
    function* sore() {
      try {
        for (let index = 0; ; index += 1) yield depotNumber(index);
      } finally {
        // biome-ignore lint/correctness/noUnsafeFinally: this is what is tested.
        throw new Error('sore');
      }
    }
    const stopping = (async () => {
      for await (const _ of tracker.trackMany(sore())) break;
    })();
    expect(await rejection(100, stopping)).toMatchObject({ message: 'sore' });
  });
});

describe('an abort of a stream', () => {
  it('passes its own reason on, unwrapped, and closes the input', async () => {
    const { tracker, wire } = bench({ delayMs: 100 });
    const input = counted(1000);
    const controller = new AbortController();
    const reason = { kind: 'no error at all' };
    const all = watch(collect(tracker.trackMany(input, { signal: controller.signal })));
    await pass(50);
    controller.abort(reason);
    await pass(0);
    expect(all.fate()).toEqual({ reason });
    expect(input.closed).toBe(true);
    expect(wire.load.now).toBe(0);
  });

  it('calls requests off even while the consumer is busy elsewhere', async () => {
    const { tracker, wire } = bench({ delayMs: 100 });
    const controller = new AbortController();
    const stream = tracker.trackMany(depotNumbers(100), { signal: controller.signal });
    await within(200, stream.next());
    controller.abort('stop');
    await pass(0);
    expect(wire.load.now).toBe(0);
    expect(await rejection(0, stream.next())).toBe('stop');
  });

  it('before the first number asks for none', async () => {
    const { tracker, wire } = bench();
    const input = counted(10);
    expect(await rejection(0, collect(tracker.trackMany(input, { signal: AbortSignal.abort('before') })))).toBe(
      'before',
    );
    expect(input.taken).toBe(0);
    expect(wire.calls).toEqual([]);
  });

  it('is not kept by an input that is still thinking', async () => {
    const { tracker } = bench();
    async function* silent(): AsyncGenerator<string> {
      await new Promise(() => undefined);
      yield '';
    }
    const controller = new AbortController();
    const all = watch(collect(tracker.trackMany(silent(), { signal: controller.signal })));
    await pass(10);
    controller.abort('stop');
    await pass(0);
    expect(all.fate()).toEqual({ reason: 'stop' });
  });

  it('leaves other streams of the same numbers alone', async () => {
    const { tracker } = bench({ delayMs: 100 });
    const controller = new AbortController();
    const gone = watch(collect(tracker.trackMany(depotNumbers(30), { signal: controller.signal })));
    const stays = collect(tracker.trackMany(depotNumbers(30)));
    await pass(50);
    controller.abort('stop');
    expect(await within(5_000, stays)).toHaveLength(30);
    expect(gone.fate()).toEqual({ reason: 'stop' });
  });

  it('at any moment neither hangs, nor wraps its reason, nor leaves anything under way', async () => {
    const moments = fc.record({
      at: fc.integer({ min: 0, max: 3_000 }),
      delayMs: fc.integer({ min: 0, max: 200 }),
      withGrant: fc.boolean(),
      refuse: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(moments, async ({ at, delayMs, withGrant, refuse }) => {
        const { tracker, wire } = bench({
          delayMs,
          depot: { withGrant, quotas: [{ limit: 4, intervalMs: 700 }] },
          script: ({ index }) => (refuse && index % 3 === 1 ? new Response('', { status: 429 }) : undefined),
        });
        const controller = new AbortController();
        const reason = Symbol('reason');
        const many = watch(collect(tracker.trackMany(counted(500), { signal: controller.signal })));
        const one = watch(tracker.track('D9999999', { signal: controller.signal }));
        await pass(at);
        const before = one.fate();
        controller.abort(reason);
        await pass(0);
        expect(many.fate()).toEqual({ reason });
        expect(one.fate()).toEqual(before ?? { reason });
        const { length } = wire.calls;
        // A number's few milliseconds of company, and then nothing that would keep the process alive.
        await pass(5);
        expect(vi.getTimerCount()).toBe(0);
        await pass(100_000);
        expect(wire.calls).toHaveLength(length);
        expect(wire.load.now).toBe(0);
      }),
      { numRuns: 60 },
    );
  });
});

describe('an input that throws', () => {
  it('throws its own error, after what it gave before', async () => {
    const { tracker } = bench({ delayMs: 50 });
    const sore = new Error('sore');
    function* input() {
      yield* depotNumbers(3);
      throw sore;
    }
    const seen: string[] = [];
    const all = (async () => {
      for await (const outcome of tracker.trackMany(input())) seen.push(brief(outcome));
    })();
    expect(await rejection(200, all)).toBe(sore);
    expect(seen).toEqual(depotNumbers(3).map((number) => `${number} in_transit`));
  });

  it('asynchronously does the same', async () => {
    const { tracker } = bench({ delayMs: 50 });
    async function* input() {
      yield* depotNumbers(3);
      throw 'sore';
    }
    const stream = tracker.trackMany(input());
    for (let index = 0; index < 3; index += 1) await within(100, stream.next());
    expect(await rejection(200, stream.next())).toBe('sore');
    expect(await within(0, stream.next())).toEqual({ done: true, value: undefined });
  });
});

describe('a signal that lives long', () => {
  it('carries no listener of ours once a call is over', async () => {
    const controller = new AbortController();
    const { signal } = controller;
    let listeners = 0;
    const { addEventListener, removeEventListener } = signal;
    signal.addEventListener = (...args: Parameters<typeof addEventListener>) => {
      listeners += 1;
      addEventListener.apply(signal, args);
    };
    signal.removeEventListener = (...args: Parameters<typeof removeEventListener>) => {
      listeners -= 1;
      removeEventListener.apply(signal, args);
    };
    const { tracker } = bench({ depot: { withGrant: true, maxBatch: 50, maxConcurrency: 10 } });
    for (let round = 0; round < 10; round += 1) {
      const all = depotNumbers(1000).map((number) => tracker.track(number, { signal }));
      await within(1_000, Promise.all(all));
      expect(listeners).toBe(0);
    }
    await within(10_000, collect(tracker.trackMany(depotNumbers(1000), { signal })));
    expect(listeners).toBe(0);
  });
});
