import { describe, expect, it } from 'vitest';
import { createSandbox, type Fault, scenarios, settableClock } from 'waybill/testing';
import { fakeCarrier, keyedCarrier } from './fake-carrier.ts';

const lives = scenarios.delivered.lives({ carrier: keyedCarrier, trackingNumber: 'A1', start: '2026-11-10' });
const address = 'https://keyed.parcels.example/track?n=A1';

function open(...faults: readonly Fault[]) {
  const clock = settableClock(Date.parse('2026-11-20T12:00:00Z'));
  const sandbox = createSandbox({ carriers: [keyedCarrier, fakeCarrier], clock, parcels: lives, faults, seed: 3 });
  const ask = (signal?: AbortSignal) =>
    sandbox.fetch(address, { headers: { 'api-key': 'k' }, ...(signal !== undefined && { signal }) });
  const statuses = async (count: number): Promise<number[]> => {
    const seen: number[] = [];
    while (seen.length < count) seen.push((await ask()).status);
    return seen;
  };
  return { clock, sandbox, ask, statuses };
}

const healthy = await (await open().ask()).text();

describe('faults', () => {
  it('refuse as many times as they are told, with the wait they are told', async () => {
    const { statuses, ask, sandbox } = open({
      kind: 'refuse',
      refusal: 'too_many_requests',
      retryAfterMs: 700,
      times: 3,
    });
    expect((await (await ask()).json()).retryAfterMs).toBe(700);
    expect(await statuses(4)).toEqual([429, 429, 200, 200]);
    expect(sandbox.report()).toMatchObject({
      violations: 0,
      accounts: [{ requests: 5, faults: 3, answered: 2, refused: { too_many_requests: 3 } }],
    });
  });

  it.each([
    ['server_error', 500],
    ['unavailable', 503],
    ['throttled_quietly', 403],
  ] as const)('answer %s as the carrier does', async (refusal, status) => {
    const { statuses } = open({ kind: 'refuse', refusal, times: 1 });
    expect(await statuses(2)).toEqual([status, 200]);
  });

  it('strike by a chance that is the same for the same seed', async () => {
    const fault = { kind: 'refuse', refusal: 'server_error', chance: 0.3 } as const;
    const first = await open(fault).statuses(200);
    expect(await open(fault).statuses(200)).toEqual(first);
    const struck = first.filter((status) => status === 500).length;
    expect(struck).toBeGreaterThan(40);
    expect(struck).toBeLessThan(80);
  });

  it('strike only the carrier and the calls they are meant for', async () => {
    const { ask, sandbox } = open(
      { kind: 'refuse', refusal: 'server_error', carrier: 'fake' },
      { kind: 'refuse', refusal: 'unavailable', calls: 'token' },
    );
    expect((await ask()).status).toBe(200);
    expect((await sandbox.fetch('http://any.example/fake/track?n=1')).status).toBe(500);
    expect((await sandbox.fetch('http://any.example/keyed/token', { method: 'POST' })).status).toBe(503);
  });

  it('can be injected and lifted while it runs', async () => {
    const { statuses, sandbox } = open();
    const lift = sandbox.inject({ kind: 'html', status: 503 });
    expect(await statuses(2)).toEqual([503, 503]);
    lift();
    expect(await statuses(1)).toEqual([200]);
  });

  it('send an HTML page', async () => {
    const response = await open({ kind: 'html' }).ask();
    expect(response.status).toBe(502);
    expect(response.headers.get('content-type')).toMatch(/^text\/html/);
    expect(await response.text()).toMatch(/^<!DOCTYPE html>/);
  });

  it('cut the connection before the answer', async () => {
    await expect(open({ kind: 'cut' }).ask()).rejects.toThrow(TypeError);
  });

  it('cut the connection in the middle of the body', async () => {
    const response = await open({ kind: 'cut', when: 'mid-body' }).ask();
    expect(response.status).toBe(200);
    const reader = response.body?.getReader();
    const half = new TextDecoder().decode((await reader?.read())?.value);
    expect(healthy.startsWith(half) && half.length > 0 && half.length < healthy.length).toBe(true);
    await expect(reader?.read()).rejects.toThrow(TypeError);
  });

  it('stall the body until the time is over', async () => {
    const { clock, ask } = open({ kind: 'stall', forMs: 5000 });
    const response = await ask();
    let text: string | undefined;
    const reading = response.text().then((read) => {
      text = read;
    });
    await clock.advance(4999);
    expect(text).toBeUndefined();
    await clock.advance(1);
    await reading;
    expect(text).toBe(healthy);
  });

  it('stall the body until the caller gives up, and leave nothing behind', async () => {
    const { clock, ask } = open({ kind: 'stall' });
    const given = new AbortController();
    const reading = (await ask(given.signal)).text();
    await clock.advance(3_600_000);
    given.abort(new Error('enough'));
    await expect(reading).rejects.toThrow('enough');

    const reader = (await ask()).body?.getReader();
    await reader?.read();
    const next = reader?.read();
    await clock.advance(1);
    await reader?.cancel();
    expect((await next)?.done).toBe(true);
    await clock.advance(1);
    expect(clock.sleepers).toBe(0);
  });

  it('end the body halfway', async () => {
    const text = await (await open({ kind: 'truncated' }).ask()).text();
    expect(text).toBe(healthy.slice(0, Math.floor(healthy.length / 2)));
    expect(() => JSON.parse(text)).toThrow();
  });

  it('make every scan code unknown and touch nothing else', async () => {
    const text = await (await open({ kind: 'unknown_codes' }).ask()).text();
    expect(text).toBe(healthy.replaceAll(/"scanCode":"\w+"/g, '"scanCode":"ZZ99"'));
    expect(text).toContain('ZZ99');
  });

  it('send every scan twice', async () => {
    const scansOf = (body: string): readonly unknown[] => JSON.parse(body).results[0].shipments[0].scans;
    const doubled = scansOf(await (await open({ kind: 'duplicate_scans' }).ask()).text());
    expect(doubled).toEqual(scansOf(healthy).flatMap((scan) => [scan, scan]));
  });

  it('drift fields by a chance that is the same for the same seed', async () => {
    const drift = async (fields: number) => (await open({ kind: 'drift', fields }).ask()).text();
    expect(await drift(4)).toBe(await drift(4));
    expect(JSON.parse(await drift(1))).not.toEqual(JSON.parse(healthy));
  });

  it('make of the body what the caller wants', async () => {
    const { ask } = open({ kind: 'mangle', mangle: (body) => body.toUpperCase() });
    expect(await (await ask()).text()).toBe(healthy.toUpperCase());
  });

  it('leave a body that is not JSON alone', async () => {
    const { ask } = open({ kind: 'html' }, { kind: 'drift' }, { kind: 'unknown_codes' });
    expect(await (await ask()).text()).toMatch(/^<!DOCTYPE html>/);
  });
});
