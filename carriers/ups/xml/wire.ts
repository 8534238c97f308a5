import { listField, objectField, readShape, type ShapeReading } from 'waybill/kit';
import * as z from 'zod/mini';
import {
  addressField,
  codedField,
  leafField,
  partyField,
  referencesField,
  responseField,
  weightField,
} from '../old-formats.ts';

/* What we read of a `TrackResponse` of XML Track. The names are the elements' own. */

/** Other numbers of a package, which a line may have as well: the post's, or that of the way back. */
const alternates = {
  AlternateTrackingNumber: listField(leafField),
  AlternateTrackingInfo: listField(objectField({ Value: leafField })),
};

const activity = objectField({
  /** Code, description and name are those of a delivery. */
  ActivityLocation: z.nullish(
    objectField({
      Address: addressField,
      Code: leafField,
      Description: leafField,
      SignedForByName: leafField,
    }),
  ),
  Status: z.nullish(objectField({ StatusType: codedField, StatusCode: codedField })),
  Date: leafField,
  Time: leafField,
  /** The GMT stamps are in the newest answers only. */
  GMTDate: leafField,
  GMTTime: leafField,
  GMTOffset: leafField,
  ...alternates,
});

/** `Activity`. */
export type XmlActivity = z.infer<typeof activity>;

const parcel = objectField({
  TrackingNumber: leafField,
  RescheduledDeliveryDate: leafField,
  RescheduledDeliveryTime: leafField,
  PackageServiceOptions: z.nullish(objectField({ USPSPICNumber: leafField })),
  Activity: listField(activity),
  /** What UPS says of the package as a whole: `Rescheduled`, `On Time`. */
  Message: listField(codedField),
  PackageWeight: weightField,
  ReferenceNumber: referencesField,
  ...alternates,
});

/** `Package`. */
export type XmlPackage = z.infer<typeof parcel>;

const shipment = objectField({
  ShipmentIdentificationNumber: leafField,
  Shipper: partyField,
  ShipTo: partyField,
  Service: codedField,
  ReferenceNumber: referencesField,
  PickupDate: leafField,
  ShipmentWeight: weightField,
  ScheduledDeliveryDate: leafField,
  ScheduledDeliveryTime: leafField,
  /** Type 01 is the delivery, 02 the estimate, 03 what was scheduled. */
  DeliveryDateTime: listField(objectField({ Type: codedField, Date: leafField, Time: leafField })),
  Package: listField(parcel),
});

/** `Shipment`. */
export type XmlShipment = z.infer<typeof shipment>;

const trackResponse = objectField({ Response: responseField, Shipment: listField(shipment) });

/** A tracking answer below its root; undefined for another shape. */
export function readTrackResponse(value: unknown): ShapeReading<z.infer<typeof trackResponse>> | undefined {
  return readShape(trackResponse, value);
}
