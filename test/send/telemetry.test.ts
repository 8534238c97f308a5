import { describe, expect, it } from 'vitest';
import type { Signal, SignalListener } from '../../src/send/telemetry.ts';
import { depotNumber, depotNumbers } from './depot.ts';
import { bench, pass, rejection, watch, withFakeTime, within } from './harness.ts';
import { parcels } from './wire.ts';

withFakeTime();

const number = depotNumber(1);
const from = { carrier: 'depot', account: expect.stringMatching(/^depot:[0-9a-f]{14}$/) };

describe('signals', () => {
  it('tell of requests sent, with how many numbers, and of tokens', async () => {
    const { tracker, signals } = bench({ depot: { withGrant: true } });
    await within(20, Promise.all(depotNumbers(3).map((each) => tracker.track(each))));
    expect(signals).toEqual([
      { type: 'request.sent', ...from, numbers: 0, attempt: 1 },
      { type: 'token.renewed', ...from, expiresInMs: 3_600_000 },
      { type: 'request.sent', ...from, numbers: 3, attempt: 1 },
    ]);
  });

  it('tell of retries, with their reason', async () => {
    const { tracker, signals } = bench({
      script: ({ index }) => {
        if (index === 0) throw new TypeError('fetch failed');
        return index === 1 ? new Response('', { status: 503 }) : undefined;
      },
    });
    await within(5_000, tracker.track(number));
    expect(signals).toEqual([
      { type: 'request.sent', ...from, numbers: 1, attempt: 1 },
      { type: 'request.retried', ...from, attempt: 1, because: 'network' },
      { type: 'request.sent', ...from, numbers: 1, attempt: 2 },
      { type: 'request.retried', ...from, attempt: 2, because: 'carrier_unavailable', httpStatus: 503 },
      { type: 'request.sent', ...from, numbers: 1, attempt: 3 },
    ]);
  });

  it('tell of throttling, with the status that the carrier chose for it', async () => {
    const { tracker, signals } = bench({
      script: ({ index }) => (index === 0 ? Response.json({ quietForMs: 1_234 }, { status: 403 }) : undefined),
    });
    await within(5_000, tracker.track(number));
    expect(signals).toContainEqual({ type: 'request.throttled', ...from, forMs: 1_234, httpStatus: 403 });
    expect(signals).toContainEqual({
      type: 'request.retried',
      ...from,
      attempt: 1,
      because: 'rate_limited',
      httpStatus: 403,
    });
  });

  it('tell of codes that the tables do not know, and of payloads that drifted', async () => {
    const mapping = 'depot.v1@2026.11';
    const { tracker, signals } = bench({
      script: () => parcels([{ number, code: 'ZZ', basis: 'text', strange: true }]),
    });
    await within(10, tracker.track(number));
    expect(signals.slice(1)).toEqual([
      { type: 'code.unmapped', carrier: 'depot', code: 'ZZ', basis: 'text', mapping },
      { type: 'payload.drifted', carrier: 'depot', path: 'parcels.0', expected: 'string', seen: 'number', mapping },
    ]);
  });

  const listeners: Readonly<Record<string, SignalListener>> = {
    throws: () => {
      throw new Error('listener');
    },
    rejects: () => Promise.reject(new Error('listener')),
    'rejects later': async () => {
      await new Promise((resolve) => setTimeout(resolve, 1));
      throw new Error('listener');
    },
    'returns something that only looks like a promise': () => ({
      // biome-ignore lint/suspicious/noThenProperty: this is what is tested.
      get then() {
        throw new Error('listener');
      },
    }),
    'never settles': () => new Promise(() => undefined),
  };
  for (const [what, onSignal] of Object.entries(listeners)) {
    it(`harm nothing when the listener ${what}`, async () => {
      const { tracker } = bench({ tracker: { onSignal }, depot: { withGrant: true } });
      await within(20, tracker.track(number));
    });
  }

  it('reach a listener that tracks in its turn', async () => {
    const seen: Signal[] = [];
    let isAsked = false;
    const { tracker } = bench({
      tracker: {
        onSignal: (signal) => {
          seen.push(signal);
          if (isAsked) return undefined;
          isAsked = true;
          return tracker.track(depotNumber(2));
        },
      },
    });
    await within(20, tracker.track(number));
    await pass(20);
    expect(seen.filter(({ type }) => type === 'request.sent')).toHaveLength(2);
  });

  it('tell of nothing after an abort', async () => {
    const { tracker, signals } = bench({
      script: () => new Response('', { status: 500 }),
      tracker: { random: () => 0.99 },
    });
    const controller = new AbortController();
    const tracked = watch(tracker.track(number, { signal: controller.signal }));
    await pass(100);
    controller.abort('stop');
    await pass(10_000);
    expect(tracked.fate()).toEqual({ reason: 'stop' });
    expect(signals).toHaveLength(1);
    expect(await rejection(0, tracker.track(number, { signal: controller.signal }))).toBe('stop');
  });
});
