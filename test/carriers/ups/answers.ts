import { ups } from 'waybill/carriers/ups';
import type { BatchReading, Outcome, TrackingDraft, WireResponse } from 'waybill/kit';

/** A number with a valid check digit and no parcel. */
export const number = '1Z999AA10123456784';

/** UPS with credentials of nobody. */
export const carrier = ups({ clientId: 'some-client', clientSecret: 'some-secret' });

/** An answer as the core hands it over. */
export function answer(body: unknown, status = 200): WireResponse {
  return { status, headers: {}, body: typeof body === 'string' ? body : JSON.stringify(body) };
}

/** The body of an answer with one package. */
export function bodyOf(parcel: object, shipment: object = {}): object {
  return {
    trackResponse: {
      shipment: [{ inquiryNumber: number, ...shipment, package: [{ trackingNumber: number, ...parcel }] }],
    },
  };
}

/** An activity in Springfield at noon. */
export function activity(type: string, code: string, statusCode?: string, more: object = {}): object {
  return {
    location: { address: { city: 'Springfield', stateProvince: 'IL', countryCode: 'US', country: 'US' }, slic: '0001' },
    status: { type, code, statusCode, description: `${code} ` },
    date: '20260108',
    time: '120000',
    gmtOffset: '-06:00',
    ...more,
  };
}

/** What an answer says of the number asked for. */
export function outcomeOf(body: unknown, status = 200): Outcome<TrackingDraft> {
  return only(carrier.read(answer(body, status), [{ trackingNumber: number }]));
}

/** The outcome in a reading of one number. */
export function only(reading: BatchReading): Outcome<TrackingDraft> {
  if (reading === 'split' || 'next' in reading) throw new Error('asks again');
  const [outcome] = reading;
  if (outcome === undefined || reading.length > 1) throw new Error('one number, one outcome');
  return outcome;
}

/** The tracking in an answer that holds one. */
export function trackingOf(body: unknown): TrackingDraft {
  const outcome = outcomeOf(body);
  if (!outcome.ok) throw outcome.error;
  return outcome.value;
}
