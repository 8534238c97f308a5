import { type CurrentStatus, type Meaning, meaningOf, plainText, present, type StatusBasis, text } from 'waybill/kit';
import {
  commitMessages,
  delayTypes,
  derivedCodes,
  eventsByLocation,
  eventTypes,
  exceptionCodes,
  holdPlaces,
} from './status-codes.ts';
import {
  deliveryWordings,
  eventWordings,
  exceptionWordings,
  facilityWordings,
  meaningOfWords,
  returningWords,
} from './status-words.ts';
import { momentOf, readFedexTime, timeOf } from './time.ts';
import type { TrackResult, WireScan } from './wire.ts';

/** Version of FedEx's tables; part of every result's `mapping`. */
export const tablesVersion = '2026.11';

/** All that a scan, or the latest status, says of its meaning. */
export interface ScanCodes {
  readonly eventType?: string | undefined;
  readonly exceptionCode?: string | undefined;
  readonly exceptionText?: string | undefined;
  readonly derivedCode?: string | undefined;
  readonly locationType?: string | undefined;
  readonly delayType?: string | undefined;
  /** `DELAYED`, `ON_TIME` or `EARLY`. */
  readonly delayStatus?: string | undefined;
  /** What happened, in words. */
  readonly eventText?: string | undefined;
  /** What is being done, and has to be done by the recipient, in words. */
  readonly actions?: readonly string[];
}

/** What decides a scan's meaning. */
export function codesOf(scan: WireScan): ScanCodes {
  return {
    eventType: text(scan.eventType),
    exceptionCode: text(scan.exceptionCode),
    exceptionText: plainText(scan.exceptionDescription),
    derivedCode: text(scan.derivedStatusCode),
    locationType: text(scan.locationType),
    delayType: text(scan.delayDetail?.type),
    delayStatus: text(scan.delayDetail?.status),
    eventText: plainText(scan.eventDescription) ?? plainText(scan.derivedStatus),
  };
}

/** The newest scan with this code. */
export function newestScan({ scanEvents }: TrackResult, eventType: string | undefined): WireScan | undefined {
  const [first, ...others] = present(scanEvents).filter((scan) => isOfType(scan, eventType));
  if (first === undefined || others.length === 0) return first;
  return others.reduce(
    (newest, scan) => (momentOf(readFedexTime(scan.date)) > momentOf(readFedexTime(newest.date)) ? scan : newest),
    first,
  );
}

function isOfType({ eventType: own }: WireScan, eventType: string | undefined): boolean {
  return own?.length === eventType?.length ? own === eventType : text(own) === eventType;
}

/** A meaning and what decided it. */
export interface StatusReading {
  readonly status: Meaning[0];
  readonly detail: Meaning[1] | undefined;
  readonly basis: StatusBasis;
}

/** Scan codes that only say that something is wrong; the reason beside them decides the status. */
const vague: ReadonlySet<string> = new Set(['DD', 'DE', 'DY', 'SE']);

/**
 * A scan's status: its code first, refined by the reason; the rolled-up code only where the scan code is unknown, the
 * words only where both are.
 */
export function statusOf(codes: ScanCodes): StatusReading {
  const own = meaningOf(eventTypes, codes.eventType);
  if (own === undefined) return withoutCode(codes);
  return codes.eventType !== undefined && vague.has(codes.eventType)
    ? byReason(own, codes, 'code')
    : { status: own[0], detail: refined(own, codes), basis: 'code' };
}

function withoutCode(codes: ScanCodes): StatusReading {
  const rolledUp = meaningOf(derivedCodes, codes.derivedCode);
  if (rolledUp !== undefined && rolledUp[0] !== 'unknown') return inAll(rolledUp, codes, 'category');
  const reason = meaningOf(exceptionCodes, codes.exceptionCode);
  if (reason !== undefined) return reading(reason, 'category');
  const worded = meaningOfWords(eventWordings, [codes.eventText]);
  return worded === undefined ? reading(['unknown'], 'none') : inAll(worded, codes, 'text');
}

function inAll(own: Meaning, codes: ScanCodes, basis: 'category' | 'text'): StatusReading {
  if (own[0] === 'exception') return byReason(own, codes, basis);
  const detail =
    own[0] === 'delivered' ? meaningOfWords(deliveryWordings, [codes.exceptionText, codes.eventText])?.[1] : undefined;
  return { status: own[0], detail: detail ?? own[1], basis };
}

/** What is wrong: the reason's code, unless it says no more than that something is; then whatever says more. */
function byReason(own: Meaning, codes: ScanCodes, basis: StatusBasis): StatusReading {
  const { exceptionText, eventText, actions = [] } = codes;
  const coded = meaningOf(exceptionCodes, codes.exceptionCode);
  const reason = coded?.[0] === 'delivered' ? undefined : coded;
  if (reason !== undefined && saysWhy(reason)) {
    return { status: reason[0], detail: reason[1] ?? (reason[0] === own[0] ? own[1] : undefined), basis };
  }
  const returns = [exceptionText, eventText, ...actions].some(
    (said) => said !== undefined && returningWords.test(said),
  );
  const spoken = [
    returns ? returning : meaningOfWords(exceptionWordings, [exceptionText]),
    meaningOfWords(exceptionWordings, [eventText, ...actions]),
  ];
  // A delivery update is the push table's name for DY, which announces good news as well.
  const isGoodNews = codes.eventType === 'DY' && (codes.delayStatus === 'ON_TIME' || codes.delayStatus === 'EARLY');
  const delay = isGoodNews ? goodNews : meaningOf(delayTypes, codes.delayType);
  const all = [spoken[0], delay, spoken[1], reason, own].filter((meaning) => meaning !== undefined);
  const told = all.find(saysWhy) ?? all.find(([, detail]) => detail !== undefined) ?? own;
  return reading(told, basis === 'code' && told[0] !== own[0] && spoken.includes(told) ? 'text' : basis);
}

const returning: Meaning = ['returning', 'return_to_sender'];
const goodNews: Meaning = ['info', 'estimate_updated'];

/** Whether it says more than that something is wrong, late or undeliverable. */
function saysWhy([status, detail]: Meaning): boolean {
  return status !== 'exception' || (detail !== undefined && detail !== 'delayed' && detail !== 'undeliverable');
}

/** The finer word: the reason's, where it speaks of the same; of a delivery where it was left; else the building's. */
function refined(own: Meaning, codes: ScanCodes): Meaning[1] {
  const { eventType = '', exceptionCode, exceptionText, eventText, locationType = '' } = codes;
  const reason = meaningOf(exceptionCodes, exceptionCode);
  if (reason?.[0] === own[0] && reason[1] !== undefined) return reason[1];
  const left = own[0] === 'delivered' ? meaningOfWords(deliveryWordings, [exceptionText]) : undefined;
  const building = facilityWordings[own[1] ?? ''];
  const finer =
    left ??
    meaningOf(eventsByLocation, `${eventType}.${locationType}`) ??
    (building === undefined ? undefined : meaningOfWords(building, [eventText]));
  return finer?.[1] ?? own[1];
}

function reading([status, detail]: Meaning, basis: StatusBasis): StatusReading {
  return { status, detail, basis };
}

/** FedEx's own word on where the parcel is now: the latest status, read together with the commitment message. */
export function currentStatusOf(result: TrackResult, codes = latestCodes(result)): CurrentStatus | undefined {
  const current = statusOf(codes);
  const message = meaningOf(commitMessages, text(result.serviceCommitMessage?.type));
  // FedEx says "hold at location" as soon as the hold is planned, and takes it back in the message.
  if (current.status === 'available_for_pickup' && isNotThereYet(result)) {
    return { status: 'in_transit', detail: 'to_pickup_point', basis: current.basis };
  }
  if (current.status === 'unknown') return withoutStatus(result, message);
  if (current.status === 'available_for_pickup' && current.detail === undefined) {
    const held = meaningOf(holdPlaces, text(result.holdAtLocation?.locationType));
    if (held !== undefined) return { status: held[0], detail: held[1], basis: current.basis };
  }
  if (message === undefined) return current;
  const [status, detail] = message;
  // An exception without a reason, of which the message tells that it was an attempt.
  const attempted = status === 'delivery_attempted' && codes.eventType === 'DE' && current.detail === undefined;
  if (attempted || (current.status === status && current.detail === undefined)) {
    return { status, detail, basis: current.basis };
  }
  return current;
}

/** What stands in for a status: the commitment message, the rolled-up words, or that FedEx knows when it was delivered. */
function withoutStatus(result: TrackResult, message: Meaning | undefined): CurrentStatus | undefined {
  const said = meaningOfWords(eventWordings, [plainText(result.latestStatusDetail?.statusByLocale)]);
  const delivered: Meaning | undefined = timeOf(result, 'ACTUAL_DELIVERY') === undefined ? undefined : ['delivered'];
  const isSilent = message === undefined || message[0] === 'info';
  const meaning = (isSilent ? undefined : message) ?? said ?? delivered;
  return meaning && reading(meaning, 'category');
}

/** The latest status has a reason of its own or shares that of the newest scan with its code. */
export function latestCodes(result: TrackResult): ScanCodes {
  const latest = result.latestStatusDetail;
  const eventType = text(latest?.code);
  const reasons = present(latest?.ancillaryDetails);
  const isTold = ({ reason, reasonDescription }: (typeof reasons)[number]): boolean =>
    text(reason) !== undefined || text(reasonDescription) !== undefined;
  const reason = reasons.find((each) => Object.hasOwn(exceptionCodes, text(each.reason) ?? '')) ?? reasons.find(isTold);
  const scan = eventType === undefined ? undefined : newestScan(result, eventType);
  const scanned = scan === undefined ? undefined : codesOf(scan);
  const why = reason ?? {};
  return {
    eventType,
    exceptionCode: reason === undefined ? scanned?.exceptionCode : text(why.reason),
    exceptionText:
      reason === undefined ? scanned?.exceptionText : (plainText(why.reasonDescription) ?? text(why.reason)),
    derivedCode: text(latest?.derivedCode),
    locationType: scanned?.locationType,
    delayType: text(latest?.delayDetail?.type) ?? scanned?.delayType,
    delayStatus: text(latest?.delayDetail?.status) ?? scanned?.delayStatus,
    eventText: plainText(latest?.description) ?? scanned?.eventText,
    actions: reasons.flatMap(({ action, actionDescription }) =>
      present([plainText(action), plainText(actionDescription)]),
    ),
  };
}

function isNotThereYet({ serviceCommitMessage, deliveryDetails }: TrackResult): boolean {
  return (
    serviceCommitMessage?.type === 'HELD_PACKAGE_NOT_AVAILABLE_FOR_RECIPIENT_PICKUP' ||
    deliveryDetails?.destinationServiceArea === 'HELDPACKAGENOTAVAILABLEFORRECIPIENTPICKUP'
  );
}
