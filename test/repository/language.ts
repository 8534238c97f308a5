import ts from 'typescript';
import { parse, placeOf, type Rule, syntaxRule, textRule, walk } from './rule.ts';

/** What a module exports is named, and named by the module itself. */
export const exportsAreNamed: Rule = syntaxRule(
  () => true,
  (node) => {
    if (ts.isExportDeclaration(node) && (node.exportClause === undefined || ts.isNamespaceExport(node.exportClause))) {
      return 'export *';
    }
    if (ts.isExportAssignment(node) || node.kind === ts.SyntaxKind.DefaultKeyword) {
      return ts.isDefaultClause(node.parent) ? undefined : 'default export';
    }
    if (ts.isExportSpecifier(node) && node.name.text === 'default') return 'default export';
    return undefined;
  },
);

/** The types are not switched off. */
export const typesStayOn: Rule = (files) => [
  ...syntaxRule(
    () => true,
    (node) => {
      if (node.kind === ts.SyntaxKind.AnyKeyword) return 'any';
      if (!ts.isAsExpression(node)) return undefined;
      let inner: ts.Expression = node.expression;
      while (ts.isParenthesizedExpression(inner)) inner = inner.expression;
      return ts.isAsExpression(inner) && inner.type.kind === ts.SyntaxKind.UnknownKeyword ? 'as unknown as' : undefined;
    },
  )(files),
  ...textRule(/@ts-(ignore|nocheck|expect-error)/)(files),
];

/** A name of a type means one thing in the core, whoever reads it where. */
export const typesAreNamedOnce: Rule = (files) => {
  const declarations = new Map<string, ts.Node[]>();
  for (const file of files.filter(({ path }) => path.startsWith('src/'))) {
    walk(parse(file), (node) => {
      if (!ts.isInterfaceDeclaration(node) && !ts.isTypeAliasDeclaration(node) && !ts.isClassDeclaration(node)) return;
      const name = node.name?.text ?? '';
      declarations.set(name, [...(declarations.get(name) ?? []), node]);
    });
  }
  return [...declarations].flatMap(([name, nodes]) =>
    nodes.length === 1 ? [] : nodes.map((node) => `${placeOf(node)} ${name} is the name of several types`),
  );
};

/** The ids that `CarrierId` spells out. */
export function carrierIds(model: string): ReadonlySet<string> {
  const [, union = ''] = /^export type CarrierId =([^;]*);/m.exec(model) ?? [];
  const ids = [...union.matchAll(/'([^']+)'/g)].map(([, id = '']) => id);
  if (ids.length === 0) throw new Error('CarrierId spells out no id.');
  return new Set(ids);
}

/**
 * The core treats all carriers alike: no text and no key of an object is a carrier's id. Where `CarrierId` spells them
 * out for completion is the one place that may; the crosswalk has the words of other systems, which may be the same.
 */
export function namesNoCarrier(ids: ReadonlySet<string>): Rule {
  return syntaxRule(
    (path) => path.startsWith('src/') && !/^src\/(crosswalk|cli)\//.test(path),
    (node) => {
      const isText = ts.isStringLiteralLike(node) && !isPartOfCarrierId(node);
      const isKey = ts.isIdentifier(node) && ts.isPropertyAssignment(node.parent) && node.parent.name === node;
      return (isText || isKey) && ids.has(node.text) ? `'${node.text}'` : undefined;
    },
  );
}

function isPartOfCarrierId(node: ts.Node): boolean {
  const alias = node.parent.parent?.parent;
  return alias !== undefined && ts.isTypeAliasDeclaration(alias) && alias.name.text === 'CarrierId';
}
