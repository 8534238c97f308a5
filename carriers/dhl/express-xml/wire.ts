import { listField, type Maybe, objectField, readShape, type ShapeReading } from 'waybill/kit';
import { type XmlText, xmlTextField } from 'waybill/kit-xml';
import * as z from 'zod/mini';

/*
 * TrackingResponse and ShipmentTrackingErrorResponse of DHL XML Services (XML-PI), schema 1.0, as far as they are read.
 * Every element may be missing or empty.
 */

/** What became of the request, or of one number in it. */
export interface WireStatus {
  /** `success`, `No Shipments Found`, `Failure`. */
  readonly ActionStatus?: Maybe<XmlText>;
  readonly Condition: readonly Maybe<WireCondition>[];
}

/** Why: 103 not found, 111 a request that the schema or the login refuses. */
export interface WireCondition {
  readonly ConditionCode?: Maybe<XmlText>;
  /** Words, which may hold the number asked for, or a password. */
  readonly ConditionData?: Maybe<XmlText>;
}

/** An area that DHL Express serves as one. */
export interface WireServiceArea {
  readonly ServiceAreaCode?: Maybe<XmlText>;
  readonly Description?: Maybe<XmlText>;
}

/** A checkpoint, of the shipment or of a piece. */
export interface WireEvent {
  readonly Date?: Maybe<XmlText>;
  readonly Time?: Maybe<XmlText>;
  readonly ServiceEvent?: Maybe<{ readonly EventCode?: Maybe<XmlText>; readonly Description?: Maybe<XmlText> }>;
  /** A name on a delivery; a station, a weight or a time on others. */
  readonly Signatory?: Maybe<XmlText>;
  readonly EventRemarks?: Maybe<{ readonly FurtherDetails?: Maybe<XmlText>; readonly NextSteps?: Maybe<XmlText> }>;
  readonly ServiceArea?: Maybe<WireServiceArea>;
}

/** Sender or receiver. */
export interface WireParty {
  readonly City?: Maybe<XmlText>;
  readonly DivisionCode?: Maybe<XmlText>;
  readonly PostalCode?: Maybe<XmlText>;
  readonly CountryCode?: Maybe<XmlText>;
}

/** A shipment that was found. */
interface WireShipmentInfo {
  readonly OriginServiceArea?: Maybe<WireServiceArea>;
  readonly DestinationServiceArea?: Maybe<WireServiceArea>;
  readonly ShipmentDate?: Maybe<XmlText>;
  /** How many. */
  readonly Pieces?: Maybe<XmlText>;
  readonly Weight?: Maybe<XmlText>;
  readonly WeightUnit?: Maybe<XmlText>;
  readonly EstDlvyDate?: Maybe<XmlText>;
  readonly GlobalProductCode?: Maybe<XmlText>;
  readonly Shipper?: Maybe<WireParty>;
  readonly Consignee?: Maybe<WireParty>;
  readonly ShipperReference: readonly Maybe<{
    readonly ReferenceID?: Maybe<XmlText>;
    readonly ReferenceType?: Maybe<XmlText>;
  }>[];
  readonly ShipmentEvent: readonly Maybe<WireEvent>[];
}

/** A piece with its own checkpoints; `PiecesEnabled` B or P asks for them. */
export interface WirePiece {
  readonly PieceDetails?: Maybe<{
    readonly LicensePlate?: Maybe<XmlText>;
    readonly ActualDepth?: Maybe<XmlText>;
    readonly ActualWidth?: Maybe<XmlText>;
    readonly ActualHeight?: Maybe<XmlText>;
    readonly ActualWeight?: Maybe<XmlText>;
    readonly Depth?: Maybe<XmlText>;
    readonly Width?: Maybe<XmlText>;
    readonly Height?: Maybe<XmlText>;
    readonly Weight?: Maybe<XmlText>;
    readonly WeightUnit?: Maybe<XmlText>;
  }>;
  readonly PieceEvent: readonly Maybe<WireEvent>[];
}

/** The answer to one number. */
export interface WireAwb {
  /** Empty where nothing was found: the number is in the words of the condition then. */
  readonly AWBNumber?: Maybe<XmlText>;
  readonly Status?: Maybe<WireStatus>;
  readonly ShipmentInfo?: Maybe<WireShipmentInfo>;
  readonly Pieces?: Maybe<{ readonly PieceInfo: readonly Maybe<WirePiece>[] }>;
}

/** A piece that was not found. */
interface WirePieceFault extends WireCondition {
  readonly PieceID?: Maybe<XmlText>;
}

/** A whole answer, of either root. */
export interface WireResponseBody {
  readonly Response?: Maybe<{ readonly Status?: Maybe<WireStatus> }>;
  readonly AWBInfo: readonly Maybe<WireAwb>[];
  readonly Fault?: Maybe<{ readonly PieceFault: readonly Maybe<WirePieceFault>[] }>;
}

const word = xmlTextField;
const condition = { ConditionCode: word, ConditionData: word };
const status = z.nullish(objectField({ ActionStatus: word, Condition: listField(objectField(condition)) }));
const area = z.nullish(objectField({ ServiceAreaCode: word, Description: word }));
const party = z.nullish(objectField({ City: word, DivisionCode: word, PostalCode: word, CountryCode: word }));

const events = listField(
  objectField({
    Date: word,
    Time: word,
    ServiceEvent: z.nullish(objectField({ EventCode: word, Description: word })),
    Signatory: word,
    EventRemarks: z.nullish(objectField({ FurtherDetails: word, NextSteps: word })),
    ServiceArea: area,
  }),
);

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
  PieceEvent: events,
});

const answer: z.ZodMiniType<WireResponseBody> = objectField({
  Response: z.nullish(objectField({ Status: status })),
  AWBInfo: listField(
    objectField({
      AWBNumber: word,
      Status: status,
      ShipmentInfo: z.nullish(
        objectField({
          OriginServiceArea: area,
          DestinationServiceArea: area,
          ShipmentDate: word,
          Pieces: word,
          Weight: word,
          WeightUnit: word,
          EstDlvyDate: word,
          GlobalProductCode: word,
          Shipper: party,
          Consignee: party,
          ShipperReference: listField(objectField({ ReferenceID: word, ReferenceType: word })),
          ShipmentEvent: events,
        }),
      ),
      Pieces: z.nullish(objectField({ PieceInfo: listField(piece) })),
    }),
  ),
  Fault: z.nullish(objectField({ PieceFault: listField(objectField({ PieceID: word, ...condition })) })),
});

/** Reads a parsed document; undefined where it is none of these. */
export function readAnswer(value: unknown): ShapeReading<WireResponseBody> | undefined {
  return readShape(answer, value);
}
