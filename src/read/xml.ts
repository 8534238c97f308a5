import { XMLParser, XMLValidator } from 'fast-xml-parser';
import * as z from 'zod/mini';
import type { Maybe } from './shape.ts';

/** Why a text was refused as XML. */
export type XmlFault = 'too-long' | 'doctype' | 'too-many-elements' | 'malformed';

/** An XML document as plain objects under its root's name, or why it is none that we read. */
export type XmlReading =
  | { readonly ok: true; readonly root: string; readonly value: unknown }
  | { readonly ok: false; readonly fault: XmlFault };

const mostCharacters = 10 * 1024 * 1024;
/** The largest recorded answer has 900; a full Quantum View file has some 100,000. */
const mostElements = 250_000;
/** Carriers nest a dozen levels. */
const deepest = 64;

/*
 * Every option is pinned: values stay text (a ZIP code keeps its zero, a 22-digit number its digits), attributes are
 * kept as `@name`, prefixes go, text and CDATA are trimmed. One child is an object and two are a list; `listField` makes
 * a list of both.
 */
function makeParser(): XMLParser {
  return new XMLParser({
    attributeNamePrefix: '@',
    ignoreAttributes: false,
    removeNSPrefix: true,
    parseTagValue: false,
    parseAttributeValue: false,
    trimValues: true,
    allowBooleanAttributes: false,
    ignoreDeclaration: true,
    ignorePiTags: true,
    processEntities: { enabled: true, maxTotalExpansions: 1_000_000, maxExpandedLength: mostCharacters },
    // Character references (&#233;) count as HTML entities for this parser; no other way decodes them.
    htmlEntities: true,
    maxNestedTags: deepest,
    jPath: false,
  });
}

/** Made on first use: a bundle that never parses XML can then leave the parser out. */
let parser: XMLParser | undefined;

/** Parses an XML document in bounded time and memory; never throws, never resolves anything outside the text. */
export function parseXml(body: string): XmlReading {
  if (body.length > mostCharacters) return { ok: false, fault: 'too-long' };
  // A document type is where entities are defined and external ones named; no carrier sends one.
  if (/<!(?:DOCTYPE|ENTITY)/i.test(body)) return { ok: false, fault: 'doctype' };
  if (countElements(body) > mostElements) return { ok: false, fault: 'too-many-elements' };
  try {
    if (XMLValidator.validate(body) !== true) return { ok: false, fault: 'malformed' };
    parser ??= makeParser();
    const document: unknown = parser.parse(body);
    const roots = typeof document === 'object' && document !== null ? Object.entries(document) : [];
    const [root] = roots;
    if (root === undefined || roots.length > 1 || Array.isArray(root[1])) return { ok: false, fault: 'malformed' };
    return { ok: true, root: root[0], value: root[1] };
  } catch {
    // Nested too deep, a forbidden name, an entity bomb: the parser refuses with words that quote the text.
    return { ok: false, fault: 'malformed' };
  }
}

function countElements(body: string): number {
  let count = 0;
  for (let at = body.indexOf('<'); at >= 0; at = body.indexOf('<', at + 1)) {
    if (body.charCodeAt(at + 1) !== 47) count += 1;
  }
  return count;
}

/** The text of an element: bare, or beside its attributes. */
export type XmlText = string | { readonly '#text'?: string | undefined };

/** An element that holds text, with or without attributes, or nothing. */
export const xmlTextField = z.nullish(z.union([z.string(), z.object({ '#text': z.optional(z.string()) })]));

/** An element's text without surrounding white space; undefined for an empty or absent element. */
export function xmlText(element: Maybe<XmlText>): string | undefined {
  const value = typeof element === 'object' ? element?.['#text'] : element;
  const trimmed = value?.trim();
  return trimmed === undefined || trimmed === '' ? undefined : trimmed;
}
