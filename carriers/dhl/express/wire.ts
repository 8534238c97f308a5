import { listField, objectField, readShape, type ShapeReading, textField } from 'waybill/kit';
import * as z from 'zod/mini';

/*
 * MyDHL API 3.1.1, GET /tracking and GET /shipments/{n}/tracking, as far as it is read. `remarks` comes with the view
 * that asks for it and is not in the document.
 */

const word = z.nullish(z.string());
const areas = listField(objectField({ code: textField, description: word }));
const measures = z.nullish(objectField({ length: textField, width: textField, height: textField }));

/** Areas that DHL Express serves as one, of which the first counts: `AKL`, `AUCKLAND-NZ`. */
export type WireServiceAreas = z.infer<typeof areas>;

const event = objectField({
  date: word,
  time: word,
  /** Only where it was asked for. */
  GMTOffset: word,
  typeCode: textField,
  description: word,
  serviceArea: areas,
  signedBy: word,
  remarks: z.nullish(listField(objectField({ value: word, details: word }))),
});

/** A checkpoint. */
export type WireEvent = z.infer<typeof event>;

const party = objectField({
  postalAddress: z.nullish(
    objectField({ cityName: word, postalCode: textField, provinceCode: word, countryCode: word }),
  ),
  serviceArea: areas,
});

/** Sender or receiver; names and towns are left empty for data protection. */
export type WireParty = z.infer<typeof party>;

const piece = objectField({
  trackingNumber: textField,
  weight: textField,
  actualWeight: textField,
  dimensions: measures,
  actualDimensions: measures,
  unitOfMeasurements: word,
  /** Only with `levelOfDetail` `piece` or `all`. */
  events: listField(event),
});

/** A piece. */
export type WirePiece = z.infer<typeof piece>;

const shipment = objectField({
  shipmentTrackingNumber: textField,
  /** The outcome of the look-up, `Success`, and no state of the parcel. */
  status: word,
  shipmentTimestamp: word,
  productCode: textField,
  shipperDetails: z.nullish(party),
  receiverDetails: z.nullish(party),
  totalWeight: textField,
  unitOfMeasurements: word,
  shipperReferences: listField(objectField({ value: textField, typeCode: word })),
  events: listField(event),
  numberOfPieces: textField,
  pieces: listField(piece),
  estimatedDeliveryDate: word,
  /** What older versions called it. */
  estimatedTimeOfDelivery: word,
});

/** A shipment. */
export type WireShipment = z.infer<typeof shipment>;

const answer = objectField({ shipments: listField(shipment) });

/** Reads a parsed body; undefined where it is no answer about shipments. */
export function readAnswer(value: unknown): ShapeReading<z.infer<typeof answer>> | undefined {
  const isAnswer = typeof value === 'object' && value !== null && 'shipments' in value;
  return isAnswer ? readShape(answer, value) : undefined;
}
