import { codeOfHttpStatus, codeOfPage, fault, isGone, type TrackingError, type WireResponse } from 'waybill/kit';
import type { Advice } from '../shared/answers.ts';
import { identity } from './numbers.ts';

/** A problem detail (RFC 7807), as far as it is read: `detail` repeats what was asked and stays out of messages. */
export interface ProblemDetail {
  readonly status: number;
  readonly detail?: string;
  /** `/shipment/{number}` in some answers about an unknown number. */
  readonly instance?: string;
}

/**
 * A problem body, or undefined for anything else. MyDHL has the same keys, but writes `status` as text and adds
 * `message`; a number beside a message about a shipment is what is left of a problem in some stored answers.
 */
export function readProblem(value: unknown): ProblemDetail | undefined {
  if (typeof value !== 'object' || value === null || 'shipments' in value) return undefined;
  const { status, title, detail, instance, message } = value as Partial<Record<string, unknown>>;
  if (typeof status !== 'number') return undefined;
  if (typeof message === 'string') return /shipment/i.test(message) ? { status, detail: message } : undefined;
  if ('message' in value || typeof title !== 'string') return undefined;
  return {
    status,
    ...(typeof detail === 'string' && { detail }),
    ...(typeof instance === 'string' && { instance }),
  };
}

const advice: Advice = {
  invalid_request: 'refused the request; check locale, service and country codes given to dhl()',
  unauthorized: 'refused the API key; check it, and that its app is approved for Shipment Tracking – Unified',
  not_found:
    'does not know this number, or not yet: labels appear 10 to 30 minutes after they were made; ask again later, and ' +
    'check the number and the service given to dhl()',
};

/**
 * The typed error of a problem; numbers that cannot exist and numbers not yet known are both 404. Undefined stands for a
 * body that is none, which says nothing of a number.
 */
export function errorOf(
  problem: ProblemDetail | undefined,
  httpStatus: number,
  trackingNumber: string | undefined,
): TrackingError {
  const status = problem?.status ?? httpStatus;
  const blamesNumber = status === 400 && /tracking\s?(number|id)/i.test(problem?.detail ?? '');
  const code = blamesNumber ? 'invalid_number' : problem ? codeOfHttpStatus(status) : codeOfPage(status);
  const retryable = (problem === undefined && isGone(status)) || undefined;
  return fault(identity, code, { trackingNumber, httpStatus: status, retryable }, advice[code]);
}

/** What DHL asks for after a 429 that does not say how long: its spike arrest is one call in 5 seconds. */
const silenceMs = 5_000;

/**
 * How long to stay silent after a 429 without `Retry-After`, which is how DHL sends it. Spike arrest and used-up daily
 * quota look the same; the core's own count of the day tells them apart.
 */
export function throttledForMs(response: WireResponse): number | undefined {
  return response.status === 429 && response.headers['retry-after'] === undefined ? silenceMs : undefined;
}
