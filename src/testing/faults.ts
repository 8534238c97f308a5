import type { SandboxCall, SandboxRefusal } from '../carrier/sandbox.ts';
import type { WireResponse } from '../carrier/wire.ts';
import type { CarrierId } from '../model/tracking.ts';
import type { Clock } from '../time/clock.ts';
import { pick, type Random } from './random.ts';

/** What goes wrong. */
export type FaultEffect =
  /** The carrier's own error: `too_many_requests`, `server_error`, `unavailable`, `throttled_quietly`, … */
  | { readonly kind: 'refuse'; readonly refusal: SandboxRefusal; readonly retryAfterMs?: number }
  /** An HTML error page, as a proxy or a firewall sends it; status 502 by default. */
  | { readonly kind: 'html'; readonly status?: number }
  /** The connection ends before the answer, or in the middle of its body. */
  | { readonly kind: 'cut'; readonly when?: 'before-answer' | 'mid-body' }
  /** The body stops halfway for so many milliseconds of the sandbox's clock; by default until the caller gives up. */
  | { readonly kind: 'stall'; readonly forMs?: number }
  /** The body ends halfway, and the connection ends well. */
  | { readonly kind: 'truncated' }
  /** Scan codes that no table knows. */
  | { readonly kind: 'unknown_codes' }
  /** So many fields (3 by default), chosen by chance, are renamed, retyped, null or gone. */
  | { readonly kind: 'drift'; readonly fields?: number }
  /** Every scan twice. */
  | { readonly kind: 'duplicate_scans' }
  /** Whatever the caller makes of the body. */
  | {
      readonly kind: 'mangle';
      /** The body that goes out instead. */
      readonly mangle: (body: string) => string;
    };

/** A mishap and when it happens: without limits, to every request. */
export type Fault = FaultEffect & {
  /** Only to this carrier. */
  readonly carrier?: CarrierId;
  /** Only to requests of this kind; by default to all, but for what changes scans, which only tracking answers have. */
  readonly calls?: 'token' | 'track';
  /** From 0 to 1, by the sandbox's seeded chance. */
  readonly chance?: number;
  /** Only so many times. */
  readonly times?: number;
};

const scanFaults: ReadonlySet<Fault['kind']> = new Set(['unknown_codes', 'duplicate_scans']);

/** The faults in force. */
export interface Faults {
  /** Puts one in force; returns how to lift it. */
  inject(fault: Fault): () => void;
  /** Those that hit this request; each that has a number of times is used up by one. */
  strike(carrier: CarrierId, call: SandboxCall): readonly Fault[];
}

/** Keeps faults, in the order they were injected. */
export function faultsFrom(initial: readonly Fault[], random: Random): Faults {
  const inForce = new Map<symbol, { readonly fault: Fault; left: number }>();
  const inject = (fault: Fault): (() => void) => {
    const key = Symbol(fault.kind);
    inForce.set(key, { fault, left: fault.times ?? Number.POSITIVE_INFINITY });
    return () => {
      inForce.delete(key);
    };
  };
  for (const fault of initial) inject(fault);
  return {
    inject,
    strike(carrier, call) {
      const struck: Fault[] = [];
      for (const [key, entry] of inForce) {
        const { fault } = entry;
        if (fault.carrier !== undefined && fault.carrier !== carrier) continue;
        const calls = fault.calls ?? (scanFaults.has(fault.kind) ? 'track' : call.kind);
        if (calls !== call.kind) continue;
        if (fault.chance !== undefined && random() >= fault.chance) continue;
        entry.left -= 1;
        if (entry.left <= 0) inForce.delete(key);
        if (entry.left >= 0) struck.push(fault);
      }
      return struck;
    },
  };
}

/** The body after the faults that change what is in it; others leave it alone. */
export function mangled(body: string, faults: readonly Fault[], random: Random): string {
  return faults.reduce((text, fault) => {
    switch (fault.kind) {
      case 'truncated':
        return text.slice(0, Math.floor(text.length / 2));
      case 'mangle':
        return fault.mangle(text);
      case 'unknown_codes':
        return rewritten(text, withUnknownCodes);
      case 'duplicate_scans':
        return rewritten(text, withScansTwice);
      case 'drift':
        return rewritten(text, (value) => drifted(value, fault.fields ?? 3, random));
      default:
        return text;
    }
  }, body);
}

type Json = Record<string, unknown>;

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Rewrites a JSON body; another stays as it is. */
function rewritten(body: string, rewrite: (value: unknown) => unknown): string {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    // Not JSON, so there is no field to touch.
    return body;
  }
  return JSON.stringify(rewrite(value));
}

/**
 * A scan, in any carrier's format, is an object in a list, with a date or time of its own, something beside it, and no
 * list of further objects, which is what a shipment has.
 */
function isScan(item: unknown): item is Json {
  if (!isObject(item)) return false;
  const keys = Object.keys(item);
  if (keys.length < 3 || !keys.some((key) => /date|time/i.test(key) && typeof item[key] === 'string')) return false;
  return !Object.values(item).some((held) => Array.isArray(held) && held.some(isObject));
}

function withScansTwice(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.flatMap((item) =>
      isScan(item) ? [withScansTwice(item), withScansTwice(item)] : [withScansTwice(item)],
    );
  }
  return isObject(value) ? mapped(value, withScansTwice) : value;
}

function withUnknownCodes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => (isScan(item) ? unknownCoded(item) : withUnknownCodes(item)));
  return isObject(value) ? mapped(value, withUnknownCodes) : value;
}

/** Keys end in `code`, `type` or `status`; codes are short and have no blanks. */
function unknownCoded(scan: Json): unknown {
  return Object.fromEntries(
    Object.entries(scan).map(([key, value]) => {
      const isCode = /(code|type|status)$/i.test(key) && typeof value === 'string' && /^[\w-]{1,40}$/.test(value);
      // Places have codes too, but a drifted place is not what was asked for.
      if (isObject(value)) return [key, /location|address|place/i.test(key) ? value : unknownCoded(value)];
      return [key, isCode && !/country|postal|zip|state/i.test(key) ? 'ZZ99' : value];
    }),
  );
}

function mapped(value: Json, map: (value: unknown) => unknown): Json {
  return Object.fromEntries(Object.entries(value).map(([key, held]) => [key, map(held)]));
}

const changes: readonly ((holder: Json, key: string) => void)[] = [
  (holder, key) => {
    holder[`${key}V2`] = holder[key];
    delete holder[key];
  },
  (holder, key) => {
    delete holder[key];
  },
  (holder, key) => {
    holder[key] = null;
  },
  (holder, key) => {
    holder[key] = [holder[key]];
  },
  (holder, key) => {
    holder[key] = typeof holder[key] === 'string' ? 20_261_120 : 'drifted';
  },
  (holder, key) => {
    holder[key] = { value: holder[key] };
  },
];

function drifted(value: unknown, fields: number, random: Random): unknown {
  for (let left = fields; left > 0; left -= 1) {
    const holders: Json[] = [];
    collect(value, holders);
    const holder = pick(random, holders);
    const key = holder === undefined ? undefined : pick(random, Object.keys(holder));
    if (holder !== undefined && key !== undefined) pick(random, changes)?.(holder, key);
  }
  return value;
}

/** Every object of a tree that has a field to change. */
function collect(value: unknown, into: Json[]): void {
  if (Array.isArray(value)) for (const item of value) collect(item, into);
  else if (isObject(value)) {
    if (Object.keys(value).length > 0) into.push(value);
    for (const held of Object.values(value)) collect(held, into);
  }
}

/** Statuses that may not have a body. */
const bodiless: ReadonlySet<number> = new Set([204, 205, 304]);

/**
 * Sends an answer over a line with faults: cut before it or in its middle, or stalled halfway.
 *
 * @throws TypeError as `fetch` does, for a connection cut before the answer.
 */
export function delivered(answer: WireResponse, faults: readonly Fault[], clock: Clock, signal: AbortSignal): Response {
  const { status, headers, body } = answer;
  const fault = faults.find(({ kind }) => kind === 'cut' || kind === 'stall');
  const half = (between: (given: AbortSignal) => Promise<void>): Response =>
    new Response(halved(body, between, signal), { status, headers });
  switch (fault?.kind) {
    case 'cut':
      if (fault.when !== 'mid-body') throw cutOff('fetch failed');
      return half(() => Promise.reject(cutOff('terminated')));
    case 'stall':
      return half((given) => clock.sleep(fault.forMs ?? Number.POSITIVE_INFINITY, given));
    default:
      return new Response(bodiless.has(status) ? null : body, { status, headers });
  }
}

function cutOff(message: string): TypeError {
  return new TypeError(message, { cause: new Error('other side closed') });
}

/** The body in two halves with something between them, which ends early when the reader gives up. */
function halved(
  body: string,
  between: (signal: AbortSignal) => Promise<void>,
  signal: AbortSignal,
): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(body);
  const middle = Math.ceil(bytes.length / 2);
  const cancelled = new AbortController();
  let begun = false;
  return new ReadableStream(
    {
      async pull(controller) {
        if (!begun) {
          begun = true;
          controller.enqueue(bytes.subarray(0, middle));
          return;
        }
        await between(AbortSignal.any([signal, cancelled.signal]));
        controller.enqueue(bytes.subarray(middle));
        controller.close();
      },
      cancel: (reason) => cancelled.abort(reason),
    },
    // Nothing is made before it is read, so that a fault strikes the reader and not the void.
    { highWaterMark: 0 },
  );
}
