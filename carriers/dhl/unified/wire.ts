import { listField, type Maybe, objectField, readShape, type ShapeReading, textField } from 'waybill/kit';
import * as z from 'zod/mini';

/*
 * GET /track/shipments, Unified 1.5.6, as far as it is read. The document requires `timestamp` and `statusCode` of a
 * status; Global Forwarding leaves `statusCode` out, so nothing is taken for granted.
 */

/** A town, or a sentence about one; the parts differ by division. */
export interface WirePlace {
  readonly address?: Maybe<{
    readonly countryCode?: Maybe<string>;
    readonly postalCode?: Maybe<string | number>;
    readonly addressLocality?: Maybe<string>;
    readonly addressRegion?: Maybe<string>;
  }>;
  readonly servicePoint?: Maybe<{ readonly label?: Maybe<string> }>;
}

/** A line of the history, or the newest state; `status` is a code for some divisions and a sentence for others. */
export interface WireStatus {
  readonly timestamp?: Maybe<string>;
  readonly location?: Maybe<WirePlace>;
  readonly statusCode?: Maybe<string>;
  readonly status?: Maybe<string | number>;
  readonly statusDetailed?: Maybe<string>;
  readonly description?: Maybe<string>;
  /** Repeats the sentence or says more. */
  readonly remark?: Maybe<string>;
  /** What the recipient is to do. */
  readonly nextSteps?: Maybe<string>;
  /** The pieces it is about; on events only. */
  readonly pieceIds?: Maybe<readonly Maybe<string | number>[]>;
}

/** A measure; units vary by division: `kg`, `KGM`, `lbs`. */
export interface WireQuantity {
  readonly value?: Maybe<string | number>;
  readonly unitText?: Maybe<string>;
}

/** Who signed. */
export interface WirePerson {
  readonly name?: Maybe<string>;
  readonly givenName?: Maybe<string>;
  readonly familyName?: Maybe<string>;
  readonly organizationName?: Maybe<string>;
}

/** What is known beside the history. */
export interface WireDetails {
  readonly product?: Maybe<{ readonly productCode?: Maybe<string | number>; readonly productName?: Maybe<string> }>;
  readonly provider?: Maybe<{ readonly destinationProvider?: Maybe<string> }>;
  readonly proofOfDelivery?: Maybe<{
    readonly documentUrl?: Maybe<string>;
    readonly signatureUrl?: Maybe<string>;
    readonly timestamp?: Maybe<string>;
    readonly signed?: Maybe<WirePerson>;
  }>;
  readonly proofOfDeliverySignedAvailable?: Maybe<boolean>;
  readonly totalNumberOfPieces?: Maybe<string | number>;
  readonly pieceIds: readonly Maybe<string | number>[];
  readonly weight?: Maybe<WireQuantity>;
  readonly dimensions?: Maybe<{
    readonly length?: Maybe<WireQuantity>;
    readonly width?: Maybe<WireQuantity>;
    readonly height?: Maybe<WireQuantity>;
  }>;
  readonly references: readonly Maybe<{ readonly number?: Maybe<string | number>; readonly type?: Maybe<string> }>[];
}

/** One shipment. */
export interface WireShipment {
  /** A JSON number in DHL's own sample. */
  readonly id?: Maybe<string | number>;
  /** The division: `express`, `parcel-de`. */
  readonly service?: Maybe<string>;
  readonly origin?: Maybe<WirePlace>;
  readonly destination?: Maybe<WirePlace>;
  readonly status?: Maybe<WireStatus>;
  readonly pickUpDate?: Maybe<string>;
  readonly estimatedTimeOfDelivery?: Maybe<string>;
  readonly estimatedTimeOfDeliveryRemark?: Maybe<string>;
  readonly estimatedDeliveryTimeFrame?: Maybe<{
    readonly estimatedFrom?: Maybe<string>;
    readonly estimatedThrough?: Maybe<string>;
  }>;
  readonly serviceUrl?: Maybe<string>;
  readonly returnFlag?: Maybe<boolean>;
  readonly details?: Maybe<WireDetails>;
  readonly events: readonly Maybe<WireStatus>[];
}

/** A whole answer. */
export interface WireAnswer {
  readonly shipments: readonly Maybe<WireShipment>[];
}

const word = z.nullish(z.string());
const flag = z.nullish(z.boolean());

const place = objectField({
  address: z.nullish(
    objectField({ countryCode: word, postalCode: textField, addressLocality: word, addressRegion: word }),
  ),
  servicePoint: z.nullish(objectField({ label: word })),
});

const line = {
  timestamp: word,
  location: z.nullish(place),
  statusCode: word,
  status: textField,
  statusDetailed: word,
  description: word,
  remark: word,
  nextSteps: word,
};

const quantity = z.nullish(objectField({ value: textField, unitText: word }));

const details = objectField({
  product: z.nullish(objectField({ productCode: textField, productName: word })),
  provider: z.nullish(objectField({ destinationProvider: word })),
  proofOfDelivery: z.nullish(
    objectField({
      documentUrl: word,
      signatureUrl: word,
      timestamp: word,
      signed: z.nullish(objectField({ name: word, givenName: word, familyName: word, organizationName: word })),
    }),
  ),
  proofOfDeliverySignedAvailable: flag,
  totalNumberOfPieces: textField,
  pieceIds: listField(textField),
  weight: quantity,
  dimensions: z.nullish(objectField({ length: quantity, width: quantity, height: quantity })),
  // A bare object in older answers.
  references: listField(objectField({ number: textField, type: word })),
});

const answer: z.ZodMiniType<WireAnswer> = objectField({
  shipments: listField(
    objectField({
      id: textField,
      service: word,
      origin: z.nullish(place),
      destination: z.nullish(place),
      status: z.nullish(objectField(line)),
      pickUpDate: word,
      estimatedTimeOfDelivery: word,
      estimatedTimeOfDeliveryRemark: word,
      estimatedDeliveryTimeFrame: z.nullish(objectField({ estimatedFrom: word, estimatedThrough: word })),
      serviceUrl: word,
      returnFlag: flag,
      details: z.nullish(details),
      events: listField(objectField({ ...line, pieceIds: z.nullish(listField(textField)) })),
    }),
  ),
});

/** Reads a parsed body; undefined where it is none of these. */
export function readAnswer(value: unknown): ShapeReading<WireAnswer> | undefined {
  return readShape(answer, value);
}
