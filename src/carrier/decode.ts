import type { Issue } from '../model/tracking.ts';

/** Bytes as text, and what was wrong with them. */
export interface DecodedBody {
  readonly text: string;
  readonly issue?: Issue;
}

/**
 * Bytes as text by, in this order, their byte order mark, the named character set, the encoding that an XML declaration
 * states, UTF-8. Bytes that cannot be what is named are windows-1252, which is what older systems of carriers send
 * without saying so; an issue tells. A character set that the platform does not know counts as none.
 */
export function decodeBody(bytes: Uint8Array, charset?: string): DecodedBody {
  const named = encodingOfMark(bytes) ?? decoderOf(charset) ?? decoderOf(declaredEncoding(bytes));
  const decoder = named ?? new TextDecoder('utf-8', { fatal: true });
  try {
    return { text: decoder.decode(bytes) };
  } catch {
    const issue: Issue = {
      path: '',
      expected: `text in ${decoder.encoding}`,
      seen: 'other bytes, read as windows-1252',
    };
    return { text: new TextDecoder('windows-1252').decode(bytes), issue };
  }
}

function decoderOf(encoding: string | undefined): TextDecoder | undefined {
  if (encoding === undefined) return undefined;
  try {
    return new TextDecoder(encoding, { fatal: true });
  } catch {
    return undefined;
  }
}

/** A byte order mark is part of the encoding and no part of the text. */
function encodingOfMark(bytes: Uint8Array): TextDecoder | undefined {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return decoderOf('utf-8');
  if (first === 0xfe && second === 0xff) return decoderOf('utf-16be');
  if (first === 0xff && second === 0xfe) return decoderOf('utf-16le');
  return undefined;
}

/** An XML declaration is in ASCII characters whatever it declares (XML 1.0, appendix F), UTF-16 apart. */
function declaredEncoding(bytes: Uint8Array): string | undefined {
  const head = String.fromCharCode(...bytes.subarray(0, 200));
  return /^\s*<\?xml[^>]*\bencoding\s*=\s*["']([A-Za-z][\w.-]*)["']/.exec(head)?.[1];
}
