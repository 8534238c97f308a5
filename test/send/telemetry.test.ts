import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { describe, expect, it } from 'vitest';
import type { Signal, SignalListener } from '../../src/send/telemetry.ts';
import { depotNumber, depotNumbers } from './depot.ts';
import { bench, pass, rejection, watch, withFakeTime, within } from './harness.ts';
import { parcels } from './wire.ts';

withFakeTime();

const number = depotNumber(1);
const requestId = expect.stringMatching(/^[0-9a-f]{16}$/);

/** A signal without what ties it to its call, and without durations. */
function brief(signal: Signal): Partial<Record<string, unknown>> {
  const hidden = ['carrier', 'account', 'kind', 'requestId', 'numbers', 'durationMs', 'queuedMs'];
  return Object.fromEntries(Object.entries(signal).filter(([name]) => !hidden.includes(name)));
}

/** Chance that never comes twice. */
function differing(): () => number {
  let drawn = 0;
  return () => {
    drawn += 1;
    return drawn / 1_000;
  };
}

const from = { carrier: 'depot', account: expect.stringMatching(/^depot:[0-9a-f]{14}$/) };

describe('signals', () => {
  it('tell of requests sent, with how many numbers, and of tokens', async () => {
    const { tracker, signals } = bench({ depot: { withGrant: true }, delayMs: 5, tracker: { random: differing() } });
    await within(40, Promise.all(depotNumbers(3).map((each) => tracker.track(each))));
    const token = { ...from, kind: 'token', numbers: 0, requestId };
    const track = { ...from, kind: 'track', numbers: 3, requestId };
    expect(signals).toEqual([
      { type: 'call.started', ...track },
      { type: 'call.started', ...token },
      { type: 'request.sent', ...token, attempt: 1, queuedMs: 0 },
      { type: 'request.finished', ...token, attempt: 1, durationMs: 5, httpStatus: 200, bytes: expect.any(Number) },
      { type: 'call.finished', ...token, durationMs: 5, queuedMs: 0, attempts: 1, httpStatus: 200 },
      { type: 'token.renewed', ...from, expiresInMs: 3_600_000 },
      { type: 'request.sent', ...track, attempt: 1, queuedMs: 5 },
      { type: 'request.finished', ...track, attempt: 1, durationMs: 5, httpStatus: 200, bytes: expect.any(Number) },
      { type: 'call.finished', ...track, durationMs: 10, queuedMs: 5, attempts: 1, httpStatus: 200 },
    ]);
    const ids = signals.flatMap((signal) => ('requestId' in signal ? signal.requestId : []));
    expect(new Set(ids).size).toBe(2);
  });

  it('tell of retries, with their reason', async () => {
    const { tracker, signals } = bench({
      script: ({ index }) => {
        if (index === 0) throw new TypeError('fetch failed');
        return index === 1 ? new Response('', { status: 503 }) : undefined;
      },
    });
    await within(5_000, tracker.track(number));
    expect(signals.map(brief)).toEqual([
      { type: 'call.started' },
      { type: 'request.sent', attempt: 1 },
      { type: 'request.finished', attempt: 1, failure: 'network' },
      { type: 'request.retried', attempt: 1, because: 'network' },
      { type: 'request.sent', attempt: 2 },
      { type: 'request.finished', attempt: 2, httpStatus: 503, bytes: 0 },
      { type: 'request.retried', attempt: 2, because: 'carrier_unavailable', httpStatus: 503 },
      { type: 'request.sent', attempt: 3 },
      { type: 'request.finished', attempt: 3, httpStatus: 200, bytes: expect.any(Number) },
      { type: 'call.finished', attempts: 3, httpStatus: 200 },
    ]);
  });

  it('tell of throttling, with the status that the carrier chose for it', async () => {
    const { tracker, signals } = bench({
      script: ({ index }) => (index === 0 ? Response.json({ quietForMs: 1_234 }, { status: 403 }) : undefined),
    });
    await within(5_000, tracker.track(number));
    expect(signals).toContainEqual({ type: 'request.throttled', ...from, forMs: 1_234, httpStatus: 403 });
    expect(signals.map(brief)).toContainEqual({
      type: 'request.retried',
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
    expect(signals.filter(({ type }) => !type.startsWith('call.') && !type.startsWith('request.'))).toEqual([
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

  it('tell of calls that end without an answer, and why', async () => {
    const silent = bench({ script: () => new Promise(() => undefined), tracker: { timeoutMs: 1_000, retries: 0 } });
    await rejection(2_000, silent.tracker.track(number));
    expect(silent.signals.map(brief).slice(2)).toEqual([
      { type: 'request.finished', attempt: 1, failure: 'timeout' },
      { type: 'call.finished', attempts: 1, failure: 'timeout' },
    ]);
    expect(silent.signals.at(-1)).toMatchObject({ durationMs: 1_000, queuedMs: 0 });

    const down = bench({ script: () => new Response('', { status: 503 }), tracker: { retries: 0 } });
    await rejection(20, down.tracker.track(number));
    expect(down.signals.map(brief).at(-1)).toEqual({
      type: 'call.finished',
      attempts: 1,
      httpStatus: 503,
      failure: 'carrier_unavailable',
    });

    const long = bench({ script: () => new Response('x'.repeat(64)), tracker: { maxResponseBytes: 8 } });
    await rejection(20, long.tracker.track(number));
    expect(long.signals.map(brief).slice(2)).toEqual([
      { type: 'request.finished', attempt: 1, httpStatus: 200, failure: 'unexpected_response' },
      { type: 'call.finished', attempts: 1, httpStatus: 200, failure: 'unexpected_response' },
    ]);
  });

  it('name what each call is for', async () => {
    const { tracker, signals } = bench();
    const call = {
      request: { method: 'GET', url: 'https://depot.example/x', headers: {} },
      read: () => 'read',
    } as const;
    await within(
      20,
      tracker.call('depot', () => call),
    );
    await within(
      20,
      tracker.call('depot', () => call, { scope: 'subscribe' }),
    );
    expect(signals.flatMap((signal) => (signal.type === 'call.started' ? signal.kind : []))).toEqual([
      'other',
      'subscription',
    ]);
  });

  it('are published on diagnostics channels too', async () => {
    const seen: unknown[] = [];
    const listener = (message: unknown): void => void seen.push(message);
    subscribe('waybill:call.finished', listener);
    try {
      const { tracker } = bench();
      await within(20, tracker.track(number));
    } finally {
      unsubscribe('waybill:call.finished', listener);
    }
    expect(seen).toMatchObject([{ type: 'call.finished', kind: 'track', numbers: 1, httpStatus: 200 }]);
  });

  it('tell of nothing after an abort but that the call has ended', async () => {
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
    expect(signals.map(brief)).toEqual([
      { type: 'call.started' },
      { type: 'request.sent', attempt: 1 },
      { type: 'request.finished', attempt: 1, httpStatus: 500, bytes: 0 },
      { type: 'call.finished', attempts: 1, failure: 'aborted' },
    ]);
    expect(await rejection(0, tracker.track(number, { signal: controller.signal }))).toBe('stop');
  });
});
