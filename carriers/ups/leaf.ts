import type { Maybe } from 'waybill/kit';
import { type XmlText, xmlText } from 'waybill/kit-xml';
import * as z from 'zod/mini';

/** An element without children in XML, a field with text or a number in JSON: what UPS sends in either under one name. */
export type Leaf = Maybe<XmlText | number>;

/** A {@link Leaf}, or nothing. */
export const leafField: z.ZodMiniType<Leaf> = z.nullish(
  z.union([z.string(), z.number(), z.object({ '#text': z.optional(z.string()) })]),
);

/** The text of a leaf without surrounding white space; undefined for an empty or absent one. */
export function leafText(leaf: Leaf): string | undefined {
  return typeof leaf === 'number' ? String(leaf) : xmlText(leaf);
}
