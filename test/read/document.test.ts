import { describe, expect, it } from 'vitest';
import { documentOf, mediaTypeOf } from 'waybill/kit';

const bytesOf = (latin: string) => Uint8Array.from(latin, (character) => character.charCodeAt(0));

describe('a document', () => {
  it.each([
    ['application/pdf', '%PDF-1.7 x'],
    ['image/png', '\x89PNG\r\n\x1a\n'],
    ['image/jpeg', '\xff\xd8\xff\xe0'],
    ['image/gif', 'GIF89a'],
    ['image/tiff', 'II*\0'],
    ['image/tiff', 'MM\0*'],
    ['text/html', '<html><body>Signed</body></html>'],
  ])('is known as %s by its bytes, whatever the carrier calls it', (mediaType, content) => {
    expect(mediaTypeOf(bytesOf(content))).toBe(mediaType);
    expect(documentOf(btoa(content), 'JPG')).toEqual({ bytes: bytesOf(content), mediaType });
  });

  it('is what the carrier calls it where its bytes do not tell', () => {
    expect(documentOf(btoa('abc'), 'pdf')?.mediaType).toBe('application/pdf');
    expect(documentOf(btoa('abc'), 'Image/WebP')?.mediaType).toBe('image/webp');
    expect(documentOf(btoa('abc'), 'constructor')).toEqual({ bytes: bytesOf('abc') });
    expect(documentOf(btoa('abc'))).toEqual({ bytes: bytesOf('abc') });
  });

  it.each([
    `  ${btoa('%PDF-1.7 abc').slice(0, 8)}\r\n ${btoa('%PDF-1.7 abc').slice(8)}\n`,
    `data:application/pdf;base64,${btoa('%PDF-1.7 abc')}`,
  ])('is read with line breaks and with a prefix', (content) => {
    expect(documentOf(content)).toEqual({ bytes: bytesOf('%PDF-1.7 abc'), mediaType: 'application/pdf' });
  });

  it('is a page as it stands there', () => {
    expect(documentOf('<html>é</html>')).toEqual({
      bytes: new TextEncoder().encode('<html>é</html>'),
      mediaType: 'text/html',
    });
  });

  it.each(['', '  ', null, undefined, 'abcde', 'no base64!', 'é'])('%j is none', (content) => {
    expect(documentOf(content)).toBeUndefined();
  });
});
