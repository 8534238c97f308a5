import { spawn } from 'node:child_process';
import { createServer, request as forward, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { ProxyAgent, fetch as undiciFetch } from 'undici';
import { afterEach, describe, expect, it } from 'vitest';
import { fedex } from '../../carriers/index.ts';
import { fedexSandbox } from '../../carriers/sandbox.ts';
import { createTracker } from '../../src/index.ts';
import { createSandbox, scenarios } from '../../src/testing/index.ts';
import { serveSandbox } from '../../src/testing/server.ts';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** A forward proxy as companies have it, and what went through. */
async function proxy(): Promise<{ readonly url: string; readonly passed: string[] }> {
  const passed: string[] = [];
  const server: Server = createServer((incoming, outgoing) => {
    passed.push(`${incoming.method} ${incoming.url}`);
    const onward = forward(incoming.url ?? '', { method: incoming.method, headers: incoming.headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    incoming.pipe(onward);
  });
  server.on('connect', ({ url = '' }, socket, head) => {
    passed.push(`CONNECT ${url}`);
    const [host = '', port] = url.split(':');
    const onward = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      onward.write(head);
      onward.pipe(socket).pipe(onward);
    });
    const cut = (): void => {
      socket.destroy();
      onward.destroy();
    };
    socket.on('error', cut);
    onward.on('error', cut);
  });
  closers.push(() => server.close().closeAllConnections());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, passed };
}

async function played() {
  const trackingNumber = fedexSandbox.sampleNumber(3);
  const start = new Date(Date.now() - 5 * 86_400_000);
  const parcels = scenarios.delivered.lives({ carrier: fedexSandbox, trackingNumber, start });
  const server = await serveSandbox(createSandbox({ carriers: [fedexSandbox], parcels }));
  closers.push(() => server.close());
  const baseUrl = server.baseUrl('fedex');
  return { trackingNumber, baseUrl, carriers: [fedex({ clientId: 'shop', clientSecret: 'hush', baseUrl })] };
}

describe('a fetch of your own', () => {
  it("goes through a proxy with undici's agent, as the README shows it", async () => {
    const { trackingNumber, carriers } = await played();
    const { url, passed } = await proxy();
    const dispatcher = new ProxyAgent(url);
    closers.push(() => dispatcher.close());
    const tracker = createTracker({
      carriers,
      tokens: new Map(),
      fetch: async (request) => {
        const { method, headers, signal } = request;
        const body = request.body === null ? null : await request.text();
        const answer = await undiciFetch(request.url, { method, headers: [...headers], body, signal, dispatcher });
        return new Response(answer.body as ReadableStream | null, {
          status: answer.status,
          headers: [...answer.headers],
        });
      },
    });
    expect((await tracker.track(trackingNumber)).status).toBe('delivered');
    expect(passed.length).toBeGreaterThan(0);
  });

  it("is not needed where Node's own is told of the proxy by the environment", async () => {
    const { trackingNumber, baseUrl } = await played();
    const { url, passed } = await proxy();
    const program = `
      import { createTracker } from '${new URL('../../src/index.ts', import.meta.url).href}';
      import { fedex } from '${new URL('../../carriers/index.ts', import.meta.url).href}';
      const tracker = createTracker({ carriers: [fedex({ clientId: 'shop', clientSecret: 'hush', baseUrl: '${baseUrl}' })] });
      console.log((await tracker.track('${trackingNumber}')).status);
    `;
    const child = spawn(process.execPath, ['--conditions=waybill-source', '--input-type=module', '--eval', program], {
      env: { ...process.env, NODE_OPTIONS: '', NODE_USE_ENV_PROXY: '1', HTTP_PROXY: url, NO_PROXY: '', no_proxy: '' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    for await (const chunk of child.stdout) said += String(chunk);
    expect(said.trim()).toBe('delivered');
    expect(passed.length).toBeGreaterThan(0);
  });

  it('may be wrapped, to see or alter what leaves', async () => {
    const { trackingNumber, carriers } = await played();
    const seen: string[] = [];
    const tracker = createTracker({
      carriers,
      tokens: new Map(),
      fetch: async (request) => {
        const response = await fetch(request);
        seen.push(`${request.method} ${response.status}`);
        return response;
      },
    });
    expect((await tracker.track(trackingNumber)).status).toBe('delivered');
    expect(seen).toEqual(['POST 200', 'POST 200']);
  });

  it('tells the kind of failure in a field and in words where the proxy is not there', async () => {
    const { trackingNumber, carriers } = await played();
    const { url } = await proxy();
    for (const close of closers.splice(1)) await close();
    const dispatcher = new ProxyAgent(url);
    closers.push(() => dispatcher.close());
    const tracker = createTracker({
      carriers,
      tokens: new Map(),
      retries: 0,
      fetch: async ({ url: address, method, headers }) =>
        (await undiciFetch(address, { method, headers: [...headers], dispatcher })) as unknown as Response,
    });
    await expect(tracker.track(trackingNumber)).rejects.toMatchObject({
      code: 'network',
      cause: 'ECONNREFUSED',
      message: expect.stringMatching(/refused the connection \(ECONNREFUSED\); check baseUrl, proxy/),
    });
  });

  it.each([
    ['nothing', () => undefined],
    ['no response', () => ({ ok: true })],
    ['a text', () => 'OK'],
    ['an error that is none', () => Promise.reject('broken')],
    [
      'an error of its own',
      () => {
        throw new TypeError('broken at https://hush@example');
      },
    ],
  ])('that gives %s ends in a typed error', async (_, broken) => {
    const { trackingNumber, carriers } = await played();
    const tracker = createTracker({
      carriers,
      tokens: new Map(),
      retries: 0,
      fetch: broken as unknown as typeof fetch,
    });
    await expect(tracker.track(trackingNumber)).rejects.toMatchObject({ name: 'TrackingError', code: 'network' });
    await expect(tracker.track(trackingNumber)).rejects.not.toThrow(/hush/);
  });
});
