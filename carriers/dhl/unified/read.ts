import {
  chooseShipment,
  failAll,
  failed,
  fault,
  found,
  type Inquiry,
  type Issue,
  isSuccess,
  type Outcome,
  type Payload,
  type PayloadFormat,
  parsePayload,
  present,
  readTime,
  type ShipmentMatch,
  type TrackingDraft,
  text,
  unreadable,
  type WireResponse,
} from 'waybill/kit';
import { storedOutcomes } from '../shared/shipment-entries.ts';
import { errorOf, readProblem } from './errors.ts';
import { identity } from './numbers.ts';
import { formatName, trackingOf } from './tracking.ts';

import { readAnswer, type WireShipment } from './wire.ts';

/** A shipment as sent and as read. */
interface Match {
  readonly wire: WireShipment;
  readonly draft: TrackingDraft;
}

/**
 * What an answer says of the number that was asked; `service` leaves out shipments of other divisions. DHL says 404 of a
 * number that it does not know.
 */
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
  if (!isSuccess(status) || problem !== undefined) {
    return failAll(inquiries, (number) => errorOf(problem, status, number));
  }
  return inquiries.flatMap((inquiry) => readInquiry(payload.value, inquiry, service, status) ?? []);
}

function readInquiry(
  value: unknown,
  inquiry: Inquiry,
  service: string | undefined,
  httpStatus: number,
): Outcome<TrackingDraft> | undefined {
  const { trackingNumber } = inquiry;
  const all = readMatches(value, trackingNumber);
  if (all === undefined) {
    return failed(trackingNumber, fault(identity, 'unexpected_response', { trackingNumber, httpStatus }));
  }
  const meant = all.filter(({ wire }) => service === undefined || (wire.service ?? service) === service);
  const draft = chooseShipment(meant.map(matchOf), inquiry);
  return draft && found(trackingNumber, draft);
}

/** Every number of a stored answer, once; shipments under the same number are candidates of it. */
export function readStored(payload: Payload): readonly Outcome<TrackingDraft>[] {
  if (payload.kind !== 'json') return [];
  const problem = readProblem(payload.value);
  if (problem !== undefined) {
    const number = numberOf(problem.instance);
    return [failed(number, errorOf(problem, 200, number === '' ? undefined : number))];
  }
  const matches = readMatches(payload.value, '') ?? [];
  if (matches.length === 0) return [failed('', fault(identity, 'unexpected_response'))];
  return storedOutcomes(
    matches.map((match) => {
      const number = match.draft.trackingNumber;
      return { numbers: [number], outcome: found(number, matchOf(match)) };
    }),
  );
}

/** Numbers of the division's own beside the one that was asked for. */
const innerNumbers: ReadonlySet<string | null | undefined> = new Set(['ecommerce-number', 'shipment-id', 'housebill']);

/**
 * DHL has no key for one of several shipments. Division, number and the division's inner number tell them apart and
 * stay: `ecommerce~64888~3041908921356072`.
 */
function matchOf({ wire, draft }: Match): ShipmentMatch {
  const service = text(wire.service);
  const inner = present(wire.details?.references).find(({ type }) => innerNumbers.has(type));
  const parts = [service, text(draft.trackingNumber), text(inner?.number)];
  return {
    tracking: draft,
    uniqueId: text(parts.filter((part) => part !== undefined).join('~')),
    service,
    lastAt: readTime(wire.status?.timestamp),
  };
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
  if ('id' in item || ('service' in item && ('status' in item || 'events' in item))) return true;
  // Without a number and a division: lines of MyDHL have `date` in place of `timestamp`.
  const lines: readonly unknown[] = [
    'status' in item ? item.status : undefined,
    ...('events' in item && Array.isArray(item.events) ? (item.events as readonly unknown[]) : []),
  ];
  return lines.some((line) => typeof line === 'object' && line !== null && 'timestamp' in line);
}

/** What Shipment Tracking – Unified answers, errors included. */
export const dhlUnifiedFormat: PayloadFormat = { name: formatName, matches, read: readStored };
