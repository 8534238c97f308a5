import { describe, expect, it, vi } from 'vitest';
import { found, isTrackingError, type Outcome, type TrackingDraft } from '../../src/kit.ts';
import { depot, depotNumber, depotNumbers } from './depot.ts';
import { bench, brief, collect, pass, rejection, watch, withFakeTime, within } from './harness.ts';
import { parcels } from './wire.ts';

withFakeTime();

describe('numbers asked for at about the same time', () => {
  it('share one request', async () => {
    const { tracker, wire } = bench();
    const all = await within(10, Promise.all(depotNumbers(3).map((number) => tracker.track(number))));
    expect(all.map(({ trackingNumber }) => trackingNumber)).toEqual(depotNumbers(3));
    expect(wire.calls.map(({ numbers }) => numbers)).toEqual([depotNumbers(3)]);
  });

  it('fill requests to the brim, which leave without lingering', async () => {
    const { tracker, wire } = bench({ delayMs: 1 });
    const all = Promise.all(depotNumbers(12).map((number) => tracker.track(number)));
    await pass(0);
    expect(wire.calls.map(({ numbers }) => numbers.length)).toEqual([5, 5]);
    await within(10, all);
    expect(wire.calls.map(({ numbers }) => numbers.length)).toEqual([5, 5, 2]);
  });

  it('wait a few milliseconds for company, and no longer', async () => {
    const { tracker, wire } = bench();
    void tracker.track(depotNumber(1));
    await pass(4);
    void tracker.track(depotNumber(2));
    expect(wire.calls).toEqual([]);
    await pass(1);
    expect(wire.calls.map(({ numbers }) => numbers.length)).toEqual([2]);
    void tracker.track(depotNumber(3));
    await pass(5);
    expect(wire.calls.map(({ numbers }) => numbers.length)).toEqual([2, 1]);
  });

  it('do not flush where a request takes one number', async () => {
    const { tracker, wire } = bench({ depot: { maxBatch: 1 } });
    await within(0, tracker.track(depotNumber(1)));
    expect(wire.calls).toHaveLength(1);
  });

  it('never have more requests under way than the carrier allows', async () => {
    const { tracker, wire } = bench({ depot: { maxBatch: 1, maxConcurrency: 3 }, delayMs: 50 });
    await within(1000, Promise.all(depotNumbers(20).map((number) => tracker.track(number))));
    expect(wire.load.most).toBe(3);
    expect(wire.calls).toHaveLength(20);
  });

  it('cost as few requests as they fit in when streamed', async () => {
    const { tracker, wire } = bench({ depot: { maxConcurrency: 3 }, delayMs: 30 });
    expect(await within(60_000, collect(tracker.trackMany(depotNumbers(300))))).toHaveLength(300);
    expect(wire.calls).toHaveLength(60);
  });
});

describe('one number asked for twice at once', () => {
  it('costs one place, however it is written', async () => {
    const { tracker, wire } = bench();
    const twice = [tracker.track('D0000001'), tracker.track(' d000-0001 ')];
    const [first, second] = await within(10, Promise.all(twice));
    expect(first?.trackingNumber).toBe(second?.trackingNumber);
    expect(wire.calls.map(({ numbers }) => numbers)).toEqual([['D0000001']]);
  });

  it('joins a request that is under way', async () => {
    const { tracker, wire } = bench({ delayMs: 100 });
    const first = tracker.track(depotNumber(1));
    await pass(50);
    const second = tracker.track(depotNumber(1));
    await within(100, Promise.all([first, second]));
    expect(wire.calls).toHaveLength(1);
  });

  it('is asked for again afterwards', async () => {
    const { tracker, wire } = bench();
    await within(10, tracker.track(depotNumber(1)));
    await within(10, tracker.track(depotNumber(1)));
    expect(wire.calls).toHaveLength(2);
  });

  it('is reported to listeners once', async () => {
    const { tracker, signals } = bench({ script: () => parcels([{ number: 'D0000001', strange: true }]) });
    await within(10, Promise.all([tracker.track('D0000001'), tracker.track('D0000001')]));
    expect(signals.filter(({ type }) => type === 'payload.drifted')).toHaveLength(1);
  });

  it('with different hints is asked for twice, in two requests', async () => {
    const { tracker, wire } = bench();
    const hinted = (uniqueId: string) => tracker.track({ trackingNumber: 'D0000001', uniqueId });
    await within(20, Promise.all([hinted('a'), hinted('b'), hinted('a'), tracker.track('D0000001')]));
    expect(wire.calls.map(({ inquiries }) => inquiries)).toEqual([
      [{ trackingNumber: 'D0000001', uniqueId: 'a' }],
      [{ trackingNumber: 'D0000001', uniqueId: 'b' }],
      [{ trackingNumber: 'D0000001' }],
    ]);
  });

  it('with the same hints in another order, or with fields that mean nothing, is one', async () => {
    const { tracker, wire } = bench();
    const odd = { postalCode: '10115', shippedAfter: '2026-01-01', trackingNumber: 'D0000001', big: 1n };
    const usual = { trackingNumber: 'D0000001', shippedAfter: '2026-01-01', postalCode: '10115' };
    await within(10, Promise.all([tracker.track(odd), tracker.track(usual)]));
    expect(wire.calls.map(({ inquiries }) => inquiries)).toEqual([[usual]]);
  });
});

describe('an answer that condemns the whole request', () => {
  it('is asked again in halves until the bad number stands alone', async () => {
    const bad = depotNumber(3);
    const { tracker, wire } = bench({
      script: ({ numbers }) => (numbers.includes(bad) ? Response.json({}, { status: 400 }) : undefined),
    });
    const outcomes = await within(20, collect(tracker.trackMany(depotNumbers(5))));
    expect(outcomes.map(brief).toSorted()).toEqual(
      depotNumbers(5).map((number) => `${number} ${number === bad ? 'invalid_number' : 'in_transit'}`),
    );
    expect(wire.calls.map(({ numbers }) => numbers.length)).toEqual([5, 3, 2, 1, 1]);
  });

  it('costs a half nothing when the other half fails', async () => {
    const { tracker } = bench({
      tracker: { retries: 0 },
      script: ({ numbers }) => {
        if (numbers.length === 4) return Response.json({}, { status: 400 });
        return numbers.includes(depotNumber(0)) ? new Response('', { status: 500 }) : undefined;
      },
    });
    const outcomes = await within(20, collect(tracker.trackMany(depotNumbers(4))));
    expect(outcomes.map(brief).toSorted()).toEqual([
      'D0000000 carrier_unavailable',
      'D0000001 carrier_unavailable',
      'D0000002 in_transit',
      'D0000003 in_transit',
    ]);
  });

  it('of one number is that number’s error, not a loop', async () => {
    const { tracker, wire } = bench({ depot: { overrides: { read: () => 'split' } } });
    expect(await rejection(20, tracker.track(depotNumber(1)))).toMatchObject({ code: 'unexpected_response' });
    expect(wire.calls).toHaveLength(1);
  });
});

describe('a number that makes the carrier fail for the whole request', () => {
  const failures: Readonly<Record<string, () => Response>> = {
    'an error of the server': () => new Response('', { status: 500 }),
    'a page': () => new Response('<!DOCTYPE html><p>Oops', { headers: { 'content-type': 'text/html' } }),
    'half a body': () => new Response('{"parcels":[{"number":"D00'),
    'a body that breaks off': () =>
      new Response(
        new ReadableStream({
          start(controller) {
            controller.enqueue(new TextEncoder().encode('{"parcels":['));
            controller.error(new TypeError('terminated'));
          },
        }),
      ),
  };
  for (const [what, failure] of Object.entries(failures)) {
    it(`with ${what} keeps no other from being heard`, async () => {
      const bad = depotNumber(7);
      const { tracker, wire } = bench({
        depot: { maxBatch: 30 },
        script: ({ numbers }) => (numbers.includes(bad) ? failure() : undefined),
      });
      const outcomes = await within(60_000, collect(tracker.trackMany(depotNumbers(30))));
      expect(outcomes.filter(({ ok }) => !ok).map(({ trackingNumber }) => trackingNumber)).toEqual([bad]);
      expect(wire.calls.length).toBeLessThanOrEqual(2 + 2 * 5 + 3);
    });
  }

  it('several times over keeps no other from being heard', async () => {
    const bad = [3, 11, 12, 27].map((index) => depotNumber(index));
    const { tracker } = bench({
      depot: { maxBatch: 30 },
      script: ({ numbers }) =>
        numbers.some((number) => bad.includes(number)) ? new Response('', { status: 500 }) : undefined,
    });
    const outcomes = await within(60_000, collect(tracker.trackMany(depotNumbers(30))));
    expect(outcomes.flatMap(({ ok, trackingNumber }) => (ok ? [] : [trackingNumber])).toSorted()).toEqual(bad);
  });

  it('is not looked for where the carrier fails for all, beyond a few requests', async () => {
    for (const [status, most] of [
      [500, 8],
      [503, 4],
      [404, 1],
    ] as const) {
      const { tracker, wire } = bench({
        depot: { maxBatch: 30 },
        script: () => new Response('<!DOCTYPE html><p>Oops', { status }),
      });
      const outcomes = await within(60_000, collect(tracker.trackMany(depotNumbers(30))));
      expect(outcomes.every(({ ok }) => !ok)).toBe(true);
      expect(wire.calls.length).toBe(most);
    }
  });

  it('that only failed by chance costs one more request', async () => {
    const { tracker, wire } = bench({
      script: ({ index }) => (index === 0 ? new Response('', { status: 500 }) : undefined),
    });
    expect((await within(5_000, collect(tracker.trackMany(depotNumbers(5))))).every(({ ok }) => ok)).toBe(true);
    expect(wire.calls).toHaveLength(2);
  });
});

describe('an adapter with a defect', () => {
  const cases = {
    'throws while reading': { read: () => JSON.parse('{"secret":"hunter2"') as never },
    'throws while asking': {
      request: () => {
        throw new RangeError('secret hunter2');
      },
    },
    'throws something that is no error': {
      read: () => {
        throw 'hunter2';
      },
    },
  };
  for (const [what, overrides] of Object.entries(cases)) {
    it(`that ${what} costs its own numbers, with a message that quotes nothing`, async () => {
      const { tracker } = bench({ depot: { overrides } });
      const reason = await rejection(20, tracker.track(depotNumber(1)));
      expect(reason).toMatchObject({ code: 'unexpected_response', carrier: 'depot', trackingNumber: 'D0000001' });
      expect(isTrackingError(reason) && [reason.message, reason.cause, JSON.stringify(reason)].join()).not.toMatch(
        'hunter2',
      );
      expect(isTrackingError(reason) && reason.cause).toEqual(expect.any(String));
    });
  }

  const malformed: Readonly<Record<string, () => unknown>> = {
    nothing: () => undefined,
    null: () => null,
    'a text': () => 'found',
    'an object': () => ({}),
    'a promise': () => Promise.resolve([]),
    'a promise that is rejected': () => Promise.reject(new Error('hunter2')),
    'a list of nothing': () => [undefined],
    'a list of nulls': () => [null],
    'a list of texts': () => ['D0000001'],
    'an outcome without a value': () => [{ ok: true, trackingNumber: 'D0000001' }],
    'an outcome with half a value': () => [{ ok: true, trackingNumber: 'D0000001', value: { events: [null] } }],
    'an outcome without an error': () => [{ ok: false, trackingNumber: 'D0000001' }],
    'an outcome with an error of another kind': () => [
      { ok: false, trackingNumber: 'D0000001', error: new Error('hunter2') },
    ],
    'a continuation without a request': () => ({ next: undefined, read: () => [] }),
    'a continuation that cannot be read': () => ({
      next: { method: 'GET', url: 'https://depot.example/track', headers: {} },
      read: 7,
    }),
  };
  for (const [what, read] of Object.entries(malformed)) {
    it(`that makes ${what} of an answer ends in an error that names the carrier`, async () => {
      const { tracker } = bench({ depot: { overrides: { read: read as never } }, script: () => parcels([]) });
      const one = rejection(20, tracker.track(depotNumber(1)));
      expect(await one).toMatchObject({
        code: 'unexpected_response',
        carrier: 'depot',
        trackingNumber: 'D0000001',
        message: expect.stringMatching(/^The depot/),
      });
      expect(String(await one)).not.toContain('hunter2');
    });
  }

  it('that describes something else than a request ends in such an error', async () => {
    for (const request of [() => undefined, () => ({}), () => 'https://depot.example', () => Promise.reject(1)]) {
      const { tracker } = bench({ depot: { overrides: { request: request as never } } });
      expect(isTrackingError(await rejection(20_000, tracker.track(depotNumber(1))))).toBe(true);
    }
  });

  it('whose grant makes no token of an answer ends in such an error', async () => {
    for (const token of [
      undefined,
      {},
      { accessToken: 'a\nb', expiresInMs: 1 },
      { accessToken: 'a', expiresInMs: Number.NaN },
    ]) {
      const { grant } = depot({ withGrant: true });
      const broken = grant && { ...grant, read: () => token as never };
      const { tracker, wire } = bench({ depot: { withGrant: true, ...(broken && { overrides: { grant: broken } }) } });
      expect(await rejection(20, tracker.track(depotNumber(1)))).toMatchObject({
        code: 'unexpected_response',
        carrier: 'depot',
      });
      expect(wire.asked).toEqual([]);
    }
  });

  it('that leaves numbers out answers for those, and nobody gets another one’s parcel', async () => {
    const { tracker } = bench({
      script: ({ numbers }) =>
        parcels(numbers.filter((number) => number !== depotNumber(1)).map((number) => ({ number }))),
    });
    const outcomes = await within(20, collect(tracker.trackMany(depotNumbers(4))));
    expect(outcomes.map(brief)).toEqual([
      'D0000000 in_transit',
      'D0000001 unexpected_response',
      'D0000002 in_transit',
      'D0000003 in_transit',
    ]);
    for (const outcome of outcomes) {
      if (outcome.ok) expect(outcome.value.trackingNumber).toBe(outcome.trackingNumber);
    }
  });

  it('that leaves numbers out is asked for those once more, and once only', async () => {
    const { tracker, wire } = bench({
      script: ({ numbers, index }) => parcels(index === 0 ? numbers.slice(2).map((number) => ({ number })) : []),
    });
    const outcomes = await within(20, collect(tracker.trackMany(depotNumbers(4))));
    expect(outcomes.map(brief)).toEqual([
      'D0000000 unexpected_response',
      'D0000001 unexpected_response',
      'D0000002 in_transit',
      'D0000003 in_transit',
    ]);
    expect(wire.asked.map(({ numbers }) => numbers)).toEqual([depotNumbers(4), depotNumbers(2)]);

    const second = bench({
      script: ({ numbers, index }) => parcels(numbers.slice(index === 0 ? 1 : 0).map((number) => ({ number }))),
    });
    const found = await within(20, collect(second.tracker.trackMany(depotNumbers(4))));
    expect(found.every(({ ok }) => ok)).toBe(true);
  });

  it('that answers in another order, or with too much, is put right', async () => {
    const { tracker } = bench({
      script: ({ numbers }) => parcels(['D9999999', ...numbers.toReversed()].map((number) => ({ number }))),
    });
    const all = await within(20, Promise.all(depotNumbers(4).map((number) => tracker.track(number))));
    expect(all.map(({ trackingNumber }) => trackingNumber)).toEqual(depotNumbers(4));
  });

  it('that answers for one number twice has left out the other', async () => {
    const { tracker } = bench({ script: ({ numbers }) => parcels(numbers.map(() => ({ number: depotNumber(0) }))) });
    const outcomes = await within(20, collect(tracker.trackMany(depotNumbers(2))));
    expect(outcomes.map(brief)).toEqual(['D0000000 in_transit', 'D0000001 unexpected_response']);
  });

  it('that spells a number otherwise than asked is taken at its place', async () => {
    const read = depot().read;
    const { tracker } = bench({
      depot: {
        overrides: {
          read: (response, inquiries, options) => {
            const reading = read(response, inquiries, options);
            if (!Array.isArray(reading)) return reading;
            return reading.map((each: Outcome<TrackingDraft>) =>
              each.ok ? found(`x-${each.trackingNumber}`, each.value) : each,
            );
          },
        },
      },
    });
    const all = await within(20, Promise.all(depotNumbers(3).map((number) => tracker.track(number))));
    expect(all.map(({ trackingNumber }) => trackingNumber)).toEqual(depotNumbers(3));
  });
});

describe('an abort', () => {
  it('by one caller leaves the others their answer', async () => {
    const { tracker, wire } = bench({ delayMs: 100 });
    const controller = new AbortController();
    const gone = watch(tracker.track(depotNumber(1), { signal: controller.signal }));
    const stays = tracker.track(depotNumber(1));
    const neighbour = tracker.track(depotNumber(2));
    await pass(50);
    controller.abort('enough');
    await pass(0);
    expect(gone.fate()).toEqual({ reason: 'enough' });
    await within(60, Promise.all([stays, neighbour]));
    expect(wire.calls[0]?.signal.aborted).toBe(false);
  });

  it('by all callers calls the request off', async () => {
    const { tracker, wire } = bench({ delayMs: 100 });
    const controller = new AbortController();
    const all = depotNumbers(3).map((number) => watch(tracker.track(number, { signal: controller.signal })));
    await pass(50);
    controller.abort('enough');
    await pass(0);
    expect(all.map(({ fate }) => fate())).toEqual(Array(3).fill({ reason: 'enough' }));
    expect(wire.calls[0]?.signal.aborted).toBe(true);
    expect(wire.load.now).toBe(0);
  });

  it('in the queue takes the number out of the request', async () => {
    const { tracker, wire } = bench();
    const controller = new AbortController();
    const gone = watch(tracker.track(depotNumber(1), { signal: controller.signal }));
    const stays = tracker.track(depotNumber(2));
    controller.abort('enough');
    await within(10, stays);
    expect(gone.fate()).toEqual({ reason: 'enough' });
    expect(wire.calls.map(({ numbers }) => numbers)).toEqual([['D0000002']]);
  });

  it('does not leave its called-off request to whoever asks next', async () => {
    const { tracker, wire } = bench({ delayMs: 100 });
    const controller = new AbortController();
    const gone = watch(tracker.track(depotNumber(1), { signal: controller.signal }));
    await pass(50);
    controller.abort('enough');
    const next = tracker.track(depotNumber(1));
    await within(200, next);
    expect(gone.fate()).toEqual({ reason: 'enough' });
    expect(wire.calls).toHaveLength(2);
  });

  it('that came before the call asks for nothing', async () => {
    const { tracker, wire } = bench();
    expect(await rejection(10, tracker.track(depotNumber(1), { signal: AbortSignal.abort('before') }))).toBe('before');
    expect(wire.calls).toEqual([]);
  });
});

describe('patience', () => {
  const once = [{ limit: 1, intervalMs: 10_000 }];

  it('of different length keeps numbers apart', async () => {
    const { tracker, wire } = bench();
    const asked = [tracker.track('D0000001', { maxWaitMs: 10 }), tracker.track('D0000002', { maxWaitMs: 20 })];
    await within(20, Promise.all(asked));
    expect(wire.calls.map(({ numbers }) => numbers)).toEqual([['D0000001'], ['D0000002']]);
  });

  it('that ends before the quota allows a request is told at once when to come back', async () => {
    const { tracker, wire } = bench({ depot: { maxBatch: 1, quotas: once } });
    await within(0, tracker.track('D0000001'));
    const reason = await rejection(0, tracker.track('D0000002', { maxWaitMs: 5_000 }));
    expect(reason).toMatchObject({ code: 'rate_limited', retryable: true, trackingNumber: 'D0000002' });
    const retryAfterMs = isTrackingError(reason) ? (reason.retryAfterMs ?? 0) : 0;
    await pass(retryAfterMs);
    await within(0, tracker.track('D0000002', { maxWaitMs: 0 }));
    expect(wire.calls).toHaveLength(2);
  });

  it('counts the numbers that queue in front', async () => {
    const { tracker } = bench({ depot: { maxBatch: 1, maxConcurrency: 1, quotas: once } });
    await within(0, tracker.track('D9999999'));
    const all = depotNumbers(8).map((number) => watch(tracker.track(number, { maxWaitMs: 45_000 })));
    await pass(0);
    // Four fit into 45 s; the rest is told so.
    expect(all.map(({ fate }) => fate() !== undefined && 'reason' in (fate() ?? {}))).toEqual([
      ...Array(4).fill(false),
      ...Array(4).fill(true),
    ]);
    await pass(45_000);
    expect(all.slice(0, 4).every(({ fate }) => 'value' in (fate() ?? {}))).toBe(true);
  });

  it('of a number in the queue ends at once when a hold comes', async () => {
    const { tracker } = bench({
      depot: { maxBatch: 1, maxConcurrency: 1 },
      delayMs: 100,
      script: ({ index }) =>
        index === 0 ? new Response('', { status: 429, headers: { 'retry-after': '600' } }) : undefined,
    });
    const patient = watch(tracker.track('D0000001', { maxWaitMs: 3_600_000 }));
    const queued = watch(tracker.track('D0000002', { maxWaitMs: 60_000 }));
    await pass(99);
    expect(queued.fate()).toBeUndefined();
    await pass(1);
    expect(queued.fate()).toMatchObject({ reason: { code: 'rate_limited', retryAfterMs: 600_000 } });
    await pass(610_000);
    expect(patient.fate()).toMatchObject({ value: { trackingNumber: 'D0000001' } });
  });
});

describe('a request that must wait for the quota', () => {
  const once = [{ limit: 1, intervalMs: 3_600_000 }];

  it('waits open, and takes along what comes meanwhile', async () => {
    const { tracker, wire } = bench({ depot: { quotas: once } });
    await within(10, tracker.track(depotNumber(0)));
    const first = tracker.track(depotNumber(1), { maxWaitMs: 5_000_000 });
    await pass(1_800_000);
    const second = tracker.track(depotNumber(2), { maxWaitMs: 5_000_000 });
    await within(2_000_000, Promise.all([first, second]));
    expect(wire.calls.map(({ numbers }) => numbers.length)).toEqual([1, 2]);
  });

  it('keeps no timer when everybody has left, and the next caller is served', async () => {
    const { tracker } = bench({ depot: { quotas: once } });
    await within(10, tracker.track(depotNumber(0)));
    const controller = new AbortController();
    const gone = watch(tracker.track(depotNumber(1), { maxWaitMs: 5_000_000, signal: controller.signal }));
    await pass(100);
    controller.abort('mine');
    const next = tracker.track(depotNumber(2), { maxWaitMs: 5_000_000 });
    await pass(0);
    expect(gone.fate()).toEqual({ reason: 'mine' });
    expect(vi.getTimerCount()).toBe(1);
    await within(3_800_000, next);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('ends at once for whoever cannot wait out a hold, and keeps no timer', async () => {
    const { tracker } = bench({
      depot: { maxConcurrency: 1, quotas: [{ limit: 2, intervalMs: 10_000 }] },
      script: ({ index }) =>
        index === 1 ? new Response('', { status: 429, headers: { 'retry-after': '600' } }) : undefined,
      delayMs: 50,
    });
    await within(100, tracker.track(depotNumber(0)));
    const held = watch(tracker.track(depotNumber(1)));
    await pass(20);
    const queued = watch(tracker.track(depotNumber(2)));
    await pass(100);
    expect(held.fate()).toMatchObject({ reason: { code: 'rate_limited' } });
    expect(queued.fate()).toMatchObject({ reason: { code: 'rate_limited' } });
    await pass(20_000);
    expect(vi.getTimerCount()).toBe(0);
  });
});
