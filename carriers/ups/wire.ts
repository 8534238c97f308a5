import { listField, type Maybe, objectField, readShape, type ShapeReading, textField } from 'waybill/kit';
import * as z from 'zod/mini';

/*
 * What we read of Track v1 (`GET /track/v1/details/{inquiryNumber}`). UPS declares nothing required, sends single objects
 * for lists and leaves empty text, empty objects and null for "nothing". Codes of activities are text by its document;
 * they stay plain text fields here, for there may be hundreds.
 */

type Text = Maybe<string>;
type TextOrNumber = Maybe<string | number>;
type List<T> = readonly Maybe<T>[];

/** `Address`, without the street. */
export interface WireAddress {
  readonly city?: Text;
  readonly stateProvince?: Text;
  readonly postalCode?: Text;
  readonly countryCode?: Text;
  readonly country?: Text;
}

/** `Status`: of an activity, or the current one, whose `code` then holds the three digits of `statusCode`. */
export interface WireStatus {
  readonly type?: Text;
  readonly code?: Text;
  readonly statusCode?: Text;
  readonly description?: Text;
}

/** `Activity`: local and GMT stamps side by side. */
export interface WireActivity {
  readonly date?: Text;
  readonly time?: Text;
  readonly gmtDate?: Text;
  readonly gmtTime?: Text;
  readonly gmtOffset?: Text;
  readonly location?: Maybe<{ readonly address?: Maybe<WireAddress>; readonly slic?: Text }>;
  readonly status?: Maybe<WireStatus>;
  /** Code of the place where it was left, which XML answers have beside that of the status. */
  readonly leftAt?: Text;
}

/** `DeliveryInformation`: may stand there before delivery. Images are looked at for being there, and never kept. */
export interface WireDeliveryInformation {
  readonly location?: Text;
  readonly receivedBy?: Text;
  readonly signature?: Maybe<{ readonly image?: Text }>;
  readonly pod?: Maybe<{ readonly content?: Text }>;
  readonly deliveryPhoto?: Maybe<{
    readonly photo?: Text;
    readonly photoCaptureInd?: Text;
    readonly photoDispositionCode?: Text;
  }>;
}

/** `Package`. */
export interface WirePackage {
  readonly trackingNumber?: TextOrNumber;
  readonly currentStatus?: Maybe<WireStatus>;
  readonly statusCode?: TextOrNumber;
  readonly activity: List<WireActivity>;
  readonly deliveryDate: List<{ readonly type?: Text; readonly date?: Text }>;
  readonly deliveryTime?: Maybe<{ readonly type?: Text; readonly startTime?: Text; readonly endTime?: Text }>;
  readonly deliveryInformation?: Maybe<WireDeliveryInformation>;
  readonly packageAddress: List<{ readonly type?: Text; readonly address?: Maybe<WireAddress> }>;
  readonly service?: Maybe<{ readonly code?: TextOrNumber; readonly description?: Text }>;
  readonly weight?: Maybe<{ readonly weight?: TextOrNumber; readonly unitOfMeasurement?: Text }>;
  readonly dimension?: Maybe<{
    readonly length?: TextOrNumber;
    readonly width?: TextOrNumber;
    readonly height?: TextOrNumber;
    readonly unitOfDimension?: Text;
  }>;
  readonly referenceNumber: List<{ readonly type?: Text; readonly number?: TextOrNumber }>;
  readonly alternateTrackingNumber: List<{ readonly type?: Text; readonly number?: TextOrNumber }>;
  readonly packageCount?: TextOrNumber;
  readonly accessPointInformation?: Maybe<{ readonly pickupByDate?: Text }>;
}

/** `Shipment`. `pickupDate` is in no document and in the answers since 2025. */
export interface WireShipment {
  readonly inquiryNumber?: TextOrNumber;
  readonly pickupDate?: TextOrNumber;
  readonly package: List<WirePackage>;
  readonly warnings: List<WireProblem>;
}

/** An entry of `warnings` or of an error body. */
interface WireProblem {
  readonly code?: TextOrNumber;
}

/** `TrackResponse`. */
export interface WireTrackResponse {
  readonly trackResponse: { readonly shipment: List<WireShipment> };
}

const word = z.nullish(z.string());

const address: z.ZodMiniType<WireAddress> = objectField({
  city: word,
  stateProvince: word,
  postalCode: word,
  countryCode: word,
  country: word,
});

const status: z.ZodMiniType<WireStatus> = objectField({ type: word, code: word, statusCode: word, description: word });

const activity: z.ZodMiniType<WireActivity> = objectField({
  date: word,
  time: word,
  gmtDate: word,
  gmtTime: word,
  gmtOffset: word,
  location: z.nullish(objectField({ address: z.nullish(address), slic: word })),
  status: z.nullish(status),
});

const deliveryInformation: z.ZodMiniType<WireDeliveryInformation> = objectField({
  location: word,
  receivedBy: word,
  signature: z.nullish(objectField({ image: word })),
  pod: z.nullish(objectField({ content: word })),
  deliveryPhoto: z.nullish(objectField({ photo: word, photoCaptureInd: word, photoDispositionCode: word })),
});

const parcel: z.ZodMiniType<WirePackage> = objectField({
  trackingNumber: textField,
  currentStatus: z.nullish(status),
  statusCode: textField,
  activity: listField(activity),
  deliveryDate: listField(objectField({ type: word, date: word })),
  deliveryTime: z.nullish(objectField({ type: word, startTime: word, endTime: word })),
  deliveryInformation: z.nullish(deliveryInformation),
  packageAddress: listField(objectField({ type: word, address: z.nullish(address) })),
  service: z.nullish(objectField({ code: textField, description: word })),
  weight: z.nullish(objectField({ weight: textField, unitOfMeasurement: word })),
  dimension: z.nullish(objectField({ length: textField, width: textField, height: textField, unitOfDimension: word })),
  referenceNumber: listField(objectField({ type: word, number: textField })),
  alternateTrackingNumber: listField(objectField({ type: word, number: textField })),
  packageCount: textField,
  accessPointInformation: z.nullish(objectField({ pickupByDate: word })),
});

const problems: z.ZodMiniType<readonly Maybe<WireProblem>[]> = listField(objectField({ code: textField }));

const trackResponse: z.ZodMiniType<WireTrackResponse> = objectField({
  trackResponse: objectField({
    shipment: listField(
      objectField({
        inquiryNumber: textField,
        pickupDate: textField,
        package: listField(parcel),
        warnings: problems,
      }),
    ),
  }),
});

/** A tracking answer; undefined for a body of another shape. */
export function readTrackResponse(value: unknown): ShapeReading<WireTrackResponse> | undefined {
  return readShape(trackResponse, value);
}

const errorBody: z.ZodMiniType<{
  readonly response?: Maybe<{ readonly errors: List<WireProblem> }>;
  readonly errors: List<WireProblem>;
}> = objectField({ response: z.nullish(objectField({ errors: problems })), errors: problems });

/** The codes of an error body, with the outer `response` or without it; empty for a body that holds none. */
export function readErrorCodes(value: unknown): readonly string[] {
  const body = readShape(errorBody, value)?.value;
  return [...(body?.response?.errors ?? []), ...(body?.errors ?? [])].flatMap((problem) => {
    const code = problem?.code;
    return code === null || code === undefined || code === '' ? [] : [String(code).trim()];
  });
}

/** What the token endpoint sends; every value is text. */
export interface WireToken {
  readonly access_token?: Text;
  readonly expires_in?: TextOrNumber;
}

const token: z.ZodMiniType<WireToken> = objectField({ access_token: word, expires_in: textField });

/** An answer of the token endpoint; undefined for a body of another shape. */
export function readToken(value: unknown): WireToken | undefined {
  return readShape(token, value)?.value;
}

/** Whether a value is an object that has a field of its own of this name. */
export function hasField<Name extends string>(value: unknown, name: Name): value is Readonly<Record<Name, unknown>> {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name);
}
