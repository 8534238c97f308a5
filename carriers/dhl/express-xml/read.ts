import {
  type BatchReading,
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
import { pageError } from '../shared/answers.ts';
import { identity, isWaybill } from '../shared/express-numbers.ts';
import { expressMatch, trackingOf } from '../shared/express-tracking.ts';
import { outcomesFor, type ShipmentEntry, storedOutcomes } from '../shared/shipment-entries.ts';
import { advice, conditionError, errorOf } from './errors.ts';
import { shipmentOf } from './translate.ts';
import { readAnswer, type WireAwb, type WireResponseBody } from './wire.ts';

/** Name of the payload format. */
const formatName = 'dhl.xml-pi';

/**
 * What an answer says of each number. XML Services answers 200 whatever happens.
 * Waybills and pieces cannot be asked for together: a request for both asked for the waybills only, and is split.
 */
export function readResponse(response: WireResponse, inquiries: readonly Inquiry[]): BatchReading {
  const kinds = new Set(inquiries.map(({ trackingNumber }) => isWaybill(trackingNumber)));
  if (kinds.size > 1) return 'split';
  const answer = parse(response.body);
  if (answer === undefined) return failAll(inquiries, (number) => pageError(identity, response, number, advice));
  const entries = entriesOf(answer, inquiries.length === 1 ? (inquiries[0]?.trackingNumber ?? '') : '');
  const whole = wholeError(answer);
  return outcomesFor(inquiries, entries, whole);
}

/** Every number of a stored answer, once. */
export function readStored(payload: Payload): readonly Outcome<TrackingDraft>[] {
  const answer = payload.kind === 'xml' ? parse(payload.body) : undefined;
  const entries = answer === undefined ? [] : entriesOf(answer, '');
  if (entries.length === 0) {
    const whole = answer && wholeError(answer);
    return [failed('', whole?.('') ?? fault(identity, 'unexpected_response'))];
  }
  return storedOutcomes(entries);
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

function entriesOf(
  answer: WireResponseBody & { readonly issues: readonly Issue[] },
  asked: string,
): readonly ShipmentEntry[] {
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
  const faults = present(answer.Fault?.PieceFault).map((piece): ShipmentEntry => {
    const number = xmlText(piece.PieceID) ?? '';
    const error = conditionError(piece, xmlText(piece.ConditionData) ?? '', number === '' ? undefined : number);
    return { numbers: [number], outcome: failed(number, error) };
  });
  return [...entries, ...faults];
}

function entryOf(awb: WireAwb, path: string, issues: readonly Issue[], asked: string): ShipmentEntry {
  const number = xmlText(awb.AWBNumber) ?? numberInWords(awb);
  if (!isFound(awb)) {
    const trackingNumber = number ?? asked;
    const error = errorOf(awb.Status, trackingNumber === '' ? undefined : trackingNumber);
    return { numbers: [trackingNumber], outcome: failed(trackingNumber, error) };
  }
  const draft = trackingOf(shipmentOf(awb, path, asked), formatName, [...issues]);
  const plates = present(awb.Pieces?.PieceInfo).map(({ PieceDetails }) => xmlText(PieceDetails?.LicensePlate) ?? '');
  return { numbers: [draft.trackingNumber, ...plates], outcome: found(draft.trackingNumber, expressMatch(draft)) };
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
