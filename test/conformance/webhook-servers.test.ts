import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { afterEach, describe, expect, it } from 'vitest';
import { pushesOf } from '../../src/testing/pushes.ts';
import { scenarios } from '../../src/testing/scenarios.ts';
import { sandboxOf } from '../sandboxes.ts';
import { carriers, clockAt, office, secret, type Webhooks } from '../webhooks/office.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

/** The three lines of the documentation. */
async function handle(desk: Webhooks, id: string, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const headers = Object.entries(incoming.headers).map(([name, value]): [string, string] => [name, String(value)]);
  const init = { method: 'POST', headers, body: Readable.toWeb(incoming), duplex: 'half' } as RequestInit;
  const { response } = await desk.receive(id, new Request('http://localhost/hooks', init));
  outgoing.writeHead(response.status, Object.fromEntries(response.headers)).end(await response.text());
}

/** A server of Node.js with one route, and its address. */
function served(desk: Webhooks, id: string): Promise<string> {
  const server = createServer((incoming, outgoing) => {
    handle(desk, id, incoming, outgoing).catch(() => outgoing.writeHead(500).end());
  });
  servers.push(server);
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' ? `http://127.0.0.1:${address?.port}/hooks` : '');
    });
  });
}

describe('a server of Node.js', () => {
  it.each(carriers.map(({ id }) => id))('takes the pushes of %s, and refuses forged ones', async (id) => {
    const [life] = scenarios.attempted.lives({
      carrier: sandboxOf(id),
      trackingNumber: sandboxOf(id).sampleNumber(5),
      start: '2026-11-09',
    });
    if (life === undefined) throw new Error('There is no such life.');
    const clock = clockAt(0);
    const url = await served(office({ clock }), id);
    for (const [index, request] of (await pushesOf(sandboxOf(id), life, { url, secret })).entries()) {
      clock.time = Date.parse(life.events[index]?.at ?? '');
      const response = await fetch(request);
      expect([response.status, await response.json()]).toEqual([200, { received: true }]);
    }
    const [forged] = await pushesOf(sandboxOf(id), life, { url, secret: 'guessed' });
    const refused = await fetch(forged ?? url);
    expect([refused.status, await refused.json()]).toEqual([401, { error: 'invalid_signature' }]);
  });
});
