import { bytesOfBase64 } from '../carrier/payload.ts';
import { compact } from '../model/compact.ts';

/** The bytes of a document, and what they are, where they or the carrier tell. */
export interface DecodedDocument {
  readonly bytes: Uint8Array;
  readonly mediaType?: string;
}

/** First bytes of the kinds of document that carriers send, as text of Latin letters. */
const signatures: readonly (readonly [string, RegExp])[] = [
  ['application/pdf', /^%PDF/],
  ['image/png', /^\x89PNG/],
  ['image/gif', /^GIF8[79]a/],
  ['image/jpeg', /^\xff\xd8\xff/],
  ['image/tiff', /^(?:II\*\0|MM\0\*)/],
  [
    'text/html',
    /^(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html|head|body|!--|table|div|\?xml[^>]*>\s*<(?:!doctype html|html))/i,
  ],
];

/** The media type that a document's first bytes tell; undefined for bytes that tell nothing. */
export function mediaTypeOf(bytes: Uint8Array): string | undefined {
  const start = String.fromCharCode(...bytes.subarray(0, 200));
  return signatures.find(([, pattern]) => pattern.test(start))?.[0];
}

/** Words for a document's form beside it, in upper case: `PDF`. */
const forms: Readonly<Record<string, string>> = {
  GIF: 'image/gif',
  HTML: 'text/html',
  JPEG: 'image/jpeg',
  JPG: 'image/jpeg',
  PDF: 'application/pdf',
  PNG: 'image/png',
  TIF: 'image/tiff',
  TIFF: 'image/tiff',
};

/**
 * A document from its Base64, with or without line breaks and a `data:` prefix, or from a page that stands there as it
 * is. The bytes tell the media type before the carrier's own word for the form does (`PDF`, `image/png`). Undefined for
 * nothing and for what is cut: half a document proves nothing.
 */
export function documentOf(content: string | null | undefined, form?: string | null): DecodedDocument | undefined {
  const trimmed = content?.trim() ?? '';
  const bytes = trimmed.startsWith('<') ? new TextEncoder().encode(trimmed) : decoded(trimmed);
  if (bytes === undefined || bytes.length === 0) return undefined;
  return compact({ bytes, mediaType: mediaTypeOf(bytes) ?? mediaTypeByForm(form) });
}

function mediaTypeByForm(form: string | null | undefined): string | undefined {
  const word = form?.trim() ?? '';
  if (/^[a-z]+\/[\w.+-]+$/i.test(word)) return word.toLowerCase();
  return Object.hasOwn(forms, word.toUpperCase()) ? forms[word.toUpperCase()] : undefined;
}

/** `data:image/png;base64,`; no kind of document has a longer one. */
const longestPrefix = 100;

function decoded(content: string): Uint8Array | undefined {
  const comma = content.startsWith('data:') ? content.slice(0, longestPrefix).indexOf(',') : -1;
  const base64 = content
    .slice(comma + 1)
    .replaceAll('-', '+')
    .replaceAll('_', '/');
  return bytesOfBase64(base64);
}
