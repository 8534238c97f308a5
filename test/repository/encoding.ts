import ts from 'typescript';
import { type Rule, syntaxRule } from './rule.ts';

const home = 'src/model/path-segment.ts';

/** Both throw a `URIError` over half a surrogate pair, which a carrier's text, or a caller's, may hold. */
const throwing: ReadonlySet<string> = new Set(['encodeURIComponent', 'encodeURI']);

/** Text is put into addresses by `pathSegment`, which takes any. */
export const encodesAnyText: Rule = syntaxRule(
  (path) => path !== home,
  (node) => (ts.isIdentifier(node) && throwing.has(node.text) ? node.text : undefined),
);
