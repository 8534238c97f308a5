/**
 * A key of the store: a kind, and what tells one of that kind from all others. Two different lists of parts never give
 * the same key, whatever text they hold.
 */
export function storeKey(kind: string, ...parts: readonly string[]): string {
  return `waybill:${kind}:${parts.map(keyPart).join('/')}`;
}

/** A text without any of the characters that keys are put together with; no two texts become the same. */
export function keyPart(text: string): string {
  // By code unit, as half a surrogate pair is a text too.
  return text.replaceAll(/[^\w.~-]/g, (unit) => `%${unit.charCodeAt(0).toString(16)};`);
}
