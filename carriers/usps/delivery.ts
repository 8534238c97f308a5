import {
  compactOrAbsent,
  type DeliveredTo,
  type Delivery,
  type Issue,
  isDateOnly,
  type Maybe,
  type ParcelReading,
  type Place,
  type ProofReference,
  present,
  type Scan,
  type StatusDetail,
  text,
  type Window,
} from 'waybill/kit';
import { plainText } from './plain-text.ts';
import { clockOn, dayOrTime } from './time.ts';
import { isSet, type WireEligibility, type WireEvent, type WireRecord } from './wire.ts';

const takers: Partial<Record<StatusDetail, DeliveredTo>> = {
  collected: 'post_office',
  delivered_to_agent: 'agent',
  delivered_to_locker: 'locker',
  delivered_to_mailbox: 'mailbox',
  delivered_to_neighbour: 'neighbour',
  delivered_to_po_box: 'po_box',
  delivered_to_reception: 'reception',
  delivered_to_safe_place: 'safe_place',
};

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
    signedBy: text(event.name) ?? text(event.recipientName) ?? text(event.firm),
    leftAt: spots.has(to) ? spotOf(event.eventType) : undefined,
    to,
    place: placeWith(scan.place, text(event.firm)),
    proof: proofs(record) ?? proofs(record.servicesEligibility),
  });
}

function takerOf({ status, detail }: Scan, event: WireEvent): DeliveredTo | undefined {
  if (status === 'returned') return 'sender';
  const byDetail = detail === undefined ? undefined : takers[detail];
  if (byDetail !== undefined) return byDetail;
  if (isSet(event.authorizedAgent)) return 'agent';
  return /left with individual/i.test(plainText(event.eventType) ?? '') ? 'recipient' : undefined;
}

/** `Front Door/Porch` of `Delivered, Front Door/Porch`. */
function spotOf(wording: Maybe<string>): string | undefined {
  const plain = plainText(wording) ?? '';
  return text(plain.slice(plain.indexOf(',') + 1).replace(/^\s*to /i, '')) ?? undefined;
}

function placeWith(place: Place | undefined, firm: string | undefined): Place | undefined {
  return firm === undefined ? place : { ...place, facility: firm };
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
function estimateOf(record: WireRecord, issues: Issue[]): Window | undefined {
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
  const window = within(expected, undefined, undefined, endOfDay);
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
): Required<Window> {
  if (!isDateOnly(dayOrMoment)) return { from: dayOrMoment, to: dayOrMoment };
  const from = clockOn(dayOrMoment, start) ?? dayOrMoment;
  const to = clockOn(dayOrMoment, end) ?? clockOn(dayOrMoment, endOfDay) ?? dayOrMoment;
  return { from, to };
}

/** The guarantee, where it is a date; `3 Business Days` is none, and no fault either. */
function promiseOf(record: WireRecord): Window | undefined {
  const inner = record.deliveryDateExpectation;
  const stamp = inner?.guaranteedDeliveryDate ?? record.guaranteedDeliveryDate ?? record.guaranteedDeliveryTimeStamp;
  const to = dayOrTime(stamp);
  return to === undefined ? undefined : { to };
}
