import {
  compactOrAbsent,
  type DeliveredTo,
  type Delivery,
  type Issue,
  isDateOnly,
  type Maybe,
  type ParcelReading,
  type ProofReference,
  plainText,
  present,
  receiverOf,
  type Scan,
  type TimeWindow,
  text,
} from 'waybill/kit';
import { clockOn, dayOrTime } from './time.ts';
import { isSet, type WireEligibility, type WireEvent, type WireRecord, wordingOf } from './wire.ts';

/** Of these places the wording is where the parcel lies; of the others it is who took it. */
const spots: ReadonlySet<DeliveredTo | undefined> = new Set([
  'locker',
  'mailbox',
  'neighbour',
  'po_box',
  'reception',
  'safe_place',
]);

/**
 * What is known of the delivery: from the newest scan that delivers, or returns. `scans` are those of
 * `record.trackingEvents`, in that order. USPS mails its proofs and offers none for download: a proof has no address.
 */
export function deliveryOf(record: WireRecord, scans: readonly Scan[]): Delivery | undefined {
  const index = scans.findIndex(({ status }) => status === 'delivered' || status === 'returned');
  const scan = scans[index];
  if (scan === undefined) return undefined;
  const event: WireEvent = present(record.trackingEvents)[index] ?? {};
  const to = takerOf(scan, event);
  return compactOrAbsent({
    at: scan.occurredAt,
    signedBy: text(event.name) ?? text(event.recipientName),
    leftAt: spots.has(to) && scan.detail !== 'collected' ? spotOf(wordingOf(event)) : undefined,
    to,
    place: scan.place,
    proof: proofs(record) ?? proofs(record.servicesEligibility),
  });
}

/** Hands of one who lives or works there: no detail of its own says so. */
const inHands = /left with individual|to an individual at/i;

function takerOf({ status, detail, description }: Scan, event: WireEvent): DeliveredTo | undefined {
  if (status === 'returned') return 'sender';
  // The counter of the post is where USPS lets one collect, but for its lockers, which only this attribute names.
  const isLocker = text(event.deliveryAttributeCode) === '11';
  const byDetail = receiverOf(detail, { collected: isLocker ? 'locker' : 'post_office' });
  if (byDetail !== undefined) return byDetail;
  if (isSet(event.authorizedAgent)) return 'agent';
  return inHands.test(description ?? '') ? 'recipient' : undefined;
}

/** `Front Door/Porch` of `Delivered, Front Door/Porch`. */
function spotOf(wording: Maybe<string>): string | undefined {
  return text(plainText(wording)?.replace(/^delivered\b,?\s?(?:to )?/i, ''));
}

function proofs(eligibility: Maybe<WireEligibility>): readonly ProofReference[] | undefined {
  const isProven =
    isSet(eligibility?.proofOfDeliveryEnabled) ||
    isSet(eligibility?.trackingProofOfDeliveryEnabled) ||
    isSet(eligibility?.RREEnabled);
  return isProven ? [{ kind: 'document' }] : undefined;
}

/** The forecasts of a record; adds to `issues` the dates that could not be read. */
export function forecastOf(
  record: WireRecord,
  issues: Issue[],
): Pick<ParcelReading, 'estimatedDelivery' | 'promisedDelivery'> {
  return { estimatedDelivery: estimateOf(record, issues), promisedDelivery: promiseOf(record) };
}

/** When USPS expects to deliver: its prediction, which it renews, before the expected date, which it rarely does. */
function estimateOf(record: WireRecord, issues: Issue[]): TimeWindow | undefined {
  const inner = record.deliveryDateExpectation;
  const from = inner ? 'deliveryDateExpectation.' : '';
  const endOfDay = inner?.endOfDay ?? record.endOfDay;
  const predicted =
    dayAt(`${from}predictedDeliveryDate`, inner?.predictedDeliveryDate ?? record.predictedDeliveryDate, issues) ??
    dayAt('predictedDeliveryTimeStamp', record.predictedDeliveryTimeStamp, issues);
  if (predicted !== undefined) {
    return within(
      predicted,
      inner?.predictedDeliveryWindowStartTime ?? record.predictedDeliveryWindowStartTime,
      inner?.predictedDeliveryWindowEndTime ?? record.predictedDeliveryWindowEndTime,
      endOfDay,
    );
  }
  const expected =
    dayAt(`${from}expectedDeliveryDate`, inner?.expectedDeliveryDate ?? record.expectedDeliveryDate, issues) ??
    dayAt('expectedDeliveryTimeStamp', record.expectedDeliveryTimeStamp, issues);
  if (expected === undefined) return undefined;
  const window = within(expected, undefined, record.expectedDeliveryTime, endOfDay);
  return /\bby\b/i.test(record.expectedDeliveryType ?? '') ? { to: window.to } : window;
}

function dayAt(path: string, stamp: Maybe<string>, issues: Issue[]): string | undefined {
  const read = dayOrTime(stamp);
  if (read === undefined && text(stamp) !== undefined) {
    issues.push({ path, expected: 'a date', seen: 'a date we cannot read' });
  }
  return read;
}

/** The window within a day; the end of the carrier's day where the window has no end of its own. */
function within(
  dayOrMoment: string,
  start: Maybe<string>,
  end: Maybe<string>,
  endOfDay: Maybe<string>,
): Required<TimeWindow> {
  if (!isDateOnly(dayOrMoment)) return { from: dayOrMoment, to: dayOrMoment };
  const from = clockOn(dayOrMoment, start) ?? dayOrMoment;
  const to = clockOn(dayOrMoment, end) ?? clockOn(dayOrMoment, endOfDay) ?? dayOrMoment;
  return { from, to };
}

/** The guarantee, where it is a date; `3 Business Days` is none, and no fault either. */
function promiseOf(record: WireRecord): TimeWindow | undefined {
  const inner = record.deliveryDateExpectation;
  const stamp = inner?.guaranteedDeliveryDate ?? record.guaranteedDeliveryDate ?? record.guaranteedDeliveryTimeStamp;
  const to = dayOrTime(stamp);
  return to === undefined ? undefined : { to };
}
