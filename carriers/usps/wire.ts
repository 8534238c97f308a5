import { listField, objectField, readShape, type ShapeReading, textField } from 'waybill/kit';
import * as z from 'zod/mini';

const textOnly = z.nullish(z.string());

/** A flag, which v3r2 sends as a boolean and v3 as text. */
const flagField = z.nullish(z.union([z.boolean(), z.string()]));

/** One scan, `trackingEvents[]`, under the names of v3 and of v3r2. */
const event = objectField({
  eventType: textOnly,
  /** In scan event extracts, in capitals. */
  scanEventExtractEventName: textOnly,
  eventCode: textOnly,
  reasonCode: textOnly,
  /** Wall clock at the scan's place; in v3r2 with an offset, or a date only. */
  eventTimestamp: textOnly,
  GMTTimestamp: textOnly,
  GMTOffset: textOnly,
  eventCity: textOnly,
  eventState: textOnly,
  /** v3. */
  eventZIP: textOnly,
  /** v3r2. */
  eventZIPCode: textOnly,
  eventCountry: textOnly,
  eventPartner: textOnly,
  /** The company that took it. */
  firm: textOnly,
  /** Who signed, in v3. */
  name: textOnly,
  /** Who signed, in v3r2. */
  recipientName: textOnly,
  /** A {@link flagField}. */
  authorizedAgent: z.optional(z.unknown()),
  /** Of the retired Web Tools API, where a payload was converted from it. */
  deliveryAttributeCode: textOnly,
});
export type WireEvent = z.infer<typeof event>;

/** `deliveryDateExpectation` of v3r2; v3 has the same fields at the top. */
const expectation = {
  expectedDeliveryDate: textOnly,
  guaranteedDeliveryDate: textOnly,
  predictedDeliveryDate: textOnly,
  predictedDeliveryWindowStartTime: textOnly,
  predictedDeliveryWindowEndTime: textOnly,
  endOfDay: textOnly,
};

/** Which proofs may be ordered; at the top in v3, in `servicesEligibility` in v3r2. */
const eligibility = objectField({
  proofOfDeliveryEnabled: flagField,
  trackingProofOfDeliveryEnabled: flagField,
  RREEnabled: flagField,
});
export type WireEligibility = z.infer<typeof eligibility>;

/** One of `error.errors[]`. */
const problem = objectField({
  status: textField,
  code: textField,
  title: textOnly,
  detail: textOnly,
  /** `{ parameter, example }`, or plain text. */
  source: z.optional(z.unknown()),
});
export type WireProblem = z.infer<typeof problem>;

/** `error` of an answer, or of one item of an answer; the text may stand in any of its places. */
const error = objectField({ code: textField, message: textOnly, errors: z.optional(listField(problem)) });
export type WireError = z.infer<typeof error>;

/** One parcel, in the shape of v3 or of v3r2, its scans newest first, or why there is none. */
const record = objectField({
  ...expectation,
  ...eligibility.shape,
  trackingNumber: textField,
  statusCode: textField,
  error: z.nullish(error),
  status: textOnly,
  statusCategory: textOnly,
  /** A sentence on the newest scan, and what follows from it. */
  statusSummary: textOnly,
  additionalInfo: textOnly,
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
  /** Of a v3 summary, beside `expectedDeliveryDate`. */
  expectedDeliveryTime: textOnly,
  expectedDeliveryType: textOnly,
  guaranteedDeliveryTimeStamp: textOnly,
  predictedDeliveryTimeStamp: textOnly,
  deliveryDateExpectation: z.nullish(objectField(expectation)),
  servicesEligibility: z.nullish(eligibility),
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
  /** Ounces; in scan event extracts. */
  productWeight: textField,
  /** Of an earlier label; in scan event extracts. */
  originalTrackingNumber: textField,
  /** Of a destination abroad; in scan event extracts. */
  postalCode: textOnly,
  customerReferenceNumber: z.optional(listField(z.string())),
  /** Sentences of a v3 summary. */
  eventSummaries: z.optional(listField(z.string())),
  trackingEvents: z.optional(listField(event)),
});
export type WireRecord = z.infer<typeof record>;

/** Whether a parsed body is an object with keys. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a flag is set; anything but true and its text is not. */
export function isSet(value: unknown): boolean {
  return value === true || (typeof value === 'string' && value.trim().toLowerCase() === 'true');
}

/** The words of a scan, whichever name they have. */
export function wordingOf({ eventType, scanEventExtractEventName }: WireEvent): string | null | undefined {
  return eventType ?? scanEventExtractEventName;
}

/** A record read, and where in the payload it stood: nothing, or `3` in a list. */
export interface Reading extends ShapeReading<WireRecord> {
  readonly at: string;
}

/** Reads one parcel or one error; undefined for what is no object. */
export function readRecord(value: unknown, at: string): Reading | undefined {
  const body = legacySummary(value) ?? gatewayError(value) ?? value;
  const reading = readShape(record, body);
  return reading && { ...reading, at };
}

/** The other envelope of errors, that of the gateway before the APIs. */
const gatewayFault = objectField({
  fault: objectField({ faultstring: textOnly, detail: z.nullish(objectField({ errorcode: textField })) }),
});

function gatewayError(value: unknown): WireRecord | undefined {
  if (!isObject(value) || !isGatewayFault(value)) return undefined;
  const fault = readShape(gatewayFault, value)?.value.fault;
  return fault && { error: { message: fault.faultstring, errors: [{ code: fault.detail?.errorcode }] } };
}

/** Whether an answer is the gateway's: `fault` with its words. */
export function isGatewayFault({ fault }: Readonly<Record<string, unknown>>): boolean {
  return isObject(fault) && typeof fault.faultstring === 'string';
}

/** A v3 summary as the USPS documentation of 2023 shows it: `TrackResults.TrackInfo` with `@ID` and `TrackSummary`. */
const legacy = objectField({
  TrackResults: objectField({
    TrackInfo: objectField({ '@ID': textOnly, TrackSummary: textOnly, TrackDetail: z.optional(listField(z.string())) }),
  }),
});

function legacySummary(value: unknown): WireRecord | undefined {
  if (!isObject(value) || !('TrackResults' in value)) return undefined;
  const info = readShape(legacy, value)?.value.TrackResults.TrackInfo;
  return info && { trackingNumber: info['@ID'], eventSummaries: [info.TrackSummary, ...(info.TrackDetail ?? [])] };
}
