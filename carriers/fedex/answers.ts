import {
  dateOf,
  failed,
  fault,
  found,
  type Inquiry,
  type Issue,
  type Outcome,
  present,
  type TrackingDraft,
  type TrackingError,
  text,
} from '../../src/kit.ts';
import { choose, type Shipment } from './candidates.ts';
import { answerer, errorOf } from './errors.ts';
import { numberOf, readShipment } from './normalize.ts';
import { timeOf } from './windows.ts';
import { type CompleteTrackResult, readTrackResult, type TrackAnswer, type TrackResult } from './wire.ts';

/** One outcome for each number asked, in the order asked; FedEx answers in any order and spelling. */
export function answersTo(answer: TrackAnswer, inquiries: readonly Inquiry[]): readonly Outcome<TrackingDraft>[] {
  const byNumber = new Map<string, unknown[]>();
  for (const entry of present(answer.output?.completeTrackResults)) {
    const number = spelled(entryNumber(entry));
    const results = byNumber.get(number);
    if (results === undefined) byNumber.set(number, [...entry.trackResults]);
    else results.push(...entry.trackResults);
  }
  return inquiries.map((inquiry) => outcomeOf(byNumber.get(spelled(inquiry.trackingNumber)) ?? [], inquiry));
}

/** One outcome for each number that a stored answer speaks of. */
export function answersIn(answer: TrackAnswer): readonly Outcome<TrackingDraft>[] {
  return present(answer.output?.completeTrackResults).map((entry) =>
    outcomeOf(entry.trackResults, { trackingNumber: entryNumber(entry) }),
  );
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

function outcomeOf(results: readonly unknown[], inquiry: Inquiry): Outcome<TrackingDraft> {
  const { trackingNumber } = inquiry;
  const shipments: Shipment[] = [];
  let error: TrackingError | undefined;
  for (const [index, value] of results.entries()) {
    const reading = readTrackResult(value);
    if (reading === undefined) {
      error ??= fault(answerer, 'unexpected_response', { trackingNumber });
    } else if (isErrorOnly(reading.value)) {
      error ??= errorOf(reading.value.error ?? {}, undefined, trackingNumber);
    } else {
      shipments.push(shipmentOf(reading.value, index, reading.issues, trackingNumber));
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

function shipmentOf(result: TrackResult, index: number, issues: readonly Issue[], asked: string): Shipment {
  const tracking = readShipment(result, spelled(asked), issues);
  const shipDate = timeOf(result, 'SHIP') ?? tracking.shippedAt;
  const located =
    tracking.issues === undefined
      ? tracking
      : {
          ...tracking,
          issues: tracking.issues.map((issue) => ({ ...issue, path: `trackResults.${index}.${issue.path}` })),
        };
  return {
    tracking: located,
    carrierCode: text(result.trackingNumberInfo?.carrierCode),
    shipDate: shipDate === undefined ? undefined : dateOf(shipDate),
  };
}
