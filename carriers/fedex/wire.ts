import { listField, type Maybe, objectField, readShape, type ShapeReading, textField } from 'waybill/kit';
import * as z from 'zod/mini';

/*
 * What we read of Track v1 (`POST /track/v1/trackingnumbers`). FedEx declares nothing required and sends `""`, `{}` and
 * `[""]` for "nothing"; key names differ between its document and its answers (`value` and `values`).
 */

type Text = Maybe<string>;
type TextOrNumber = Maybe<string | number>;
type List<T> = readonly Maybe<T>[];

/** `AddressVO1`, without the street. */
export interface WireAddress {
  readonly city?: Text;
  readonly stateOrProvinceCode?: Text;
  readonly postalCode?: Text;
  readonly countryCode?: Text;
}

/** `DelayDetail`. */
interface WireDelay {
  readonly type?: Text;
  readonly status?: Text;
}

/** `ScanEvent`. */
export interface WireScan {
  readonly date?: Text;
  readonly eventType?: Text;
  readonly eventDescription?: Text;
  readonly derivedStatusCode?: Text;
  readonly derivedStatus?: Text;
  readonly exceptionCode?: Text;
  readonly exceptionDescription?: Text;
  readonly locationId?: Text;
  readonly locationType?: Text;
  readonly scanLocation?: Maybe<WireAddress>;
  readonly delayDetail?: Maybe<WireDelay>;
}

/** `StatusDetail`: where the parcel is now. */
interface WireStatus {
  readonly code?: Text;
  readonly derivedCode?: Text;
  readonly ancillaryDetails: List<{ readonly reason?: Text; readonly reasonDescription?: Text }>;
  readonly delayDetail?: Maybe<WireDelay>;
}

/** `PackageIdentifier`: a reference, or another number of the parcel. */
interface WireIdentifier {
  readonly type?: Text;
  readonly value: List<string>;
  readonly values: List<string>;
}

/** `TimeWindow`. */
export interface WireWindow {
  readonly window?: Maybe<{ readonly begins?: Text; readonly ends?: Text }>;
}

/** `Weight`: one entry per unit. */
export interface WireWeight {
  readonly value?: TextOrNumber;
  readonly unit?: Text;
}

/** `Dimensions`: one entry per unit. */
export interface WireDimensions {
  readonly length?: TextOrNumber;
  readonly width?: TextOrNumber;
  readonly height?: TextOrNumber;
  readonly units?: Text;
}

/** `DeliveryDetails`. */
interface WireDelivery {
  readonly signedByName?: Text;
  readonly receivedByName?: Text;
  readonly locationType?: Text;
  readonly locationDescription?: Text;
  readonly deliveryAttempts?: TextOrNumber;
  readonly destinationServiceArea?: Text;
  readonly actualDeliveryAddress?: Maybe<WireAddress>;
}

/** `LocationDetail`. */
interface WireLocation {
  readonly locationId?: Text;
  readonly locationContactAndAddress?: Maybe<{ readonly address?: Maybe<WireAddress> }>;
}

/** `CXSError`. */
export interface WireError {
  readonly code?: Text;
  readonly message?: Text;
}

/** `TrackResult`: one shipment that carries the number, or the error instead of it. */
export interface TrackResult {
  readonly trackingNumberInfo?: Maybe<{
    readonly trackingNumber?: TextOrNumber;
    readonly trackingNumberUniqueId?: Text;
    readonly carrierCode?: Text;
  }>;
  readonly error?: Maybe<WireError>;
  readonly latestStatusDetail?: Maybe<WireStatus>;
  readonly scanEvents: List<WireScan>;
  readonly dateAndTimes: List<{ readonly type?: Text; readonly dateTime?: Text }>;
  readonly estimatedDeliveryTimeWindow?: Maybe<WireWindow>;
  readonly standardTransitTimeWindow?: Maybe<WireWindow>;
  readonly serviceCommitMessage?: Maybe<{ readonly type?: Text }>;
  readonly deliveryDetails?: Maybe<WireDelivery>;
  readonly serviceDetail?: Maybe<{ readonly type?: Text; readonly description?: Text }>;
  readonly packageDetails?: Maybe<{
    readonly count?: TextOrNumber;
    readonly weightAndDimensions?: Maybe<{
      readonly weight: List<WireWeight>;
      readonly dimensions: List<WireDimensions>;
    }>;
  }>;
  readonly shipmentDetails?: Maybe<{ readonly weight: List<WireWeight> }>;
  readonly pieceCounts: List<{ readonly type?: Text; readonly count?: TextOrNumber }>;
  readonly additionalTrackingInfo?: Maybe<{ readonly packageIdentifiers: List<WireIdentifier> }>;
  readonly shipperInformation?: Maybe<{ readonly address?: Maybe<WireAddress> }>;
  readonly recipientInformation?: Maybe<{ readonly address?: Maybe<WireAddress> }>;
  readonly originLocation?: Maybe<WireLocation>;
  readonly destinationLocation?: Maybe<WireLocation>;
  readonly lastUpdatedDestinationAddress?: Maybe<WireAddress>;
  readonly availableImages: List<{ readonly type?: Text }>;
  readonly returnDetail?: Maybe<{ readonly authorizationName?: Text; readonly reasonDetail: List<unknown> }>;
}

/** One asked number with the shipments that carry it, still unread: one bad shipment does not cost the others. */
export interface CompleteTrackResult {
  readonly trackingNumber?: TextOrNumber;
  readonly trackResults: List<unknown>;
}

/** The whole answer: results, or errors of the request as a whole. */
export interface TrackAnswer {
  readonly output?: Maybe<{ readonly completeTrackResults: List<CompleteTrackResult>; readonly alerts?: unknown }>;
  readonly errors: List<WireError>;
}

const word = z.nullish(z.string());

const address = z.nullish(objectField({ city: word, stateOrProvinceCode: word, postalCode: word, countryCode: word }));
const delay = z.nullish(objectField({ type: word, status: word }));
const window = z.nullish(objectField({ window: z.nullish(objectField({ begins: word, ends: word })) }));
const party = z.nullish(objectField({ address }));
const location = z.nullish(
  objectField({ locationId: word, locationContactAndAddress: z.nullish(objectField({ address })) }),
);
const weights = listField(objectField({ value: textField, unit: word }));
const error = objectField({ code: word, message: word });

const trackResult: z.ZodMiniType<TrackResult> = objectField({
  trackingNumberInfo: z.nullish(
    objectField({ trackingNumber: textField, trackingNumberUniqueId: word, carrierCode: word }),
  ),
  error: z.nullish(error),
  latestStatusDetail: z.nullish(
    objectField({
      code: word,
      derivedCode: word,
      ancillaryDetails: listField(objectField({ reason: word, reasonDescription: word })),
      delayDetail: delay,
    }),
  ),
  scanEvents: listField(
    objectField({
      date: word,
      eventType: word,
      eventDescription: word,
      derivedStatusCode: word,
      derivedStatus: word,
      exceptionCode: word,
      exceptionDescription: word,
      locationId: word,
      locationType: word,
      scanLocation: address,
      delayDetail: delay,
    }),
  ),
  dateAndTimes: listField(objectField({ type: word, dateTime: word })),
  estimatedDeliveryTimeWindow: window,
  standardTransitTimeWindow: window,
  serviceCommitMessage: z.nullish(objectField({ type: word })),
  deliveryDetails: z.nullish(
    objectField({
      signedByName: word,
      receivedByName: word,
      locationType: word,
      locationDescription: word,
      deliveryAttempts: textField,
      destinationServiceArea: word,
      actualDeliveryAddress: address,
    }),
  ),
  serviceDetail: z.nullish(objectField({ type: word, description: word })),
  packageDetails: z.nullish(
    objectField({
      count: textField,
      weightAndDimensions: z.nullish(
        objectField({
          weight: weights,
          dimensions: listField(objectField({ length: textField, width: textField, height: textField, units: word })),
        }),
      ),
    }),
  ),
  shipmentDetails: z.nullish(objectField({ weight: weights })),
  pieceCounts: listField(objectField({ type: word, count: textField })),
  additionalTrackingInfo: z.nullish(
    objectField({
      packageIdentifiers: listField(
        objectField({ type: word, value: listField(z.string()), values: listField(z.string()) }),
      ),
    }),
  ),
  shipperInformation: party,
  recipientInformation: party,
  originLocation: location,
  destinationLocation: location,
  lastUpdatedDestinationAddress: address,
  availableImages: listField(objectField({ type: word })),
  returnDetail: z.nullish(objectField({ authorizationName: word, reasonDetail: listField(z.unknown()) })),
});

const trackAnswer: z.ZodMiniType<TrackAnswer> = objectField({
  output: z.nullish(
    objectField({
      completeTrackResults: listField(objectField({ trackingNumber: textField, trackResults: listField(z.unknown()) })),
      alerts: z.nullish(z.unknown()),
    }),
  ),
  errors: listField(error),
});

const tokenAnswer = objectField({ access_token: word, expires_in: textField });

/** One shipment; undefined for what is no object. */
export function readTrackResult(value: unknown): ShapeReading<TrackResult> | undefined {
  return readShape(trackResult, value);
}

/** The whole answer with its shipments unread; undefined for what is no object. */
export function readTrackAnswer(value: unknown): TrackAnswer | undefined {
  return readShape(trackAnswer, value)?.value;
}

/** The token endpoint's answer (Authorization API, `expires_in` in seconds); undefined for what is no object. */
export function readTokenAnswer(
  value: unknown,
): { readonly access_token?: Text; readonly expires_in?: TextOrNumber } | undefined {
  return readShape(tokenAnswer, value)?.value;
}
