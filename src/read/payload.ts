/** A stored or received body, parsed once: what format detection and readers share. */
export type Payload =
  | { readonly kind: 'json'; readonly value: unknown }
  /** Text that is neither JSON nor XML, such as an HTML error page or a cut body. */
  | { readonly kind: 'unreadable'; readonly because: 'empty' | 'html' | 'not-json' };

/** Parses a body; never throws. */
export function parsePayload(body: string): Payload {
  const start = firstCharacter(body);
  if (start === '') return { kind: 'unreadable', because: 'empty' };
  if (start === '<') return { kind: 'unreadable', because: 'html' };
  try {
    return { kind: 'json', value: JSON.parse(body.startsWith('\ufeff') ? body.slice(1) : body) };
  } catch {
    // The parser's message quotes the body, which may be personal: the kind of the fault is all that goes on.
    return { kind: 'unreadable', because: 'not-json' };
  }
}

function firstCharacter(body: string): string {
  for (let index = 0; index < body.length; index += 1) {
    const character = body.charAt(index);
    if (character !== '\ufeff' && character.trim() !== '') return character;
  }
  return '';
}
