import {
  codeOfHttpStatus,
  codeOfPage,
  fault,
  type JsonPayload,
  jsonOf,
  type TrackingError,
  text,
  unreadable,
  type WireResponse,
} from 'waybill/kit';
import { type Advice, pageError } from '../shared/answers.ts';
import { identity } from '../shared/express-numbers.ts';

/** An error of the MyDHL API, as far as it is read: `detail` repeats what was asked and stays out of messages. */
export interface WireFault {
  /** An HTTP status as text, in most cases. */
  readonly status: string | undefined;
  readonly title: string | undefined;
  readonly detail: string | undefined;
  /** The path that was asked, with its query. */
  readonly instance: string | undefined;
}

/** An error body, or undefined for anything else. The unified API writes `status` as a number. */
export function readFault(value: unknown): WireFault | undefined {
  if (typeof value !== 'object' || value === null || 'shipments' in value) return undefined;
  const { status, title, detail, instance } = value as Partial<Record<string, unknown>>;
  const isOurs = typeof status === 'string' && (typeof title === 'string' || typeof instance === 'string');
  if (!isOurs) return undefined;
  const word = (field: unknown): string | undefined => (typeof field === 'string' ? text(field) : undefined);
  return { status, title: word(title), detail: word(detail), instance: word(instance) };
}

const advice: Advice = {
  unauthorized:
    'refused the credentials; check the username and password of the MyDHL API, and that they are for this environment',
  invalid_request: 'refused the request; check the options given to dhlExpress()',
};

/** The typed error of an answer that is not about shipments. */
export function errorOf(response: WireResponse, payload: JsonPayload, trackingNumber: string): TrackingError {
  const wire = readFault(jsonOf(payload));
  if (wire !== undefined) return faultError(wire, response.status, trackingNumber);
  return payload.kind === 'unreadable' && !Object.hasOwn(advice, codeOfPage(response.status))
    ? unreadable(identity, response, payload, trackingNumber)
    : pageError(identity, response, trackingNumber, advice);
}

/** The typed error of an error body; a status that is none of HTTP (`998`) gives way to that of the answer. */
export function faultError(wire: WireFault, httpStatus: number, trackingNumber?: string): TrackingError {
  const stated = Number(wire.status);
  const status = stated >= 400 && stated < 600 ? stated : httpStatus;
  const blamesNumber = status === 400 && /tracking\s?number/i.test(wire.detail ?? '');
  const code = blamesNumber ? 'invalid_number' : status < 400 ? 'unexpected_response' : codeOfHttpStatus(status);
  return fault(identity, code, { trackingNumber, httpStatus: status }, advice[code]);
}
