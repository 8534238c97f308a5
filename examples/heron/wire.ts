import { listField, objectField, readShape, type ShapeReading, textField } from 'waybill/kit';
import type * as z from 'zod/mini';

// Only what is read, and nothing of it required: a field that Heron drops or retypes costs that field and no more.
const scan = objectField({ code: textField, text: textField, time: textField, town: textField, country: textField });

const parcel = objectField({
  number: textField,
  problem: textField,
  service: textField,
  due: textField,
  signedBy: textField,
  scans: listField(scan),
});

const answer = objectField({ parcels: listField(parcel) });

/** A line of a parcel's history. */
export type WireScan = z.infer<typeof scan>;
/** A parcel as Heron tells of it, in answers and pushes alike. */
export type WireParcel = z.infer<typeof parcel>;

/** An answer; undefined for anything of another shape. */
export function readAnswer(value: unknown): ShapeReading<z.infer<typeof answer>> | undefined {
  return readShape(answer, value);
}

/** What a push carries: one parcel. */
export function readParcel(value: unknown): ShapeReading<WireParcel> | undefined {
  return readShape(parcel, value);
}
