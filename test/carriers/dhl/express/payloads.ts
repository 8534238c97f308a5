import type { BatchReading, Inquiry, Outcome, TrackingDraft, WireResponse } from 'waybill/kit';
import { dhlExpress } from '../../../../carriers/dhl/index.ts';

/** Invented: a waybill with a good check digit, and the licence plate of a piece. */
export const waybill = '4123456783';
export const plate = 'JD014600001111000001';

type Wire = Readonly<Record<string, unknown>>;

/** A checkpoint at Auckland. */
export function checkpoint(typeCode: string | undefined, fields: Wire = {}): Wire {
  return {
    date: '2026-11-20',
    time: '14:15:00',
    typeCode,
    description: 'Something happened',
    serviceArea: [{ code: 'AKL', description: 'AUCKLAND-NZ' }],
    ...fields,
  };
}

/** A shipment of the MyDHL API. */
export function shipment(events: readonly unknown[], fields: Wire = {}): Wire {
  return { shipmentTrackingNumber: waybill, status: 'Success', events, ...fields };
}

/** An answer with a body, JSON unless it is text. */
export function answer(body: unknown, status = 200): WireResponse {
  return { status, headers: {}, body: typeof body === 'string' ? body : JSON.stringify(body) };
}

/** What the adapter makes of an answer to some numbers. */
export function outcomes(
  response: WireResponse,
  ...asked: readonly (string | Inquiry)[]
): readonly Outcome<TrackingDraft>[] {
  const carrier = dhlExpress({ username: 'user', password: 'secret', numbersPerRequest: 100 });
  const inquiries = (asked.length === 0 ? [waybill] : asked).map((one) =>
    typeof one === 'string' ? { trackingNumber: one } : one,
  );
  const reading = carrier.read(response, inquiries);
  if (!isList(reading)) throw new Error('outcomes were expected');
  return reading;
}

/** Whether an answer was read to its end: neither to be asked for in halves nor to be continued. */
export function isList(reading: BatchReading): reading is readonly Outcome<TrackingDraft>[] {
  return Array.isArray(reading);
}

/** The tracking of the only number asked for. */
export function read(shipments: readonly Wire[], inquiry: Inquiry = { trackingNumber: waybill }): TrackingDraft {
  const [outcome] = outcomes(answer({ shipments }), inquiry);
  if (outcome?.ok !== true) throw outcome?.error ?? new Error('an outcome was expected');
  return outcome.value;
}
