import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  dimensionsOf,
  documentOf,
  eventsOf,
  type Issue,
  numeric,
  pathSegment,
  plainText,
  readCompactTime,
  readOffset,
  readTime,
  requireCredentials,
  type Scan,
  sentences,
  text,
  timeOrIssue,
  weightOf,
} from 'waybill/kit';
import { stitch } from '../../src/read/stitch.ts';
import { pairs, workOf } from '../histories.ts';

/*
 * Work is counted where text is touched: every call of a method of strings and expressions costs the characters that it is
 * given, so that an algorithm that looks at what it has seen before shows. Expressions are counted as one look at their
 * text; that they take no more is what the long texts at the end are for, over which a quadratic one would not end.
 */
let work = 0;

afterEach(() => {
  vi.restoreAllMocks();
});

function counted(object: object, name: string, costOf: (self: unknown, given: readonly unknown[]) => number): void {
  const original: unknown = Reflect.get(object, name);
  if (typeof original !== 'function') throw new Error(`no method ${name}`);
  vi.spyOn(object as Record<string, (...given: unknown[]) => unknown>, name).mockImplementation(function (
    this: unknown,
    ...given: unknown[]
  ) {
    work += costOf(this, given);
    return Reflect.apply(original, this, given);
  });
}

const lengthOf = (self: unknown): number => String(self).length;

/** Work over two texts, the second twice as long. */
function growth(run: (length: number) => unknown): number {
  for (const name of ['replace', 'replaceAll', 'trim', 'toLowerCase', 'toUpperCase', 'includes', 'indexOf', 'split']) {
    counted(String.prototype, name, lengthOf);
  }
  for (const name of ['slice', 'substring', 'charAt', 'charCodeAt']) counted(String.prototype, name, () => 1);
  counted(RegExp.prototype, 'exec', (_, [value]) => lengthOf(value));
  counted(RegExp.prototype, 'test', (_, [value]) => lengthOf(value));
  counted(Array.prototype, 'slice', (self, [start]) => {
    const { length } = self as readonly unknown[];
    return typeof start === 'number' && start < 0 ? Math.min(-start, length) : length;
  });
  counted(Array.prototype, 'join', (self) => (self as readonly unknown[]).length);
  const [short, long] = [2_000, 4_000].map((length) => {
    work = 0;
    run(length);
    return work;
  });
  vi.restoreAllMocks();
  return (long ?? 0) / Math.max(short ?? 0, 1);
}

const fills = [
  'a',
  ' ',
  '\t',
  '-',
  '&',
  '<',
  '>',
  '&amp;',
  'amp;',
  '&lt;',
  '<b>',
  '<sup>',
  '</sup>',
  '&#38;',
  '0',
  '.',
  '\u00a0',
  '=',
];
const functions: Readonly<Record<string, (value: string) => unknown>> = {
  text,
  numeric,
  plainText,
  sentences: (value) => sentences(value, `${value}.`, 'x'),
  weightOf: (value) => weightOf(value, value),
  dimensionsOf: (value) => dimensionsOf(1, 2, 3, value),
  documentOf: (value) => documentOf(value, value),
  timeOrIssue: (value) => timeOrIssue(value, [] as Issue[], 'x'),
  readTime,
  readTimeWithTail: (value) => readTime(`2026-03-12T08:00:00${value}`),
  readCompactTime: (value) => readCompactTime(value, value),
  readOffset,
  pathSegment,
  requireCredentials: (value) => {
    try {
      requireCredentials('acme', { secret: `x${value}x` });
    } catch {
      // Refused, which is an answer too.
    }
  },
};

describe('every text function of the kit', () => {
  it('is held to a count that finds one that is not', () => {
    const quadratic = (value: string): void => {
      for (let rest = value; rest !== ''; rest = rest.slice(1)) rest.includes('!');
    };
    expect(growth((length) => quadratic('a'.repeat(length / 10)))).toBeGreaterThan(3);
  });

  it.each(Object.entries(functions))('%s works in proportion to the text', (_, run) => {
    for (const fill of fills) {
      expect(growth((length) => run(fill.repeat(length)))).toBeLessThan(2.2);
      expect(growth((length) => run(`x${fill.repeat(length)}x`))).toBeLessThan(2.2);
    }
  });

  it.each(Object.entries(functions))('%s comes to an end over a text of 200,000 characters', (_, run) => {
    for (const fill of fills) {
      run(fill.repeat(200_000 / fill.length));
      run(`x${fill.repeat(200_000 / fill.length)}x`);
    }
  });
});

describe('a history', () => {
  it('of lines that share an id is read in proportion to its length', () => {
    const linesOf = (length: number): Scan[] =>
      Array.from({ length }, (_, index) => ({
        status: 'info',
        basis: 'none',
        code: 'X',
        description: `Line ${index}`,
      }));
    expect(eventsOf(linesOf(20_000), 'oldest-first')).toHaveLength(20_000);
    expect(new Set(eventsOf(linesOf(2_000), 'newest-first').map(({ id }) => id)).size).toBe(2_000);
  });
});

describe.each(pairs)('the work of stitching two legs grows with them: %s', (_, of) => {
  it('in proportion', () => {
    const [small = 0, medium = 0, large = 0] = [400, 800, 1600].map((size) =>
      workOf(of(size), (first, last) => first && last && stitch(first, last)),
    );
    expect(small).toBeGreaterThan(0);
    expect(medium / small).toBeLessThan(2.6);
    expect(large / medium).toBeLessThan(2.6);
  });
});
