import { listField, objectField, readShape, type ShapeReading, textField } from 'waybill/kit';
import * as z from 'zod/mini';

/*
 * GET /track/shipments, Unified 1.5.6, as far as it is read. The document requires `timestamp` and `statusCode` of a
 * status; Global Forwarding leaves `statusCode` out, so nothing is taken for granted.
 */

const word = z.nullish(z.string());
const booleanField = z.nullish(z.boolean());

const place = objectField({
  address: z.nullish(
    objectField({ countryCode: word, postalCode: textField, addressLocality: word, addressRegion: word }),
  ),
  servicePoint: z.nullish(objectField({ label: word })),
});

/** A town, or a sentence about one; the parts differ by division. */
export type WirePlace = z.infer<typeof place>;

const line = objectField({
  timestamp: word,
  location: z.nullish(place),
  statusCode: word,
  status: textField,
  statusDetailed: word,
  description: word,
  /** Repeats the sentence or says more. */
  remark: word,
  /** What the recipient is to do. */
  nextSteps: word,
  /** The pieces it is about; on events only. */
  pieceIds: z.nullish(listField(textField)),
});

/** A line of the history, or the newest state; `status` is a code for some divisions and a sentence for others. */
export type WireStatus = z.infer<typeof line>;

/** Units vary by division: `kg`, `KGM`, `lbs`. */
const quantity = z.nullish(objectField({ value: textField, unitText: word }));

const person = objectField({ name: word, givenName: word, familyName: word, organizationName: word });

/** Who signed. */
export type WirePerson = z.infer<typeof person>;

const details = objectField({
  product: z.nullish(objectField({ productCode: textField, productName: word })),
  provider: z.nullish(objectField({ destinationProvider: word })),
  proofOfDelivery: z.nullish(
    objectField({ documentUrl: word, signatureUrl: word, timestamp: word, signed: z.nullish(person) }),
  ),
  proofOfDeliverySignedAvailable: booleanField,
  totalNumberOfPieces: textField,
  pieceIds: listField(textField),
  weight: quantity,
  dimensions: z.nullish(objectField({ length: quantity, width: quantity, height: quantity })),
  // A bare object in older answers.
  references: listField(objectField({ number: textField, type: word })),
});

/** What is known beside the history. */
export type WireDetails = z.infer<typeof details>;

const shipment = objectField({
  /** A JSON number in DHL's own sample. */
  id: textField,
  /** The division: `express`, `parcel-de`. */
  service: word,
  origin: z.nullish(place),
  destination: z.nullish(place),
  status: z.nullish(line),
  pickUpDate: word,
  estimatedTimeOfDelivery: word,
  /** `By End of Day` */
  estimatedTimeOfDeliveryRemark: word,
  estimatedDeliveryTimeFrame: z.nullish(objectField({ estimatedFrom: word, estimatedThrough: word })),
  serviceUrl: word,
  /** Where the recipient chooses another day or place, while that is allowed. */
  rerouteUrl: word,
  returnFlag: booleanField,
  details: z.nullish(details),
  events: listField(line),
});

/** One shipment. */
export type WireShipment = z.infer<typeof shipment>;

const answer = objectField({ shipments: listField(shipment) });

/** Reads a parsed body; undefined where it is none of these. */
export function readAnswer(value: unknown): ShapeReading<z.infer<typeof answer>> | undefined {
  return readShape(answer, value);
}
