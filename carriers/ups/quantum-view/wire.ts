import { listField, type Maybe, objectField, readShape, type ShapeReading } from 'waybill/kit';
import * as z from 'zod/mini';
import { type Leaf, leafField } from '../leaf.ts';
import { responseField, type WireResponseStatus } from '../response.ts';

/* What we read of a `QuantumViewResponse` (Quantum View v3), in JSON or in XML, which have the same names. */

type List<T> = readonly Maybe<T>[];

/** An address of a party, without the street. */
export interface WirePartyAddress {
  readonly City?: Leaf;
  readonly StateProvinceCode?: Leaf;
  readonly PostalCode?: Leaf;
  readonly CountryCode?: Leaf;
}

/** `AddressArtifactFormat`, without the street: division 2 is the city, division 1 the state. */
export interface WirePlace {
  readonly PoliticalDivision2?: Leaf;
  readonly PoliticalDivision1?: Leaf;
  readonly PostcodePrimaryLow?: Leaf;
  readonly CountryCode?: Leaf;
}

/** A place in its wrapping. */
export interface WireLocation {
  readonly AddressArtifactFormat?: Maybe<WirePlace>;
}

/** A number of the shipper's. */
export interface WireReference {
  readonly Value?: Leaf;
}

/** A day and a clock, local. */
export interface WireMoment {
  readonly Date?: Leaf;
  readonly Time?: Leaf;
}

interface WireWeight {
  readonly UnitOfMeasurement?: Maybe<{ readonly Code?: Leaf }>;
  readonly Weight?: Leaf;
}

/** `Package` of a manifest. */
interface WireManifestPackage {
  readonly TrackingNumber?: Leaf;
  readonly Activity: List<WireMoment>;
  readonly PackageWeight?: Maybe<WireWeight>;
  readonly ReferenceNumber: List<WireReference>;
}

/** `Manifest`: the shipper announced a shipment. */
export interface WireManifest {
  readonly Shipper?: Maybe<{ readonly Address?: Maybe<WirePartyAddress> }>;
  readonly ShipTo?: Maybe<{ readonly Address?: Maybe<WirePartyAddress> }>;
  readonly Service?: Maybe<{ readonly Code?: Leaf; readonly Description?: Leaf }>;
  readonly PickupDate?: Leaf;
  readonly ScheduledDeliveryDate?: Leaf;
  readonly ScheduledDeliveryTime?: Leaf;
  readonly ReferenceNumber: List<WireReference>;
  readonly Package: List<WireManifestPackage>;
}

/** What the records of one package have in common. */
export interface WirePackageRecord {
  readonly TrackingNumber?: Leaf;
  readonly PackageReferenceNumber: List<WireReference>;
  readonly ShipmentReferenceNumber: List<WireReference>;
}

/** `Origin`: UPS picked it up. */
export interface WireOrigin extends WirePackageRecord, WireMoment {
  readonly ActivityLocation?: Maybe<WireLocation>;
  readonly ScheduledDeliveryDate?: Leaf;
  readonly ScheduledDeliveryTime?: Leaf;
}

/** `Exception`. */
export interface WireException extends WirePackageRecord, WireMoment {
  readonly ActivityLocation?: Maybe<WireLocation>;
  readonly UpdatedAddress?: Maybe<WirePlace>;
  readonly StatusCode?: Leaf;
  readonly StatusDescription?: Leaf;
  readonly ReasonCode?: Leaf;
  readonly ReasonDescription?: Leaf;
  readonly RescheduledDeliveryDate?: Leaf;
  readonly RescheduledDeliveryTime?: Leaf;
}

/** `Delivery`, to the recipient or to an access point, where it is to be collected by `LastPickupDate`. */
export interface WireDelivery extends WirePackageRecord, WireMoment {
  readonly ActivityLocation?: Maybe<WireLocation>;
  readonly DeliveryLocation?: Maybe<
    WireLocation & { readonly Code?: Leaf; readonly Description?: Leaf; readonly SignedForByName?: Leaf }
  >;
  readonly LastPickupDate?: Leaf;
}

/** `Generic`: everything else, told apart by `ActivityType`. */
export interface WireGeneric extends WirePackageRecord {
  readonly ActivityType?: Leaf;
  readonly Activity: List<WireMoment>;
  readonly Service?: Maybe<{ readonly Code?: Leaf; readonly Description?: Leaf }>;
  readonly RescheduledDeliveryDate?: Leaf;
}

/** `SubscriptionFile`. */
export interface WireFile {
  readonly Manifest: List<WireManifest>;
  readonly Origin: List<WireOrigin>;
  readonly Generic: List<WireGeneric>;
  readonly Exception: List<WireException>;
  readonly Delivery: List<WireDelivery>;
}

/** `QuantumViewResponse`. */
export interface WireQuantumView {
  readonly Response?: Maybe<WireResponseStatus>;
  readonly QuantumViewEvents?: Maybe<{
    readonly SubscriptionEvents: List<{ readonly SubscriptionFile: List<WireFile> }>;
  }>;
}

const partyAddress: z.ZodMiniType<WirePartyAddress> = objectField({
  City: leafField,
  StateProvinceCode: leafField,
  PostalCode: leafField,
  CountryCode: leafField,
});

const place: z.ZodMiniType<WirePlace> = objectField({
  PoliticalDivision2: leafField,
  PoliticalDivision1: leafField,
  PostcodePrimaryLow: leafField,
  CountryCode: leafField,
});

const location: z.ZodMiniType<Maybe<WireLocation>> = z.nullish(
  objectField({ AddressArtifactFormat: z.nullish(place) }),
);
const references: z.ZodMiniType<List<WireReference>> = listField(objectField({ Value: leafField }));
const service = z.nullish(objectField({ Code: leafField, Description: leafField }));
const party = z.nullish(objectField({ Address: z.nullish(partyAddress) }));
const moment = { Date: leafField, Time: leafField };
const moments: z.ZodMiniType<List<WireMoment>> = listField(objectField(moment));
const packageRecord = {
  TrackingNumber: leafField,
  PackageReferenceNumber: references,
  ShipmentReferenceNumber: references,
};

const manifest: z.ZodMiniType<WireManifest> = objectField({
  Shipper: party,
  ShipTo: party,
  Service: service,
  PickupDate: leafField,
  ScheduledDeliveryDate: leafField,
  ScheduledDeliveryTime: leafField,
  ReferenceNumber: references,
  Package: listField(
    objectField({
      TrackingNumber: leafField,
      Activity: moments,
      PackageWeight: z.nullish(
        objectField({ UnitOfMeasurement: z.nullish(objectField({ Code: leafField })), Weight: leafField }),
      ),
      ReferenceNumber: references,
    }),
  ),
});

const origin: z.ZodMiniType<WireOrigin> = objectField({
  ...packageRecord,
  ...moment,
  ActivityLocation: location,
  ScheduledDeliveryDate: leafField,
  ScheduledDeliveryTime: leafField,
});

const exception: z.ZodMiniType<WireException> = objectField({
  ...packageRecord,
  ...moment,
  ActivityLocation: location,
  UpdatedAddress: z.nullish(place),
  StatusCode: leafField,
  StatusDescription: leafField,
  ReasonCode: leafField,
  ReasonDescription: leafField,
  RescheduledDeliveryDate: leafField,
  RescheduledDeliveryTime: leafField,
});

const delivery: z.ZodMiniType<WireDelivery> = objectField({
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
  LastPickupDate: leafField,
});

const generic: z.ZodMiniType<WireGeneric> = objectField({
  ...packageRecord,
  ActivityType: leafField,
  Activity: moments,
  Service: service,
  RescheduledDeliveryDate: leafField,
});

const file: z.ZodMiniType<WireFile> = objectField({
  Manifest: listField(manifest),
  Origin: listField(origin),
  Generic: listField(generic),
  Exception: listField(exception),
  Delivery: listField(delivery),
});

const quantumView: z.ZodMiniType<WireQuantumView> = objectField({
  Response: responseField,
  QuantumViewEvents: z.nullish(
    objectField({ SubscriptionEvents: listField(objectField({ SubscriptionFile: listField(file) })) }),
  ),
});

/** What stands under `QuantumViewResponse`; undefined for another shape. */
export function readQuantumView(value: unknown): ShapeReading<WireQuantumView> | undefined {
  return readShape(quantumView, value);
}
