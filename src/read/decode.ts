/**
 * Bytes as text by, in this order, their byte order mark, the named character set, the encoding that an XML declaration
 * states, UTF-8. Undefined for a character set that the platform does not know.
 */
export function decodeBody(bytes: Uint8Array, charset?: string): string | undefined {
  const encoding = encodingOfMark(bytes) ?? charset ?? declaredEncoding(bytes) ?? 'utf-8';
  try {
    return new TextDecoder(encoding).decode(bytes);
  } catch {
    return undefined;
  }
}

function encodingOfMark(bytes: Uint8Array): string | undefined {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return undefined;
}

/** An XML declaration is in ASCII characters whatever it declares (XML 1.0, appendix F), UTF-16 apart. */
function declaredEncoding(bytes: Uint8Array): string | undefined {
  const head = String.fromCharCode(...bytes.subarray(0, 200));
  return /^\s*<\?xml[^>]*\bencoding\s*=\s*["']([A-Za-z][\w.-]*)["']/.exec(head)?.[1];
}
