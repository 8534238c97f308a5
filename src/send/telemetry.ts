import { compact } from '../model/compact.ts';
import type { TrackingErrorCode } from '../model/error.ts';
import type { CarrierId, TrackingDraft } from '../model/tracking.ts';
import { type Clock, monotonicOf } from '../time/clock.ts';

/** What a call to a carrier is for; `other` is what a follower of its own makes of {@link TrackingSource.call}. */
export type CallKind = 'track' | 'reference' | 'proof' | 'token' | 'subscription' | 'other';

/** Whose call a signal is about. */
export interface SignalCall {
  readonly carrier: CarrierId;
  readonly account: string;
  readonly kind: CallKind;
  /** Ties together what is told of one call, and is what the adapter got to name its request by. */
  readonly requestId: string;
  /** How many tracking numbers it asks for. */
  readonly numbers: number;
}

/** Why a call or an attempt ended without an answer that counts. */
export type CallFailure = TrackingErrorCode | 'aborted';

/** What the pipeline tells a listener of its work. Never holds a URL, a tracking number, a secret or a body. */
export type Signal =
  /** A request is to be made; it may have to wait for a token and for its turn. */
  | ({ readonly type: 'call.started' } & SignalCall)
  /** An answer came, or none will, after all attempts. */
  | ({
      readonly type: 'call.finished';
      /** Milliseconds from `call.started`. */
      readonly durationMs: number;
      /** Milliseconds of them spent waiting for a token and for turns. */
      readonly queuedMs: number;
      readonly attempts: number;
      readonly httpStatus?: number;
      readonly failure?: CallFailure;
    } & SignalCall)
  /** A request leaves, a token request or a retry included. */
  | ({
      readonly type: 'request.sent';
      readonly attempt: number;
      /** Milliseconds that it has waited for a token and for its turn. */
      readonly queuedMs: number;
    } & SignalCall)
  /** The answer to a request was read to its end, or there is none. */
  | ({
      readonly type: 'request.finished';
      readonly attempt: number;
      /** Milliseconds from `request.sent`. */
      readonly durationMs: number;
      readonly httpStatus?: number;
      /** Length of the body, decompressed. */
      readonly bytes?: number;
      /** Why there is no answer; an answer with an error status is one. */
      readonly failure?: CallFailure;
    } & SignalCall)
  /** A request failed and is tried again. */
  | ({
      readonly type: 'request.retried';
      readonly attempt: number;
      readonly because: TrackingErrorCode;
      readonly httpStatus?: number;
    } & SignalCall)
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

/** One call as it is told to a listener, with what has been counted of it so far. */
export interface CallTelemetry {
  readonly call: SignalCall;
  /** An attempt got its token and its turn after so many milliseconds. */
  queued(ms: number): void;
  /** An attempt leaves. */
  sent(attempt: number): AttemptTelemetry;
  finished(result: { readonly httpStatus?: number; readonly failure?: CallFailure }): void;
}

/** One attempt as it is told to a listener. */
export interface AttemptTelemetry {
  finished(result: {
    readonly httpStatus?: number | undefined;
    readonly bytes?: number | undefined;
    readonly failure?: CallFailure | undefined;
  }): void;
}

/** Begins to tell of a call. */
export function tellOfCall(call: SignalCall, clock: Clock, emit: (signal: Signal) => void): CallTelemetry {
  const startedAt = monotonicOf(clock);
  let attempts = 0;
  let queuedMs = 0;
  let queuedForAttempt = 0;
  emit({ type: 'call.started', ...call });
  return {
    call,
    queued(ms) {
      queuedMs += ms;
      queuedForAttempt = ms;
    },
    sent(attempt) {
      const sentAt = monotonicOf(clock);
      attempts += 1;
      emit({ type: 'request.sent', ...call, attempt, queuedMs: queuedForAttempt });
      return {
        finished: (result) =>
          emit({
            type: 'request.finished',
            ...call,
            attempt,
            durationMs: monotonicOf(clock) - sentAt,
            ...compact({ httpStatus: result.httpStatus, bytes: result.bytes, failure: result.failure }),
          }),
      };
    },
    finished(result) {
      emit({
        type: 'call.finished',
        ...call,
        durationMs: monotonicOf(clock) - startedAt,
        queuedMs,
        attempts,
        ...result,
      });
    },
  };
}

/** A listener that cannot harm: its throws and rejections go nowhere. */
export function guarded<Told>(listener: ((told: Told) => unknown) | undefined): (told: Told) => void {
  if (listener === undefined) return () => undefined;
  return (told) => {
    try {
      // By its method, not its class: promises come from other realms too.
      const result = listener(told);
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

/** The part of `node:diagnostics_channel` that is used. */
interface Channel {
  readonly hasSubscribers: boolean;
  publish(message: unknown): void;
}
interface DiagnosticsChannel {
  channel(name: string): Channel;
}

/** The platform's module, where it has one; it is asked for and not imported, so that browsers and edges load this too. */
function platformModule(): DiagnosticsChannel | undefined {
  const {
    process,
  }: { readonly process?: { getBuiltinModule?: (id: string) => DiagnosticsChannel | undefined } } & Pick<
    typeof globalThis,
    'fetch'
  > = globalThis;
  return process?.getBuiltinModule?.('node:diagnostics_channel');
}

/** Publishes each signal on the `diagnostics_channel` that is named after its type: `waybill:request.finished`. */
export function diagnosticsPublisher(): (signal: Signal) => void {
  const platform = platformModule();
  if (platform === undefined) return () => undefined;
  const channels = new Map<Signal['type'], Channel>();
  return (signal) => {
    const channel = channels.get(signal.type) ?? platform.channel(`waybill:${signal.type}`);
    channels.set(signal.type, channel);
    if (channel.hasSubscribers) channel.publish(signal);
  };
}
