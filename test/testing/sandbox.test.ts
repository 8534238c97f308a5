import { describe, expect, it, vi } from 'vitest';
import { createSandbox, type SandboxOptions, scenarios, settableClock } from 'waybill/testing';
import { fakeCarrier, keyedCarrier, origin } from './fake-carrier.ts';

const start = Date.parse('2026-11-20T12:00:00Z');
const hour = 3_600_000;

function open(options: Partial<SandboxOptions> = {}) {
  const clock = settableClock(start);
  const sandbox = createSandbox({ carriers: [fakeCarrier, keyedCarrier], clock, ...options });
  const token = async (id = 'shop', secret = 'hush') =>
    sandbox.fetch(`${origin}/token`, { method: 'POST', body: new URLSearchParams({ id, secret }) });
  const bearer = async (id?: string, secret?: string): Promise<string> =>
    (await (await token(id, secret)).json()).accessToken;
  const track = (credential: string, ...numbers: string[]) =>
    sandbox.fetch(`${origin}/track?${numbers.map((number) => `n=${number}`).join('&')}`, {
      headers: { authorization: `Bearer ${credential}` },
    });
  return { clock, sandbox, token, bearer, track };
}

const delivered = scenarios.delivered.lives({ carrier: fakeCarrier, trackingNumber: 'A1', start: '2026-11-10' });

describe('addresses', () => {
  it('answers at the carrier’s own host and under its id at any other', async () => {
    const { sandbox, token } = open();
    expect((await token()).status).toBe(200);
    for (const prefix of ['http://127.0.0.1:4000/fake', 'https://sandbox.example/fake']) {
      const response = await sandbox.fetch(new Request(`${prefix}/token`, { method: 'POST', body: 'id=a&secret=b' }));
      expect(response.status).toBe(200);
    }
  });

  it('says so where no carrier lives', async () => {
    const response = await open().sandbox.fetch('https://elsewhere.example/token');
    expect(response.status).toBe(404);
    expect((await response.json()).message).toMatch(/plays no carrier/);
  });

  it('gives a host that two carriers share to the one that knows the path', async () => {
    const { sandbox } = open({
      carriers: [{ ...keyedCarrier, carrier: 'other', route: () => ({ kind: 'unknown' }), origin }, fakeCarrier],
    });
    const response = await sandbox.fetch(`${origin}/token`, { method: 'POST', body: 'id=a&secret=b' });
    expect(response.status).toBe(200);
    expect(sandbox.report().accounts.map(({ carrier }) => carrier)).toEqual(['fake']);
  });

  it('answers an unknown path as the carrier does', async () => {
    const response = await open().sandbox.fetch(`${origin}/nowhere`);
    expect([response.status, (await response.json()).refusal]).toEqual([404, 'unknown_path']);
  });
});

describe('credentials', () => {
  it('accepts any that are not blank when no account is named', async () => {
    const { token, sandbox } = open();
    expect((await token('anyone', 'anything')).status).toBe(200);
    expect((await token('', 'x')).status).toBe(401);
    const keyed = (key: string) =>
      sandbox.fetch('https://keyed.parcels.example/track?n=1', { headers: { 'api-key': key } });
    expect((await keyed('k')).status).toBe(200);
    expect((await keyed('')).status).toBe(401);
  });

  it('refuses all but the accounts named, of that carrier alone', async () => {
    const { token, sandbox } = open({
      accounts: [
        { carrier: 'fake', clientId: 'shop', clientSecret: 'hush' },
        { carrier: 'keyed', apiKey: 'good' },
      ],
    });
    expect((await token('shop', 'hush')).status).toBe(200);
    const refused = await token('shop', 'wrong');
    expect((await refused.json()).refusal).toBe('bad_credentials');
    const keyed = async (key: string) =>
      (await sandbox.fetch('https://keyed.parcels.example/track?n=1', { headers: { 'api-key': key } })).status;
    expect([await keyed('good'), await keyed('bad')]).toEqual([200, 401]);
  });

  it('expires tokens by the clock, to the millisecond', async () => {
    const { clock, bearer, track } = open();
    const token = await bearer();
    await clock.advance(hour - 1);
    expect((await track(token, 'A1')).status).toBe(200);
    await clock.advance(1);
    const late = await track(token, 'A1');
    expect([late.status, (await late.json()).refusal]).toEqual([401, 'unauthorized']);
  });

  it('knows no token that it did not issue, and no call without one', async () => {
    const { track, sandbox } = open();
    expect((await track('forged', 'A1')).status).toBe(401);
    expect((await sandbox.fetch(`${origin}/track?n=A1`)).status).toBe(401);
  });

  it('answers every tracking call of an account that lacks a permission with that', async () => {
    const { bearer, track } = open({
      accounts: [{ carrier: 'fake', clientId: 'shop', clientSecret: 'hush', refuses: 'missing_scope' }],
    });
    const response = await track(await bearer(), 'A1');
    expect([response.status, (await response.json()).refusal]).toEqual([403, 'missing_scope']);
  });

  it('issues the same tokens for the same seed, others for another, and never one twice', async () => {
    const first = open({ seed: 7 });
    const tokens = [await first.bearer(), await first.bearer()];
    const again = open({ seed: 7 });
    expect([await again.bearer(), await again.bearer()]).toEqual(tokens);
    expect(new Set([...tokens, await open({ seed: 8 }).bearer()]).size).toBe(3);
  });
});

describe('parcels', () => {
  it('shows what has happened by the clock and nothing of what is to come', async () => {
    const clock = settableClock(Date.parse('2026-11-01T00:00:00Z'));
    const { bearer, track } = open({ clock, parcels: delivered });
    const seen = async (): Promise<number> => {
      const [result] = (await (await track(await bearer(), 'A1')).json()).results;
      return result.shipments[0]?.scans.length ?? 0;
    };
    expect(await seen()).toBe(0);
    const counts: number[] = [];
    for (const { at } of delivered[0]?.events ?? []) {
      await clock.advance(Date.parse(at) - clock.now() - 1);
      const before = await seen();
      await clock.advance(1);
      counts.push((await seen()) - before);
    }
    expect(counts).toEqual(delivered[0]?.events.map(() => 1));
  });

  it('can be added and removed while it runs; two lives of one number come oldest first', async () => {
    const { bearer, track, sandbox } = open();
    const shipments = async () => (await (await track(await bearer(), 'A1')).json()).results[0].shipments;
    expect(await shipments()).toEqual([]);
    const [life] = delivered;
    const [older] = scenarios.delivered.lives({ carrier: fakeCarrier, trackingNumber: 'A1', start: '2025-03-03' });
    sandbox.parcels.add(...(life === undefined ? [] : [life]), ...(older === undefined ? [] : [older]));
    const both = await shipments();
    expect(both.map(({ scans }: { scans: { date: string }[] }) => scans[0]?.date.slice(0, 4))).toEqual([
      '2025',
      '2026',
    ]);
    sandbox.parcels.remove('A1', 'another');
    expect(await shipments()).toHaveLength(2);
    sandbox.parcels.remove('A1');
    expect(await shipments()).toEqual([]);
  });

  it('can be made up when asked, and added ones come first', async () => {
    const { sandbox } = open({
      parcels: (trackingNumber, carrier) => scenarios.labelOnly.lives({ carrier, trackingNumber, start }),
    });
    expect(sandbox.parcels.of('fake', 'B2')[0]?.trackingNumber).toBe('B2');
    sandbox.parcels.add(...delivered);
    expect(sandbox.parcels.of('fake', 'A1')).toEqual(delivered);
  });

  it('refuses a batch that the carrier would not take', async () => {
    const { bearer, track } = open();
    const token = await bearer();
    expect((await track(token, '1', '2', '3')).status).toBe(200);
    expect((await (await track(token, '1', '2', '3', '4')).json()).refusal).toBe('batch_too_large');
  });
});

describe('waiting', () => {
  it('works under a runner’s fake timers, with the machine’s clock', async () => {
    vi.useFakeTimers({ now: start });
    try {
      const sandbox = createSandbox({ carriers: [fakeCarrier], latencyMs: 100 });
      const ask = async () => {
        const answer = sandbox.fetch(`${origin}/token`, { method: 'POST', body: 'id=a&secret=b' });
        await vi.advanceTimersByTimeAsync(100);
        return (await (await answer).json()).now;
      };
      expect([await ask(), await ask()]).toEqual([start, start + 100]);
      expect(sandbox.report().accounts[0]?.lastRequestAt).toBe(start + 100);
    } finally {
      vi.useRealTimers();
    }
  });

  it('takes its latency by the clock', async () => {
    const { clock, token } = open({ latencyMs: 250 });
    let done = false;
    const answered = token().then(() => {
      done = true;
    });
    await clock.advance(249);
    expect(done).toBe(false);
    await clock.advance(1);
    await answered;
    expect(done).toBe(true);
  });

  it('is given up when the caller gives up', async () => {
    const { sandbox, clock } = open({ latencyMs: 250 });
    const given = new AbortController();
    const answer = sandbox.fetch(new Request(`${origin}/nowhere`, { signal: given.signal }));
    await clock.advance(1);
    given.abort(new Error('enough'));
    await expect(answer).rejects.toThrow('enough');
    await expect(sandbox.fetch(new Request(`${origin}/x`, { signal: given.signal }))).rejects.toThrow('enough');
    expect(clock.sleepers).toBe(0);
  });
});

describe('the report', () => {
  it('tells by account what was asked and what became of it', async () => {
    const { clock, bearer, track, token, sandbox } = open({
      accounts: [{ carrier: 'fake', clientId: 'shop', clientSecret: 'hush' }],
    });
    const good = await bearer();
    await clock.advance(1000);
    await track(good, '1', '2');
    await track(good, '1', '2', '3', '4');
    await token('guest', 'wrong');
    await track('forged', '5');
    const { requests, violations, accounts } = sandbox.report();
    expect({ requests, violations }).toEqual({ requests: 5, violations: 0 });
    expect(accounts).toMatchObject([
      {
        carrier: 'fake',
        account: 'shop',
        requests: 3,
        tokensIssued: 1,
        numbersAsked: 6,
        answered: 2,
        refused: { batch_too_large: 1 },
        windows: [{ limit: 1000, intervalMs: 1000, peak: 2, violations: 0 }],
        firstRequestAt: start,
        lastRequestAt: start + 1000,
      },
      { account: 'guest', requests: 1, refused: { bad_credentials: 1 } },
      { account: 'unknown', requests: 1, refused: { unauthorized: 1 } },
    ]);
  });

  it('never holds an API key', async () => {
    const { sandbox } = open();
    await sandbox.fetch('https://keyed.parcels.example/track?n=1', { headers: { 'api-key': 'my-very-own-key' } });
    expect(JSON.stringify(sandbox.report())).not.toContain('my-very-own-key');
  });
});
