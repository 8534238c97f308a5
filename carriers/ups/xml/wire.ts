import { listField, type Maybe, objectField, readShape, type ShapeReading } from 'waybill/kit';
import * as z from 'zod/mini';
import { type Leaf, leafField } from '../leaf.ts';
import { responseField, type WireResponseStatus } from '../response.ts';

/* What we read of a `TrackResponse` of XML Track. The names are the elements' own. */

type List<T> = readonly Maybe<T>[];

/** A code and, mostly, its words. */
interface XmlCoded {
  readonly Code?: Leaf;
  readonly Description?: Leaf;
}

/** An address, without the street. */
export interface XmlAddress {
  readonly City?: Leaf;
  readonly StateProvinceCode?: Leaf;
  readonly PostalCode?: Leaf;
  readonly CountryCode?: Leaf;
}

/** `ActivityLocation`; code, description and name are those of a delivery. */
interface XmlActivityLocation extends XmlCoded {
  readonly Address?: Maybe<XmlAddress>;
  readonly SignedForByName?: Leaf;
}

/** `Activity`. The GMT stamps are in the newest answers only. */
export interface XmlActivity {
  readonly ActivityLocation?: Maybe<XmlActivityLocation>;
  readonly Status?: Maybe<{ readonly StatusType?: Maybe<XmlCoded>; readonly StatusCode?: Maybe<XmlCoded> }>;
  readonly Date?: Leaf;
  readonly Time?: Leaf;
  readonly GMTDate?: Leaf;
  readonly GMTTime?: Leaf;
  readonly GMTOffset?: Leaf;
}

/** A number of the shipper's; the code names its kind by a table of the shipping API. */
export interface XmlReference {
  readonly Value?: Leaf;
}

/** `Package`. */
export interface XmlPackage {
  readonly TrackingNumber?: Leaf;
  readonly RescheduledDeliveryDate?: Leaf;
  readonly Activity: List<XmlActivity>;
  readonly PackageWeight?: Maybe<{ readonly UnitOfMeasurement?: Maybe<XmlCoded>; readonly Weight?: Leaf }>;
  readonly ReferenceNumber: List<XmlReference>;
}

/** `Shipment`. */
export interface XmlShipment {
  readonly ShipmentIdentificationNumber?: Leaf;
  readonly Shipper?: Maybe<{ readonly Address?: Maybe<XmlAddress> }>;
  readonly ShipTo?: Maybe<{ readonly Address?: Maybe<XmlAddress> }>;
  readonly Service?: Maybe<XmlCoded>;
  readonly ReferenceNumber: List<XmlReference>;
  readonly PickupDate?: Leaf;
  readonly ScheduledDeliveryDate?: Leaf;
  readonly Package: List<XmlPackage>;
}

/** `TrackResponse`. */
export interface XmlTrackResponse {
  readonly Response?: Maybe<WireResponseStatus>;
  readonly Shipment: List<XmlShipment>;
}

const coded: z.ZodMiniType<XmlCoded> = objectField({ Code: leafField, Description: leafField });

const address: z.ZodMiniType<XmlAddress> = objectField({
  City: leafField,
  StateProvinceCode: leafField,
  PostalCode: leafField,
  CountryCode: leafField,
});

const activity: z.ZodMiniType<XmlActivity> = objectField({
  ActivityLocation: z.nullish(
    objectField({
      Address: z.nullish(address),
      Code: leafField,
      Description: leafField,
      SignedForByName: leafField,
    }),
  ),
  Status: z.nullish(objectField({ StatusType: z.nullish(coded), StatusCode: z.nullish(coded) })),
  Date: leafField,
  Time: leafField,
  GMTDate: leafField,
  GMTTime: leafField,
  GMTOffset: leafField,
});

const references: z.ZodMiniType<List<XmlReference>> = listField(objectField({ Value: leafField }));

const trackResponse: z.ZodMiniType<XmlTrackResponse> = objectField({
  Response: responseField,
  Shipment: listField(
    objectField({
      ShipmentIdentificationNumber: leafField,
      Shipper: z.nullish(objectField({ Address: z.nullish(address) })),
      ShipTo: z.nullish(objectField({ Address: z.nullish(address) })),
      Service: z.nullish(coded),
      ReferenceNumber: references,
      PickupDate: leafField,
      ScheduledDeliveryDate: leafField,
      Package: listField(
        objectField({
          TrackingNumber: leafField,
          RescheduledDeliveryDate: leafField,
          Activity: listField(activity),
          PackageWeight: z.nullish(objectField({ UnitOfMeasurement: z.nullish(coded), Weight: leafField })),
          ReferenceNumber: references,
        }),
      ),
    }),
  ),
});

/** A tracking answer below its root; undefined for another shape. */
export function readTrackResponse(value: unknown): ShapeReading<XmlTrackResponse> | undefined {
  return readShape(trackResponse, value);
}
