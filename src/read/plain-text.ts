import { text } from './values.ts';

/*
 * Names of HTML's entities as far as they occur in names and sentences of people: all of Latin-1 (160 to 255, in order),
 * and by code point the letters of Central Europe, punctuation and marks.
 */
const latin1 =
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml';
const others =
  'quot " QUOT " amp & AMP & apos \' lt < LT < gt > GT > num # colon : semi ; comma , period . sol / lpar ( rpar ) lsqb [ rsqb ] excl ! quest ? commat @ percnt % dollar $ plus + equals = ast * lowbar _ bsol \\ NewLine \n Tab \t REG ® COPY © trade ™ TRADE ™ euro € hellip … bull • ndash – mdash — horbar ― lsquo ‘ rsquo ’ sbquo ‚ ldquo “ rdquo ” bdquo „ lsaquo ‹ rsaquo › prime ′ Prime ″ dagger † permil ‰ minus − larr ← uarr ↑ rarr → darr ↓ check ✓ OElig Œ oelig œ Scaron Š scaron š Zcaron Ž zcaron ž Ccaron Č ccaron č Rcaron Ř rcaron ř Ecaron Ě ecaron ě Ncaron Ň ncaron ň Dcaron Ď dcaron ď Tcaron Ť tcaron ť Lcaron Ľ lcaron ľ Yuml Ÿ Lstrok Ł lstrok ł Aogon Ą aogon ą Eogon Ę eogon ę Cacute Ć cacute ć Nacute Ń nacute ń Sacute Ś sacute ś Zacute Ź zacute ź Zdot Ż zdot ż Dstrok Đ dstrok đ Odblac Ő odblac ő Udblac Ű udblac ű Uring Ů uring ů Abreve Ă abreve ă Scedil Ş scedil ş Tcedil Ţ tcedil ţ Gbreve Ğ gbreve ğ Idot İ imath ı inodot ı';
/** Spaces and marks without a shape of their own, which a table of visible characters cannot hold. */
const invisible: readonly (readonly [string, number])[] = [
  ['ensp', 0x2002],
  ['emsp', 0x2003],
  ['thinsp', 0x2009],
  ['zwnj', 0x200c],
  ['zwj', 0x200d],
  ['lrm', 0x200e],
  ['rlm', 0x200f],
];

/** What 128 to 159 stand for in pages: the characters of windows-1252 (HTML, numeric character references). */
const windows1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

let entities: ReadonlyMap<string, string> | undefined;

function namedEntities(): ReadonlyMap<string, string> {
  if (entities !== undefined) return entities;
  const named = new Map<string, string>();
  for (const [index, name] of latin1.split(' ').entries()) named.set(name, String.fromCharCode(160 + index));
  const pairs = others.split(' ');
  for (let index = 0; index < pairs.length; index += 2) named.set(pairs[index] ?? '', pairs[index + 1] ?? '');
  for (const [name, code] of invisible) named.set(name, String.fromCharCode(code));
  entities = named;
  return named;
}

/**
 * Text for people from text that may be HTML, however often it was escaped: entities are undone, tags taken out, what
 * stands in `<sup>` (the marks behind a product's name) with them, white space folded. Undefined for nothing. It is plain
 * text, not HTML: a page has to escape it as any other. Takes time in proportion to the text.
 */
export function plainText(value: string | number | null | undefined): string | undefined {
  const trimmed = text(value);
  if (trimmed === undefined || !mayBeMarked.test(trimmed)) return trimmed;
  const marked = trimmed.includes('&') ? unescaped(trimmed) : trimmed;
  const bare = marked.includes('<') ? withoutTags(marked) : marked;
  return bare === trimmed && !/ {2}|\p{Cc}|[^\S ]/u.test(bare) ? trimmed : text(bare.replaceAll(/[\s\p{Cc}]+/gu, ' '));
}

/** What nearly no text has: marks, two blanks in a row, and characters beyond ASCII, some of which are blanks. */
const mayBeMarked = /[&<]| {2}|[^ -~]/;

/** An entity behind its ampersand: a decimal number even where its semicolon was lost, a hexadecimal one, a name. */
const entity = /^(?:#(\d{1,7});?|#[xX]([\da-fA-F]{1,6});|([A-Za-z][A-Za-z\d]{1,7});)/;
const longestEntity = 9;

/**
 * From the end to the start, so that what an ampersand begins is plain already when it is reached: one pass undoes every
 * depth, for each step takes more characters than it puts back.
 */
function unescaped(escaped: string): string {
  // The text behind the place reached, its characters in reverse.
  const behind: string[] = [];
  for (let index = escaped.length - 1; index >= 0; index -= 1) {
    let character = escaped.charAt(index);
    while (character === '&') {
      const match = entity.exec(behind.slice(-longestEntity).reverse().join(''));
      const meant = match === null ? undefined : characterOf(match);
      if (match === null || meant === undefined) break;
      behind.length -= match[0].length;
      character = meant;
    }
    if (character !== '') behind.push(character);
  }
  return behind.reverse().join('');
}

/** What an entity stands for; undefined for an unknown name, empty for a number that is no character. */
function characterOf([, decimal, hexadecimal, name]: RegExpExecArray): string | undefined {
  if (name !== undefined) return namedEntities().get(name);
  const code = hexadecimal === undefined ? Number(decimal) : Number.parseInt(hexadecimal, 16);
  if (code >= 128 && code <= 159) return windows1252.charAt(code - 128);
  const isCharacter = code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
  return isCharacter ? String.fromCodePoint(code) : '';
}

/** Tags that stand within a word; every other one parts words. */
const inline: ReadonlySet<string> = new Set([
  'a',
  'abbr',
  'b',
  'em',
  'font',
  'i',
  'small',
  'span',
  'strong',
  'sub',
  'u',
  'wbr',
]);
/** What these hold is no sentence. */
const dropped: ReadonlySet<string> = new Set(['script', 'style', 'sup']);

/**
 * Takes tags out from the inside, so that what is left never makes a tag of its own. A `<` before anything but a name
 * stays: `under 5 < 6 kg`.
 */
function withoutTags(marked: string): string {
  const kept: string[] = [];
  const opened: number[] = [];
  const dropFrom: number[] = [];
  for (const character of marked) {
    if (character === '<') opened.push(kept.length);
    const start = character === '>' ? opened.pop() : undefined;
    const name = start === undefined ? undefined : tagName(kept, start);
    if (start === undefined || name === undefined) {
      kept.push(character);
      continue;
    }
    kept.length = start;
    const isEnd = name.startsWith('/');
    const element = isEnd ? name.slice(1) : name;
    if (dropped.has(element)) {
      if (isEnd) kept.length = Math.min(start, dropFrom.pop() ?? start);
      else dropFrom.push(start);
    } else if (!inline.has(element)) kept.push(' ');
    while ((opened.at(-1) ?? -1) >= kept.length) opened.pop();
    while ((dropFrom.at(-1) ?? -1) > kept.length) dropFrom.pop();
  }
  return kept.join('');
}

/** The lower-case name in what stands from `<` on, with the slash of an end tag; undefined for what is no tag. */
function tagName(kept: readonly string[], start: number): string | undefined {
  const head = kept.slice(start + 1, start + 12).join('');
  return /^(?:\/?[a-z][a-z\d]*|[!?/])/.exec(head.toLowerCase())?.[0];
}

/** `.` and its like, behind which a sentence begins. */
const ends = /[.!?…:;。！？]$/;

/**
 * What a carrier sends for people in several fields as one text, each part once: `Clearance event`, `The receiver has to
 * act` gives `Clearance event. The receiver has to act.` A single part stays as it is. Undefined for nothing.
 */
export function sentences(...parts: readonly (string | null | undefined)[]): string | undefined {
  const said = new Map<string, string>();
  for (const part of parts) {
    const words = text(part);
    if (words === undefined) continue;
    const key = words.toLowerCase().replace(ends, '');
    if (!said.has(key)) said.set(key, words);
  }
  const [first, ...others] = said.values();
  if (first === undefined || others.length === 0) return first;
  return [first, ...others].map((words) => (ends.test(words) ? words : `${words}.`)).join(' ');
}
