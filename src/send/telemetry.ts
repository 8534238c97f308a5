import type { TrackingErrorCode } from '../model/error.ts';
import type { CarrierId, TrackingDraft } from '../model/tracking.ts';

/** What the pipeline tells a listener of its work. Never holds a URL, a secret or a body. */
export type Signal =
  /** A request leaves, a token request or a retry included. */
  | {
      readonly type: 'request.sent';
      readonly carrier: CarrierId;
      readonly account: string;
      readonly numbers: number;
      readonly attempt: number;
    }
  /** A request failed and is tried again. */
  | {
      readonly type: 'request.retried';
      readonly carrier: CarrierId;
      readonly account: string;
      readonly attempt: number;
      readonly because: TrackingErrorCode;
      readonly httpStatus?: number;
    }
  /** The carrier asked for silence; every caller of the account waits. */
  | {
      readonly type: 'request.throttled';
      readonly carrier: CarrierId;
      readonly account: string;
      readonly forMs: number;
      readonly httpStatus: number;
    }
  /** A new token was got. */
  | {
      readonly type: 'token.renewed';
      readonly carrier: CarrierId;
      readonly account: string;
      readonly expiresInMs: number;
    }
  /** A code that our tables do not know; what was made of it instead stands in `basis`. */
  | {
      readonly type: 'code.unmapped';
      readonly carrier: CarrierId;
      readonly code: string;
      readonly reasonCode?: string;
      readonly basis: 'category' | 'text' | 'none';
      readonly mapping: string;
    }
  /** A payload was not of the shape we know; what could be read was read. */
  | {
      readonly type: 'payload.drifted';
      readonly carrier: CarrierId;
      readonly path: string;
      readonly expected: string;
      readonly seen: string;
      readonly mapping: string;
    };

/** Receives signals as they happen. What it throws, or rejects with, is ignored: a listener harms nothing. */
export type SignalListener = (signal: Signal) => unknown;

/** A listener that cannot harm: its throws and rejections go nowhere. */
export function guarded(listener: SignalListener | undefined): (signal: Signal) => void {
  if (listener === undefined) return () => undefined;
  return (signal) => {
    try {
      // By its method, not its class: promises come from other realms too.
      const result = listener(signal);
      if (typeof result === 'object' && result !== null && 'then' in result) {
        Promise.resolve(result).catch(() => undefined);
      }
    } catch {
      // A listener is somebody else's code; tracking goes on without it.
    }
  };
}

/** Emits what an answer tells of our tables and shapes: codes they lack, and places that were not as we know them. */
export function reportDraft(
  { carrier, mapping, events, issues = [] }: TrackingDraft,
  emit: (signal: Signal) => void,
): void {
  for (const { code, reasonCode, statusBasis: basis } of events) {
    if (code === undefined || basis === 'code') continue;
    const reason = reasonCode === undefined ? {} : { reasonCode };
    emit({ type: 'code.unmapped', carrier, code, ...reason, basis, mapping });
  }
  for (const { path, expected, seen } of issues) {
    emit({ type: 'payload.drifted', carrier, path, expected, seen, mapping });
  }
}
