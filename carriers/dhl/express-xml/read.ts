import {
  type BatchReading,
  chooseShipment,
  codeOfPage,
  failAll,
  failed,
  fault,
  found,
  type Inquiry,
  type Issue,
  type Outcome,
  type Payload,
  type PayloadFormat,
  present,
  type TrackingDraft,
  type TrackingError,
  type WireResponse,
} from 'waybill/kit';
import { parseXml, xmlText } from 'waybill/kit-xml';
import { identity, isWaybill } from '../shared/express-numbers.ts';

import { expressMatch, trackingOf } from '../shared/express-tracking.ts';
import { conditionError, errorOf } from './errors.ts';
import { shipmentOf } from './translate.ts';
import { readAnswer, type WireAwb, type WireResponseBody } from './wire.ts';

/** Name of the payload format. */
const formatName = 'dhl.xml-pi';

/** What the answer says of one shipment, and the numbers that it goes by. */
interface Entry {
  readonly numbers: readonly string[];
  readonly outcome: Outcome<TrackingDraft>;
}

/**
 * What an answer says of each number; those that it leaves out are unknown. XML Services answers 200 whatever happens.
 * Waybills and pieces cannot be asked for together: a request for both asked for the waybills only, and is split.
 */
export function readResponse(response: WireResponse, inquiries: readonly Inquiry[]): BatchReading {
  const kinds = new Set(inquiries.map(({ trackingNumber }) => isWaybill(trackingNumber)));
  if (kinds.size > 1) return 'split';
  const { status } = response;
  const answer = parse(response.body);
  if (answer === undefined) {
    const code = codeOfPage(status);
    return failAll(inquiries, (trackingNumber) =>
      fault(identity, code, {
        trackingNumber,
        httpStatus: status,
        retryable: code === 'unexpected_response' || undefined,
      }),
    );
  }
  const entries = entriesOf(answer, inquiries.length === 1 ? (inquiries[0]?.trackingNumber ?? '') : '');
  const whole = wholeError(answer);
  return inquiries.map((inquiry) => outcomeOf(entries, inquiry, whole));
}

function outcomeOf(
  entries: readonly Entry[],
  inquiry: Inquiry,
  whole: ((trackingNumber: string) => TrackingError) | undefined,
): Outcome<TrackingDraft> {
  const { trackingNumber } = inquiry;
  const ours = entries.filter(({ numbers }) => numbers.includes(trackingNumber));
  const draft = choose(ours, inquiry);
  if (draft !== undefined) return found(trackingNumber, draft);
  const refused = ours.find(({ outcome }) => !outcome.ok)?.outcome;
  if (refused !== undefined && !refused.ok) return failed(trackingNumber, refused.error);
  return failed(trackingNumber, whole?.(trackingNumber) ?? fault(identity, 'not_found', { trackingNumber }));
}

function choose(entries: readonly Entry[], inquiry: Partial<Inquiry>): TrackingDraft | undefined {
  const drafts = entries.flatMap(({ outcome }) => (outcome.ok ? [outcome.value] : []));
  return chooseShipment(drafts.map(expressMatch), inquiry);
}

/** Every number of a stored answer, once. */
export function readStored(payload: Payload): readonly Outcome<TrackingDraft>[] {
  if (payload.kind !== 'xml') return [];
  const answer = parse(payload.body);
  if (answer === undefined) return [failed('', fault(identity, 'unexpected_response'))];
  const entries = entriesOf(answer, '');
  const whole = wholeError(answer);
  if (entries.length === 0) return [failed('', whole?.('') ?? fault(identity, 'not_found'))];
  const numbers = new Set(entries.map(({ outcome }) => outcome.trackingNumber));
  return [...numbers].flatMap((number) => {
    const ours = entries.filter(({ outcome }) => outcome.trackingNumber === number);
    const draft = choose(ours, {});
    return draft === undefined ? ours.slice(0, 1).map(({ outcome }) => outcome) : [found(number, draft)];
  });
}

/** The error that stands for all numbers, of a root that has no shipments. */
function wholeError({ Response, AWBInfo }: WireResponseBody): ((number: string) => TrackingError) | undefined {
  const status = Response?.Status;
  if (!status || present(AWBInfo).length > 0) return undefined;
  return (number) => errorOf(status, number === '' ? undefined : number);
}

function parse(body: string): (WireResponseBody & { readonly issues: readonly Issue[] }) | undefined {
  const document = parseXml(body);
  if (!document.ok || !/^(?:TrackingResponse|ShipmentTrackingErrorResponse|ErrorResponse)$/.test(document.root)) {
    return undefined;
  }
  const reading = readAnswer(document.value);
  return reading && { ...reading.value, issues: reading.issues };
}

function entriesOf(answer: WireResponseBody & { readonly issues: readonly Issue[] }, asked: string): readonly Entry[] {
  const entries = answer.AWBInfo.flatMap((awb, index) => {
    if (!awb) return [];
    const path = `AWBInfo.${index}`;
    return [
      entryOf(
        awb,
        path,
        answer.issues.filter((issue) => `${issue.path}.`.startsWith(`${path}.`)),
        asked,
      ),
    ];
  });
  const faults = present(answer.Fault?.PieceFault).map((piece): Entry => {
    const number = xmlText(piece.PieceID) ?? '';
    const error = conditionError(piece, xmlText(piece.ConditionData) ?? '', number === '' ? undefined : number);
    return { numbers: [number], outcome: failed(number, error) };
  });
  return [...entries, ...faults];
}

function entryOf(awb: WireAwb, path: string, issues: readonly Issue[], asked: string): Entry {
  const number = xmlText(awb.AWBNumber) ?? numberInWords(awb);
  if (!isFound(awb)) {
    const trackingNumber = number ?? asked;
    const error = errorOf(awb.Status, trackingNumber === '' ? undefined : trackingNumber);
    return { numbers: [trackingNumber], outcome: failed(trackingNumber, error) };
  }
  const draft = trackingOf(shipmentOf(awb, path, asked), formatName, [...issues]);
  const plates = present(awb.Pieces?.PieceInfo).map(({ PieceDetails }) => xmlText(PieceDetails?.LicensePlate) ?? '');
  return { numbers: [draft.trackingNumber, ...plates], outcome: found(draft.trackingNumber, draft) };
}

/** `success`, or no word on it and something to tell. */
function isFound({ Status, ShipmentInfo, Pieces }: WireAwb): boolean {
  const action = xmlText(Status?.ActionStatus);
  return action === undefined ? Boolean(ShipmentInfo ?? Pieces) : /^success$/i.test(action);
}

/** `No Shipments Found for AWBNumber 4123456783` */
function numberInWords({ Status }: WireAwb): string | undefined {
  const words = present(Status?.Condition).map(({ ConditionData }) => xmlText(ConditionData) ?? '');
  return words.flatMap((sentence) => /\b(?=[A-Z\d]*\d{6})[A-Z\d]{8,35}\b/.exec(sentence) ?? [])[0];
}

const roots = /^(?:TrackingResponse|ShipmentTrackingErrorResponse)$/;

/**
 * Tracking answers of DHL XML Services (XML-PI), which DHL keeps for those who have it and gives to nobody new; no day of
 * its end is published. Its successor is the MyDHL API.
 */
export const dhlXmlPiFormat: PayloadFormat = {
  name: formatName,
  matches: (payload) => payload.kind === 'xml' && roots.test(payload.root),
  read: readStored,
};
