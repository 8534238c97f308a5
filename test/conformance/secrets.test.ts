import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TrackingError } from '../../src/model/error.ts';
import type { Outcome } from '../../src/model/outcome.ts';
import type { Signal } from '../../src/send/telemetry.ts';
import { depotNumbers } from '../send/depot.ts';
import { bench, pass, watch, withFakeTime } from '../send/harness.ts';
import { type Answer, type Call, pause } from '../send/wire.ts';

withFakeTime();

const secrets = {
  key: 'S3CRET-key',
  host: 'https://s3cret-host.example',
  token: 'S3CRET-token',
  body: 'S3CRET-body',
  thrown: 'S3CRET-thrown',
};

/** All text that can be reached from a value, whether or not it is enumerable, and by its own words for itself. */
function reachable(root: unknown): string {
  const seen = new Set<unknown>();
  const texts: string[] = [];
  const queue: unknown[] = [root];
  while (queue.length > 0) {
    const value = queue.pop();
    if (typeof value === 'string') texts.push(value);
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null || seen.has(value)) continue;
    seen.add(value);
    if (value instanceof Map || value instanceof Set) queue.push(...value.entries());
    for (const key of Reflect.ownKeys(value)) {
      texts.push(String(key));
      const { value: held, get } = Reflect.getOwnPropertyDescriptor(value, key) ?? {};
      queue.push(get === undefined ? held : get.call(value));
    }
    if (value instanceof Error) texts.push(String(value), value.stack ?? '');
  }
  texts.push(inspect(root, { depth: 20, showHidden: true }), JSON.stringify(root) ?? '');
  return texts.join('\n').toLowerCase();
}

function expectNoSecret(value: unknown): void {
  const text = reachable(value);
  expect(text).not.toContain('s3cret');
  expect(text).not.toContain('bearer');
  // Stacks name the files of this project, and nothing else is an address.
  expect(text).not.toMatch(/https?:\/\//);
}

const echo = (status: number, headers: Record<string, string> = {}): Response =>
  Response.json({ secret: secrets.body }, { status, headers });

const misfortunes: Readonly<Record<string, (call: Call) => Answer>> = {
  refused: () => echo(401),
  forbidden: () => echo(403),
  missing: () => echo(404),
  condemned: () => echo(400),
  throttled: () => echo(429, { 'retry-after': '1' }),
  'throttled for long': () => echo(429, { 'retry-after': '99999' }),
  broken: () => echo(500),
  'odd status': () => echo(302, { location: `${secrets.host}/${secrets.key}` }),
  page: () => new Response(`<h1>${secrets.body}</h1>`),
  cut: () => new Response(`{"parcels": "${secrets.body}`),
  'of another shape': () => Response.json({ parcels: secrets.body }),
  huge: () => new Response(secrets.body.repeat(2_000)),
  thrown: ({ headers }) => {
    throw new Error(`${secrets.thrown} ${JSON.stringify(headers)}`, {
      cause: new Error(`${secrets.host} ${secrets.key}`),
    });
  },
  'thrown with a code': () => {
    throw Object.assign(new TypeError('fetch failed'), { code: secrets.thrown });
  },
  'thrown request': (call) => {
    throw { call, url: secrets.host };
  },
  stalled: ({ signal }) => pause(100_000, signal).then(() => undefined),
  fine: () => undefined,
};

describe('law 11', () => {
  const plans = fc.record({
    plan: fc.array(fc.constantFrom(...Object.keys(misfortunes)), { minLength: 1, maxLength: 8 }),
    withGrant: fc.boolean(),
    maxWaitMs: fc.constantFrom(0, 1_000, 100_000),
  });

  it('keeps every secret out of all that can be reached from errors and signals', async () => {
    const codes = new Set<string>();
    await fc.assert(
      fc.asyncProperty(plans, async ({ plan, withGrant, maxWaitMs }) => {
        const signals: Signal[] = [];
        const { tracker } = bench({
          depot: { key: secrets.key, host: secrets.host, withGrant },
          tracker: {
            onSignal: (signal) => signals.push(signal),
            timeoutMs: 2_000,
            maxResponseBytes: 10_000,
            retries: 2,
          },
          script: (call) => {
            if (call.path === '/token' && call.index === 0)
              return Response.json({ token: secrets.token, expiresInMs: 60_000 });
            return misfortunes[plan[call.index % plan.length] ?? 'fine']?.(call);
          },
        });
        const outcomes: Outcome[] = [];
        const all = watch(
          (async () => {
            for await (const outcome of tracker.trackMany(depotNumbers(12), { maxWaitMs })) outcomes.push(outcome);
          })(),
        );
        await pass(3_600_000);
        expect(all.fate()).toEqual({ value: undefined });
        expect(outcomes).toHaveLength(12);
        for (const outcome of outcomes) {
          if (outcome.ok) continue;
          expect(outcome.error).toBeInstanceOf(TrackingError);
          codes.add(outcome.error.code);
          expectNoSecret(outcome.error);
        }
        expectNoSecret(signals);
        expectNoSecret(tracker.usage());
      }),
      {
        numRuns: 120,
        // Each misfortune alone, so that none depends on chance.
        examples: Object.keys(misfortunes).map((name) => [{ plan: [name], withGrant: false, maxWaitMs: 100_000 }]),
      },
    );
    // The plans did meet with what can go wrong.
    for (const code of [
      'unauthorized',
      'rate_limited',
      'network',
      'timeout',
      'unexpected_response',
      'carrier_unavailable',
    ]) {
      expect(codes).toContain(code);
    }
  });

  it('would notice one', () => {
    expect(() => expectNoSecret(new Error('x', { cause: { hidden: ['S3CRET-key'] } }))).toThrow();
    expect(() => expectNoSecret(new TrackingError('network', 'see https://a.example'))).toThrow();
  });
});
