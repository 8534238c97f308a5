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
  jsonOf,
  leftOut,
  type Outcome,
  type Payload,
  type PayloadFormat,
  parsePayload,
  present,
  type TrackingDraft,
  text,
  type WireResponse,
} from 'waybill/kit';
import { byNumber } from '../shared/answers.ts';
import { identity, isWaybill } from '../shared/express-numbers.ts';
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

/** What an answer says of each number. A 400 for several may be about one of them. */
export function readResponse(response: WireResponse, inquiries: readonly Inquiry[]): BatchReading {
  const payload = parsePayload(response.body);
  const [first, ...others] = inquiries;
  const asked = others.length === 0 && first !== undefined ? first.trackingNumber : '';
  const matches = isSuccess(response.status) ? readMatches(jsonOf(payload), asked) : undefined;
  if (matches !== undefined) {
    const named = byNumber(matches.flatMap(namesOf), ({ number }) => number);
    return inquiries.map((inquiry) => {
      const { trackingNumber } = inquiry;
      const ours = named.get(trackingNumber)?.map(({ match }) => match);
      const meant = ours ?? (asked === '' ? [] : matches.filter(isAbout(asked)));
      return outcomeOf(meant, trackingNumber, inquiry) ?? failed(trackingNumber, leftOut(identity, trackingNumber));
    });
  }
  if (response.status === 400 && inquiries.length > 1) return 'split';
  return failAll(inquiries, (number) => errorOf(response, payload, number));
}

/** A shipment by the numbers that it goes by: its own and those of its pieces. */
function namesOf(match: Match): readonly { readonly number: string; readonly match: Match }[] {
  const { shipmentTrackingNumber, pieces } = match.wire;
  const numbers = [shipmentTrackingNumber, ...pieces.map((piece) => piece?.trackingNumber)].map(text);
  return [...new Set(numbers)].flatMap((number) => (number === undefined ? [] : [{ number, match }]));
}

/** Asked for by the number of a piece at shipment level, the answer does not show that number. */
function isAbout(asked: string): (match: Match) => boolean {
  return ({ wire }) => !isWaybill(asked) || text(wire.shipmentTrackingNumber) === undefined;
}

/**
 * Waybills are used again after some months: the shipment's date tells two apart. Unknown where DHL lists the number
 * without having found it; undefined where it is not listed.
 */
function outcomeOf(
  matches: readonly Match[],
  number: string,
  hints: Partial<Inquiry>,
): Outcome<TrackingDraft> | undefined {
  if (matches.length === 0) return undefined;
  const draft = chooseShipment(matches.flatMap(({ draft }) => draft ?? []).map(expressMatch), hints);
  if (draft !== undefined) return found(number, draft);
  return failed(number, fault(identity, 'not_found', { trackingNumber: text(number) }));
}

/** The shipments that a reference found, each with its own number. */
export function readShipments(response: WireResponse, reference: string): readonly Outcome<TrackingDraft>[] {
  const payload = parsePayload(response.body);
  const matches = isSuccess(response.status) ? readMatches(jsonOf(payload), '') : undefined;
  if (matches === undefined) return [failed(reference, errorOf(response, payload, reference))];
  if (matches.length === 0) return [failed(reference, fault(identity, 'not_found', { trackingNumber: reference }))];
  return outcomesOf(matches);
}

/** Every number of a stored answer, once; an error body is about the number in its path. */
export function readStored(payload: Payload): readonly Outcome<TrackingDraft>[] {
  if (payload.kind !== 'json') return [];
  const wire = readFault(payload.value);
  if (wire === undefined) {
    const outcomes = outcomesOf(readMatches(payload.value, '') ?? []);
    return outcomes.length > 0 ? outcomes : [failed('', fault(identity, 'unexpected_response'))];
  }
  const [, number = ''] = /(?:\/shipments\/|[?&]shipmentTrackingNumber=)([^/?&#]+)/.exec(wire.instance ?? '') ?? [];
  return [failed(number, faultError(wire, 200, text(number)))];
}

function outcomesOf(matches: readonly Match[]): readonly Outcome<TrackingDraft>[] {
  const numberOf = ({ wire, draft }: Match): string => draft?.trackingNumber ?? text(wire.shipmentTrackingNumber) ?? '';
  return [...byNumber(matches, numberOf)].flatMap(([number, group]) => outcomeOf(group, number, {}) ?? []);
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
