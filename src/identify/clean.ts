/** FNC1, which scanners put between the elements of a GS1 barcode. */
const groupSeparator = '\u001d';

/** Longest number that any carrier answers to, with room to spare; longer input is refused before it costs anything. */
export const longestNumber = 48;

/**
 * A tracking number as carriers write it: upper case, without blanks, dashes, dots, parentheses, the symbology mark of a
 * scanner, or the marks that spreadsheets put around text. Undefined where nothing is left or something else is in it.
 */
export function cleanNumber(text: string): string | undefined {
  if (text.length > 4 * longestNumber) return undefined;
  const cleaned = text
    .normalize('NFKC')
    .replace(/^\s*\][a-z]\d/i, '')
    // What spreadsheets write around a number to keep it from being one: `'9400…`, `="9400…"`, `#1Z…`.
    .replace(/^[\s=#'"’‘“]+/, '')
    .replace(/['"’”]\s*$/, '')
    .replace(/[\s\u00ad\u200b-\u200f\u2010-\u2015\u202a-\u202e\u2060-\u2069\u2212\ufeff()._-]/g, '')
    .replaceAll(groupSeparator, '');
  return cleaned.length <= longestNumber && /^[A-Za-z0-9]+$/.test(cleaned) ? cleaned.toUpperCase() : undefined;
}

/** GS1 application identifier 420 with a ship-to ZIP code of five or nine digits, in front of a postal barcode. */
const routed = [
  /^420\d{5}(9[1-5](?:\d{20}|\d{24}|\d{28}|\d{32}))$/,
  /^420\d{9}(9[1-5](?:\d{20}|\d{24}|\d{28}|\d{32}))$/,
];

/** For a scanned barcode with a routing prefix the number behind the prefix, then the number itself. */
export function withoutRouting(number: string): readonly string[] {
  const inner = routed.flatMap((pattern) => pattern.exec(number)?.[1] ?? []);
  return [...inner, number];
}
