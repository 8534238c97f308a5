import { type Meaning, meaningOf, type StatusBasis, type StatusTable } from 'waybill/kit';
import { eventsByLocation, eventTypes } from './status-events.ts';
import { delayTypes, deliveryWordings, exceptionCodes, exceptionWordings } from './status-reasons.ts';

/** Version of FedEx's tables; part of every result's `mapping`. */
export const tablesVersion = '2026.11';

/**
 * FedEx's rolled-up codes (`derivedStatusCode`, `derivedCode`), too coarse for out for delivery and ready for pick-up:
 * asked only where the scan code is unknown. There is no published list; these were seen.
 */
export const derivedCodes: StatusTable = {
  AF: ['in_transit', 'arrived_at_facility'],
  AR: ['in_transit', 'arrived_at_facility'],
  CA: ['cancelled'],
  CC: ['in_transit', 'customs_cleared'],
  CD: ['exception', 'customs_delayed'],
  CP: ['in_transit', 'customs_processing'],
  DE: ['exception'],
  DL: ['delivered'],
  DP: ['in_transit', 'departed_facility'],
  DU: ['unknown'], // seen in the field, never explained; so are TA and TD
  DY: ['exception', 'delayed'],
  FD: ['in_transit', 'arrived_at_destination_facility'],
  HL: ['available_for_pickup'],
  IN: ['pre_transit', 'label_created'],
  IT: ['in_transit'],
  OC: ['pre_transit', 'label_created'],
  OD: ['out_for_delivery'],
  OW: ['in_transit'],
  PU: ['in_transit', 'picked_up'],
  RF: ['exception', 'refused'],
  RL: ['exception', 'delayed'], // running late
  RS: ['returning', 'return_to_sender'],
  SE: ['exception'],
  TA: ['unknown'],
  TD: ['unknown'],
};

/** What `serviceCommitMessage.type` says of the parcel; asked only where the codes leave something open. */
export const commitMessages: StatusTable = {
  BROKER_DELIVERED_DESCRIPTION: ['info'],
  CANCELLED_DESCRIPTION: ['cancelled'],
  DELIVERY_IN_MULTIPLE_PIECE_SHIPMENT: ['info'],
  ESTIMATED_DELIVERY_DATE_UNAVAILABLE: ['info'],
  EXCEPTION_IN_MULTIPLE_PIECE_SHIPMENT: ['info'],
  FINAL_DELIVERY_ATTEMPTED: ['delivery_attempted', 'final_attempt'],
  FIRST_DELIVERY_ATTEMPTED: ['delivery_attempted'],
  HELD_PACKAGE_AVAILABLE_FOR_RECIPIENT_PICKUP: ['available_for_pickup'],
  HELD_PACKAGE_AVAILABLE_FOR_RECIPIENT_PICKUP_WITH_ADDRESS: ['available_for_pickup'],
  HELD_PACKAGE_NOT_AVAILABLE_FOR_RECIPIENT_PICKUP: ['in_transit', 'to_pickup_point'],
  SHIPMENT_LABEL_CREATED: ['pre_transit', 'label_created'],
  SUBSEQUENT_DELIVERY_ATTEMPTED: ['delivery_attempted'],
  USPS_DELIVERED: ['delivered', 'delivered_by_partner'],
  USPS_DELIVERING: ['in_transit', 'handed_to_partner'],
};

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
