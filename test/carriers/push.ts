import { createHmac } from 'node:crypto';
import type { Outcome, PushCapability, PushReading, PushRequest, TrackingDraft } from 'waybill/kit';

/** Thirty-two characters, as USPS wants them. */
export const secret = 'Kestrel-7f3a91d04c2e8b56-Harbour';

/** Signed by the platform's own means, not by those that are tested. */
export function signatureOf(message: string, key: string = secret): string {
  return createHmac('sha256', key).update(message).digest('base64');
}

/** A push as the core hands it over. */
export function pushOf(body: string | object, headers: Readonly<Record<string, string>> = {}): PushRequest {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { headers, body: text, bytes: new TextEncoder().encode(text) };
}

/** What a push says of parcels; undefined for a push that says nothing of any. */
export function parcelsIn(
  capability: PushCapability | undefined,
  body: string | object,
): (PushReading & { kind: 'parcels' }) | undefined {
  const reading = capability?.read(pushOf(body));
  return reading?.kind === 'parcels' ? reading : undefined;
}

/** The trackings among outcomes. */
export function drafts(outcomes: readonly Outcome<TrackingDraft>[] = []): readonly TrackingDraft[] {
  return outcomes.flatMap((outcome) => (outcome.ok ? [outcome.value] : []));
}
