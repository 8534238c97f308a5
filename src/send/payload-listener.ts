import type { Carrier, Inquiry } from '../carrier/carrier.ts';
import { formatNameOf, type PayloadFormat } from '../carrier/payload.ts';
import { compact } from '../model/compact.ts';
import type { CarrierId } from '../model/tracking.ts';
import type { Clock } from '../time/clock.ts';
import { guarded } from './telemetry.ts';

/**
 * What a carrier sent, as it came, to be kept beside what was made of it: given to `readPayload`, the body is read to the same
 * again, and better once the tables have improved. It is personal data, as carriers send it. Answers to requests for tokens,
 * documents and subscriptions are none, and no header or credential is ever in it.
 */
export interface CarrierPayload {
  readonly carrier: CarrierId;
  /** An answer to tracking numbers, an answer to a reference, or a push. */
  readonly kind: 'track' | 'reference' | 'push';
  /** The name of its format, such as `fedex.track-v1`; absent for an answer that is of none, such as an error. */
  readonly format?: string;
  /** The numbers that were asked for; of a push those that it speaks of, of an answer to a reference none. */
  readonly trackingNumbers: readonly string[];
  /** The reference that was asked for. */
  readonly reference?: string;
  /** Of an answer. */
  readonly httpStatus?: number;
  /** The text that came; bytes are decoded. */
  readonly body: string;
  /** When it came, UTC. */
  readonly receivedAt: string;
}

/**
 * Receives what carriers send, before it is read. What it throws, or rejects with, is ignored, and nobody waits for it: a
 * listener harms nothing.
 */
export type PayloadListener = (payload: CarrierPayload) => unknown;

/** What is known of a payload where it comes in. */
export type ReceivedPayload = Pick<CarrierPayload, 'kind' | 'body'> & {
  readonly httpStatus?: number;
  readonly inquiries?: readonly Pick<Inquiry, 'trackingNumber'>[];
  readonly reference?: string;
};

/** Hands out what a carrier sent. */
export type PayloadEmitter = (carrier: Carrier, received: ReceivedPayload) => void;

/** Hands payloads to a listener; without one, nothing is looked at. */
export function payloadsTo(listener: PayloadListener | undefined, clock: Clock): PayloadEmitter {
  if (listener === undefined) return () => undefined;
  const tell = guarded(listener);
  return ({ id, formats, push }, { kind, body, httpStatus, inquiries = [], reference }) =>
    tell(
      compact({
        carrier: id,
        kind,
        format: nameOf(body, [...formats, ...(push?.formats ?? [])]),
        trackingNumbers: inquiries.map(({ trackingNumber }) => trackingNumber),
        reference,
        httpStatus,
        body,
        receivedAt: new Date(clock.now()).toISOString(),
      }),
    );
}

function nameOf(body: string, formats: readonly PayloadFormat[]): string | undefined {
  try {
    return formatNameOf(body, formats);
  } catch {
    // Formats are an adapter's code too; the payload is handed out all the same.
    return undefined;
  }
}
