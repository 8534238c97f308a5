import { pathSegment } from '../model/path-segment.ts';

/** What stands in the place of a text that is not known to be harmless. */
export const scrubbed = 'redacted';

/** What may stay as it is beside what is harmless by its name and shape. */
export interface Harmless {
  /** Tracking numbers, and the invented ones that stand for them. */
  readonly numbers: ReadonlyMap<string, string>;
  /** Texts that somebody has looked at. */
  readonly texts: ReadonlySet<string>;
}

/** A field is kept if a word of its name is here: what carriers call codes, kinds and times. */
const kept = new Set(
  'code type status category reason kind unit units date time datetime timestamp begins ends country state province lang language locale offset version count expires issued ice ric'.split(
    ' ',
  ),
);

/** And none of these: a postal code is a code. */
const never = new Set(
  'name names postal zip zipcode street address line phone email mail city town place location locality station area facility district shop sign signed signer signature received recipient consignee reference references ref account number id token key secret password client comment note image photo url link'.split(
    ' ',
  ),
);

const harmlessShapes: readonly RegExp[] = [
  /^[A-Za-z_.-]{1,40}$/, // OD, FEDEX_GROUND, transit
  /^(?=[\w.-]{1,24}$)(?:[A-Za-z_.-]*\d){1,4}[A-Za-z_.-]*$/, // 048, A12, v3r2
  /^\d{4}-\d\d-\d\d$/,
  /^\d{4}-\d\d-\d\d[T ][\d:.]{5,15}(?:Z|[+-]\d\d:?\d\d)?$/,
  /^[+-]?\d\d:\d\d(?::\d\d)?$/,
  /^[A-Z][a-z]{2,8} \d{1,2}, \d{4}$/, // November 20, 2026
  /^\d{1,2}:\d\d ?[ap]m$/i,
  /^\d\d\.\d\d\.\d{4}(?: \d\d:\d\d)?$/,
];

/** `eventZIPCode`: event, zip, code. */
function wordsOf(name: string): readonly string[] {
  return name
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .replaceAll(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== '');
}

function isKept(name: string): boolean {
  const words = wordsOf(name);
  return words.some((word) => kept.has(word)) && !words.some((word) => never.has(word));
}

/** A text under a name: as it is where it is harmless, an invented number for a number, or {@link scrubbed}. */
function scrubText(name: string, text: string, { numbers, texts }: Harmless): string {
  const bare = text.trim();
  if (bare === '' || bare === scrubbed) return bare;
  const invented = numbers.get(bare);
  if (invented !== undefined) return invented;
  if (texts.has(bare)) return text;
  // What a token is good for: words of OAuth, parted by blanks.
  if (name === 'scope' && bare.split(' ').every((word) => /^[a-z._:-]{1,40}$/.test(word))) return text;
  if (!isKept(name)) return scrubbed;
  const words = wordsOf(name);
  const isCompact =
    (/^\d{8}$/.test(bare) && words.includes('date')) || (/^\d{6}$/.test(bare) && words.includes('time'));
  return isCompact || harmlessShapes.some((shape) => shape.test(bare)) ? text : scrubbed;
}

/** A name of a field is no place for data, but carriers make maps of numbers. */
function scrubName(name: string): string {
  return /^[A-Za-z_$@#][\w$@#.:-]{0,60}$/.test(name) && !/(?:\d\D*){5}/.test(name) ? name : scrubbed;
}

function scrubJson(name: string, value: unknown, harmless: Harmless): unknown {
  if (typeof value === 'string') return scrubText(name, value, harmless);
  if (typeof value === 'number') {
    const text = String(value);
    return harmless.numbers.has(text) || !(isKept(name) || /^\d$/.test(text)) ? 0 : value;
  }
  if (Array.isArray(value)) return value.map((item) => scrubJson(name, item, harmless));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [scrubName(key), scrubJson(key, item, harmless)]),
  );
}

/** Element by element, attribute by attribute; comments, instructions and whatever else is there are left out. */
function scrubXml(body: string, harmless: Harmless): string {
  const tags = /<(\/?)([A-Za-z_][\w:.-]*)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>([^<]*)/g;
  let out = '';
  for (const [, closes = '', name = '', attributes = '', ends = '', text = ''] of body.matchAll(tags)) {
    const said = [...attributes.matchAll(/\s([\w:.-]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/g)].map(
      ([, attribute = '', double, single = '']) =>
        ` ${attribute}="${scrubText(attribute, double ?? single, harmless)}"`,
    );
    const inside = closes === '' && ends === '' ? scrubText(name, text, harmless) : '';
    out += `<${closes}${name}${said.join('')}${ends}>${inside}`;
  }
  return out;
}

/** A body without anything that is not known to be harmless: JSON, XML or a form; nothing of any other. */
export function scrubBody(body: string, harmless: Harmless): string {
  const bare = body.trim();
  if (bare === '') return '';
  if (bare.startsWith('{') || bare.startsWith('[')) {
    try {
      return JSON.stringify(scrubJson('', JSON.parse(bare), harmless));
    } catch {
      // Half an answer, or none: nothing of it is known to be harmless.
      return scrubbed;
    }
  }
  if (bare.startsWith('<') && !/^<(?:!doctype\s+)?html/i.test(bare)) return scrubXml(bare, harmless);
  return /^[\w.-]+=[^\s<]*$/.test(bare) ? scrubQuery(bare, harmless) : scrubbed;
}

function scrubQuery(query: string, harmless: Harmless): string {
  const fields = [...new URLSearchParams(query)].map(([name, value]) => [
    scrubName(name),
    scrubField(name, value, harmless),
  ]);
  return new URLSearchParams(fields).toString();
}

/** A document in a query, a list of numbers, or a text. */
function scrubField(name: string, value: string, harmless: Harmless): string {
  if (value.startsWith('<')) return scrubXml(value, harmless);
  const whole = scrubText(name, value, harmless);
  if (whole !== scrubbed) return whole;
  return value
    .split(',')
    .map((each) => scrubText(name, each, harmless))
    .join(',');
}

/** An address without user, password and fragment; of path and query only words and invented numbers. */
export function scrubUrl(address: string, harmless: Harmless): string {
  const { origin, pathname, search } = new URL(address);
  const path = pathname
    .split('/')
    .map((segment) => {
      const text = decoded(segment);
      const isWord = /^(?:[a-z][a-z_.-]{0,40}|v\d(?:[._r]?\d){0,2})$/.test(text);
      return isWord ? segment : pathSegment(scrubText('', text, harmless));
    })
    .join('/');
  const query = search === '' ? '' : `?${scrubQuery(search.slice(1), harmless)}`;
  return `${origin}${path}${query}`;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return scrubbed;
  }
}
