import { describe, expect, it } from 'vitest';
import { depotNumber, depotNumbers } from './depot.ts';
import { bench, collect, pass, rejection, start, watch, withFakeTime, within } from './harness.ts';
import { type Answer, type Call, parcels, pause } from './wire.ts';

withFakeTime();

const number = depotNumber(1);
const status = (code: number, headers: Record<string, string> = {}): Response =>
  new Response('', { status: code, headers });

/** Answers the first calls as told, and the rest as usual. */
const first =
  (...answers: (() => Answer)[]) =>
  ({ index }: Call): Answer =>
    answers[index]?.();

describe('a retry', () => {
  for (const code of [408, 500, 502, 503, 504, 599]) {
    it(`follows ${code}, though the method is POST`, async () => {
      const { tracker, wire } = bench({ script: first(() => status(code)) });
      await within(2_000, tracker.track(number));
      expect(wire.calls.map(({ method }) => method)).toEqual(['POST', 'POST']);
      expect(wire.calls[1]?.body).toBe(wire.calls[0]?.body);
    });
  }

  for (const code of [400, 403, 404, 409, 413, 418, 422]) {
    it(`does not follow ${code}`, async () => {
      const { tracker, wire } = bench({ script: () => status(code) });
      await rejection(100_000, tracker.track(number));
      expect(wire.calls).toHaveLength(1);
    });
  }

  const odd: Readonly<Record<string, () => never>> = {
    'a failed fetch': () => {
      throw new TypeError('fetch failed', { cause: Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }) });
    },
    'an error of any other kind': () => {
      throw new RangeError('odd');
    },
    'a text that is thrown': () => {
      throw 'odd';
    },
    'nothing that is thrown': () => {
      throw undefined;
    },
    'an abort of its own': () => {
      throw new DOMException('aborted', 'AbortError');
    },
    'an error that looks like one of ky': () => {
      throw Object.assign(new Error('odd'), { name: 'HTTPError' });
    },
  };
  for (const [what, raise] of Object.entries(odd)) {
    it(`follows ${what}`, async () => {
      const { tracker, wire } = bench({ script: first(raise) });
      await within(2_000, tracker.track(number));
      expect(wire.calls).toHaveLength(2);
    });

    it(`gives up on ${what} after four attempts, as a network error`, async () => {
      const { tracker, wire } = bench({ script: raise });
      expect(await rejection(100_000, tracker.track(number))).toMatchObject({
        code: 'network',
        carrier: 'depot',
        trackingNumber: number,
        retryable: true,
      });
      expect(wire.calls).toHaveLength(4);
    });
  }

  for (const [code, words] of Object.entries({
    ENOTFOUND: /host name is not known here \(ENOTFOUND\); check DNS/,
    ECONNREFUSED: /refused the connection \(ECONNREFUSED\); check baseUrl/,
    CERT_HAS_EXPIRED: /certificate that is not accepted here \(CERT_HAS_EXPIRED\)/,
    UND_ERR_CONNECT_TIMEOUT: /did not take the connection in time \(UND_ERR_CONNECT_TIMEOUT\)/,
    ECONNRESET: /broke the connection off \(ECONNRESET\)/,
    ERR_OF_ANOTHER_KIND: /^The depot could not be reached/,
  })) {
    it(`tells ${code} in words and as its cause, and nothing else of the error`, async () => {
      const inner = Object.assign(new Error('connect hunter2.example'), { code });
      const script = () => {
        throw new TypeError('fetch failed', { cause: inner });
      };
      const { tracker } = bench({ tracker: { retries: 0 }, script });
      const reason = await rejection(10, tracker.track(number));
      expect(reason).toMatchObject({ code: 'network', cause: code, message: expect.stringMatching(words) });
      expect(String(reason)).not.toContain('hunter2');
    });
  }

  it('follows a body that breaks off', async () => {
    const broken = (): Response =>
      new Response(
        new ReadableStream({
          pull: (controller) => controller.error(new TypeError('terminated')),
        }),
      );
    const { tracker, wire } = bench({ script: first(broken) });
    await within(2_000, tracker.track(number));
    expect(wire.calls).toHaveLength(2);
  });

  it('that is of no use ends with the last answer', async () => {
    const { tracker, wire } = bench({ tracker: { retries: 2 }, script: () => status(503) });
    expect(await rejection(100_000, tracker.track(number))).toMatchObject({
      code: 'carrier_unavailable',
      httpStatus: 503,
    });
    expect(wire.calls).toHaveLength(3);
  });

  it('waits a random share of a pause that doubles', async () => {
    for (const share of [0, 0.5, 0.999]) {
      const { tracker, wire } = bench({ tracker: { random: () => share, retries: 8 }, script: () => status(500) });
      await rejection(200_000, tracker.track(number));
      const pauses = wire.calls.slice(1).map(({ at }, index) => at - (wire.calls[index]?.at ?? 0));
      const expected = [500, 1_000, 2_000, 4_000, 8_000, 16_000, 20_000, 20_000].map((ms) => ms * share);
      expect(pauses.every((ms, index) => Math.abs(ms - (expected[index] ?? 0)) <= 1)).toBe(true);
    }
  });

  it('counts against the quota, and is never sent faster than that allows', async () => {
    const quotas = [{ limit: 1, intervalMs: 10_000 }];
    const { tracker, wire } = bench({
      depot: { quotas },
      tracker: { random: () => 0 },
      script: first(() => status(500)),
    });
    await within(11_000, tracker.track(number));
    expect(wire.calls.map(({ at }) => at - start)).toEqual([5, 10_015]);
    expect(tracker.usage()[0]).toMatchObject({ requests: 2 });
  });

  it('stops when the quota would make it wait longer than allowed', async () => {
    const quotas = [{ limit: 1, intervalMs: 10_000 }];
    const { tracker, wire } = bench({ depot: { quotas }, script: () => status(500) });
    expect(await rejection(1_000, tracker.track(number, { maxWaitMs: 5_000 }))).toMatchObject({ code: 'rate_limited' });
    expect(wire.calls).toHaveLength(1);
  });

  it('shares one budget with those before', async () => {
    const quotas = [{ limit: 1, intervalMs: 10_000 }];
    const { tracker, wire } = bench({ depot: { quotas }, script: () => status(500) });
    const reason = await rejection(60_000, tracker.track(number, { maxWaitMs: 15_000 }));
    expect(reason).toMatchObject({ code: 'rate_limited' });
    expect(wire.calls).toHaveLength(2);
  });
});

describe('a throttling', () => {
  const cases: Readonly<Record<string, readonly [() => Response, number]>> = {
    'Retry-After in seconds': [() => status(429, { 'retry-after': '7' }), 7_000],
    'Retry-After as a date': [() => status(429, { 'retry-after': new Date(start + 9_000).toUTCString() }), 8_995],
    'Retry-After with 503': [() => status(503, { 'retry-after': '3' }), 3_000],
    'no word of when to come back': [() => status(429), 5_000],
    'a Retry-After that nobody can read': [() => status(429, { 'retry-after': 'soon' }), 5_000],
    'a Retry-After that only looks like a date': [() => status(429, { 'retry-after': 'soon 2030' }), 5_000],
    'Retry-After 0': [() => status(429, { 'retry-after': '0' }), 5_000],
    'Retry-After below 0': [() => status(429, { 'retry-after': '-30' }), 5_000],
    'Retry-After of next to nothing': [() => status(429, { 'retry-after': '0.001' }), 1_000],
    'Retry-After in the past': [() => status(429, { 'retry-after': new Date(start - 9_000).toUTCString() }), 5_000],
    'Retry-After as a date of a carrier whose clock is an hour ahead': [
      () =>
        status(429, {
          date: new Date(start + 3_600_000).toUTCString(),
          'retry-after': new Date(start + 3_607_000).toUTCString(),
        }),
      7_000,
    ],
    'the obsolete forms of a date': [
      () => status(429, { date: 'Friday, 20-Nov-26 12:00:00 GMT', 'retry-after': 'Fri Nov 20 12:00:08 2026' }),
      8_000,
    ],
    'no time at all by the carrier’s own 403': [() => Response.json({ quietForMs: 0 }, { status: 403 }), 5_000],
    'the carrier’s own 403': [() => Response.json({ quietForMs: 4_000 }, { status: 403 }), 4_000],
    'the carrier’s own 200': [() => Response.json({ quietForMs: 4_000 }), 4_000],
  };
  for (const [what, [answer, forMs]] of Object.entries(cases)) {
    it(`with ${what} holds the account and is tried again`, async () => {
      const { tracker, wire, signals } = bench({ script: first(answer), tracker: { random: () => 0 } });
      const tracked = watch(tracker.track(number));
      await pass(5);
      expect(tracker.usage()[0]?.heldForMs).toBe(forMs);
      expect(signals.find(({ type }) => type === 'request.throttled')).toMatchObject({ forMs, carrier: 'depot' });
      await pass(forMs - 1);
      expect(wire.calls).toHaveLength(1);
      await pass(1);
      expect(wire.calls).toHaveLength(2);
      expect(tracked.fate()).toMatchObject({ value: { trackingNumber: number } });
    });
  }

  for (const oddMs of [Number.NaN, Number.POSITIVE_INFINITY, -1]) {
    it(`that an adapter counts as ${oddMs} ms holds nobody for ever`, async () => {
      const throttledForMs = ({ status: code }: { status: number }) => (code === 420 ? oddMs : undefined);
      const { tracker } = bench({ depot: { overrides: { throttledForMs } }, script: first(() => status(420)) });
      await within(90_000_000, tracker.track(number, { maxWaitMs: 100_000_000 }));
    });
  }

  it('asked for a year is a day', async () => {
    const { tracker } = bench({ script: () => status(429, { 'retry-after': '31536000' }) });
    expect(await rejection(6, tracker.track(number))).toMatchObject({ code: 'rate_limited', retryAfterMs: 86_399_999 });
  });

  it('without a word holds twice as long each time in a row, up to a minute', async () => {
    const { tracker, signals } = bench({
      script: ({ index }) => (index < 6 ? status(429) : undefined),
      tracker: { retries: 9 },
    });
    await within(300_000, tracker.track(number, { maxWaitMs: 600_000 }));
    const holds = signals.flatMap((signal) => (signal.type === 'request.throttled' ? [signal.forMs] : []));
    expect(holds).toEqual([5_000, 10_000, 20_000, 40_000, 60_000, 60_000]);
  });

  it('after a good answer is the first in a row again', async () => {
    const { tracker, signals } = bench({ script: ({ index }) => (index % 2 === 0 ? status(429) : undefined) });
    await within(10_000, tracker.track(number));
    await within(10_000, tracker.track(number));
    const holds = signals.flatMap((signal) => (signal.type === 'request.throttled' ? [signal.forMs] : []));
    expect(holds).toEqual([5_000, 5_000]);
  });

  it('of requests under way together is one, not many in a row', async () => {
    const { tracker, signals } = bench({
      depot: { maxBatch: 1, maxConcurrency: 8 },
      delayMs: 50,
      script: ({ index }) => (index < 8 ? status(429) : undefined),
      tracker: { random: () => 0 },
    });
    await within(60_000, Promise.all(depotNumbers(8).map((each) => tracker.track(each))));
    const holds = signals.flatMap((signal) => (signal.type === 'request.throttled' ? [signal.forMs] : []));
    expect(new Set(holds)).toEqual(new Set([5_000]));
  });

  it('that does not end is rate_limited when the retries are used up', async () => {
    const { tracker, wire } = bench({ script: () => status(429, { 'retry-after': '10' }) });
    expect(await rejection(60_000, tracker.track(number, { maxWaitMs: 600_000 }))).toMatchObject({
      code: 'rate_limited',
      httpStatus: 429,
      retryAfterMs: 10_000,
    });
    expect(wire.calls).toHaveLength(4);
  });
});

describe('a time-out', () => {
  it('counts for each attempt, and is tried again', async () => {
    const { tracker, wire, signals } = bench({
      tracker: { timeoutMs: 1_000, random: () => 0 },
      script: ({ index, signal }) => (index < 2 ? pause(60_000, signal).then(() => undefined) : undefined),
    });
    await within(2_500, tracker.track(number));
    expect(wire.calls.map(({ at }) => Math.floor((at - start) / 10))).toEqual([0, 100, 200]);
    expect(signals.filter(({ type }) => type === 'request.retried')).toMatchObject([
      { because: 'timeout' },
      { because: 'timeout' },
    ]);
  });

  it('in every attempt is a timeout', async () => {
    const { tracker, wire } = bench({ tracker: { timeoutMs: 1_000 }, delayMs: 60_000 });
    expect(await rejection(10_000, tracker.track(number))).toMatchObject({
      code: 'timeout',
      retryable: true,
      carrier: 'depot',
    });
    expect(wire.calls).toHaveLength(4);
    expect(wire.load.now).toBe(0);
  });

  it('comes though the fetch knows nothing of signals, and a late answer changes nothing', async () => {
    const { tracker, wire, signals } = bench({
      tracker: { timeoutMs: 1_000, random: () => 0 },
      script: ({ index }) => (index === 0 ? pause(1_500).then(() => status(429)) : pause(800).then(() => undefined)),
    });
    await within(3_000, tracker.track(number));
    await pass(10_000);
    expect(wire.calls).toHaveLength(2);
    expect(signals.some(({ type }) => type === 'request.throttled')).toBe(false);
  });

  it('covers a body that stalls, which is told that nobody reads on', async () => {
    let cancelled = 0;
    const stalled = (): Response =>
      new Response(
        new ReadableStream({
          start: (controller) => controller.enqueue(new TextEncoder().encode('{"parcels":')),
          cancel: () => {
            cancelled += 1;
          },
        }),
      );
    const { tracker } = bench({ tracker: { timeoutMs: 1_000 }, script: stalled });
    expect(await rejection(10_000, tracker.track(number))).toMatchObject({ code: 'timeout' });
    expect(cancelled).toBe(4);
  });

  it('does not count the wait for the quota', async () => {
    const quotas = [{ limit: 1, intervalMs: 60_000 }];
    const { tracker, wire } = bench({ depot: { quotas }, tracker: { timeoutMs: 1_000 }, delayMs: 900 });
    await within(1_000, tracker.track(depotNumber(1)));
    await within(65_000, tracker.track(depotNumber(2), { maxWaitMs: 90_000 }));
    expect(wire.calls).toHaveLength(2);
  });

  it('longer than timers can count is none', async () => {
    const { tracker } = bench({ tracker: { timeoutMs: Number.POSITIVE_INFINITY }, delayMs: 3_600_000 });
    await within(3_700_000, tracker.track(number));
  });
});

describe('an answer', () => {
  const text = JSON.stringify({ parcels: [{ number, code: 'ÄÖÜ' }] });
  const codeOf = async (body: BodyInit, type?: string): Promise<string | undefined> => {
    const { tracker } = bench({
      script: () => new Response(body, type === undefined ? {} : { headers: { 'content-type': type } }),
    });
    return (await within(10, tracker.track(number))).events[0]?.code;
  };

  it('is read by its character set, UTF-8 where none or an unknown one is named', async () => {
    const latin1 = Uint8Array.from(text, (character) => character.charCodeAt(0));
    expect(await codeOf(latin1, 'application/json; charset="ISO-8859-1"')).toBe('ÄÖÜ');
    expect(await codeOf(text, 'application/json')).toBe('ÄÖÜ');
    expect(await codeOf(text, 'application/json;charset=nonsense')).toBe('ÄÖÜ');
    expect(await codeOf(`\ufeff${text}`)).toBe('ÄÖÜ');
  });

  it('is read across pieces that cut characters', async () => {
    const bytes = new TextEncoder().encode(text);
    const drips = new ReadableStream({
      start(controller) {
        for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
        controller.close();
      },
    });
    expect(await codeOf(drips)).toBe('ÄÖÜ');
  });

  it('longer than allowed is not read to its end, nor asked for again', async () => {
    let sent = 0;
    let isCancelled = false;
    const endless = (): Response =>
      new Response(
        new ReadableStream({
          pull(controller) {
            sent += 1000;
            controller.enqueue(new Uint8Array(1000));
          },
          cancel() {
            isCancelled = true;
          },
        }),
      );
    const { tracker, wire } = bench({ tracker: { maxResponseBytes: 10_000 }, script: endless });
    const reason = await rejection(100_000, tracker.track(number));
    expect(reason).toMatchObject({ code: 'unexpected_response', carrier: 'depot', trackingNumber: number });
    expect(String(reason)).toContain('maxResponseBytes');
    expect(wire.calls).toHaveLength(1);
    expect(sent).toBeLessThan(20_000);
    expect(isCancelled).toBe(true);
  });

  it('of exactly the size allowed is read', async () => {
    const body = JSON.stringify({ parcels: [{ number }] });
    for (const [spare, isRead] of [
      [0, true],
      [-1, false],
    ] as const) {
      const { tracker } = bench({
        tracker: { maxResponseBytes: body.length + spare },
        script: () => new Response(body),
      });
      const tracked = watch(tracker.track(number));
      await pass(100);
      expect('value' in (tracked.fate() ?? {})).toBe(isRead);
    }
  });

  const unreadable: Readonly<Record<string, () => Response>> = {
    'a page': () => new Response('<!doctype html><h1>Hello</h1>'),
    'a cut text': () => new Response('{"parcels":[{"num'),
    nothing: () => new Response(null),
    'nothing, by 204': () => new Response(null, { status: 204 }),
  };
  for (const [what, answer] of Object.entries(unreadable)) {
    it(`that is ${what} is each number’s own error`, async () => {
      const { tracker } = bench({ script: answer });
      const outcomes = await within(1_000, collect(tracker.trackMany(depotNumbers(3))));
      expect(outcomes.map((outcome) => !outcome.ok && outcome.error.code)).toEqual(
        Array(3).fill('unexpected_response'),
      );
    });
  }

  it('that sends elsewhere is not followed: the key would go along', async () => {
    const { tracker, wire } = bench({ script: () => status(302, { location: 'https://evil.example/' }) });
    expect(await rejection(10_000, tracker.track(number))).toMatchObject({
      code: 'unexpected_response',
      httpStatus: 302,
    });
    expect(wire.calls).toHaveLength(1);
  });

  it('that is no answer at all is a network error', async () => {
    const { tracker } = bench({ tracker: { fetch: () => Promise.resolve(JSON.parse('null')), retries: 0 } });
    expect(await rejection(100, tracker.track(number))).toMatchObject({ code: 'network' });
  });
});

describe('what no request can be made of', () => {
  it('is an invalid request that quotes nothing of it', async () => {
    for (const depot of [{ host: 'no url at all hunter2' }, { key: 'hunter2\nx-evil: 1' }]) {
      const options =
        depot.host === undefined
          ? depot
          : { overrides: { request: () => ({ method: 'GET' as const, url: depot.host, headers: {} }) } };
      const { tracker, wire } = bench({ depot: options });
      const reason = await rejection(100, tracker.track(number));
      expect(reason).toMatchObject({ code: 'invalid_request', carrier: 'depot', trackingNumber: number });
      expect(String(reason)).not.toContain('hunter2');
      expect(wire.calls).toEqual([]);
    }
  });
});

describe('an abort on the wire', () => {
  const moments: Readonly<Record<string, (call: Call) => Answer>> = {
    'before the head': ({ signal }) => pause(1_000, signal).then(() => undefined),
    'in the middle of the body': () =>
      new Response(new ReadableStream({ start: (c) => c.enqueue(new Uint8Array(10)) })),
    'between two attempts': () => status(500),
    'while held': () => status(429, { 'retry-after': '30' }),
  };
  for (const [when, script] of Object.entries(moments)) {
    it(`${when} passes its reason on at once`, async () => {
      const { tracker, wire } = bench({ script, tracker: { random: () => 0.99 } });
      const controller = new AbortController();
      const tracked = watch(tracker.track(number, { signal: controller.signal }));
      await pass(200);
      expect(wire.calls).toHaveLength(1);
      controller.abort(null);
      await pass(0);
      expect(tracked.fate()).toEqual({ reason: null });
      await pass(100_000);
      expect(wire.calls).toHaveLength(1);
    });
  }

  it('after the answer changes nothing', async () => {
    const { tracker } = bench({ script: () => parcels([{ number }]) });
    const controller = new AbortController();
    const tracking = await within(10, tracker.track(number, { signal: controller.signal }));
    controller.abort();
    expect(tracking.trackingNumber).toBe(number);
  });
});
