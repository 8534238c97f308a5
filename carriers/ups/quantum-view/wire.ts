import { listField, objectField, readShape, type ShapeReading } from 'waybill/kit';
import * as z from 'zod/mini';
import { codedField, leafField, partyField, referencesField, responseField, weightField } from '../old-formats.ts';

/* What we read of a `QuantumViewResponse` (Quantum View v3), in JSON or in XML, which have the same names. */

/** `AddressArtifactFormat`, without the street: division 2 is the city, division 1 the state. */
const place = objectField({
  PoliticalDivision2: leafField,
  PoliticalDivision1: leafField,
  PostcodePrimaryLow: leafField,
  CountryCode: leafField,
});
export type WirePlace = z.infer<typeof place>;

/** A place in its wrapping. */
const location = z.nullish(objectField({ AddressArtifactFormat: z.nullish(place) }));

/** A day and a clock, local. */
const moment = { Date: leafField, Time: leafField };
const moments = listField(objectField(moment));
export type WireMoment = Pick<WireOrigin, keyof typeof moment>;

/** What the records of one package have in common. */
const packageRecord = {
  TrackingNumber: leafField,
  PackageReferenceNumber: referencesField,
  ShipmentReferenceNumber: referencesField,
};
export type WirePackageRecord = Pick<WireOrigin, keyof typeof packageRecord>;

/** `Manifest`: the shipper announced a shipment. */
const manifest = objectField({
  Shipper: partyField,
  ShipTo: partyField,
  Service: codedField,
  PickupDate: leafField,
  ScheduledDeliveryDate: leafField,
  ScheduledDeliveryTime: leafField,
  ReferenceNumber: referencesField,
  Package: listField(
    objectField({
      TrackingNumber: leafField,
      Activity: moments,
      PackageWeight: weightField,
      ReferenceNumber: referencesField,
    }),
  ),
});
export type WireManifest = z.infer<typeof manifest>;

/** `Origin`: UPS picked it up. */
const origin = objectField({
  ...packageRecord,
  ...moment,
  ActivityLocation: location,
  ScheduledDeliveryDate: leafField,
  ScheduledDeliveryTime: leafField,
});
export type WireOrigin = z.infer<typeof origin>;

/** `Exception`. */
const exception = objectField({
  ...packageRecord,
  ...moment,
  ActivityLocation: location,
  UpdatedAddress: z.nullish(place),
  StatusCode: leafField,
  StatusDescription: leafField,
  ReasonCode: leafField,
  ReasonDescription: leafField,
  /** What was, or will be, done about it. */
  Resolution: codedField,
  RescheduledDeliveryDate: leafField,
  RescheduledDeliveryTime: leafField,
});
export type WireException = z.infer<typeof exception>;

/** `Delivery`, to the recipient or to an access point, where it is to be collected by `LastPickupDate`. */
const delivery = objectField({
  ...packageRecord,
  ...moment,
  ActivityLocation: location,
  DeliveryLocation: z.nullish(
    objectField({
      AddressArtifactFormat: z.nullish(place),
      Code: leafField,
      Description: leafField,
      SignedForByName: leafField,
    }),
  ),
  /** Where the driver left it, or who signed, in words. */
  DriverRelease: leafField,
  LastPickupDate: leafField,
});
export type WireDelivery = z.infer<typeof delivery>;

/** `Generic`: everything else, told apart by `ActivityType`. */
const generic = objectField({
  ...packageRecord,
  ActivityType: leafField,
  Activity: moments,
  Service: codedField,
  RescheduledDeliveryDate: leafField,
  /** Of the mail that did not arrive. Its address is left out. */
  FailureNotification: z.nullish(objectField({ FailureNotificationCode: codedField })),
});
export type WireGeneric = z.infer<typeof generic>;

/** `SubscriptionFile`. */
const file = objectField({
  Manifest: listField(manifest),
  Origin: listField(origin),
  Generic: listField(generic),
  Exception: listField(exception),
  Delivery: listField(delivery),
});
export type WireFile = z.infer<typeof file>;

const quantumView = objectField({
  Response: responseField,
  QuantumViewEvents: z.nullish(
    objectField({ SubscriptionEvents: listField(objectField({ SubscriptionFile: listField(file) })) }),
  ),
});

/** What stands under `QuantumViewResponse`; undefined for another shape. */
export function readQuantumView(value: unknown): ShapeReading<z.infer<typeof quantumView>> | undefined {
  return readShape(quantumView, value);
}
