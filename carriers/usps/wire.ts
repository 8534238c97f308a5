import type { Maybe } from 'waybill/kit';

/** A flag, which v3r2 sends as a boolean and v3 as text. */
type Flag = boolean | string;

/** One scan, `trackingEvents[]`, under the names of v3 and of v3r2. */
export interface WireEvent {
  readonly eventType?: Maybe<string>;
  readonly eventCode?: Maybe<string>;
  readonly reasonCode?: Maybe<string>;
  /** Wall clock at the scan's place; in v3r2 with an offset, or a date only. */
  readonly eventTimestamp?: Maybe<string>;
  readonly GMTTimestamp?: Maybe<string>;
  readonly GMTOffset?: Maybe<string>;
  readonly eventCity?: Maybe<string>;
  readonly eventState?: Maybe<string>;
  /** v3. */
  readonly eventZIP?: Maybe<string>;
  /** v3r2. */
  readonly eventZIPCode?: Maybe<string>;
  readonly eventCountry?: Maybe<string>;
  readonly eventPartner?: Maybe<string>;
  /** The company that took it. */
  readonly firm?: Maybe<string>;
  /** Who signed, in v3. */
  readonly name?: Maybe<string>;
  /** Who signed, in v3r2. */
  readonly recipientName?: Maybe<string>;
  /** A {@link Flag}. */
  readonly authorizedAgent?: unknown;
  /** Of the retired Web Tools API, where a payload was converted from it. */
  readonly deliveryAttributeCode?: Maybe<string>;
}

/** `deliveryDateExpectation` of v3r2; v3 has the same fields at the top. */
interface WireExpectation {
  readonly expectedDeliveryDate?: Maybe<string>;
  readonly guaranteedDeliveryDate?: Maybe<string>;
  readonly predictedDeliveryDate?: Maybe<string>;
  readonly predictedDeliveryWindowStartTime?: Maybe<string>;
  readonly predictedDeliveryWindowEndTime?: Maybe<string>;
  readonly endOfDay?: Maybe<string>;
}

/** Which proofs may be ordered; at the top in v3, in `servicesEligibility` in v3r2. */
export interface WireEligibility {
  readonly proofOfDeliveryEnabled?: Maybe<Flag>;
  readonly trackingProofOfDeliveryEnabled?: Maybe<Flag>;
  readonly RREEnabled?: Maybe<Flag>;
}

/** One of `error.errors[]`. */
export interface WireProblem {
  readonly status?: Maybe<string | number>;
  readonly code?: Maybe<string | number>;
  readonly title?: Maybe<string>;
  readonly detail?: Maybe<string>;
  /** `{ parameter, example }`, or plain text. */
  readonly source?: unknown;
}

/** `error` of an answer, or of one item of an answer; the text may stand in any of its places. */
export interface WireError {
  readonly code?: Maybe<string | number>;
  readonly message?: Maybe<string>;
  readonly errors?: readonly Maybe<WireProblem>[] | undefined;
}

/** One parcel, in the shape of v3 or of v3r2, or why there is none. */
export interface WireRecord extends WireExpectation, WireEligibility {
  readonly trackingNumber?: Maybe<string | number>;
  readonly statusCode?: Maybe<string | number>;
  readonly error?: Maybe<WireError>;
  readonly status?: Maybe<string>;
  readonly statusCategory?: Maybe<string>;
  readonly mailClass?: Maybe<string>;
  readonly mailClassCode?: Maybe<string | number>;
  readonly serviceTypeCode?: Maybe<string | number>;
  readonly originCity?: Maybe<string>;
  readonly originState?: Maybe<string>;
  readonly originZIP?: Maybe<string>;
  readonly originZIPCode?: Maybe<string>;
  readonly originCountry?: Maybe<string>;
  readonly destinationCity?: Maybe<string>;
  readonly destinationState?: Maybe<string>;
  readonly destinationZIP?: Maybe<string>;
  readonly destinationZIPCode?: Maybe<string>;
  readonly destinationCountry?: Maybe<string>;
  readonly destinationCountryCode?: Maybe<string>;
  readonly expectedDeliveryTimeStamp?: Maybe<string>;
  readonly expectedDeliveryType?: Maybe<string>;
  readonly guaranteedDeliveryTimeStamp?: Maybe<string>;
  readonly predictedDeliveryTimeStamp?: Maybe<string>;
  readonly deliveryDateExpectation?: Maybe<WireExpectation>;
  readonly servicesEligibility?: Maybe<WireEligibility>;
  readonly returnDateNotice?: Maybe<string>;
  readonly mailingDate?: Maybe<string>;
  readonly mailPieceIntakeDate?: Maybe<string>;
  readonly approximateIntakeDate?: Maybe<string>;
  readonly uniqueMailPieceID?: Maybe<string | number>;
  readonly uniqueMailPieceId?: Maybe<string | number>;
  readonly uniqueTrackingID?: Maybe<string | number>;
  readonly uniqueTrackingId?: Maybe<string | number>;
  readonly associatedTrackingNumber?: Maybe<string | number>;
  readonly associatedLabel?: Maybe<string | number>;
  readonly relatedReturnReceiptID?: Maybe<string | number>;
  /** `FREE` or `IP_AGREEMENT`, since April 2026. */
  readonly accessControl?: Maybe<string>;
  /** Ounces; in scan event extracts. */
  readonly productWeight?: Maybe<string | number>;
  readonly customerReferenceNumber?: readonly Maybe<string>[] | undefined;
  /** Sentences of a v3 summary. */
  readonly eventSummaries?: readonly Maybe<string>[] | undefined;
  /** Newest first. */
  readonly trackingEvents?: readonly Maybe<WireEvent>[] | undefined;
}

/** Whether a parsed body is an object with keys. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a flag is set; anything but true and its text is not. */
export function isSet(value: unknown): boolean {
  return value === true || (typeof value === 'string' && value.trim().toLowerCase() === 'true');
}
