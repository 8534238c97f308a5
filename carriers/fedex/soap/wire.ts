import { listField, type Maybe, objectField, readShape, type ShapeReading } from 'waybill/kit';
import { type XmlText, xmlTextField } from 'waybill/kit-xml';
import * as z from 'zod/mini';

/*
 * What we read of `TrackReply`, versions 5 to 20: the last versions, and what they add to those recorded (5 and 7), are
 * those of the Track Service WSDL. Every element is a list: empty, once or, where something went wrong, twice.
 */

type Text = Maybe<XmlText>;
type List<T> = readonly Maybe<T>[];

/** `Address`, without the street. */
export interface SoapAddress {
  readonly City?: Text;
  readonly StateOrProvinceCode?: Text;
  readonly PostalCode?: Text;
  readonly CountryCode?: Text;
}

/** `Notification`: how it went, `Code` 0 for well. */
export interface SoapNotification {
  /** `SUCCESS`, `NOTE`, `WARNING`, `ERROR` or `FAILURE`. */
  readonly Severity?: Text;
  readonly Code?: Text;
}

/** `TrackEvent`. */
export interface SoapEvent {
  readonly Timestamp?: Text;
  readonly EventType?: Text;
  readonly EventDescription?: Text;
  readonly StatusExceptionCode?: Text;
  readonly StatusExceptionDescription?: Text;
  readonly Address: List<SoapAddress>;
  readonly StationId?: Text;
  readonly ArrivalLocation?: Text;
}

/** `Weight`. */
export interface SoapWeight {
  readonly Units?: Text;
  readonly Value?: Text;
}

/** `Dimensions`. */
interface SoapDimensions {
  readonly Length?: Text;
  readonly Width?: Text;
  readonly Height?: Text;
  readonly Units?: Text;
}

/** `TrackPackageIdentifier`. */
export interface SoapIdentifier {
  readonly Type?: Text;
  readonly Value?: Text;
}

/** `TrackDetail`: one shipment that carries the number, or the notification that says why there is none. */
export interface SoapDetails {
  readonly Notification: List<SoapNotification>;
  readonly TrackingNumber?: Text;
  readonly TrackingNumberUniqueIdentifier?: Text;
  readonly StatusDetail: List<{
    readonly Code?: Text;
    readonly AncillaryDetails: List<{ readonly Reason?: Text; readonly ReasonDescription?: Text }>;
  }>;
  /** Until version 5, in place of `StatusDetail`. */
  readonly StatusCode?: Text;
  readonly CarrierCode?: Text;
  /** Identifiers in an element of their own, until version 5 without it. */
  readonly OtherIdentifiers: List<SoapIdentifier & { readonly PackageIdentifier: List<SoapIdentifier> }>;
  readonly Service: List<{ readonly Type?: Text; readonly Description?: Text }>;
  /** Until version 5, with `ServiceType`, in place of `Service`. */
  readonly ServiceInfo?: Text;
  readonly ServiceType?: Text;
  readonly PackageWeight: List<SoapWeight>;
  readonly ShipmentWeight: List<SoapWeight>;
  readonly PackageDimensions: List<SoapDimensions>;
  readonly PackageCount?: Text;
  readonly ShipperAddress: List<SoapAddress>;
  readonly OriginLocationAddress: List<SoapAddress>;
  readonly DestinationAddress: List<SoapAddress>;
  readonly LastUpdatedDestinationAddress: List<SoapAddress>;
  readonly ActualDeliveryAddress: List<SoapAddress>;
  readonly ShipTimestamp?: Text;
  readonly EstimatedDeliveryTimestamp?: Text;
  readonly ActualDeliveryTimestamp?: Text;
  /** In the last versions, in place of the time stamps. */
  readonly DatesOrTimes: List<{ readonly Type?: Text; readonly DateOrTimestamp?: Text }>;
  readonly DestinationServiceArea?: Text;
  readonly DeliveryLocationType?: Text;
  readonly DeliveryLocationDescription?: Text;
  readonly DeliveryAttempts?: Text;
  readonly DeliverySignatureName?: Text;
  readonly SignatureProofOfDeliveryAvailable?: Text;
  /** A word, in the last versions inside `Type`. */
  readonly AvailableImages: List<string | { readonly '#text'?: string | undefined; readonly Type?: Text }>;
  readonly Events: List<SoapEvent>;
}

/** `CompletedTrackDetail`: one asked number with its shipments, still unread: one bad one does not cost the others. */
export interface SoapCompleted {
  readonly Notifications: List<SoapNotification>;
  readonly TrackDetails: List<unknown>;
}

/** `TrackReply`; until version 5 with the shipments of its one number in itself. */
export interface SoapReply extends SoapCompleted {
  readonly CompletedTrackDetails: List<SoapCompleted>;
}

const word = xmlTextField;
const addresses = listField(
  objectField({ City: word, StateOrProvinceCode: word, PostalCode: word, CountryCode: word }),
);
const notifications = listField(objectField({ Severity: word, Code: word }));
const weights = listField(objectField({ Units: word, Value: word }));
const identifier = { Type: word, Value: word };

const details: z.ZodMiniType<SoapDetails> = objectField({
  Notification: notifications,
  TrackingNumber: word,
  TrackingNumberUniqueIdentifier: word,
  StatusDetail: listField(
    objectField({ Code: word, AncillaryDetails: listField(objectField({ Reason: word, ReasonDescription: word })) }),
  ),
  StatusCode: word,
  CarrierCode: word,
  OtherIdentifiers: listField(objectField({ ...identifier, PackageIdentifier: listField(objectField(identifier)) })),
  Service: listField(objectField({ Type: word, Description: word })),
  ServiceInfo: word,
  ServiceType: word,
  PackageWeight: weights,
  ShipmentWeight: weights,
  PackageDimensions: listField(objectField({ Length: word, Width: word, Height: word, Units: word })),
  PackageCount: word,
  ShipperAddress: addresses,
  OriginLocationAddress: addresses,
  DestinationAddress: addresses,
  LastUpdatedDestinationAddress: addresses,
  ActualDeliveryAddress: addresses,
  ShipTimestamp: word,
  EstimatedDeliveryTimestamp: word,
  ActualDeliveryTimestamp: word,
  DatesOrTimes: listField(objectField({ Type: word, DateOrTimestamp: word })),
  DestinationServiceArea: word,
  DeliveryLocationType: word,
  DeliveryLocationDescription: word,
  DeliveryAttempts: word,
  DeliverySignatureName: word,
  SignatureProofOfDeliveryAvailable: word,
  AvailableImages: listField(z.union([z.string(), objectField({ '#text': z.optional(z.string()), Type: word })])),
  Events: listField(
    objectField({
      Timestamp: word,
      EventType: word,
      EventDescription: word,
      StatusExceptionCode: word,
      StatusExceptionDescription: word,
      Address: addresses,
      StationId: word,
      ArrivalLocation: word,
    }),
  ),
});

const completed = { Notifications: notifications, TrackDetails: listField(z.unknown()) };

const reply: z.ZodMiniType<SoapReply> = objectField({
  ...completed,
  CompletedTrackDetails: listField(objectField(completed)),
});

const envelope = objectField({ Body: listField(objectField({ TrackReply: listField(z.unknown()) })) });

/** The reply in a document with or without a SOAP envelope; undefined for what is none. */
export function readReply(root: string, value: unknown): SoapReply | undefined {
  const inner = root === 'Envelope' ? readShape(envelope, value)?.value.Body[0]?.TrackReply[0] : value;
  return readShape(reply, inner)?.value;
}

/** One shipment; undefined for what has no elements. */
export function readDetails(value: unknown): ShapeReading<SoapDetails> | undefined {
  return readShape(details, value);
}
