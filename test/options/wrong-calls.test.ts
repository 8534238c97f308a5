import { readFileSync } from 'node:fs';
import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { dhl, fedex, ups } from '../../carriers/index.ts';
import { isTrackingError } from '../../src/model/error.ts';
import { settableClock } from '../../src/testing/settable-clock.ts';
import { createTracker } from '../../src/tracker.ts';
import { readJson } from '../repository/files.ts';
import { testTimeoutMs } from '../time-outs.ts';
import { type Call, calls, js, type Tools } from './wrong-calls.ts';

const secret = 'Kestrel-7f3a91d04c2e8b56-Harbour';
/** What nobody may find in a message: everything here that could be a secret or a person. */
const private_ = /hush|Kestrel|shop:|38118(?!;)|449044304137821/;

function tools(): Tools & { readonly sent: Request[] } {
  const clock = settableClock(Date.parse('2026-11-20T12:00:00Z'));
  const sent: Request[] = [];
  const fetch = async (request: Request): Promise<Response> => {
    sent.push(request);
    return new Response(null, { status: 500 });
  };
  const keys = { clientId: 'shop', clientSecret: 'hush' };
  const carriers = [fedex(keys), ups(keys), dhl({ apiKey: 'hush', webhookSecret: secret })];
  return { clock, fetch, sent, tracker: createTracker({ carriers, fetch, clock, tokens: new Map() }) };
}

/** What a call ends in within ten minutes of its clock. */
async function endOf({ make }: Call, given: Tools): Promise<{ readonly error?: unknown; readonly hangs?: true }> {
  const ended = (async () => {
    try {
      await make(given);
      return {};
    } catch (error) {
      return { error };
    }
  })();
  const late = given.clock.advance(600_000).then(() => ({ hangs: true as const }));
  return Promise.race([ended, late]);
}

describe('a wrong call', () => {
  it.each(calls.map((call) => [`${call.of}(): ${call.what}`, call] as const))('%s', async (_, call) => {
    const given = tools();
    const { error, hangs } = await endOf(call, given);
    expect(hangs).toBeUndefined();
    expect(given.sent).toEqual([]);
    if (call.names === undefined) {
      expect(error).toBeUndefined();
      return;
    }
    if (!isTrackingError(error)) throw new Error(`It ended in ${String(error)}.`);
    expect(error.code).toBe(call.code ?? 'invalid_request');
    expect(error.message).toMatch(call.names);
    expect(error.message).not.toMatch(private_);
  });

  it('is told of at least 161 times', () => {
    expect(calls.filter(({ names }) => names !== undefined).length).toBeGreaterThanOrEqual(161);
    expect(new Set(calls.map(({ of, what, names }) => `${of} ${what} ${names}`)).size).toBe(calls.length);
  });
});

describe('whatever is given', () => {
  const boo = {
    toString() {
      throw new Error('nobody should ask');
    },
  };
  const given: readonly unknown[] = [
    ...[
      undefined,
      null,
      0,
      Number.NaN,
      -1,
      '',
      'x',
      '\ud800',
      true,
      10n,
      Symbol('s'),
      /x/,
      new Map(),
      [],
      [null],
      {},
      boo,
    ],
    ...[() => undefined, new Date(Number.NaN), Object.create(null), Promise.resolve(1), { constructor: null }],
  ];
  /** These open files and ports by what they are given. */
  const opens = new Set(['sqliteStore', 'serveSandbox']);
  const functions = Object.keys(js).filter(
    (name) => /^[a-z]/.test(name) && typeof js[name] === 'function' && !opens.has(name),
  );

  it.each(functions)('%s() ends in an error of ours, or in something', { timeout: testTimeoutMs }, async (name) => {
    for (const first of given) {
      for (const second of given) {
        try {
          await settled(js[name](first, second));
        } catch (error) {
          if (!isTrackingError(error)) throw new Error(`${name}() ended in ${String(error)}.`, { cause: error });
        }
      }
    }
  });

  /** What is awaited by now, or the first of a stream; what takes longer has at least begun well. */
  async function settled(result: unknown): Promise<void> {
    const soon = new Promise<void>((resolve) => setImmediate(resolve));
    if (result instanceof Promise) return Promise.race([result.then(() => undefined), soon]);
    const isStream = typeof result === 'object' && result !== null && Symbol.asyncIterator in result;
    if (!isStream) return;
    const stream = (result as AsyncIterable<unknown>)[Symbol.asyncIterator]();
    const next = stream.next();
    next.catch(() => undefined);
    await Promise.race([next, soon]);
    await Promise.race([stream.return?.(), soon]);
  }
});

describe('the errors that the README shows', () => {
  it.each([
    () => js.createTracker({ carriers: [], maxWaitMs: Number.NaN }),
    () => js.createTracker({ carriers: [], timeout: 5 }),
    () => js.fedex({ clientId: 'shop', clientSecret: 'hush', environment: 'sandbox' }),
    () => js.receive(tools().tracker, 'dhl', new IncomingMessage(new Socket())),
  ])('are those of %s', async (make) => {
    const { error } = await endOf({ of: '', what: '', make }, tools());
    const message = isTrackingError(error) ? error.message : '';
    const shown = readFileSync(new URL('../../README.md', import.meta.url), 'utf8').split('\n');
    expect(
      shown.some((line) => line !== '' && line.includes('(): ') && message.startsWith(line.replace(/ …$/, ''))),
    ).toBe(true);
  });
});

/** Functions that adapters call with what they have read, in hot paths; what an adapter returns is looked at by the core. */
const ofAdapters = ['./kit', './kit-xml'];

describe('the list of wrong calls', () => {
  it('has every function of every entry', async () => {
    const { exports } = z
      .object({ exports: z.record(z.string(), z.union([z.string(), z.object({ 'waybill-source': z.string() })])) })
      .parse(readJson('package.json'));
    const called = new Set(calls.map(({ of }) => of.split('.')[0]));
    const missing: string[] = [];
    for (const [entry, target] of Object.entries(exports)) {
      if (typeof target === 'string' || ofAdapters.includes(entry)) continue;
      const module: Record<string, unknown> = await import(
        new URL(`../../${target['waybill-source']}`, import.meta.url).href
      );
      for (const [name, value] of Object.entries(module)) {
        if (typeof value === 'function' && !called.has(name)) missing.push(`${entry} ${name}`);
      }
    }
    expect(missing).toEqual([]);
  });

  it('has every method of a tracker that takes options', () => {
    const { tracker } = tools();
    const methods = Object.entries(tracker).flatMap(([name, value]) =>
      typeof value === 'function' && value.length > 0 ? [name] : [],
    );
    const called = new Set(calls.flatMap(({ of }) => /^createTracker\.(\w+)$/.exec(of)?.[1] ?? []));
    expect(methods.filter((name) => !called.has(name))).toEqual([]);
  });
});
