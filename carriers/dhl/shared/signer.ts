/** `Delivered - Signed by A. MUSTER`, `Delivered : A. Muster` */
const signed =
  /^(?:the )?(?:shipment )?delivered ?(?::|- ?signed (?:for )?by ?:?|signed (?:for )?by ?:?) ?(\p{L}.*)$/iu;

/** Who took it, out of the words of a delivery: where the field for it is left empty, the name stands there. */
export function signerIn(description: string | undefined): string | undefined {
  // Longer than any such sentence: a name would be guessed.
  if (description === undefined || description.length > 200) return undefined;
  return signed.exec(description.replaceAll(/\s+/g, ' ').trim())?.[1];
}
