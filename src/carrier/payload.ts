import type { Outcome } from '../model/outcome.ts';
import type { TrackingDraft } from '../model/tracking.ts';

/** A body of a JSON API, parsed once. */
export type JsonPayload =
  | { readonly kind: 'json'; readonly value: unknown }
  /** Text that is no JSON, such as an HTML error page or a cut body. */
  | { readonly kind: 'unreadable'; readonly because: 'empty' | 'html' | 'not-json' };

/** An XML document, not parsed yet: the parser stays out of programs that read JSON only. */
export interface XmlPayload {
  readonly kind: 'xml';
  readonly body: string;
  /** The root element's name without its prefix. */
  readonly root: string;
}

/** A stored body: what format detection and readers share. */
export type Payload = JsonPayload | XmlPayload;

/** Parses the body of a JSON API; never throws. */
export function parsePayload(body: string): JsonPayload {
  const start = firstCharacter(body);
  if (start === '') return { kind: 'unreadable', because: 'empty' };
  if (start === '<') return { kind: 'unreadable', because: 'html' };
  try {
    // JSON knows no byte order mark; carriers' gateways do.
    return { kind: 'json', value: JSON.parse(body.charCodeAt(0) === 0xfeff ? body.slice(1) : body) };
  } catch {
    // The parser's message quotes the body, which may be personal: the kind of the fault is all that goes on.
    return { kind: 'unreadable', because: 'not-json' };
  }
}

/** The value of a JSON body; undefined for any other, which no JSON is. */
export function jsonOf(payload: Payload): unknown {
  return payload.kind === 'json' ? payload.value : undefined;
}

/** The bytes of a text in Base64, white space apart; undefined for any other, one that was cut short included. */
export function bytesOfBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}

/** What a body of any API is: JSON, parsed, XML, or neither; never throws. */
export function detectPayload(body: string): Payload {
  if (firstCharacter(body) !== '<') return parsePayload(body);
  const root = rootOf(body);
  return root === undefined || root.toLowerCase() === 'html'
    ? { kind: 'unreadable', because: 'html' }
    : { kind: 'xml', body, root };
}

/** Name of the first element behind declarations, instructions and comments. */
function rootOf(body: string): string | undefined {
  let at = body.indexOf('<');
  while (at >= 0) {
    const skip = body.startsWith('<!--', at) ? '-->' : body.startsWith('<?', at) ? '?>' : undefined;
    if (skip === undefined) return /^<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)/.exec(body.slice(at, at + 200))?.[1];
    const end = body.indexOf(skip, at + 2);
    at = end < 0 ? -1 : body.indexOf('<', end + skip.length);
  }
  return undefined;
}

function firstCharacter(body: string): string {
  for (let index = 0; index < body.length; index += 1) {
    const character = body.charAt(index);
    if (character !== '\ufeff' && character.trim() !== '') return character;
  }
  return '';
}

/** The name of the format that a body is of; undefined for one of none of them. */
export function formatNameOf(body: string, formats: readonly PayloadFormat[]): string | undefined {
  const payload = detectPayload(body);
  if (payload.kind === 'unreadable') return undefined;
  return formats.find((format) => format.matches(payload))?.name;
}

/** A payload that a carrier sends, or sent once, and that we read. */
export interface PayloadFormat {
  /** `fedex.track-v1`: carrier, dot, API and version. */
  readonly name: string;
  /** Whether the payload is of this format; looks at a few tell-tale keys and is wrong about no other format of ours. */
  matches(payload: Payload): boolean;
  /** One outcome per number that the payload speaks of. Never throws for what the payload holds. */
  read(payload: Payload): readonly Outcome<TrackingDraft>[];
}
