import type { Inquiry } from '../../src/carrier/carrier.ts';
import type { Fetch } from '../../src/send/transport.ts';
import type { DepotParcel } from './depot.ts';

/** A request as it arrived. */
export interface Call {
  /** From 0. */
  readonly index: number;
  readonly at: number;
  readonly host: string;
  readonly path: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The numbers asked for; empty for a token request. */
  readonly numbers: readonly string[];
  readonly inquiries: readonly Inquiry[];
  readonly signal: AbortSignal;
}

/** What a wire answers; nothing for the usual answer. */
export type Answer = Response | undefined | Promise<Response | undefined>;

/** A wire that can be looked at. */
export interface Wire {
  readonly fetch: Fetch;
  readonly calls: readonly Call[];
  /** Calls that asked for numbers. */
  readonly asked: readonly Call[];
  /** Calls that asked for a token. */
  readonly tokens: readonly Call[];
  /** Requests under way now, and most at once. */
  readonly load: { now: number; most: number };
}

/** A wire to the depot: `script` answers a call, or leaves it to the usual answer, after `delayMs`. */
export function createWire(script: (call: Call) => Answer = () => undefined, delayMs = 0): Wire {
  const calls: Call[] = [];
  const load = { now: 0, most: 0 };
  return {
    calls,
    load,
    get asked() {
      return calls.filter(({ path }) => path === '/track');
    },
    get tokens() {
      return calls.filter(({ path }) => path === '/token');
    },
    async fetch(request) {
      const at = Date.now();
      const index = calls.length;
      const { method, signal } = request;
      const { host, pathname: path } = new URL(request.url);
      const headers = Object.fromEntries(request.headers);
      const body = await request.text();
      const inquiries = path === '/track' ? (JSON.parse(body) as { inquiries: readonly Inquiry[] }).inquiries : [];
      const numbers = inquiries.map(({ trackingNumber }) => trackingNumber);
      const call: Call = { index, at, host, path, method, headers, body, numbers, inquiries, signal };
      calls.push(call);
      load.now += 1;
      load.most = Math.max(load.most, load.now);
      try {
        if (delayMs > 0) await pause(delayMs, signal);
        return (await script(call)) ?? usual(call);
      } finally {
        load.now -= 1;
      }
    },
  };
}

/** The usual answer: a token for an hour, or every number found. */
export function usual({ path, numbers, index }: Call): Response {
  return path === '/token' ? tokenAnswer(`token-${index}`) : parcels(numbers.map((number) => ({ number })));
}

export const parcels = (list: readonly DepotParcel[]): Response => Response.json({ parcels: list });

export const tokenAnswer = (token: string, expiresInMs = 3_600_000): Response => Response.json({ token, expiresInMs });

/** Milliseconds on the global clock; rejects with the signal's reason. */
export function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) reject(signal.reason);
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}
