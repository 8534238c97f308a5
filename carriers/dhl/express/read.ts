import {
  type BatchReading,
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
  type TrackingDraft,
  text,
  type WireResponse,
} from 'waybill/kit';
import { identity } from '../shared/express-numbers.ts';
import { expressMatch, trackingOf } from '../shared/express-tracking.ts';
import { errorOf, faultError, readFault } from './errors.ts';
import { shipmentOf } from './translate.ts';
import { readAnswer, type WireShipment } from './wire.ts';

/** Name of the payload format. */
const formatName = 'dhl.express';

/** A shipment as sent and as read. */
interface Match {
  readonly wire: WireShipment;
  /** Absent where the number is listed as unknown. */
  readonly draft: TrackingDraft | undefined;
}

/**
 * What an answer says of each number. Numbers that the answer leaves out are unknown. A 400 for several may be about
 * one of them.
 */
export function readResponse(response: WireResponse, inquiries: readonly Inquiry[]): BatchReading {
  const payload = parsePayload(response.body);
  const isFine = isSuccess(response.status);
  const [first, ...others] = inquiries;
  const asked = others.length === 0 && first !== undefined ? first.trackingNumber : '';
  const matches = isFine && payload.kind === 'json' ? readMatches(payload.value, asked) : undefined;
  if (matches !== undefined) return inquiries.map((inquiry) => outcomeOf(matches, inquiry, inquiries.length === 1));
  if (response.status === 400 && inquiries.length > 1) return 'split';
  return failAll(inquiries, (number) => errorOf(response, payload, number));
}

function outcomeOf(matches: readonly Match[], inquiry: Inquiry, isAlone: boolean): Outcome<TrackingDraft> {
  const { trackingNumber } = inquiry;
  const ours = matches.filter((match) => isAbout(match, trackingNumber));
  // Asked for by the number of a piece at shipment level, the answer does not show that number.
  const draft = choose(ours.length === 0 && isAlone ? matches : ours, inquiry);
  return draft === undefined
    ? failed(trackingNumber, fault(identity, 'not_found', { trackingNumber }))
    : found(trackingNumber, draft);
}

function isAbout({ wire }: Match, number: string): boolean {
  if (text(wire.shipmentTrackingNumber) === number) return true;
  return wire.pieces.some((piece) => text(piece?.trackingNumber) === number);
}

/** Waybills are used again after some months: the shipment's date tells two apart. */
function choose(matches: readonly Match[], inquiry: Partial<Inquiry>): TrackingDraft | undefined {
  const drafts = matches.flatMap(({ draft }) => draft ?? []);
  return chooseShipment(drafts.map(expressMatch), inquiry);
}

/** The shipments that a reference found, each with its own number. */
export function readShipments(response: WireResponse, reference: string): readonly Outcome<TrackingDraft>[] {
  const payload = parsePayload(response.body);
  const isFine = isSuccess(response.status);
  const matches = isFine && payload.kind === 'json' ? readMatches(payload.value, '') : undefined;
  if (matches === undefined) return [failed(reference, errorOf(response, payload, reference))];
  if (matches.length === 0) return [failed(reference, fault(identity, 'not_found', { trackingNumber: reference }))];
  return outcomesOf(matches);
}

/** Every number of a stored answer, once; an error body is about the number in its path. */
export function readStored(payload: Payload): readonly Outcome<TrackingDraft>[] {
  if (payload.kind !== 'json') return [];
  const wire = readFault(payload.value);
  if (wire === undefined) return outcomesOf(readMatches(payload.value, '') ?? []);
  const [, number = ''] = /(?:\/shipments\/|[?&]shipmentTrackingNumber=)([^/?&#]+)/.exec(wire.instance ?? '') ?? [];
  return [failed(number, faultError(wire, 200, text(number)))];
}

function outcomesOf(matches: readonly Match[]): readonly Outcome<TrackingDraft>[] {
  const numberOf = ({ wire, draft }: Match): string => draft?.trackingNumber ?? text(wire.shipmentTrackingNumber) ?? '';
  return [...new Set(matches.map(numberOf))].map((number) => {
    const draft = choose(
      matches.filter((match) => numberOf(match) === number),
      {},
    );
    if (draft !== undefined) return found(number, draft);
    return failed(number, fault(identity, 'not_found', { trackingNumber: text(number) }));
  });
}

/** `asked` stands in for a number that the answer leaves out. */
function readMatches(value: unknown, asked: string): readonly Match[] | undefined {
  const reading = readAnswer(value);
  return reading?.value.shipments.flatMap((wire, index) => {
    if (!wire) return [];
    const path = `shipments.${index}`;
    const issues: Issue[] = reading.issues.filter((issue) => `${issue.path}.`.startsWith(`${path}.`));
    return [
      { wire, draft: isUnknown(wire) ? undefined : trackingOf(shipmentOf(wire, path, asked), formatName, issues) },
    ];
  });
}

/** Listed, but not found: the look-up did not succeed and there is nothing to tell. */
function isUnknown(wire: WireShipment): boolean {
  const outcome = text(wire.status);
  if (outcome === undefined || /^success$/i.test(outcome)) return false;
  const facts = [wire.estimatedDeliveryDate, wire.estimatedTimeOfDelivery, wire.shipmentTimestamp, wire.productCode];
  return present(wire.events).length + present(wire.pieces).length === 0 && !facts.some((fact) => text(fact));
}

/** The unified API has `shipments` too, with `id` and `service` in each. */
function matches(payload: Payload): boolean {
  if (payload.kind !== 'json' || typeof payload.value !== 'object' || payload.value === null) return false;
  const { value } = payload;
  if (!('shipments' in value)) return isOurFault(value);
  const shipments: unknown = value.shipments;
  return (Array.isArray(shipments) ? shipments : [shipments]).some(
    (item: unknown) => typeof item === 'object' && item !== null && 'shipmentTrackingNumber' in item,
  );
}

function isOurFault(value: object): boolean {
  return readFault(value)?.instance?.startsWith('/expressapi/') === true;
}

/** What the MyDHL API answers about shipments, errors included. */
export const dhlExpressFormat: PayloadFormat = { name: formatName, matches, read: readStored };
