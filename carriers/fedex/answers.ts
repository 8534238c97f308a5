import {
  dateOf,
  failed,
  fault,
  found,
  type Inquiry,
  type Outcome,
  present,
  type ShapeReading,
  type TrackingDraft,
  type TrackingError,
  text,
} from 'waybill/kit';
import { choose, type Shipment } from './candidates.ts';
import { answerer, errorOf } from './errors.ts';
import { formatName, numberOf, readShipment } from './normalize.ts';
import { timeOf } from './windows.ts';
import {
  type CompleteTrackResult,
  readTrackResult,
  type TrackAnswer,
  type TrackResult,
  type WireError,
} from './wire.ts';

/** What tells FedEx's formats apart once their shipments are spelled alike. */
export interface Dialect {
  /** The payload format's name. */
  readonly name: string;
  /** The list that shipments stand in, for the paths of issues. */
  readonly list: string;
  readonly errorOf: (error: WireError, trackingNumber: string) => TrackingError;
}

const trackV1: Dialect = {
  name: formatName,
  list: 'trackResults',
  errorOf: (error, trackingNumber) => errorOf(error, undefined, trackingNumber),
};

/** One outcome for each number asked, in the order asked; FedEx answers in any order and spelling. */
export function answersTo(answer: TrackAnswer, inquiries: readonly Inquiry[]): readonly Outcome<TrackingDraft>[] {
  const byNumber = new Map<string, unknown[]>();
  for (const entry of present(answer.output?.completeTrackResults)) {
    const number = spelled(entryNumber(entry));
    const results = byNumber.get(number);
    if (results === undefined) byNumber.set(number, [...entry.trackResults]);
    else results.push(...entry.trackResults);
  }
  return inquiries.map((inquiry) => resultOf(byNumber.get(spelled(inquiry.trackingNumber)) ?? [], inquiry));
}

/** One outcome for each number that a stored answer speaks of. */
export function answersIn(answer: TrackAnswer): readonly Outcome<TrackingDraft>[] {
  return present(answer.output?.completeTrackResults).map((entry) =>
    resultOf(entry.trackResults, { trackingNumber: entryNumber(entry) }),
  );
}

/** One outcome for each number that carries a reference; a failed one for the reference where there is none. */
export function answersToReference(answer: TrackAnswer, reference: string): readonly Outcome<TrackingDraft>[] {
  const byNumber = new Map<string, (ShapeReading<TrackResult> | undefined)[]>();
  for (const { trackResults } of present(answer.output?.completeTrackResults)) {
    for (const value of trackResults) {
      const reading = readTrackResult(value);
      const number = (reading && numberOf(reading.value)) ?? reference;
      const readings = byNumber.get(number);
      if (readings === undefined) byNumber.set(number, [reading]);
      else readings.push(reading);
    }
  }
  const outcomes = [...byNumber].map(([trackingNumber, readings]) => outcomeOf(readings, { trackingNumber }, trackV1));
  const shipments = outcomes.filter(({ ok, trackingNumber }) => ok || trackingNumber !== reference);
  if (shipments.length > 0) return shipments;
  return [outcomes[0] ?? failed(reference, fault(answerer, 'not_found', { trackingNumber: reference }))];
}

function resultOf(results: readonly unknown[], inquiry: Inquiry): Outcome<TrackingDraft> {
  return outcomeOf(results.map(readTrackResult), inquiry, trackV1);
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
  dialect: Dialect,
): Outcome<TrackingDraft> {
  const { trackingNumber } = inquiry;
  const shipments: Shipment[] = [];
  let error: TrackingError | undefined;
  for (const [index, reading] of readings.entries()) {
    if (reading === undefined) {
      error ??= fault(answerer, 'unexpected_response', { trackingNumber });
    } else if (isErrorOnly(reading.value)) {
      error ??= dialect.errorOf(reading.value.error ?? {}, trackingNumber);
    } else {
      shipments.push(shipmentOf(reading, `${dialect.list}.${index}`, trackingNumber, dialect.name));
    }
  }
  const [first, ...others] = shipments;
  if (first !== undefined) return found(trackingNumber, choose([first, ...others], inquiry));
  // A number without an entry of its own is one that FedEx has nothing to say of.
  return failed(trackingNumber, error ?? fault(answerer, 'not_found', { trackingNumber }));
}

/** FedEx sends the error instead of the data; where it sends both, the data counts. */
function isErrorOnly({ error, latestStatusDetail, scanEvents }: TrackResult): boolean {
  if (text(error?.code) === undefined && text(error?.message) === undefined) return false;
  return text(latestStatusDetail?.code) === undefined && present(scanEvents).length === 0;
}

function shipmentOf(reading: ShapeReading<TrackResult>, at: string, asked: string, format: string): Shipment {
  const { value: result, issues } = reading;
  const tracking = readShipment(result, spelled(asked), issues, format);
  const shipDate = timeOf(result, 'SHIP') ?? tracking.shippedAt;
  const located =
    tracking.issues === undefined
      ? tracking
      : {
          ...tracking,
          issues: tracking.issues.map((issue) => ({ ...issue, path: `${at}.${issue.path}` })),
        };
  return {
    tracking: located,
    carrierCode: text(result.trackingNumberInfo?.carrierCode),
    shipDate: shipDate === undefined ? undefined : dateOf(shipDate),
  };
}
