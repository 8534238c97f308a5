import * as z from 'zod/mini';
import { listField, type Maybe, readShape, type ShapeReading, textField } from '../../src/kit.ts';

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
export interface WireExpectation {
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

const textOnly = z.nullish(z.string());
const flag = z.nullish(z.union([z.boolean(), z.string()]));

const event = z.object({
  eventType: textOnly,
  eventCode: textOnly,
  reasonCode: textOnly,
  eventTimestamp: textOnly,
  GMTTimestamp: textOnly,
  GMTOffset: textOnly,
  eventCity: textOnly,
  eventState: textOnly,
  eventZIP: textOnly,
  eventZIPCode: textOnly,
  eventCountry: textOnly,
  eventPartner: textOnly,
  firm: textOnly,
  name: textOnly,
  recipientName: textOnly,
  authorizedAgent: z.optional(z.unknown()),
  deliveryAttributeCode: textOnly,
});

const expectation = {
  expectedDeliveryDate: textOnly,
  guaranteedDeliveryDate: textOnly,
  predictedDeliveryDate: textOnly,
  predictedDeliveryWindowStartTime: textOnly,
  predictedDeliveryWindowEndTime: textOnly,
  endOfDay: textOnly,
};

const eligibility = {
  proofOfDeliveryEnabled: flag,
  trackingProofOfDeliveryEnabled: flag,
  RREEnabled: flag,
};

const problem = z.object({
  status: textField,
  code: textField,
  title: textOnly,
  detail: textOnly,
  source: z.optional(z.unknown()),
});

const error = z.object({ code: textField, message: textOnly, errors: z.optional(listField(problem)) });

const fields = {
  ...expectation,
  ...eligibility,
  trackingNumber: textField,
  statusCode: textField,
  error: z.nullish(error),
  status: textOnly,
  statusCategory: textOnly,
  mailClass: textOnly,
  mailClassCode: textField,
  serviceTypeCode: textField,
  originCity: textOnly,
  originState: textOnly,
  originZIP: textOnly,
  originZIPCode: textOnly,
  originCountry: textOnly,
  destinationCity: textOnly,
  destinationState: textOnly,
  destinationZIP: textOnly,
  destinationZIPCode: textOnly,
  destinationCountry: textOnly,
  destinationCountryCode: textOnly,
  expectedDeliveryTimeStamp: textOnly,
  expectedDeliveryType: textOnly,
  guaranteedDeliveryTimeStamp: textOnly,
  predictedDeliveryTimeStamp: textOnly,
  deliveryDateExpectation: z.nullish(z.object(expectation)),
  servicesEligibility: z.nullish(z.object(eligibility)),
  returnDateNotice: textOnly,
  mailingDate: textOnly,
  mailPieceIntakeDate: textOnly,
  approximateIntakeDate: textOnly,
  uniqueMailPieceID: textField,
  uniqueMailPieceId: textField,
  uniqueTrackingID: textField,
  uniqueTrackingId: textField,
  associatedTrackingNumber: textField,
  associatedLabel: textField,
  relatedReturnReceiptID: textField,
  accessControl: textOnly,
  productWeight: textField,
  customerReferenceNumber: z.optional(listField(z.string())),
  eventSummaries: z.optional(listField(z.string())),
};

const record: z.ZodMiniType<WireRecord> = z.object({ ...fields, trackingEvents: z.optional(listField(event)) });

/** The same for the usual case, in which every field of every scan is text: looked over at a fraction of the cost. */
const usual: z.ZodMiniType<WireRecord> = z.object({
  ...fields,
  trackingEvents: z.optional(z.custom<readonly WireEvent[]>(areAllText)),
});

const eventTexts = Object.keys(event.shape).filter((key) => key !== 'authorizedAgent');

function areAllText(list: unknown): boolean {
  return Array.isArray(list) && list.every(isAllText);
}

function isAllText(item: unknown): boolean {
  if (!isObject(item)) return false;
  for (const key of eventTexts) {
    const value = item[key];
    if (typeof value !== 'string' && value !== undefined && value !== null) return false;
  }
  return true;
}

/** A record read, and where in the payload it stood: nothing, or `3.` in a list. */
export interface Reading extends ShapeReading<WireRecord> {
  readonly at: string;
}

/** Reads one parcel or one error; undefined for what is no object. */
export function readRecord(value: unknown, at: string): Reading | undefined {
  const body = legacySummary(value) ?? value;
  const quick = z.safeParse(usual, body);
  if (quick.success) return { value: quick.data, issues: [], at };
  const reading = readShape(record, body);
  return reading && { ...reading, at };
}

/** A v3 summary as the USPS documentation of 2023 shows it: `TrackResults.TrackInfo` with `@ID` and `TrackSummary`. */
const legacy = z.object({
  TrackResults: z.object({
    TrackInfo: z.object({ '@ID': textOnly, TrackSummary: textOnly, TrackDetail: z.optional(listField(z.string())) }),
  }),
});

function legacySummary(value: unknown): WireRecord | undefined {
  if (!isObject(value) || !('TrackResults' in value)) return undefined;
  const info = readShape(legacy, value)?.value.TrackResults.TrackInfo;
  return info && { trackingNumber: info['@ID'], eventSummaries: [info.TrackSummary, ...(info.TrackDetail ?? [])] };
}

/** Whether a parsed body is an object with keys. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a flag is set; anything but true and its text is not. */
export function isSet(value: unknown): boolean {
  return value === true || (typeof value === 'string' && value.trim().toLowerCase() === 'true');
}
