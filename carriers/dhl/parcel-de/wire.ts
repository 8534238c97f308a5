import { listField, objectField, readShape, type ShapeReading } from 'waybill/kit';
import * as z from 'zod/mini';

/*
 * Parcel DE Shipment Tracking v0, as far as it is read. Every element is called `data` and says by its attribute `name`
 * what it is; all else are attributes, and an empty one stands for a missing one.
 */

const word = z.nullish(z.string());

const codes = {
  '@ice': word,
  '@ric': word,
  '@standard-event-code': word,
  /** `true` on the way back to the sender. */
  '@ruecksendung': word,
  '@event-location': word,
  /** By name, in the language of the request. */
  '@event-country': word,
};

const ofEvent = {
  '@name': word,
  ...codes,
  /** `20.11.2026 14:30` */
  '@event-timestamp': word,
  '@event-status': word,
  '@event-text': word,
};

const ofPiece = {
  ...ofEvent,
  /** `0`, or why there is nothing to tell. */
  '@piece-status': word,
  '@error-status': word,
  '@piece-id': word,
  '@piece-code': word,
  /** The number without its leading zeros. */
  '@piece-identifier': word,
  '@searched-piece-code': word,
  '@status': word,
  /** What comes next. */
  '@status-next': word,
  '@status-timestamp': word,
  /** What the public request calls it. */
  '@last-event-timestamp': word,
  /** `1` once it is delivered, to whomever. */
  '@delivery-event-flag': word,
  '@recipient-id': word,
  '@recipient-name': word,
  '@recipient-city': word,
  '@pan-recipient-city': word,
  '@pan-recipient-postalcode': word,
  '@shipper-city': word,
  '@origin-country': word,
  '@dest-country': word,
  '@product-code': word,
  '@product-name': word,
  '@delivery-timeframe-from': word,
  '@delivery-timeframe-to': word,
  '@shipment-weight': word,
  '@shipment-length': word,
  '@shipment-width': word,
  '@shipment-height': word,
  '@piece-customer-reference': word,
  '@shipment-customer-reference': word,
  '@airway-bill-number': word,
  /** The number that the post of another country knows it by. */
  '@upu': word,
  /** Of a signature only. */
  '@mime-type': word,
  '@image': word,
};

const event = objectField(ofEvent);
/** A history, or a line of one that has no list around it. */
const list = objectField({ ...ofEvent, '@piece-identifier': word, data: listField(event) });
/** A piece, or a history that stands beside its piece. */
const piece = objectField({ ...ofPiece, data: listField(list) });
/** A list of pieces, or of signatures, or why there is none; the history of one piece, where that was asked for. */
const answer = objectField({ '@name': word, '@code': word, '@piece-identifier': word, data: listField(piece) });

/** A line of the history. */
export type WireEvent = Readonly<z.infer<typeof event>>;
/** A piece with its newest state. */
export type WirePiece = Readonly<z.infer<typeof piece>>;
/** A whole answer. */
export type WireAnswer = Readonly<z.infer<typeof answer>>;

/** What an element is: DHL's portal writes the names without hyphens. */
export function kindOf(element: { readonly '@name'?: string | null | undefined }): string {
  return element['@name']?.replaceAll('-', '') ?? '';
}

/** Reads a parsed document; undefined where it is of another shape. Some requests wrap their list once more. */
export function readAnswer(value: unknown): ShapeReading<WireAnswer> | undefined {
  const { data: inner } = isElement(value) ? value : {};
  return readShape(answer, isElement(inner) && isList(inner['@name']) ? inner : value);
}

function isList(name: unknown): boolean {
  return typeof name === 'string' && /^piece-?(?:shipment|status-?public)-?list$/.test(name);
}

function isElement(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
