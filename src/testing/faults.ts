import type { SandboxCall, SandboxRefusal } from '../carrier/sandbox.ts';
import type { CarrierId } from '../model/tracking.ts';
import type { Random } from './random.ts';

/** What goes wrong. */
export type Mishap =
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
export type Fault = Mishap & {
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
