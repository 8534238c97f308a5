import { listField, objectField, readShape, type ShapeReading } from 'waybill/kit';
import { xmlTextField as word } from 'waybill/kit-xml';
import * as z from 'zod/mini';

/*
 * What we read of `TrackResponse`. A request with `TrackRequest` was answered in sentences, one with `TrackFieldRequest`
 * in fields; the elements have the same names.
 */

/** `TrackSummary` or `TrackDetail` in fields. */
const event = objectField({
  /** `9:01 am`. */
  EventTime: word,
  /** `April 28, 2015`. */
  EventDate: word,
  Event: word,
  EventCity: word,
  EventState: word,
  EventZIPCode: word,
  EventCountry: word,
  FirmName: word,
  Name: word,
  AuthorizedAgent: word,
  EventCode: word,
  DeliveryAttributeCode: word,
  /** In answers of its last years: UTC, `2021-11-30 19:00:00.000000`, and the offset of the wall clock. */
  GMT: word,
  GMTOffset: word,
});
export type WebToolsEvent = z.infer<typeof event>;
const events = listField(z.union([event, z.string()]));

/** `Error`, of one number or of the request. */
const error = objectField({ Number: word, Description: word });
export type WebToolsError = z.infer<typeof error>;

/** `TrackInfo`: one parcel, or the error instead of it. */
const trackInfo = objectField({
  '@ID': z.nullish(z.string()),
  Error: listField(error),
  Class: word,
  ClassOfMailCode: word,
  ServiceTypeCode: word,
  OriginCity: word,
  OriginState: word,
  OriginZip: word,
  OriginCountryCode: word,
  DestinationCity: word,
  DestinationState: word,
  DestinationZip: word,
  DestinationCountryCode: word,
  ExpectedDeliveryDate: word,
  GuaranteedDeliveryDate: word,
  PredictedDeliveryDate: word,
  MPDATE: word,
  MPSUFFIX: word,
  PodEnabled: word,
  TPodEnabled: word,
  RreEnabled: word,
  Status: word,
  StatusCategory: word,
  StatusSummary: word,
  AdditionalInfo: word,
  /** The newest event. */
  TrackSummary: events,
  /** The events before it, newest first. */
  TrackDetail: events,
});
export type TrackInfo = z.infer<typeof trackInfo>;

const response = objectField({ TrackInfo: listField(z.unknown()) });

/** The parcels of a `TrackResponse`, still unread: one bad one does not cost the others. */
export function readTrackInfos(value: unknown): readonly unknown[] {
  return readShape(response, value)?.value.TrackInfo ?? [];
}

/** One parcel; undefined for what has neither attributes nor elements. */
export function readTrackInfo(value: unknown): ShapeReading<TrackInfo> | undefined {
  return readShape(trackInfo, value);
}

/** The error of a whole request, a document of its own, read as that of a parcel without a number. */
export function readRootError(value: unknown): ShapeReading<TrackInfo> | undefined {
  return readTrackInfo({ Error: value });
}
