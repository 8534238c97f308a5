import { createServer, type Server, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import fastify from 'fastify';
import { Hono } from 'hono';
import { afterEach, describe, expect, it } from 'vitest';
import { dhl, fedex, ups, usps } from '../../carriers/index.ts';
import { createTracker } from '../../src/index.ts';
import { pushesOf } from '../../src/testing/pushes.ts';
import { scenarios } from '../../src/testing/scenarios.ts';
import {
  type NodeHandler,
  type NodeHandlerOptions,
  type Receipt,
  receive,
  toNodeHandler,
} from '../../src/webhooks/index.ts';
import { sandboxOf } from '../sandboxes.ts';
import { clockAt, secret } from '../webhooks/office.ts';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

const login = { clientId: 'shop', clientSecret: 'hush' };
const carriers = [
  fedex({ ...login, webhookSecret: secret }),
  ups({ ...login, webhookSecret: secret }),
  usps({ ...login, webhookSecret: secret }),
  dhl({ apiKey: 'key', webhookSecret: secret }),
];

const path = '/hooks/parcels';

function listening(server: Server): Promise<string> {
  closers.push(() => server.close().closeAllConnections());
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      resolve(`http://127.0.0.1:${port}${path}`);
    });
  });
}

/** Servers by what they are built with: each serves one carrier at one address. */
const servers: Readonly<Record<string, (handler: NodeHandler) => Promise<string>>> = {
  'node:http': (handler) => listening(createServer(handler)),
  'Express ahead of its parsers': (handler) => {
    const app = express();
    app.post(path, handler);
    app.use(express.json());
    return listening(createServer(app));
  },
  'Express behind a parser that leaves the bytes': (handler) => {
    const app = express();
    app.use(express.raw({ type: () => true, limit: '10mb' }));
    app.post(path, handler);
    return listening(createServer(app));
  },
  'Fastify without parsers': async (handler) => {
    const app = fastify();
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', (_request, _payload, done) => done(null));
    app.post(path, handler);
    closers.push(() => app.close());
    return `${await app.listen({ port: 0, host: '127.0.0.1' })}${path}`;
  },
  'Fastify with a parser that leaves the bytes': async (handler) => {
    const app = fastify();
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    app.post(path, handler);
    closers.push(() => app.close());
    return `${await app.listen({ port: 0, host: '127.0.0.1' })}${path}`;
  },
};

function desk(options: Partial<NodeHandlerOptions> = {}) {
  const clock = clockAt(0);
  const tracker = createTracker({ carriers, clock });
  const errors: unknown[] = [];
  const receipts: Receipt[] = [];
  const told = {
    onError: (error: unknown) => errors.push(error),
    onReceipt: (receipt: Receipt) => receipts.push(receipt),
  };
  const handler = (id: string) => toNodeHandler(tracker, id, { store: new Map(), ...told, ...options });
  return { clock, tracker, errors, receipts, handler };
}

async function livesOf(id: string, url: string, key = secret) {
  const [life] = scenarios.attempted.lives({
    carrier: sandboxOf(id),
    trackingNumber: sandboxOf(id).sampleNumber(5),
    start: '2026-11-09',
  });
  if (life === undefined) throw new Error('There is no such life.');
  return { life, pushes: await pushesOf(sandboxOf(id), life, { url, secret: key }) };
}

describe.each(Object.entries(servers))('%s', (_, serve) => {
  it.each(carriers.map(({ id }) => id))('takes the pushes of %s, and refuses forged ones', async (id) => {
    const { clock, handler, errors, receipts } = desk();
    const url = await serve(handler(id));
    const { life, pushes } = await livesOf(id, url);
    for (const [index, request] of pushes.entries()) {
      clock.time = Date.parse(life.events[index]?.at ?? '');
      const response = await fetch(request);
      expect([response.status, await response.json()]).toEqual([200, { received: true }]);
    }
    expect(receipts.flatMap(({ changes }) => changes).length).toBeGreaterThan(3);
    const [forged] = (await livesOf(id, url, 'Kestrel-0000000000000000-Harbour')).pushes;
    const refused = await fetch(forged ?? url);
    expect([refused.status, await refused.json()]).toEqual([401, { error: 'invalid_signature' }]);
    expect(errors).toEqual([]);
  });

  it('answers 500 where the changes were not dealt with, and tells why', async () => {
    const { clock, handler, errors } = desk({ deliver: () => Promise.reject(new Error('The queue is down.')) });
    const url = await serve(handler('dhl'));
    const { life, pushes } = await livesOf('dhl', url);
    clock.time = Date.parse(life.events[0]?.at ?? '');
    const response = await fetch(pushes[0] ?? url);
    expect([response.status, await response.json()]).toEqual([500, { error: 'internal' }]);
    expect(String(errors)).toBe('Error: The queue is down.');
  });

  it('answers a body that is too long, and goes on', async () => {
    const { handler } = desk({ maxBodyBytes: 1000 });
    const url = await serve(handler('dhl'));
    // By hand: fetch may stop at the answer while it is still sending.
    const status = await new Promise((resolve, reject) => {
      const outgoing = send(url, { method: 'POST', headers: { 'content-type': 'application/json' } }, (incoming) => {
        incoming.resume();
        resolve(incoming.statusCode);
      });
      outgoing.on('error', reject);
      outgoing.end('x'.repeat(2000));
    });
    expect(status).toBe(413);
    expect((await fetch(url, { method: 'POST', body: '{}', headers: { 'content-type': 'text/plain' } })).status).toBe(
      401,
    );
  });
});

describe('a body that something else has read', () => {
  it('is told as such', async () => {
    const { handler, errors } = desk();
    const app = express();
    app.use(express.json());
    app.post(path, handler('dhl'));
    const url = await listening(createServer(app));
    const response = await fetch(url, { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } });
    expect(response.status).toBe(500);
    expect(errors).toMatchObject([
      { code: 'invalid_request', message: expect.stringMatching(/read the body.*express\.raw/) },
    ]);
  });
});

describe('Hono', () => {
  it.each(carriers.map(({ id }) => id))('takes the pushes of %s', async (id) => {
    const { clock, tracker } = desk();
    const store = new Map<string, string>();
    const app = new Hono();
    app.post(path, async ({ req }) => (await receive(tracker, id, req.raw, { store })).response);
    const { life, pushes } = await livesOf(id, `http://shop.example${path}`);
    for (const [index, request] of pushes.entries()) {
      clock.time = Date.parse(life.events[index]?.at ?? '');
      expect((await app.fetch(request)).status).toBe(200);
    }
  });
});
