import { readFileSync } from 'node:fs';
import type { Inquiry, Outcome, TrackingDraft, WireResponse } from 'waybill/kit';
import { fedex } from '../../../carriers/fedex/index.ts';

/** An adapter with invented credentials. */
export const carrier = fedex({ clientId: 'l7-invented', clientSecret: 'invented' });

/** An invented answer in the shape of recorded ones. */
export function recording(name: string): string {
  return readFileSync(new URL(`../../recordings/fedex/${name}.json`, import.meta.url), 'utf8');
}

/** An answer of the tracking endpoint. */
export function answer(body: unknown, status = 200): WireResponse {
  return { status, headers: {}, body: typeof body === 'string' ? body : JSON.stringify(body) };
}

/** The answer for one number with these shipments. */
export function answerFor(number: string, ...trackResults: readonly unknown[]): WireResponse {
  return answer({ output: { completeTrackResults: [{ trackingNumber: number, trackResults }] } });
}

/** The outcomes for these numbers; fails where the answer is to be asked again in halves. */
export function outcomes(
  response: WireResponse,
  ...asked: readonly (string | Inquiry)[]
): readonly Outcome<TrackingDraft>[] {
  const reading = carrier.read(
    response,
    asked.map((one) => (typeof one === 'string' ? { trackingNumber: one } : one)),
  );
  if (reading === 'split' || 'next' in reading) throw new Error('asks again');
  return reading;
}

/** A number that no story is told of. */
export const number = '771234005615';

/** What is read of one shipment. */
export function read(result: Readonly<Record<string, unknown>>): TrackingDraft {
  const [outcome] = outcomes(answerFor(number, result), number);
  if (outcome?.ok !== true) throw new Error(outcome?.error.message ?? 'no outcome');
  return outcome.value;
}

/** A scan at noon of a day in November 2026. */
export function scan(day: number, eventType: string, more: Readonly<Record<string, unknown>> = {}) {
  return { date: `2026-11-${String(day).padStart(2, '0')}T12:00:00-05:00`, eventType, ...more };
}
