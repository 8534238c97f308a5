import { listField, objectField, readShape, type ShapeReading } from 'waybill/kit';
import { xmlTextField } from 'waybill/kit-xml';
import * as z from 'zod/mini';

/*
 * TrackingResponse and ShipmentTrackingErrorResponse of DHL XML Services (XML-PI), schema 1.0, as far as they are read.
 * Every element may be missing or empty.
 */

const word = xmlTextField;

const condition = {
  /** 103 not found, 111 a request that the schema or the login refuses. */
  ConditionCode: word,
  /** Words, which may hold the number asked for, or a password. */
  ConditionData: word,
};
const conditionField = objectField(condition);

/** Why there is nothing. */
export type WireCondition = z.infer<typeof conditionField>;

const status = objectField({
  /** `success`, `No Shipments Found`, `Failure`. */
  ActionStatus: word,
  Condition: listField(conditionField),
});

/** What became of the request, or of one number in it. */
export type WireStatus = z.infer<typeof status>;

const area = objectField({ ServiceAreaCode: word, Description: word });

/** An area that DHL Express serves as one. */
export type WireServiceArea = z.infer<typeof area>;

const party = objectField({ City: word, DivisionCode: word, PostalCode: word, CountryCode: word });

/** Sender or receiver. */
export type WireParty = z.infer<typeof party>;

const event = objectField({
  Date: word,
  Time: word,
  ServiceEvent: z.nullish(objectField({ EventCode: word, Description: word })),
  /** A name on a delivery; a station, a weight or a time on others. */
  Signatory: word,
  EventRemarks: z.nullish(objectField({ FurtherDetails: word, NextSteps: word })),
  ServiceArea: z.nullish(area),
});

/** A checkpoint, of the shipment or of a piece. */
export type WireEvent = z.infer<typeof event>;

const piece = objectField({
  PieceDetails: z.nullish(
    objectField({
      LicensePlate: word,
      ActualDepth: word,
      ActualWidth: word,
      ActualHeight: word,
      ActualWeight: word,
      Depth: word,
      Width: word,
      Height: word,
      Weight: word,
      WeightUnit: word,
    }),
  ),
  PieceEvent: listField(event),
});

/** A piece with its own checkpoints; `PiecesEnabled` B or P asks for them. */
export type WirePiece = z.infer<typeof piece>;

const awb = objectField({
  /** Empty where nothing was found: the number is in the words of the condition then. */
  AWBNumber: word,
  Status: z.nullish(status),
  ShipmentInfo: z.nullish(
    objectField({
      OriginServiceArea: z.nullish(area),
      DestinationServiceArea: z.nullish(area),
      ShipmentDate: word,
      /** How many. */
      Pieces: word,
      Weight: word,
      WeightUnit: word,
      EstDlvyDate: word,
      GlobalProductCode: word,
      Shipper: z.nullish(party),
      Consignee: z.nullish(party),
      ShipperReference: listField(objectField({ ReferenceID: word, ReferenceType: word })),
      ShipmentEvent: listField(event),
    }),
  ),
  Pieces: z.nullish(objectField({ PieceInfo: listField(piece) })),
});

/** The answer to one number. */
export type WireAwb = z.infer<typeof awb>;

const answer = objectField({
  Response: z.nullish(objectField({ Status: z.nullish(status) })),
  AWBInfo: listField(awb),
  /** Pieces that were not found. */
  Fault: z.nullish(objectField({ PieceFault: listField(objectField({ PieceID: word, ...condition })) })),
});

/** A whole answer, of either root. */
export type WireResponseBody = z.infer<typeof answer>;

/** Reads a parsed document; undefined where it is none of these. */
export function readAnswer(value: unknown): ShapeReading<WireResponseBody> | undefined {
  return readShape(answer, value);
}
