import type { Inquiry, Outcome, TrackingDraft, TrackingError, WireResponse } from 'waybill/kit';
import { dhl } from '../../../../carriers/dhl/index.ts';

/** Invented: an Express waybill with a good check digit. */
export const waybill = '4123456783';

type Wire = Readonly<Record<string, unknown>>;

/** One line of a history, at a quarter past two unless it says otherwise. */
export function line(fields: Wire): Wire {
  return { timestamp: '2026-11-20T14:15:00+01:00', statusCode: 'transit', ...fields };
}

/** A shipment of DHL Express with one line; fields replace its own. */
export function shipment(fields: Wire = {}): Wire {
  const newest = line({ status: 'PU', description: 'Fetched' });
  const events = 'events' in fields ? fields.events : [newest];
  const status = Array.isArray(events) ? (events[0] ?? newest) : newest;
  return { id: waybill, service: 'express', status, ...fields, events };
}

/** An answer with a body, JSON unless it is text. */
export function answer(body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): WireResponse {
  return { status, headers, body: typeof body === 'string' ? body : JSON.stringify(body) };
}

/** What the adapter makes of an answer to one inquiry: one outcome, or none where the answer leaves the number out. */
export function outcomesOf(
  response: WireResponse,
  inquiry: Partial<Inquiry> = {},
  service?: string,
): readonly Outcome<TrackingDraft>[] {
  const carrier = dhl({ apiKey: 'key', ...(service !== undefined && { service }) });
  const reading = carrier.read(response, [{ trackingNumber: waybill, ...inquiry }]);
  if (reading === 'split' || 'next' in reading || reading.length > 1) throw new Error('one outcome was expected');
  return reading;
}

/** What the adapter makes of an answer to one inquiry that does not leave it out. */
export function outcomeOf(...given: Parameters<typeof outcomesOf>): Outcome<TrackingDraft> {
  const [outcome] = outcomesOf(...given);
  if (outcome === undefined) throw new Error('one outcome was expected');
  return outcome;
}

/** The tracking read from shipments. */
export function read(shipments: readonly Wire[], inquiry: Partial<Inquiry> = {}, service?: string): TrackingDraft {
  const outcome = outcomeOf(answer({ shipments }), inquiry, service);
  if (!outcome.ok) throw outcome.error;
  return outcome.value;
}

/** The error read from an answer. */
export function errorOf(response: WireResponse): TrackingError {
  const outcome = outcomeOf(response);
  if (outcome.ok) throw new Error('an error was expected');
  return outcome.error;
}
