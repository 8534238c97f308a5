import { listField, type Maybe, objectField, readShape, type ShapeReading } from 'waybill/kit';
import * as z from 'zod/mini';

/*
 * Parcel DE Shipment Tracking v0, as far as it is read. Every element is called `data` and says by its attribute `name`
 * what it is; all else are attributes, and an empty one stands for a missing one.
 */

/** A line of the history. */
export interface WireEvent {
  /** `20.11.2026 14:30` */
  readonly '@event-timestamp'?: Maybe<string>;
  readonly '@event-status'?: Maybe<string>;
  readonly '@event-text'?: Maybe<string>;
  readonly '@ice'?: Maybe<string>;
  readonly '@ric'?: Maybe<string>;
  readonly '@standard-event-code'?: Maybe<string>;
  readonly '@event-location'?: Maybe<string>;
  /** By name, in the language of the request. */
  readonly '@event-country'?: Maybe<string>;
  /** `true` on the way back to the sender. */
  readonly '@ruecksendung'?: Maybe<string>;
}

/** The history of a piece, or something else that stands beside it. */
interface WireEventList {
  readonly '@name'?: Maybe<string>;
  readonly data: readonly Maybe<WireEvent>[];
}

/** A piece with its newest state. */
export interface WirePiece {
  readonly '@name'?: Maybe<string>;
  /** `0`, or why there is nothing to tell. */
  readonly '@piece-status'?: Maybe<string>;
  readonly '@error-status'?: Maybe<string>;
  readonly '@piece-id'?: Maybe<string>;
  readonly '@piece-code'?: Maybe<string>;
  readonly '@searched-piece-code'?: Maybe<string>;
  readonly '@status'?: Maybe<string>;
  readonly '@status-timestamp'?: Maybe<string>;
  readonly '@event-location'?: Maybe<string>;
  readonly '@event-country'?: Maybe<string>;
  readonly '@ice'?: Maybe<string>;
  readonly '@ric'?: Maybe<string>;
  readonly '@standard-event-code'?: Maybe<string>;
  /** `1` once it is delivered, to whomever. */
  readonly '@delivery-event-flag'?: Maybe<string>;
  readonly '@ruecksendung'?: Maybe<string>;
  readonly '@recipient-id'?: Maybe<string>;
  readonly '@recipient-name'?: Maybe<string>;
  readonly '@recipient-city'?: Maybe<string>;
  readonly '@pan-recipient-city'?: Maybe<string>;
  readonly '@pan-recipient-postalcode'?: Maybe<string>;
  readonly '@shipper-city'?: Maybe<string>;
  readonly '@origin-country'?: Maybe<string>;
  readonly '@dest-country'?: Maybe<string>;
  readonly '@product-code'?: Maybe<string>;
  readonly '@product-name'?: Maybe<string>;
  readonly '@delivery-timeframe-from'?: Maybe<string>;
  readonly '@delivery-timeframe-to'?: Maybe<string>;
  readonly '@shipment-weight'?: Maybe<string>;
  readonly '@shipment-length'?: Maybe<string>;
  readonly '@shipment-width'?: Maybe<string>;
  readonly '@shipment-height'?: Maybe<string>;
  readonly '@piece-customer-reference'?: Maybe<string>;
  readonly '@shipment-customer-reference'?: Maybe<string>;
  readonly '@airway-bill-number'?: Maybe<string>;
  /** The number that the post of another country knows it by. */
  readonly '@upu'?: Maybe<string>;
  /** Of a signature only. */
  readonly '@mime-type'?: Maybe<string>;
  readonly '@image'?: Maybe<string>;
  readonly data: readonly Maybe<WireEventList>[];
}

/** A whole answer: a list of pieces, or of signatures, or why there is none. */
export interface WireAnswer {
  readonly '@name'?: Maybe<string>;
  readonly '@code'?: Maybe<string>;
  readonly data: readonly Maybe<WirePiece>[];
}

const word = z.nullish(z.string());

const event = objectField({
  '@event-timestamp': word,
  '@event-status': word,
  '@event-text': word,
  '@ice': word,
  '@ric': word,
  '@standard-event-code': word,
  '@event-location': word,
  '@event-country': word,
  '@ruecksendung': word,
});

const piece = objectField({
  '@name': word,
  '@piece-status': word,
  '@error-status': word,
  '@piece-id': word,
  '@piece-code': word,
  '@searched-piece-code': word,
  '@status': word,
  '@status-timestamp': word,
  '@event-location': word,
  '@event-country': word,
  '@ice': word,
  '@ric': word,
  '@standard-event-code': word,
  '@delivery-event-flag': word,
  '@ruecksendung': word,
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
  '@upu': word,
  '@mime-type': word,
  '@image': word,
  data: listField(objectField({ '@name': word, data: listField(event) })),
});

const answer: z.ZodMiniType<WireAnswer> = objectField({ '@name': word, '@code': word, data: listField(piece) });

/** Reads a parsed document; undefined where it is of another shape. The public request wraps its list once more. */
export function readAnswer(value: unknown): ShapeReading<WireAnswer> | undefined {
  const { data: inner } = isElement(value) ? value : {};
  return readShape(answer, isElement(inner) && inner['@name'] === 'piece-status-public-list' ? inner : value);
}

function isElement(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
