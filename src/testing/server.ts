/**
 * The sandbox as an HTTP server for Node.js.
 *
 * @module
 */

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type * as z from 'zod/mini';
import type { CarrierId } from '../model/tracking.ts';
import { checkArguments, optional, optionsOf } from '../options/options.ts';
import { filledText, wholeNumber, withMethods } from '../options/values.ts';
import type { Sandbox } from './sandbox.ts';

/** Where the sandbox listens. */
export interface ServerOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** `127.0.0.1` by default: nobody but this machine. */
  readonly host?: string;
}

/** {@link ServerOptions}. */
const serverOptions: z.ZodMiniType<ServerOptions> = optionsOf<ServerOptions>({
  port: optional(wholeNumber(0, 65_535)),
  host: optional(filledText),
});

/** A sandbox that answers over HTTP. */
export interface SandboxServer {
  /** `http://127.0.0.1:49152`. */
  readonly url: string;
  /** What to give a carrier as `baseUrl`: `http://127.0.0.1:49152/fedex`. */
  baseUrl(carrier: CarrierId): string;
  /** Cuts what is under way and frees the port. */
  close(): Promise<void>;
}

/** Serves a sandbox over real HTTP; each carrier lives under its id. */
export async function serveSandbox(
  sandbox: Pick<Sandbox, 'fetch'>,
  options: ServerOptions = {},
): Promise<SandboxServer> {
  checkArguments('serveSandbox()', {
    sandbox: [withMethods('what createSandbox() makes', 'fetch'), sandbox],
    options: [serverOptions, options],
  });
  const { port = 0, host = '127.0.0.1' } = options;
  let url = '';
  const server = createServer((incoming, outgoing) => {
    // A cut connection is one of the faults: the socket is destroyed, as a dying server would leave it.
    answer(sandbox, url, incoming, outgoing).catch(() => incoming.socket.destroy());
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      const address = server.address();
      if (address === null || typeof address === 'string') {
        reject(new TypeError('The sandbox server got no port.'));
        return;
      }
      url = `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`;
      resolve({
        url,
        baseUrl: (carrier) => `${url}/${carrier}`,
        close: () =>
          new Promise((closed) => {
            server.close(() => closed());
            server.closeAllConnections();
          }),
      });
    });
  });
}

async function answer(
  sandbox: Pick<Sandbox, 'fetch'>,
  url: string,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const given = new AbortController();
  outgoing.once('close', () => given.abort());
  const response = await sandbox.fetch(await requestFrom(incoming, url, given.signal));
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  outgoing.flushHeaders();
  if (response.body !== null) for await (const chunk of response.body) outgoing.write(chunk);
  outgoing.end();
}

async function requestFrom(incoming: IncomingMessage, url: string, signal: AbortSignal): Promise<Request> {
  const { method = 'GET', headersDistinct } = incoming;
  const chunks: Uint8Array[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const headers = Object.entries(headersDistinct).flatMap(([name, values = []]) =>
    values.map((value): [string, string] => [name, value]),
  );
  const body = method === 'GET' || method === 'HEAD' ? null : Buffer.concat(chunks);
  return new Request(new URL(incoming.url ?? '/', url), { method, headers, body, signal });
}
