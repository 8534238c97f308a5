import { listField, type Maybe, objectField, readShape, type ShapeReading } from 'waybill/kit';
import { type XmlText, xmlTextField } from 'waybill/kit-xml';
import * as z from 'zod/mini';

/*
 * What we read of `TrackResponse`. A request with `TrackRequest` was answered in sentences, one with `TrackFieldRequest`
 * in fields; the elements have the same names.
 */

type Text = Maybe<XmlText>;

/** `TrackSummary` or `TrackDetail` in fields. */
export interface WebToolsEvent {
  /** `9:01 am`. */
  readonly EventTime?: Text;
  /** `April 28, 2015`. */
  readonly EventDate?: Text;
  readonly Event?: Text;
  readonly EventCity?: Text;
  readonly EventState?: Text;
  readonly EventZIPCode?: Text;
  readonly EventCountry?: Text;
  readonly FirmName?: Text;
  readonly Name?: Text;
  readonly AuthorizedAgent?: Text;
  readonly EventCode?: Text;
  readonly DeliveryAttributeCode?: Text;
}

/** `Error`, of one number or of the request. */
export interface WebToolsError {
  readonly Number?: Text;
  readonly Description?: Text;
}

/** `TrackInfo`: one parcel, or the error instead of it. */
export interface TrackInfo {
  readonly '@ID'?: Maybe<string>;
  readonly Error: readonly Maybe<WebToolsError>[];
  readonly Class?: Text;
  readonly ClassOfMailCode?: Text;
  readonly ServiceTypeCode?: Text;
  readonly OriginCity?: Text;
  readonly OriginState?: Text;
  readonly OriginZip?: Text;
  readonly OriginCountryCode?: Text;
  readonly DestinationCity?: Text;
  readonly DestinationState?: Text;
  readonly DestinationZip?: Text;
  readonly DestinationCountryCode?: Text;
  readonly ExpectedDeliveryDate?: Text;
  readonly GuaranteedDeliveryDate?: Text;
  readonly PredictedDeliveryDate?: Text;
  readonly MPDATE?: Text;
  readonly MPSUFFIX?: Text;
  readonly PodEnabled?: Text;
  readonly TPodEnabled?: Text;
  readonly RreEnabled?: Text;
  readonly Status?: Text;
  readonly StatusCategory?: Text;
  /** The newest event. */
  readonly TrackSummary: readonly Maybe<string | WebToolsEvent>[];
  /** The events before it, newest first. */
  readonly TrackDetail: readonly Maybe<string | WebToolsEvent>[];
}

const word = xmlTextField;

const event: z.ZodMiniType<WebToolsEvent> = objectField({
  EventTime: word,
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
});
const events = listField(z.union([event, z.string()]));

const errors = listField(objectField({ Number: word, Description: word }));

const trackInfo: z.ZodMiniType<TrackInfo> = objectField({
  '@ID': z.nullish(z.string()),
  Error: errors,
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
  TrackSummary: events,
  TrackDetail: events,
});

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
