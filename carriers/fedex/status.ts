import { type CurrentStatus, type Meaning, meaningOf, present, type StatusBasis, text } from 'waybill/kit';
import { commitMessages, derivedCodes } from './status-categories.ts';
import { eventsByLocation, eventTypes } from './status-events.ts';
import { delayTypes, deliveryWordings, exceptionCodes, exceptionWordings } from './status-reasons.ts';
import { momentOf, readFedexTime } from './time.ts';
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
}

/** What decides a scan's meaning. */
export function codesOf(scan: WireScan): ScanCodes {
  return {
    eventType: text(scan.eventType),
    exceptionCode: text(scan.exceptionCode),
    exceptionText: text(scan.exceptionDescription),
    derivedCode: text(scan.derivedStatusCode),
    locationType: text(scan.locationType),
    delayType: text(scan.delayDetail?.type),
    delayStatus: text(scan.delayDetail?.status),
  };
}

/** The newest scan with this code. */
export function newestScan({ scanEvents }: TrackResult, eventType: string | undefined): WireScan | undefined {
  let newest: WireScan | undefined;
  for (const scan of present(scanEvents)) {
    if (text(scan.eventType) !== eventType) continue;
    if (newest === undefined || momentOf(readFedexTime(scan.date)) > momentOf(readFedexTime(newest.date)))
      newest = scan;
  }
  return newest;
}

/** A meaning and what decided it. */
export interface StatusReading {
  readonly status: Meaning[0];
  readonly detail: Meaning[1] | undefined;
  readonly basis: StatusBasis;
}

/** Scan codes that only say that something is wrong; the reason beside them decides the status. */
const vague: ReadonlySet<string> = new Set(['DD', 'DE', 'DY', 'SE']);

/** A scan's status: its code first, refined by the reason; the rolled-up code only where the scan code is unknown. */
export function statusOf(codes: ScanCodes): StatusReading {
  const own = meaningOf(eventTypes, codes.eventType);
  if (own === undefined) return byCategory(codes);
  return codes.eventType !== undefined && vague.has(codes.eventType) ? byReason(own, codes) : refined(own, codes);
}

function byCategory({ exceptionCode, derivedCode }: ScanCodes): StatusReading {
  const reason = meaningOf(exceptionCodes, exceptionCode);
  const [status, detail] = meaningOf(derivedCodes, derivedCode) ?? ['unknown'];
  if (reason !== undefined && (status === 'unknown' || status === 'exception')) return reading(reason, 'category');
  return { status, detail, basis: status === 'unknown' ? 'none' : 'category' };
}

function byReason(own: Meaning, codes: ScanCodes): StatusReading {
  const reason = meaningOf(exceptionCodes, codes.exceptionCode);
  if (reason !== undefined && reason[0] !== 'delivered') {
    return { status: reason[0], detail: reason[1] ?? (reason[0] === own[0] ? own[1] : undefined), basis: 'code' };
  }
  const worded = meaningOfWords(exceptionWordings, codes.exceptionText);
  if (worded !== undefined) return reading(worded, worded[0] === own[0] ? 'code' : 'text');
  // A delivery update: the push table's name for DY, which announces good news as well.
  if (codes.eventType === 'DY' && (codes.delayStatus === 'ON_TIME' || codes.delayStatus === 'EARLY')) {
    return reading(['info', 'estimate_updated'], 'code');
  }
  return reading(meaningOf(delayTypes, codes.delayType) ?? own, 'code');
}

function refined(own: Meaning, codes: ScanCodes): StatusReading {
  const finer =
    sameStatus(own, meaningOf(exceptionCodes, codes.exceptionCode)) ??
    (own[0] === 'delivered' ? meaningOfWords(deliveryWordings, codes.exceptionText) : undefined) ??
    meaningOf(eventsByLocation, `${codes.eventType ?? ''}.${codes.locationType ?? ''}`);
  return { status: own[0], detail: finer?.[1] ?? own[1], basis: 'code' };
}

function sameStatus(own: Meaning, other: Meaning | undefined): Meaning | undefined {
  return other !== undefined && other[0] === own[0] && other[1] !== undefined ? other : undefined;
}

function meaningOfWords(wordings: typeof exceptionWordings, text: string | undefined): Meaning | undefined {
  return text === undefined ? undefined : wordings.find(([wording]) => wording.test(text))?.[1];
}

function reading([status, detail]: Meaning, basis: StatusBasis): StatusReading {
  return { status, detail, basis };
}

/** FedEx's own word on where the parcel is now: the latest status, read together with the commitment message. */
export function currentStatusOf(result: TrackResult): CurrentStatus | undefined {
  const codes = latestCodes(result);
  const current = statusOf(codes);
  const message = meaningOf(commitMessages, text(result.serviceCommitMessage?.type));
  // FedEx says "hold at location" as soon as the hold is planned, and takes it back in the message.
  if (current.status === 'available_for_pickup' && isNotThereYet(result)) {
    return { status: 'in_transit', detail: 'to_pickup_point', basis: current.basis };
  }
  if (message === undefined) return current.status === 'unknown' ? undefined : current;
  const [status, detail] = message;
  if (current.status === 'unknown') return { status, detail, basis: 'category' };
  // An exception without a reason, of which the message tells that it was an attempt.
  const attempted = status === 'delivery_attempted' && codes.eventType === 'DE' && current.detail === undefined;
  if (attempted || (current.status === status && current.detail === undefined)) {
    return { status, detail, basis: current.basis };
  }
  return current;
}

/** The latest status has a reason of its own or shares that of the newest scan with its code. */
function latestCodes(result: TrackResult): ScanCodes {
  const latest = result.latestStatusDetail;
  const eventType = text(latest?.code);
  const reason = present(latest?.ancillaryDetails)[0];
  const scan = eventType === undefined ? undefined : newestScan(result, eventType);
  const own = reason !== undefined || scan === undefined;
  const scanned = own ? undefined : codesOf(scan);
  return {
    eventType,
    exceptionCode: own ? text(reason?.reason) : scanned?.exceptionCode,
    exceptionText: own ? (text(reason?.reasonDescription) ?? text(reason?.reason)) : scanned?.exceptionText,
    derivedCode: text(latest?.derivedCode),
    locationType: scan === undefined ? undefined : text(scan.locationType),
    delayType: text(latest?.delayDetail?.type) ?? scanned?.delayType,
    delayStatus: text(latest?.delayDetail?.status) ?? scanned?.delayStatus,
  };
}

function isNotThereYet({ serviceCommitMessage, deliveryDetails }: TrackResult): boolean {
  return (
    serviceCommitMessage?.type === 'HELD_PACKAGE_NOT_AVAILABLE_FOR_RECIPIENT_PICKUP' ||
    deliveryDetails?.destinationServiceArea === 'HELDPACKAGENOTAVAILABLEFORRECIPIENTPICKUP'
  );
}
