import { type CurrentStatus, meaningOf, present, text } from 'waybill/kit';
import { codesOf, newestScan } from './events.ts';
import { commitMessages, type ScanCodes, statusOf } from './status.ts';
import type { TrackResult } from './wire.ts';

/** FedEx's own word on where the parcel is now: the latest status, read together with the commitment message. */
export function readCurrent(result: TrackResult): CurrentStatus | undefined {
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
