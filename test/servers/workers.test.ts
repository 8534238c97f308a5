import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { Miniflare } from 'miniflare';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sandboxes } from '../../carriers/sandbox.ts';
import { createSandbox, pushesOf, scenarios } from '../../src/testing/index.ts';
import { sandboxOf } from '../sandboxes.ts';

const secret = 'Kestrel-7f3a91d04c2e8b56-Harbour';
const start = new Date(Date.now() - 5 * 86_400_000);
const sandbox = createSandbox({ carriers: sandboxes });
let workers: Miniflare;

/** The Worker as a bundle has it, over the sandbox. */
async function deploy(): Promise<Miniflare> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('worker.ts', import.meta.url))],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    conditions: ['waybill-source', 'workerd', 'import'],
    external: ['node:*'],
  });
  return new Miniflare({
    modules: true,
    script: outputFiles[0]?.text ?? '',
    compatibilityDate: '2026-07-01',
    // Only what the Worker asks of the carriers goes this way.
    outboundService: async (request: {
      url: string;
      method: string;
      headers: Iterable<[string, string]>;
      text(): Promise<string>;
    }) => {
      const body = await request.text();
      const headers = [...request.headers];
      const answer = await sandbox.fetch(request.url, {
        method: request.method,
        headers,
        ...(body !== '' && { body }),
      });
      return new Response(await answer.text(), answer);
    },
  } as unknown as ConstructorParameters<typeof Miniflare>[0]);
}

beforeAll(async () => {
  workers = await deploy();
});
afterAll(() => workers.dispose());

describe('Cloudflare Workers, in their local runtime', () => {
  it('answer 36 requests that track at once, over a tracker of module scope', async () => {
    const numbers = Array.from({ length: 36 }, (_, serial) => sandboxOf('fedex').sampleNumber(serial));
    for (const trackingNumber of numbers) {
      sandbox.parcels.add(...scenarios.delivered.lives({ carrier: sandboxOf('fedex'), trackingNumber, start }));
    }
    const answers = await Promise.all(
      numbers.map(async (number) => {
        const response = await workers.dispatchFetch(`http://shop.example/track/${number}`);
        return [response.status, await response.json()];
      }),
    );
    expect(answers).toEqual(numbers.map((trackingNumber) => [200, { status: 'delivered', trackingNumber }]));
    expect(sandbox.report().accounts.map(({ violations }) => violations)).not.toContain(1);
  });

  it('receive pushes, and refuse forged ones', async () => {
    const trackingNumber = sandboxOf('dhl').sampleNumber(7);
    const [life] = scenarios.delivered.lives({ carrier: sandboxOf('dhl'), trackingNumber, start });
    const dhl = sandboxes.find(({ carrier }) => carrier === 'dhl');
    if (life === undefined || dhl === undefined) throw new Error('There is no such life.');
    const url = 'http://shop.example/hooks/dhl';
    const send = async (request: Request): Promise<number> => {
      const { status } = await workers.dispatchFetch(request.url, {
        method: request.method,
        headers: [...request.headers],
        body: await request.text(),
      });
      return status;
    };
    for (const request of await pushesOf(dhl, life, { url, secret })) expect(await send(request)).toBe(200);
    const [forged] = await pushesOf(dhl, life, { url, secret: 'Kestrel-0000000000000000-Harbour' });
    expect(forged && (await send(forged))).toBe(401);
  });
});
