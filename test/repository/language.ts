import { posix } from 'node:path';
import ts from 'typescript';
import type { SourceFile } from './files.ts';
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

/**
 * A name of a type means one thing, whoever reads it where: it is declared once in the core, and what a carrier exports is
 * no name of the core's. Carriers have the same name for the same question, which is one for the same file.
 */
export const typesAreNamedOnce: Rule = (files) => {
  const core = new Map<string, ts.Node[]>();
  const carriers = new Map<string, ts.Node[]>();
  for (const file of files) {
    const isCore = file.path.startsWith('src/');
    const declared = isCore ? core : carriers;
    walk(parse(file), (node) => {
      if (!ts.isInterfaceDeclaration(node) && !ts.isTypeAliasDeclaration(node) && !ts.isClassDeclaration(node)) return;
      if (!isCore && !isExported(node)) return;
      const name = node.name?.text ?? '';
      declared.set(name, [...(declared.get(name) ?? []), node]);
    });
  }
  const inCore = [...core].flatMap(([name, nodes]) => (nodes.length === 1 ? [] : told(name, nodes)));
  const inCarriers = [...carriers].flatMap(([name, nodes]) => {
    const questions = new Set(nodes.map((node) => posix.basename(node.getSourceFile().fileName)));
    return core.has(name) || questions.size > 1 ? told(name, nodes) : [];
  });
  return [...inCore, ...inCarriers];
};

function told(name: string, nodes: readonly ts.Node[]): readonly string[] {
  return nodes.map((node) => `${placeOf(node)} ${name} is the name of several types`);
}

function isExported(node: ts.Statement): boolean {
  const modifiers = ts.canHaveModifiers(node) ? ts.getModifiers(node) : undefined;
  return modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true;
}

/** What entries of the package export by a name is one thing in all of them, and has that name only. */
export function entriesNameOnce(entries: readonly string[]): Rule {
  return (files) => {
    const known = new Map(files.map((file) => [file.path, file]));
    const byName = new Map<string, Set<string>>();
    const byOrigin = new Map<string, Set<string>>();
    const originsIn = originsAmong(known);
    for (const entry of entries) {
      for (const [name, origin] of originsIn(entry)) {
        byName.set(name, new Set(byName.get(name)).add(origin));
        byOrigin.set(origin, new Set(byOrigin.get(origin)).add(name));
      }
    }
    const several = (of: ReadonlyMap<string, ReadonlySet<string>>, what: string): readonly string[] =>
      [...of].filter(([, { size }]) => size > 1).map(([key, all]) => `${key} ${what} ${[...all].join(' and ')}`);
    return [...several(byName, 'is exported of'), ...several(byOrigin, 'is exported as')];
  };
}

/** What the kit answers, no carrier answers again: a function of a carrier has no name that the kit exports. */
export function carriersUseTheKit(entries: readonly string[]): Rule {
  return (files) => {
    const originsIn = originsAmong(new Map(files.map((file) => [file.path, file])));
    const given = new Set(entries.flatMap((entry) => [...originsIn(entry).keys()]));
    return files
      .filter(({ path }) => path.startsWith('carriers/'))
      .flatMap((file) =>
        parse(file).statements.flatMap((statement) =>
          namesOf(statement)
            .filter((name) => given.has(name))
            .map((name) => `${placeOf(statement)} ${name} is in the kit`),
        ),
      );
  };
}

/** What a module exports, by name: `path#name` of where each is declared. Each module is read once. */
function originsAmong(files: ReadonlyMap<string, SourceFile>): (path: string) => ReadonlyMap<string, string> {
  const read = new Map<string, ReadonlyMap<string, string>>();
  const originsIn = (path: string): ReadonlyMap<string, string> => {
    const origins = read.get(path) ?? originsOf(path, files, originsIn);
    read.set(path, origins);
    return origins;
  };
  return originsIn;
}

function originsOf(
  path: string,
  files: ReadonlyMap<string, SourceFile>,
  originsIn: (path: string) => ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const origins = new Map<string, string>();
  const file = files.get(path);
  if (file === undefined) return origins;
  const through = (specifier: ts.Expression | undefined, name: string): string => {
    const target = specifier !== undefined && ts.isStringLiteral(specifier) ? specifier.text : '';
    const source = posix.join(posix.dirname(path), target);
    return originsIn(source).get(name) ?? `${source}#${name}`;
  };
  const { statements } = parse(file);
  const imported = new Map<string, string>();
  for (const statement of statements) {
    if (!ts.isImportDeclaration(statement)) continue;
    const bindings = statement.importClause?.namedBindings;
    if (bindings === undefined || !ts.isNamedImports(bindings)) continue;
    for (const { name, propertyName } of bindings.elements) {
      imported.set(name.text, through(statement.moduleSpecifier, (propertyName ?? name).text));
    }
  }
  for (const statement of statements) {
    if (ts.isExportDeclaration(statement)) {
      const { exportClause, moduleSpecifier } = statement;
      if (exportClause === undefined || !ts.isNamedExports(exportClause)) continue;
      for (const { name, propertyName } of exportClause.elements) {
        const own = (propertyName ?? name).text;
        const origin = moduleSpecifier === undefined ? imported.get(own) : through(moduleSpecifier, own);
        origins.set(name.text, origin ?? `${path}#${own}`);
      }
    } else if (isExported(statement)) {
      for (const name of namesOf(statement)) origins.set(name, `${path}#${name}`);
    }
  }
  return origins;
}

function namesOf(statement: ts.Statement): readonly string[] {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.flatMap(({ name }) => (ts.isIdentifier(name) ? name.text : []));
  }
  const isNamed =
    ts.isFunctionDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isClassDeclaration(statement);
  return isNamed && statement.name !== undefined ? [statement.name.text] : [];
}

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
