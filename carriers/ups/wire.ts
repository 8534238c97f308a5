import { listField, objectField, present, readShape, type ShapeReading, text, textField } from 'waybill/kit';
import * as z from 'zod/mini';

/*
 * What we read of Track v1 (`GET /track/v1/details/{inquiryNumber}`). UPS declares nothing required, sends single objects
 * for lists and leaves empty text, empty objects and null for "nothing". Codes of activities are text by its document;
 * they stay plain text fields here, for there may be hundreds.
 */

const word = z.nullish(z.string());

const address = objectField({
  city: word,
  stateProvince: word,
  postalCode: word,
  countryCode: word,
  /** Holds the code as well, or a name. */
  country: word,
});

/** `Address`, without the street. */
export type WireAddress = z.infer<typeof address>;

const status = objectField({
  type: word,
  code: word,
  statusCode: word,
  description: word,
  simplifiedTextDescription: word,
});

/** `Status`: of an activity, or the current one, whose `code` then holds the three digits of `statusCode`. */
export type WireStatus = z.infer<typeof status>;

const activity = objectField({
  date: word,
  time: word,
  gmtDate: word,
  gmtTime: word,
  gmtOffset: word,
  location: z.nullish(objectField({ address: z.nullish(address), slic: word })),
  status: z.nullish(status),
});

/** `Activity`: local and GMT stamps side by side. */
export type WireActivity = z.infer<typeof activity> & {
  /** Code of the place where it was left, which XML answers have beside that of the status. */
  readonly leftAt?: string | undefined;
  /** What the older services say of the package as it is with its newest line. */
  readonly nextStep?: string | undefined;
};

const deliveryInformation = objectField({
  location: word,
  receivedBy: word,
  signature: z.nullish(objectField({ image: word })),
  pod: z.nullish(objectField({ content: word })),
  deliveryPhoto: z.nullish(objectField({ photo: word, photoCaptureInd: word, photoDispositionCode: word })),
});

/** `DeliveryInformation`: may stand there before delivery. Images are looked at for being there, and never kept. */
export type WireDeliveryInformation = z.infer<typeof deliveryInformation>;

const parcel = objectField({
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

/** `Package`. */
export type WirePackage = z.infer<typeof parcel>;

/** Entries of `warnings` or of an error body. */
const problems = listField(objectField({ code: textField, message: word }));

/** A code of an error or a warning, and its words, which are read where the code is unknown and never passed on. */
export interface ErrorEntry {
  readonly code?: string | undefined;
  readonly message?: string | undefined;
}

/** The entries of a list of problems that say anything. */
export function problemsIn(list: z.infer<typeof problems>): readonly ErrorEntry[] {
  return present(list)
    .map(({ code, message }) => ({ code: text(code), message: text(message) }))
    .filter(({ code, message }) => code !== undefined || message !== undefined);
}

const shipment = objectField({
  inquiryNumber: textField,
  /** In no document, and in the answers since 2025. */
  pickupDate: textField,
  package: listField(parcel),
  warnings: problems,
});

/** `Shipment`. */
export type WireShipment = z.infer<typeof shipment>;

const trackResponse = objectField({ trackResponse: objectField({ shipment: listField(shipment) }) });

/** A tracking answer; undefined for a body of another shape. */
export function readTrackResponse(value: unknown): ShapeReading<z.infer<typeof trackResponse>> | undefined {
  return readShape(trackResponse, value);
}

const errorBody = objectField({ response: z.nullish(objectField({ errors: problems })), errors: problems });

/** The errors of an error body, with the outer `response` or without it; empty for a body that holds none. */
export function readProblems(value: unknown): readonly ErrorEntry[] {
  const body = readShape(errorBody, value)?.value;
  return problemsIn([...(body?.response?.errors ?? []), ...(body?.errors ?? [])]);
}

/** Whether a value is an object that has a field of its own of this name. */
export function hasField<Name extends string>(value: unknown, name: Name): value is Readonly<Record<Name, unknown>> {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name);
}
