import { describe, expect, it } from 'vitest';
import { bodiesByFormat } from '../fuzz/bodies.ts';
import { sitesOf } from '../payload-sites.ts';
import { propertyTimeoutMs } from '../time-outs.ts';
import { type CountedLibrary, countedLibrary } from '../work-counter.ts';

/*
 * No text and no list of a payload makes a reader work more than in proportion to it. Each is made long, and longer by as
 * much again; what is done in proportion grows by as much both times.
 */
const counted = await countedLibrary(`
  export { readPayload } from 'waybill';
  export { formats } from 'waybill/carriers';
`);
const { formats } = counted.library;
const readPayload = counted.library.readPayload as (body: string, formats: unknown) => unknown;

/**
 * How much more the second growth cost than the first, as a share of it: nothing for what grows in proportion. What is done
 * once only, such as the making of tables, is done before.
 */
function excess(counted: Pick<CountedLibrary, 'work'>, run: (size: number) => unknown, size: number): number {
  const costOf = (each: number): number => {
    counted.work();
    run(each);
    return counted.work();
  };
  run(size);
  const [none = 0, once = 0, twice = 0] = [1, size, 2 * size].map(costOf);
  const [first, second] = [once - none, twice - once];
  const further = second - Math.max(first, 0);
  return further < slack ? 0 : further / second;
}

/** What so little costs tells nothing. */
const slack = 2_000;
/** More than sorting costs, where it is a part of the work. */
const most = 0.12;

/** Those after the third are for JSON only: the parser of XML takes its time. */
const fills = [' ', 'a', 'aB-7 ,."[\t', '7', '&amp;<b>', '-', '2026-'];
const longest = 8_000;
/** DHL's readers are held to this as soon as they keep to it. The shortest first: what stands around a text or a list costs time and tells nothing. */
const bodies = [...bodiesByFormat()].map(([name, all]) => ({
  name,
  all: all.toSorted((a, b) => a.length - b.length).filter(({ length }, index) => index < 3 || length < longest),
}));

describe('the count', () => {
  it('finds work that grows faster than its cause, however it is done', async () => {
    const slow = await countedLibrary(`
      export const loops = (size) => { for (let i = 0; i < size; i++) for (let j = 0; j < i; j++); };
      export const callbacks = (size) => Array.from({ length: size }).map((_, i, all) => all.findIndex((each, j) => j === i));
      export const spreads = (size) => Array.from({ length: size }).reduce((list) => [...list, 1], []);
      export const fields = (size) => Array.from({ length: size }).reduce((all, _, i) => ({ ...all, [i]: 1 }), {});
      export const searches = (size) => { const text = 'a'.repeat(size); for (let i = 0; i < size; i++) text.includes('b'); };
      export const expressions = (size) => { const text = 'a'.repeat(size); for (let i = 0; i < size; i++) /b/.test(text); };
      export const linear = (size) => [...'a'.repeat(size)].map((each) => each.toUpperCase()).join('').replaceAll(/a/g, 'b');
      export const sorts = (size) => Array.from({ length: size }, (_, i) => (i * 7919) % size).sort((a, b) => a - b);
    `);
    const shares = Object.entries(slow.library).map(([name, run]) => {
      return [name, excess(slow, run as (size: number) => unknown, 2_000) > most] as const;
    });
    expect(Object.fromEntries(shares)).toEqual({
      loops: true,
      callbacks: true,
      spreads: true,
      fields: true,
      searches: true,
      expressions: true,
      linear: false,
      sorts: false,
    });
  });
});

/** What grows too fast does so every time; what is remembered of earlier texts may be forgotten in the midst of one. */
function steadyExcess(run: (size: number) => unknown, size: number): number {
  const first = excess(counted, run, size);
  return first > most ? Math.min(first, excess(counted, run, size)) : first;
}

describe.each(bodies)('work on $name', ({ all }) => {
  const textsKnown = new Set<string>();
  const listsKnown = new Set<string>();

  it('grows no faster than a text', { timeout: propertyTimeoutMs }, () => {
    const found: string[] = [];
    for (const body of all) {
      for (const { path, text, with: put } of sitesOf(body).texts) {
        if (textsKnown.has(path)) continue;
        textsKnown.add(path);
        for (const fill of body.startsWith('<') ? fills.slice(0, 3) : fills) {
          const run = (size: number): unknown =>
            readPayload(put(text + fill.repeat(size / fill.length + 1) + text), formats);
          const share = steadyExcess(run, body.startsWith('<') ? 500 : 1_000);
          if (share > most) found.push(`${path}: ${JSON.stringify(fill)} ${share.toFixed(2)}`);
        }
      }
    }
    expect(textsKnown.size).toBeGreaterThan(5);
    expect(found).toEqual([]);
  });

  it('grows no faster than a list', { timeout: propertyTimeoutMs }, () => {
    const found: string[] = [];
    for (const body of all) {
      for (const { path, repeated } of sitesOf(body).lists) {
        // A document has one root.
        if (listsKnown.has(path) || /^\/[^/]*$/.test(path)) continue;
        listsKnown.add(path);
        for (const how of body.startsWith('<') ? (['varied'] as const) : (['same', 'varied'] as const)) {
          const run = (size: number): unknown => readPayload(repeated(size, how), formats);
          const share = steadyExcess(run, body.startsWith('<') ? 60 : 200);
          if (share > most) found.push(`${path}: ${how} ${share.toFixed(2)}`);
        }
      }
    }
    expect(found).toEqual([]);
  });
});
