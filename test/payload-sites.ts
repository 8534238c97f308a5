/** A text of a payload, and the payload with another one in its place. */
export interface TextSite {
  /** Where it stands, whichever item of a list it is in. */
  readonly path: string;
  readonly text: string;
  with(text: string): string;
}

/** A list of a payload, or what may be one, and the payload with many items in its place. */
export interface ListSite {
  readonly path: string;
  /** The first item so many times: the same each time, or each with numbers and times of its own. */
  repeated(times: number, how: 'same' | 'varied'): string;
  /** The element without anything in it, where it is one of XML. */
  readonly emptied?: readonly string[];
}

interface Sites {
  readonly texts: TextSite[];
  readonly lists: ListSite[];
}

/** Every text and every list of a JSON or XML payload; of several under one path the first. */
export function sitesOf(body: string): Sites {
  const sites = body.trimStart().startsWith('<') ? xmlSites(body) : jsonSites(body);
  return { texts: firstOfEach(sites.texts), lists: firstOfEach(sites.lists) };
}

function firstOfEach<Site extends { readonly path: string }>(sites: readonly Site[]): Site[] {
  const known = new Map<string, Site>();
  for (const site of sites) if (!known.has(site.path)) known.set(site.path, site);
  return [...known.values()];
}

function jsonSites(body: string): Sites {
  const sites: Sites = { texts: [], lists: [] };
  visit(JSON.parse(body), '', (value) => JSON.stringify(value), sites);
  return sites;
}

function visit(value: unknown, path: string, put: (value: unknown) => string, sites: Sites): void {
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    if (items.length > 0) {
      sites.lists.push({
        path,
        repeated: (times, how) => put(Array.from({ length: times }, (_, index) => copyOf(slim(items[0]), how, index))),
      });
    }
    for (const [index, item] of items.entries()) {
      visit(item, `${path}[]`, (other) => put(items.with(index, other)), sites);
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, held] of Object.entries(value)) {
      visit(held, `${path}.${key}`, (other) => put({ ...value, [key]: other }), sites);
    }
  } else if (typeof value === 'string' || typeof value === 'number') {
    const text = String(value);
    sites.texts.push({ path, text, with: put });
    // Some pushes hold JSON in a text.
    if (/^\s*\{/.test(text)) {
      visit(JSON.parse(text), `${path}|`, (other) => put(JSON.stringify(other)), sites);
    }
  }
}

function xmlSites(body: string): Sites {
  const sites: Sites = { texts: [], lists: [] };
  const open: { readonly path: string; readonly start: number }[] = [];
  for (const tag of body.matchAll(/<(\/?)([A-Za-z][\w:.-]*)((?:\s[^<>]*?)?)(\/?)>/g)) {
    const [whole, closing = '', name = '', attributes = '', empty = ''] = tag;
    const end = tag.index + whole.length;
    const replaced = (from: number, to: number, text: string): string => body.slice(0, from) + text + body.slice(to);
    if (closing === '/') {
      const element = open.pop();
      if (element !== undefined) sites.lists.push(elementSite(body, element.path, element.start, end));
      continue;
    }
    // Elements that differ by their `name` only are others.
    const own = /\sname="([^"]*)"/.exec(attributes)?.[1] ?? '';
    const path = `${open.at(-1)?.path ?? ''}/${name}${own}`;
    for (const attribute of attributes.matchAll(/\s([\w:.-]+)="([^"]*)"/g)) {
      const [all, key = '', text = ''] = attribute;
      const to = tag.index + 1 + name.length + attribute.index + all.length - 1;
      sites.texts.push({
        path: `${path}@${key}`,
        text,
        with: (other) => replaced(to - text.length, to, escaped(other)),
      });
    }
    if (empty === '/') {
      sites.lists.push(elementSite(body, path, tag.index, end));
      continue;
    }
    open.push({ path, start: tag.index });
    const next = body.indexOf('<', end);
    const text = body.slice(end, next);
    if (text.trim() !== '') sites.texts.push({ path, text, with: (other) => replaced(end, next, escaped(other)) });
  }
  return sites;
}

function elementSite(body: string, path: string, start: number, end: number): ListSite {
  const element = body.slice(start, end);
  const name = /^<([\w:.-]+)/.exec(element)?.[1] ?? '';
  const nothing = [`<${name}/>`, `<${name}></${name}>`, `<${name}> </${name}>`];
  return {
    path,
    emptied: nothing.map((each) => body.slice(0, start) + each + body.slice(end)),
    repeated: (times, how) =>
      body.slice(0, start) +
      Array.from({ length: times }, (_, index) => copyOf(element, how, index)).join('') +
      body.slice(end),
  };
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** With no more than one item in each of its lists. */
function slim(item: unknown): unknown {
  const text = JSON.stringify(item, (_key, held: unknown) => (Array.isArray(held) ? held.slice(0, 1) : held));
  return JSON.parse(text);
}

const day = Date.UTC(2026, 0, 1);

/** A copy with numbers and times of its own, so that it is taken for another parcel, package or scan. */
function copyOf<T>(item: T, how: 'same' | 'varied', index: number): T {
  if (how === 'same') return item;
  const time = new Date(day + index * 61_000).toISOString();
  const date = new Date(day + index * 86_400_000).toISOString().slice(0, 10);
  const six = String(index).padStart(6, '0');
  const varied = (text: string): string =>
    text
      .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/g, time.slice(0, 19))
      .replaceAll(/(?<![\d-])\d{4}-\d\d-\d\d(?![\dT])/g, date)
      .replaceAll(/(?<!\d)20\d{6}(?!\d)/g, date.replaceAll('-', ''))
      .replaceAll(/(?<![\dZ:.])\d\d:\d\d:\d\d/g, time.slice(11, 19))
      .replaceAll(/(?<=>)\d{6}(?=<)|^\d{6}$/g, time.slice(11, 19).replaceAll(':', ''))
      .replaceAll(/\d{9,}/g, (digits) => digits.slice(0, -6) + six);
  if (typeof item === 'string') return varied(item) as T;
  return JSON.parse(JSON.stringify(item), (_key, held: unknown) =>
    typeof held === 'string' ? varied(held) : held,
  ) as T;
}
