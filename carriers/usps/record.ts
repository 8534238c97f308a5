import { listField, objectField, readShape, type ShapeReading, textField } from 'waybill/kit';
import * as z from 'zod/mini';
import { isObject, type WireEvent, type WireRecord } from './wire.ts';

const textOnly = z.nullish(z.string());
const flag = z.nullish(z.union([z.boolean(), z.string()]));

const event = objectField({
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

const problem = objectField({
  status: textField,
  code: textField,
  title: textOnly,
  detail: textOnly,
  source: z.optional(z.unknown()),
});

const error = objectField({ code: textField, message: textOnly, errors: z.optional(listField(problem)) });

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
  deliveryDateExpectation: z.nullish(objectField(expectation)),
  servicesEligibility: z.nullish(objectField(eligibility)),
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

const record: z.ZodMiniType<WireRecord> = objectField({ ...fields, trackingEvents: z.optional(listField(event)) });

/** The same for the usual case, in which every field of every scan is text: looked over at a fraction of the cost. */
const usual: z.ZodMiniType<WireRecord> = objectField({
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
