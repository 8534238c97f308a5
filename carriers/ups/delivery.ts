import {
  compact,
  compactOrAbsent,
  type DeliveredTo,
  type Delivery,
  dateOf,
  type ProofReference,
  present,
  readCompactTime,
  receiverOf,
  some,
  type TimeWindow,
  text,
} from 'waybill/kit';
import type { Activity } from './status.ts';
import type { WireDeliveryInformation, WirePackage } from './wire.ts';

/**
 * The facts of a delivery that took place. `deliveryInformation` alone is none: it stands there from the first day.
 * Time and place are those of the delivery scan, which knows its offset; `DEL` of `deliveryDate` stands in for it.
 */
export function deliveryOf(
  parcel: WirePackage,
  activities: readonly Activity[],
  isOver: boolean,
): Delivery | undefined {
  const scan = deliveryScan(activities);
  const stamped = deliveryDay(parcel);
  const waits = scan === undefined && activities.some(({ status }) => status === 'available_for_pickup');
  if (scan === undefined && !isOver && (stamped === undefined || waits)) return undefined;
  const information = parcel.deliveryInformation;
  const leftAt = placeIn(text(information?.location));
  return compactOrAbsent({
    at: scan?.occurredAt ?? stamped,
    signedBy: text(information?.receivedBy),
    leftAt,
    to: receivedBy(scan, leftAt),
    place: scan?.place,
    proof: proofOf(information),
  });
}

/** UPS names the photo of a delivery where it was told no place, and the last row of its list: `OTHER - RELEASED`. */
function placeIn(location: string | undefined): string | undefined {
  return location !== undefined && noPlace.test(location) ? undefined : location;
}

const noPlace = /^(?:delivery photo|(?:other|released)(?: ?[-–] ?(?:other|released))?|n\/?a|none)$/i;

/** The first line of type `D` that says delivered, else the first of any type: the newest, as activities mostly come. */
function deliveryScan(activities: readonly Activity[]): Activity | undefined {
  const over = activities.filter(({ status }) => status === 'delivered' || status === 'returned');
  return over.find(({ type }) => type === 'D') ?? over[0];
}

/** `DEL` of `deliveryDate`, with the clock of `deliveryTime` where that is of type `DEL`, too. */
function deliveryDay({ deliveryDate, deliveryTime }: WirePackage): string | undefined {
  const day = present(deliveryDate).find(({ type }) => text(type) === 'DEL');
  return day === undefined
    ? undefined
    : readCompactTime(day.date, text(deliveryTime?.type) === 'DEL' ? deliveryTime?.endTime : undefined);
}

/** Left-at places as UPS words them in English, which tell what the delivery code leaves open. */
const receiverByWord: readonly (readonly [DeliveredTo, RegExp])[] = [
  ['neighbour', /neighbo/],
  ['mailbox', /\bmail ?box\b/],
  ['reception', /\b(?:reception|front desk|mail ?room|office|guard|concierge|receiving|dock|door person)\b/],
  ['locker', /\blocker\b/],
  ['pickup_point', /\b(?:access point|ups (?:store|retail location))/],
  ['safe_place', /\b(?:door|porch|garage|deck|patio|carport|shed)\b/],
  ['recipient', /\b(?:receiver|met customer)\b/],
];

function receivedBy(scan: Activity | undefined, leftAt: string | undefined): DeliveredTo | undefined {
  if (scan?.status === 'returned') return 'sender';
  const coded = receiverOf(scan?.detail);
  if (coded !== undefined || leftAt === undefined) return coded;
  const words = leftAt.toLowerCase();
  return receiverByWord.find(([, pattern]) => pattern.test(words))?.[0];
}

/** Which proofs exist. The photo of a delivery may be kept back though it was taken and may be seen. */
function proofOf(information: WireDeliveryInformation | null | undefined): readonly ProofReference[] | undefined {
  const photo = information?.deliveryPhoto;
  const proof: ProofReference[] = [];
  if (text(information?.signature?.image) !== undefined) proof.push({ kind: 'signature' });
  if (
    text(photo?.photo) !== undefined ||
    (text(photo?.photoCaptureInd) === 'Y' && text(photo?.photoDispositionCode) === 'V')
  ) {
    proof.push({ kind: 'photo' });
  }
  if (text(information?.pod?.content) !== undefined) proof.push({ kind: 'document' });
  return some(proof);
}

/** What UPS forecasts, and what it scheduled at first. */
export interface Forecast {
  readonly estimatedDelivery: TimeWindow | undefined;
  readonly promisedDelivery: TimeWindow | undefined;
}

/**
 * The rescheduled day (`RDD`) is the forecast, else the scheduled one (`SDD`), which is the promise in either case. The
 * day of delivery (`DEL`) is neither. `deliveryTime` is of the forecast's day; clocks are those of the destination.
 */
export function forecastOf(parcel: WirePackage): Forecast {
  const scheduled = dayOf(parcel, 'SDD');
  const rescheduled = dayOf(parcel, 'RDD');
  const forecast = rescheduled ?? scheduled;
  const estimatedDelivery = forecast === undefined ? undefined : windowOf(forecast, parcel);
  const promise = rescheduled === undefined && isCommitment(parcel) ? estimatedDelivery : dayWindow(scheduled);
  return { estimatedDelivery, promisedDelivery: promise };
}

function dayOf({ deliveryDate }: WirePackage, wanted: string): string | undefined {
  const day = readCompactTime(present(deliveryDate).find(({ type }) => text(type) === wanted)?.date);
  return day === undefined ? undefined : dateOf(day);
}

/** `CMT`, a committed time; `EDW`, `CDW` and `IDW` are windows that come and go. */
function isCommitment({ deliveryTime }: WirePackage): boolean {
  return text(deliveryTime?.type) === 'CMT';
}

function windowOf(day: string, { deliveryTime }: WirePackage): TimeWindow {
  const type = text(deliveryTime?.type);
  if (type === 'DEL' || type === 'EOD') return { from: day, to: day };
  const from = clockOf(day, deliveryTime?.startTime);
  const to = clockOf(day, deliveryTime?.endTime);
  const isSpan = from === undefined || to === undefined || from <= to;
  return isSpan && (from ?? to) !== undefined ? compact({ from, to }) : { from: day, to: day };
}

function clockOf(day: string, time: string | null | undefined): string | undefined {
  const moment = text(time) === undefined ? undefined : readCompactTime(day, time);
  return moment === undefined || moment.length === 10 ? undefined : moment;
}

function dayWindow(day: string | undefined): TimeWindow | undefined {
  return day === undefined ? undefined : { from: day, to: day };
}
