import { listField, objectField, readShape, type ShapeReading } from 'waybill/kit';
import { xmlTextField } from 'waybill/kit-xml';
import * as z from 'zod/mini';

/*
 * What we read of `TrackReply`, versions 5 to 20: the last versions, and what they add to those recorded (5 and 7), are
 * those of the Track Service WSDL. Every element is a list: empty, once or, where something went wrong, twice.
 */

const word = xmlTextField;

/** `Address`, without the street. */
const address = objectField({ City: word, StateOrProvinceCode: word, PostalCode: word, CountryCode: word });
export type SoapAddress = z.infer<typeof address>;

/** `Notification`: how it went, `Code` 0 for well, `Severity` `SUCCESS`, `NOTE`, `WARNING`, `ERROR` or `FAILURE`. */
const notification = objectField({ Severity: word, Code: word });
export type SoapNotification = z.infer<typeof notification>;

/** `TrackEvent`. */
const event = objectField({
  Timestamp: word,
  EventType: word,
  EventDescription: word,
  StatusExceptionCode: word,
  StatusExceptionDescription: word,
  Address: listField(address),
  StationId: word,
  ArrivalLocation: word,
});
export type SoapEvent = z.infer<typeof event>;

/** `Weight`. */
const weight = objectField({ Units: word, Value: word });
export type SoapWeight = z.infer<typeof weight>;

/** `TrackPackageIdentifier`: a pair of its own, until version 5 without an element around it. */
const pair = { Type: word, Value: word };
const identifier = objectField({ ...pair, PackageIdentifier: listField(objectField(pair)) });

/** `StringBarcode`: what a label says when it is scanned. */
const barcode = objectField({ Type: word, Value: word });
export type SoapBarcode = z.infer<typeof barcode>;

/** `TrackDetail`: one shipment that carries the number, or the notification that says why there is none. */
const details = objectField({
  Notification: listField(notification),
  TrackingNumber: word,
  TrackingNumberUniqueIdentifier: word,
  Barcode: listField(barcode),
  StatusDetail: listField(
    objectField({
      Code: word,
      Description: word,
      Location: listField(address),
      AncillaryDetails: listField(
        objectField({ Reason: word, ReasonDescription: word, Action: word, ActionDescription: word }),
      ),
    }),
  ),
  // Until version 5, in place of `StatusDetail`.
  StatusCode: word,
  StatusDescription: word,
  ServiceCommitMessage: word,
  CarrierCode: word,
  OtherIdentifiers: listField(identifier),
  Service: listField(objectField({ Type: word, Description: word })),
  // Until version 5, in place of `Service`.
  ServiceInfo: word,
  ServiceType: word,
  PackageWeight: listField(weight),
  ShipmentWeight: listField(weight),
  PackageDimensions: listField(objectField({ Length: word, Width: word, Height: word, Units: word })),
  PackageCount: word,
  ShipperAddress: listField(address),
  OriginLocationAddress: listField(address),
  DestinationAddress: listField(address),
  LastUpdatedDestinationAddress: listField(address),
  ActualDeliveryAddress: listField(address),
  ShipTimestamp: word,
  CommitmentTimestamp: word,
  AppointmentDeliveryTimestamp: word,
  EstimatedDeliveryTimestamp: word,
  ActualDeliveryTimestamp: word,
  // In the last versions, in place of the time stamps.
  DatesOrTimes: listField(objectField({ Type: word, DateOrTimestamp: word })),
  DestinationServiceArea: word,
  DeliveryLocationType: word,
  DeliveryLocationDescription: word,
  DeliveryAttempts: word,
  DeliverySignatureName: word,
  SignatureProofOfDeliveryAvailable: word,
  // A word, in the last versions inside `Type`.
  AvailableImages: listField(z.union([z.string(), objectField({ '#text': z.optional(z.string()), Type: word })])),
  Events: listField(event),
});
export type SoapDetails = z.infer<typeof details>;

/** `CompletedTrackDetail`: one asked number with its shipments, still unread: one bad one does not cost the others. */
const part = { Notifications: listField(notification), TrackDetails: listField(z.unknown()) };
const completed = objectField(part);
export type SoapCompleted = z.infer<typeof completed>;

/** `TrackReply`; until version 5 with the shipments of its one number in itself. */
const reply = objectField({ ...part, CompletedTrackDetails: listField(completed) });
export type SoapReply = z.infer<typeof reply>;

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
