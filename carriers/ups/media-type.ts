/** First bytes of the kinds of document that UPS sends or may send, as text of Latin letters. */
const signatures: readonly (readonly [string, RegExp])[] = [
  ['application/pdf', /^%PDF-/],
  ['image/png', /^\x89PNG\r\n/],
  ['image/gif', /^GIF8[79]a/],
  ['image/jpeg', /^\xff\xd8\xff/],
  ['image/tiff', /^(?:II\*\0|MM\0\*)/],
  [
    'text/html',
    /^(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html|head|body|!--|table|div|\?xml[^>]*>\s*<(?:!doctype html|html))/i,
  ],
];

/** The media type that a document's bytes tell, for UPS names none; undefined for bytes that tell nothing. */
export function mediaTypeOf(bytes: Uint8Array): string | undefined {
  const start = String.fromCharCode(...bytes.subarray(0, 200));
  return signatures.find(([, pattern]) => pattern.test(start))?.[0];
}
