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
function makeParser({ hasPrefixes, hasEntities }: Traits): XMLParser {
  return new XMLParser({
    attributeNamePrefix: '@',
    ignoreAttributes: false,
    removeNSPrefix: hasPrefixes,
    parseTagValue: false,
    parseAttributeValue: false,
    trimValues: true,
    allowBooleanAttributes: false,
    ignoreDeclaration: true,
    ignorePiTags: true,
    processEntities: { enabled: hasEntities, maxTotalExpansions: 1_000_000, maxExpandedLength: mostCharacters },
    // Character references (&#233;) count as HTML entities for this parser; no other way decodes them.
    htmlEntities: hasEntities,
    maxNestedTags: deepest,
    jPath: false,
  });
}

/** What a text has that costs the parser time in every tag and text. */
interface Traits {
  readonly hasPrefixes: boolean;
  readonly hasEntities: boolean;
}

/** Made on first use, one for each pair of traits: a bundle that never parses XML can then leave the parser out. */
const parsers = new Map<number, XMLParser>();

function parserFor(traits: Traits): XMLParser {
  const key = (traits.hasPrefixes ? 1 : 0) + (traits.hasEntities ? 2 : 0);
  const known = parsers.get(key) ?? makeParser(traits);
  parsers.set(key, known);
  return known;
}

/** Parses an XML document in bounded time and memory; never throws, never resolves anything outside the text. */
export function parseXml(body: string): XmlReading {
  if (body.length > mostCharacters) return { ok: false, fault: 'too-long' };
  // A document type is where entities are defined and external ones named; no carrier sends one.
  if (/<!(?:DOCTYPE|ENTITY)/i.test(body)) return { ok: false, fault: 'doctype' };
  const plain = lookOver(body);
  if ((plain?.elements ?? countElements(body)) > mostElements) return { ok: false, fault: 'too-many-elements' };
  try {
    if (plain === undefined && XMLValidator.validate(body) !== true) return { ok: false, fault: 'malformed' };
    const traits = { hasPrefixes: plain?.hasPrefixes ?? true, hasEntities: body.includes('&') };
    const document: unknown = parserFor(traits).parse(body);
    const roots = typeof document === 'object' && document !== null ? Object.entries(document) : [];
    const [root] = roots;
    if (root === undefined || roots.length > 1 || Array.isArray(root[1])) return { ok: false, fault: 'malformed' };
    return { ok: true, root: root[0], value: root[1] };
  } catch {
    // Nested too deep, a forbidden name, an entity bomb: the parser refuses with words that quote the text.
    return { ok: false, fault: 'malformed' };
  }
}

const declaration = /^<\?xml(?:\s+[a-z]+\s*=\s*(?:"[\w.-]*"|'[\w.-]*'))+\s*\?>/;
const startOfTag = /^<([A-Za-z_][\w.:-]*)/;
const attribute = /\s+([A-Za-z_][\w.:-]*)\s*=\s*(?:"[^"<]*"|'[^'<]*')/y;
const endOfTag = /\s*\/?>$/y;
const closingTag = /^<\/([A-Za-z_][\w.:-]*)\s*>$/;
const brokenEntity = /&(?!(?:[A-Za-z]{1,10}|#\d{1,7}|#x[\dA-Fa-f]{1,6});)/;

/**
 * Looks a text over in one pass. Nearly all are plainly well-formed: tags of ASCII letters that close in order, attributes
 * in quotes and each once, texts, one root. Undefined for what is not, or may not be: the validator decides then, which takes
 * a third as long as the parser.
 */
function lookOver(body: string): { readonly elements: number; readonly hasPrefixes: boolean } | undefined {
  if (body.includes('&') && brokenEntity.test(body)) return undefined;
  const start = declaration.exec(body)?.[0].length ?? 0;
  let elements = start === 0 ? 0 : 1;
  let hasPrefixes = false;
  const open: string[] = [];
  let end = start;
  for (let at = body.indexOf('<', start); at >= 0; at = body.indexOf('<', end)) {
    // Nothing but blanks before the root, and behind it no other.
    if (open.length === 0 && (body.slice(end, at).trim() !== '' || end > start)) return undefined;
    const close = body.indexOf('>', at);
    const tag = body.slice(at, close + 1);
    end = close + 1;
    if (tag.charCodeAt(1) === 47) {
      if (closingTag.exec(tag)?.[1] !== open.pop()) return undefined;
      continue;
    }
    const name = startOfTag.exec(tag)?.[1];
    if (name === undefined) return undefined;
    elements += 1;
    hasPrefixes ||= name.includes(':');
    let seen = name.length + 1;
    const attributes = new Set<string>();
    for (attribute.lastIndex = seen; ; seen = attribute.lastIndex) {
      const own = attribute.exec(tag)?.[1];
      if (own === undefined) break;
      if (attributes.size === attributes.add(own).size) return undefined;
      hasPrefixes ||= own.includes(':') || own === 'xmlns';
    }
    endOfTag.lastIndex = seen;
    if (!endOfTag.test(tag)) return undefined;
    if (tag.charCodeAt(tag.length - 2) !== 47) open.push(name);
    if (open.length > deepest) return undefined;
  }
  return open.length === 0 && elements > 0 && body.slice(end).trim() === '' ? { elements, hasPrefixes } : undefined;
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

/** What stands for a character that has a meaning in XML. */
const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Text for an element or an attribute; control characters, which XML 1.0 cannot hold, are left out. */
export function escapeXml(text: string): string {
  return text.replaceAll(/[^\P{Cc}\t\n\r]/gu, '').replaceAll(/[&<>"']/g, (mark) => escapes[mark] ?? '');
}
