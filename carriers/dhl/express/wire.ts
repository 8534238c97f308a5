import { listField, type Maybe, objectField, readShape, type ShapeReading, textField } from 'waybill/kit';
import * as z from 'zod/mini';

/*
 * MyDHL API 3.1.1, GET /tracking and GET /shipments/{n}/tracking, as far as it is read. `remarks` comes with the view
 * that asks for it and is not in the document.
 */

/** An area that DHL Express serves as one: `AKL`, `AUCKLAND-NZ`. */
export interface WireServiceArea {
  readonly code?: Maybe<string | number>;
  readonly description?: Maybe<string>;
}

/** A checkpoint; `GMTOffset` only where it was asked for. */
export interface WireEvent {
  readonly date?: Maybe<string>;
  readonly time?: Maybe<string>;
  readonly GMTOffset?: Maybe<string>;
  readonly typeCode?: Maybe<string | number>;
  readonly description?: Maybe<string>;
  readonly serviceArea: readonly Maybe<WireServiceArea>[];
  readonly signedBy?: Maybe<string>;
  readonly remarks?: Maybe<readonly Maybe<{ readonly value?: Maybe<string>; readonly details?: Maybe<string> }>[]>;
}

/** Sender or receiver; names and towns are left empty for data protection. */
export interface WireParty {
  readonly postalAddress?: Maybe<{
    readonly cityName?: Maybe<string>;
    readonly postalCode?: Maybe<string | number>;
    readonly provinceCode?: Maybe<string>;
    readonly countryCode?: Maybe<string>;
  }>;
  readonly serviceArea: readonly Maybe<WireServiceArea>[];
}

interface WireMeasures {
  readonly length?: Maybe<string | number>;
  readonly width?: Maybe<string | number>;
  readonly height?: Maybe<string | number>;
}

/** A piece; it has events only with `levelOfDetail` `piece` or `all`. */
export interface WirePiece {
  readonly trackingNumber?: Maybe<string | number>;
  readonly weight?: Maybe<string | number>;
  readonly actualWeight?: Maybe<string | number>;
  readonly dimensions?: Maybe<WireMeasures>;
  readonly actualDimensions?: Maybe<WireMeasures>;
  readonly unitOfMeasurements?: Maybe<string>;
  readonly events: readonly Maybe<WireEvent>[];
}

/** A shipment. `status` is the outcome of the look-up, `Success`, and no state of the parcel. */
export interface WireShipment {
  readonly shipmentTrackingNumber?: Maybe<string | number>;
  readonly status?: Maybe<string>;
  readonly shipmentTimestamp?: Maybe<string>;
  readonly productCode?: Maybe<string | number>;
  readonly shipperDetails?: Maybe<WireParty>;
  readonly receiverDetails?: Maybe<WireParty>;
  readonly totalWeight?: Maybe<string | number>;
  readonly unitOfMeasurements?: Maybe<string>;
  readonly shipperReferences: readonly Maybe<{
    readonly value?: Maybe<string | number>;
    readonly typeCode?: Maybe<string>;
  }>[];
  readonly events: readonly Maybe<WireEvent>[];
  readonly numberOfPieces?: Maybe<string | number>;
  readonly pieces: readonly Maybe<WirePiece>[];
  readonly estimatedDeliveryDate?: Maybe<string>;
  /** What older versions called it. */
  readonly estimatedTimeOfDelivery?: Maybe<string>;
}

/** A whole answer. */
export interface WireAnswer {
  readonly shipments: readonly Maybe<WireShipment>[];
}

const word = z.nullish(z.string());
const areas = listField(objectField({ code: textField, description: word }));
const measures = z.nullish(objectField({ length: textField, width: textField, height: textField }));

const events = listField(
  objectField({
    date: word,
    time: word,
    GMTOffset: word,
    typeCode: textField,
    description: word,
    serviceArea: areas,
    signedBy: word,
    remarks: z.nullish(listField(objectField({ value: word, details: word }))),
  }),
);

const party = z.nullish(
  objectField({
    postalAddress: z.nullish(
      objectField({ cityName: word, postalCode: textField, provinceCode: word, countryCode: word }),
    ),
    serviceArea: areas,
  }),
);

const answer: z.ZodMiniType<WireAnswer> = objectField({
  shipments: listField(
    objectField({
      shipmentTrackingNumber: textField,
      status: word,
      shipmentTimestamp: word,
      productCode: textField,
      shipperDetails: party,
      receiverDetails: party,
      totalWeight: textField,
      unitOfMeasurements: word,
      shipperReferences: listField(objectField({ value: textField, typeCode: word })),
      events,
      numberOfPieces: textField,
      pieces: listField(
        objectField({
          trackingNumber: textField,
          weight: textField,
          actualWeight: textField,
          dimensions: measures,
          actualDimensions: measures,
          unitOfMeasurements: word,
          events,
        }),
      ),
      estimatedDeliveryDate: word,
      estimatedTimeOfDelivery: word,
    }),
  ),
});

/** Reads a parsed body; undefined where it is no answer about shipments. */
export function readAnswer(value: unknown): ShapeReading<WireAnswer> | undefined {
  const isAnswer = typeof value === 'object' && value !== null && 'shipments' in value;
  return isAnswer ? readShape(answer, value) : undefined;
}
