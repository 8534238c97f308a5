import { afterEach, describe, expect, test, vi } from 'vitest';
import { expressionsAreLinear, slownessOf } from './expressions.ts';
import { librarySources, withoutDhl } from './files.ts';
import { prove } from './prove.ts';

const inCarrier = (...expressions: readonly RegExp[]) =>
  expressions.map((expression) => ({ 'carriers/ups/read.ts': `const found = ${expression}.exec(text);` }));

prove(
  {
    name: 'an expression looks at each character of a text once',
    rule: expressionsAreLinear,
    breaches: inCarrier(
      /\s+$/,
      /(a+)+$/,
      /a*a*$/,
      /x*\s*x*y/,
      /return.*failed/,
      /ready|return (?:to|from).*sender/,
      /(?=.*\d)[a-z\d]+!/,
      /\b(?:has|needs).*paper/,
      /^ok|pay.*tax/,
      /^pay.*tax/m,
    ),
    keeps: inCarrier(
      /^return.*failed/,
      /return.*/,
      /\d+/g,
      /[^\p{L}\p{N}]+/gu,
      /^(?=.*\d)[A-Z0-9]{8,34}$/,
      /signed by .{1,40}? on/,
      /(\d{4})-(\d\d)/,
      /<[^<>]*>/,
    ),
  },
  withoutDhl(librarySources()),
);

describe('expressions that are put together', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.resetModules();
  });

  test('look at each character of a text once', async () => {
    const made = new Map<string, RegExp>();
    const recording = new Proxy(RegExp, {
      construct(target, [source, flags]: [string, string | undefined]) {
        const expression = new target(source, flags);
        const caller =
          new Error('Who asks?').stack?.split('\n').find((line) => /^\s*at (?!Object\.construct)/.test(line)) ?? '';
        if (!caller.includes('node_modules')) made.set(String(expression), expression);
        return expression;
      },
    });
    vi.resetModules();
    vi.stubGlobal('RegExp', recording);
    await import('waybill/carriers');
    vi.unstubAllGlobals();
    expect(made.size).toBeGreaterThan(5);
    for (const { source, flags } of made.values())
      expect([source, slownessOf(source, flags)]).toEqual([source, undefined]);
  });
});
