import { listField, objectField, readShape, type ShapeReading, text, textField } from 'waybill/kit';
import * as z from 'zod/mini';

/*
 * What we read of Track v1 (`POST /track/v1/trackingnumbers`). FedEx declares nothing required and sends `""`, `{}` and
 * `[""]` for "nothing"; key names differ between its document and its answers (`value` and `values`).
 */

const word = z.nullish(z.string());

/** `AddressVO1`, without the street. */
const addressFields = { city: word, stateOrProvinceCode: word, postalCode: word, countryCode: word };
const address = objectField(addressFields);
export type WireAddress = z.infer<typeof address>;

/** `LocationDetail`; scans have the address bare, but for those of FedEx's documentation. */
const locationFields = {
  locationId: word,
  locationContactAndAddress: z.nullish(objectField({ address: z.nullish(address) })),
};
const location = z.nullish(objectField(locationFields));
const scanLocation = objectField({ ...addressFields, ...locationFields });
export type WireScanLocation = z.infer<typeof scanLocation>;

const delay = z.nullish(objectField({ type: word, status: word }));

/** `ScanEvent`. */
const scan = objectField({
  date: word,
  eventType: word,
  eventDescription: word,
  derivedStatusCode: word,
  derivedStatus: word,
  exceptionCode: word,
  exceptionDescription: word,
  locationId: word,
  locationType: word,
  scanLocation: z.nullish(scanLocation),
  delayDetail: delay,
});
export type WireScan = z.infer<typeof scan>;

/** `StatusDetail`: where the parcel is now. */
const status = objectField({
  code: word,
  derivedCode: word,
  description: word,
  statusByLocale: word,
  scanLocation: z.nullish(scanLocation),
  ancillaryDetails: listField(
    objectField({ reason: word, reasonDescription: word, action: word, actionDescription: word }),
  ),
  delayDetail: delay,
});

/** `TimeWindow`. */
const window = z.nullish(objectField({ window: z.nullish(objectField({ begins: word, ends: word })) }));
export type WireWindow = z.infer<typeof window>;

/** `Weight`: one entry per unit. */
const weight = objectField({ value: textField, unit: word });
export type WireWeight = z.infer<typeof weight>;

/** `Dimensions`: one entry per unit. */
const dimensions = objectField({ length: textField, width: textField, height: textField, units: word });

/** `DeliveryDetails`. */
const delivery = objectField({
  signedByName: word,
  receivedByName: word,
  locationType: word,
  locationDescription: word,
  deliveryAttempts: textField,
  destinationServiceArea: word,
  actualDeliveryAddress: z.nullish(address),
});

/** `PackageIdentifier`: a reference, or another number of the parcel. */
const identifier = objectField({ type: word, value: listField(z.string()), values: listField(z.string()) });

const party = z.nullish(objectField({ address: z.nullish(address) }));

/** `CXSError`. */
const error = objectField({ code: word, message: word });
export type WireError = z.infer<typeof error>;

/** `TrackResult`: one shipment that carries the number, or the error instead of it. */
const trackResult = objectField({
  trackingNumberInfo: z.nullish(
    objectField({ trackingNumber: textField, trackingNumberUniqueId: word, carrierCode: word }),
  ),
  error: z.nullish(error),
  latestStatusDetail: z.nullish(status),
  scanEvents: listField(scan),
  dateAndTimes: listField(objectField({ type: word, dateTime: word })),
  estimatedDeliveryTimeWindow: window,
  standardTransitTimeWindow: window,
  serviceCommitMessage: z.nullish(objectField({ type: word, message: word })),
  informationNotes: listField(objectField({ description: word })),
  deliveryDetails: z.nullish(delivery),
  serviceDetail: z.nullish(objectField({ type: word, description: word })),
  packageDetails: z.nullish(
    objectField({
      count: textField,
      weightAndDimensions: z.nullish(objectField({ weight: listField(weight), dimensions: listField(dimensions) })),
    }),
  ),
  shipmentDetails: z.nullish(objectField({ weight: listField(weight) })),
  pieceCounts: listField(objectField({ type: word, count: textField })),
  additionalTrackingInfo: z.nullish(
    objectField({ hasAssociatedShipments: z.nullish(z.boolean()), packageIdentifiers: listField(identifier) }),
  ),
  shipperInformation: party,
  recipientInformation: party,
  originLocation: location,
  destinationLocation: location,
  lastUpdatedDestinationAddress: z.nullish(address),
  holdAtLocation: z.nullish(objectField({ locationType: word })),
  availableImages: listField(objectField({ type: word })),
  returnDetail: z.nullish(objectField({ authorizationName: word, reasonDetail: listField(z.unknown()) })),
});
export type TrackResult = z.infer<typeof trackResult>;

/** One asked number with the shipments that carry it, still unread: one bad shipment does not cost the others. */
const completeTrackResult = objectField({ trackingNumber: textField, trackResults: listField(z.unknown()) });
export type CompleteTrackResult = z.infer<typeof completeTrackResult>;

/** The whole answer: results, or errors of the request as a whole. */
const trackAnswer = objectField({
  output: z.nullish(
    objectField({ completeTrackResults: listField(completeTrackResult), alerts: z.nullish(z.unknown()) }),
  ),
  errors: listField(error),
});
export type TrackAnswer = z.infer<typeof trackAnswer>;

/** One shipment; undefined for what is no object. */
export function readTrackResult(value: unknown): ShapeReading<TrackResult> | undefined {
  return readShape(trackResult, value);
}

/** The whole answer with its shipments unread; undefined for what is no object. */
export function readTrackAnswer(value: unknown): TrackAnswer | undefined {
  return readShape(trackAnswer, value)?.value;
}

/** Told of in the text of the associated shipments, and in no schema: `output` is where the results are. */
const paging = objectField({
  output: z.nullish(objectField({ moreDataAvailable: z.nullish(z.boolean()), pagingToken: textField })),
});

/** Whether there are further results, as far as the answer says, and what to ask for them with. */
export function pagingOf(value: unknown): {
  readonly hasMore?: boolean | undefined;
  readonly token?: string | undefined;
} {
  const output = readShape(paging, value)?.value.output;
  return { hasMore: output?.moreDataAvailable ?? undefined, token: text(output?.pagingToken) };
}
