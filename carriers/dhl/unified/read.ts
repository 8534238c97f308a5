import {
  failAll,
  failed,
  fault,
  found,
  type Inquiry,
  type Issue,
  type Outcome,
  type Payload,
  type PayloadFormat,
  parsePayload,
  type TrackingDraft,
  unreadable,
  type WireResponse,
} from 'waybill/kit';
import { chooseAmong, type Match } from './candidates.ts';
import { errorOf, readProblem } from './errors.ts';
import { identity } from './numbers.ts';
import { formatName, trackingOf } from './tracking.ts';

import { readAnswer } from './wire.ts';

/** What an answer says of the number that was asked; `service` leaves out shipments of other divisions. */
export function readResponse(
  response: WireResponse,
  inquiries: readonly Inquiry[],
  service: string | undefined,
): readonly Outcome<TrackingDraft>[] {
  const payload = parsePayload(response.body);
  const { status } = response;
  if (payload.kind === 'unreadable') {
    return failAll(inquiries, (number) => unreadable(identity, response, payload, number));
  }
  const problem = readProblem(payload.value);
  if (status < 200 || status >= 300 || problem !== undefined) {
    return failAll(inquiries, (number) => errorOf(problem ?? {}, status, number));
  }
  return inquiries.map((inquiry) => readInquiry(payload.value, inquiry, service, status));
}

function readInquiry(
  value: unknown,
  inquiry: Inquiry,
  service: string | undefined,
  httpStatus: number,
): Outcome<TrackingDraft> {
  const { trackingNumber } = inquiry;
  const all = readMatches(value, trackingNumber);
  if (all === undefined) {
    return failed(trackingNumber, fault(identity, 'unexpected_response', { trackingNumber, httpStatus }));
  }
  const meant = all.filter(({ wire }) => service === undefined || (wire.service ?? service) === service);
  const draft = chooseAmong(meant, inquiry);
  return draft === undefined
    ? failed(trackingNumber, fault(identity, 'not_found', { trackingNumber, httpStatus }))
    : found(trackingNumber, draft);
}

/** Every number of a stored answer, once; shipments under the same number are candidates of it. */
export function readStored(payload: Payload): readonly Outcome<TrackingDraft>[] {
  if (payload.kind !== 'json') return [];
  const problem = readProblem(payload.value);
  if (problem !== undefined) {
    const number = numberOf(problem.instance);
    return [failed(number, errorOf(problem, 200, number === '' ? undefined : number))];
  }
  const groups = new Map<string, Match[]>();
  for (const match of readMatches(payload.value, '') ?? []) {
    const group = groups.get(match.draft.trackingNumber);
    if (group === undefined) groups.set(match.draft.trackingNumber, [match]);
    else group.push(match);
  }
  return [...groups].flatMap(([number, matches]) => {
    const draft = chooseAmong(matches, {});
    return draft === undefined ? [] : [found(number, draft)];
  });
}

/** `/shipment/{number}`, which some problem bodies hold. */
function numberOf(instance: string | undefined): string {
  return /^\/shipment\/([^/?#]+)$/.exec(instance ?? '')?.[1] ?? '';
}

function readMatches(value: unknown, asked: string): readonly Match[] | undefined {
  const reading = readAnswer(value);
  if (reading === undefined || typeof value !== 'object' || value === null || !('shipments' in value)) return undefined;
  const { shipments } = reading.value;
  // Something is there, and none of it is a shipment: that is no word on the number.
  if (shipments.length > 0 && shipments.every((wire) => !wire)) return undefined;
  return shipments.flatMap((wire, index) => {
    if (!wire) return [];
    const path = `shipments.${index}`;
    const issues: Issue[] = reading.issues.filter((issue) => `${issue.path}.`.startsWith(`${path}.`));
    return [{ wire, draft: trackingOf(wire, path, asked, issues) }];
  });
}

/** MyDHL has `shipments` too, each with `shipmentTrackingNumber`; a push has a `scope` beside them. */
function matches(payload: Payload): boolean {
  if (payload.kind !== 'json' || typeof payload.value !== 'object' || payload.value === null) return false;
  const { value } = payload;
  if (!('shipments' in value)) return readProblem(value) !== undefined;
  if ('scope' in value || !Array.isArray(value.shipments)) return false;
  const shipments: readonly unknown[] = value.shipments;
  return shipments.length === 0 || shipments.some(isShipment);
}

function isShipment(item: unknown): boolean {
  if (typeof item !== 'object' || item === null || 'shipmentTrackingNumber' in item) return false;
  return 'id' in item || ('service' in item && ('status' in item || 'events' in item));
}

/** What Shipment Tracking – Unified answers, errors included. */
export const dhlUnifiedFormat: PayloadFormat = { name: formatName, matches, read: readStored };
