import type { AST } from '@eslint-community/regexpp';
import { type Concatenation, type Expression, JS, NFA, type NoParent } from 'refa';
import { analyse } from 'scslre';
import ts from 'typescript';
import { type Rule, syntaxRule } from './rule.ts';

/*
 * An expression that looks at a text more than once for each of its characters blocks the process over a long one. V8 tells
 * nobody how often it looks, so expressions are judged by how they are written: scslre finds what a quantifier repeats of
 * another's (`a*a*$`) or of its own, wherever the match begins (`\s+$`); what begins anew inside of what it has just looked
 * through (`return.*failed` over many `return`) is found here.
 */

/** Why an expression may look at a text more than once for each character; undefined for one that does not. */
export function slownessOf(source: string, flags: string): string | undefined {
  const [report] = analyse({ source, flags }).reports;
  if (report !== undefined) return `repeats itself (${report.type})`;
  return beginsAnew(source, flags) ? 'begins anew inside of what it has looked through' : undefined;
}

/** Every expression that is written down takes work in proportion to its text. */
export const expressionsAreLinear: Rule = syntaxRule(
  () => true,
  (node) => {
    if (!ts.isRegularExpressionLiteral(node)) return undefined;
    const end = node.text.lastIndexOf('/');
    const slowness = slownessOf(node.text.slice(1, end), node.text.slice(end + 1));
    return slowness && `${node.text} ${slowness}`;
  },
);

/** What a match has gone through before an element: in this alternative, and in those around it. */
type Prefix = readonly AST.Element[];

function beginsAnew(source: string, flags: string): boolean {
  const parser = JS.Parser.fromLiteral({ source, flags });
  const { ast } = parser;

  /** Whether a quantifier behind the prefix may take in what the prefix matches, so that a match can begin there again. */
  function takesIn(prefix: Prefix, quantifier: AST.Quantifier): boolean {
    const before = languageOf(prefix);
    const behind = languageOf([quantifier]);
    if (before === undefined || behind === undefined) return false;
    const isConsuming = prefix.some(({ type }) => type !== 'Assertion');
    return isConsuming && !NFA.fromIntersection(before, behind).isEmpty;
  }

  function languageOf(elements: readonly AST.Element[]): NFA | undefined {
    const parts = elements.map((element) =>
      parser.parseElement(element, { assertions: 'ignore', backreferences: 'disable' }),
    );
    const [{ maxCharacter } = { maxCharacter: 0xffff }] = parts;
    const parsed: readonly NoParent<Expression>[] = parts.map(({ expression }) => expression);
    const alternatives = parsed.reduce<readonly NoParent<Concatenation>[]>(
      (joined, { alternatives: tails }) =>
        joined.flatMap((head) => tails.map((tail) => ({ ...head, elements: [...head.elements, ...tail.elements] }))),
      [{ type: 'Concatenation', elements: [] }],
    );
    return NFA.fromRegex(alternatives, { maxCharacter });
  }

  /** @param isLast Whether nothing stands behind the alternative that a match may still fail at. */
  function isSlow({ elements }: AST.Alternative, before: Prefix, isLast: boolean): boolean {
    for (const [index, element] of elements.entries()) {
      const prefix = [...before, ...elements.slice(0, index)];
      const isEnd = isLast && index === elements.length - 1;
      // A match that can begin at one place only never begins anew.
      if (element.type === 'Assertion' && element.kind === 'start' && !ast.flags.multiline) return false;
      if (element.type === 'Quantifier') {
        if (element.max === Number.POSITIVE_INFINITY && !isEnd && takesIn(prefix, element)) return true;
        if (isSlowInside(element.element, prefix, isEnd)) return true;
      } else if (isSlowInside(element, prefix, isEnd)) return true;
    }
    return false;
  }

  function isSlowInside(element: AST.Element, prefix: Prefix, isEnd: boolean): boolean {
    if (!('alternatives' in element)) return false;
    // What is looked ahead at is looked for again wherever a match begins.
    const isLast = isEnd && element.type !== 'Assertion';
    return element.alternatives.some(
      (alternative) => alternative.type === 'Alternative' && isSlow(alternative, prefix, isLast),
    );
  }

  return ast.pattern.alternatives.some((alternative) => isSlow(alternative, [], true));
}
