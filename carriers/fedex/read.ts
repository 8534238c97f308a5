import {
  type BatchReading,
  chooseShipment,
  failed,
  fault,
  found,
  type Inquiry,
  isSuccess,
  issuesUnder,
  jsonOf,
  leftOut,
  type Outcome,
  type Payload,
  type PayloadFormat,
  parsePayload,
  present,
  type ShapeReading,
  type ShipmentMatch,
  type TrackingDraft,
  type TrackingError,
  text,
  type WireResponse,
} from 'waybill/kit';
import { errorOf, readFailure } from './errors.ts';
import { identity } from './numbers.ts';
import { timeOf } from './time.ts';
import { numberOf, trackingOf } from './tracking.ts';
import {
  type CompleteTrackResult,
  readTrackAnswer,
  readTrackResult,
  type TrackAnswer,
  type TrackResult,
  type WireError,
} from './wire.ts';

/** What tells FedEx's formats apart once their shipments are spelled alike. */
export interface FormatSettings {
  /** The payload format's name. */
  readonly name: string;
  /** The list that shipments stand in, for the paths of issues. */
  readonly list: string;
  readonly errorOf: (error: WireError, trackingNumber: string) => TrackingError;
}

/** Answers of the Track API v1. */
export const trackApi: FormatSettings = {
  name: 'fedex.track-v1',
  list: 'trackResults',
  errorOf: (error, trackingNumber) => errorOf(error, undefined, trackingNumber),
};

/** Answers of the Track API v1, to tracking numbers and to references alike. */
export const trackV1: PayloadFormat = {
  name: trackApi.name,
  matches: hasResults,
  read: readStored,
};

/** FedEx answers 200 for a batch in which every number failed; what is wrong with one is in its own result. */
export function readResponse(response: WireResponse, inquiries: readonly Inquiry[]): BatchReading {
  const answer = resultsIn(response);
  return answer === undefined ? readFailure(response, inquiries) : answersTo(answer, inquiries);
}

/** One outcome for each number that a stored answer speaks of. */
export function readStored(payload: Payload): readonly Outcome<TrackingDraft>[] {
  const answer = readTrackAnswer(jsonOf(payload));
  return present(answer?.output?.completeTrackResults).map((entry) =>
    resultOf(entry.trackResults, { trackingNumber: entryNumber(entry) }),
  );
}

/** A live answer with results, or with an empty list of them; undefined for a failure of the request as a whole. */
export function resultsIn(response: WireResponse): TrackAnswer | undefined {
  const payload = parsePayload(response.body);
  const answer = readTrackAnswer(jsonOf(payload));
  if (answer === undefined || !isSuccess(response.status) || !hasResults(payload)) return undefined;
  const isEmpty = present(answer.output?.completeTrackResults).length === 0;
  return isEmpty && present(answer.errors).length > 0 ? undefined : answer;
}

/** Whether a payload is an answer with results, be there none in the list. */
function hasResults(payload: Payload): boolean {
  return 'completeTrackResults' in outputOf(payload);
}

function outputOf(payload: Payload): object {
  const body = jsonOf(payload);
  if (typeof body !== 'object' || body === null || !('output' in body)) return {};
  return typeof body.output === 'object' && body.output !== null ? body.output : {};
}

/** One outcome for each number asked, in the order asked; FedEx answers in any order and spelling. */
function answersTo(answer: TrackAnswer, inquiries: readonly Inquiry[]): readonly Outcome<TrackingDraft>[] {
  const byNumber = new Map<string, unknown[]>();
  for (const entry of present(answer.output?.completeTrackResults)) {
    const number = spelled(entryNumber(entry));
    const results = byNumber.get(number);
    if (results === undefined) byNumber.set(number, [...entry.trackResults]);
    else results.push(...entry.trackResults);
  }
  return inquiries.map((inquiry) => resultOf(byNumber.get(spelled(inquiry.trackingNumber)) ?? [], inquiry));
}

function resultOf(results: readonly unknown[], inquiry: Inquiry): Outcome<TrackingDraft> {
  return outcomeOf(results.map(readTrackResult), inquiry, trackApi);
}

function spelled(number: string): string {
  return number.replaceAll(/[\s-]/g, '').toUpperCase();
}

function entryNumber({ trackingNumber, trackResults }: CompleteTrackResult): string {
  const outer = text(trackingNumber);
  if (outer !== undefined) return outer;
  const first = readTrackResult(trackResults[0]);
  return (first === undefined ? undefined : numberOf(first.value)) ?? '';
}

/** What the shipments that carry one number come to: the one that is meant, or the error if there is none. */
export function outcomeOf(
  readings: readonly (ShapeReading<TrackResult> | undefined)[],
  inquiry: Inquiry,
  formatSettings: FormatSettings,
): Outcome<TrackingDraft> {
  const { trackingNumber } = inquiry;
  const shipments: ShipmentMatch[] = [];
  let error: TrackingError | undefined;
  for (const [index, reading] of readings.entries()) {
    if (reading === undefined) {
      error ??= fault(identity, 'unexpected_response', { trackingNumber });
    } else if (isErrorOnly(reading.value)) {
      error ??= formatSettings.errorOf(reading.value.error ?? {}, trackingNumber);
    } else {
      shipments.push(shipmentOf(reading, `${formatSettings.list}.${index}`, trackingNumber, formatSettings.name));
    }
  }
  const chosen = chooseShipment(shipments, inquiry);
  if (chosen !== undefined) return found(trackingNumber, chosen);
  return failed(trackingNumber, error ?? leftOut(identity, trackingNumber));
}

/** FedEx sends the error instead of the data; where it sends both, the data counts. */
function isErrorOnly({ error, latestStatusDetail, scanEvents }: TrackResult): boolean {
  if (text(error?.code) === undefined && text(error?.message) === undefined) return false;
  return text(latestStatusDetail?.code) === undefined && present(scanEvents).length === 0;
}

function shipmentOf(reading: ShapeReading<TrackResult>, at: string, asked: string, format: string): ShipmentMatch {
  const { value: result, issues } = reading;
  const tracking = trackingOf(result, spelled(asked), issues, format);
  const { destination, events } = tracking;
  // Parties come without their postal code but for secured callers; the delivery scan has one.
  const delivered = events.findLast(({ status }) => status === 'delivered')?.place;
  return {
    tracking: tracking.issues === undefined ? tracking : { ...tracking, issues: issuesUnder(at, tracking.issues) },
    // The operating company: FDXE, FDXG.
    service: text(result.trackingNumberInfo?.carrierCode),
    shippedAt: timeOf(result, 'SHIP'),
    postalCodes: [destination?.postalCode ?? delivered?.postalCode ?? ''],
  };
}
