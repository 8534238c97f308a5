import { afterEach, describe, expect, it } from 'vitest';
import { createSandbox, type Fault, scenarios } from 'waybill/testing';
import { serveSandbox } from 'waybill/testing/server';
import { fakeCarrier, keyedCarrier } from './fake-carrier.ts';

const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function serve(...faults: readonly Fault[]) {
  const parcels = scenarios.delivered.lives({ carrier: keyedCarrier, trackingNumber: 'A1', start: '2020-11-10' });
  const sandbox = createSandbox({ carriers: [fakeCarrier, keyedCarrier], parcels, faults });
  const server = await serveSandbox(sandbox);
  closing.push(server.close);
  const ask = (init: RequestInit = {}) =>
    fetch(`${server.baseUrl('keyed')}/track?n=A1`, { ...init, headers: { 'api-key': 'k' } });
  return { sandbox, server, ask };
}

describe('the sandbox over HTTP', () => {
  it('answers each carrier under its id, on the loopback interface alone', async () => {
    const { server, ask } = await serve();
    expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect((await (await ask()).json()).results[0].shipments[0].scans.length).toBeGreaterThan(5);
    const body = new URLSearchParams({ id: 'a', secret: 'b' });
    const response = await fetch(`${server.baseUrl('fake')}/token`, { method: 'POST', body });
    expect((await response.json()).accessToken).toMatch(/^\w{40}$/);
    expect((await fetch(`${server.url}/nobody/track`)).status).toBe(404);
  });

  it('takes many requests at once and counts them all', async () => {
    const { sandbox, ask } = await serve();
    const statuses = await Promise.all(Array.from({ length: 200 }, async () => (await ask()).status));
    expect(new Set(statuses)).toEqual(new Set([200]));
    expect(sandbox.report().requests).toBe(200);
  });

  it('cuts connections for real', async () => {
    const { ask } = await serve({ kind: 'cut', times: 1 }, { kind: 'cut', when: 'mid-body', times: 2 });
    await expect(ask()).rejects.toThrow(TypeError);
    const response = await ask();
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow(TypeError);
    expect((await ask()).status).toBe(200);
  });

  it('stalls until the caller gives up', async () => {
    const { ask } = await serve({ kind: 'stall' });
    const given = new AbortController();
    const response = await ask({ signal: given.signal });
    const reading = response.text();
    given.abort(new Error('enough'));
    await expect(reading).rejects.toThrow('enough');
  });

  it('closes while answers are under way and frees its port', async () => {
    const { server, ask } = await serve({ kind: 'stall' });
    const reading = (await ask()).text();
    await Promise.all([server.close(), expect(reading).rejects.toThrow(TypeError)]);
    await expect(ask()).rejects.toThrow(TypeError);
    const port = Number(new URL(server.url).port);
    const again = await serveSandbox(createSandbox({ carriers: [] }), { port });
    expect(again.url).toBe(server.url);
    await again.close();
  });

  it('says so when the port is taken', async () => {
    const { server } = await serve();
    const port = Number(new URL(server.url).port);
    await expect(serveSandbox(createSandbox({ carriers: [] }), { port })).rejects.toThrow('EADDRINUSE');
  });
});
