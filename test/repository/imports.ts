import { posix } from 'node:path';
import ts from 'typescript';
import * as z from 'zod';
import { readJson, type SourceFile } from './files.ts';
import { parse, type Rule, walk } from './rule.ts';

export interface Import {
  /** A path in the repository when the import is relative or one of our own by its public name, else as it is written. */
  readonly target: string;
  /** As it is written. */
  readonly specifier: string;
  /** Nothing of it is there when the program runs. */
  readonly typeOnly: boolean;
}

const manifest = z.object({
  exports: z.record(z.string(), z.union([z.string(), z.object({ 'waybill-source': z.string() })])),
});

/** Public names and the sources behind them: `waybill/kit` and `src/kit.ts`. */
const publicNames: ReadonlyMap<string, string> = new Map(
  entriesOf(readJson('package.json')).map(({ subpath, source }) => [posix.join('waybill', subpath), source]),
);

/** The entries of a package: their public subpaths, and the sources behind them. */
export function entriesOf(packageJson: unknown): readonly { readonly subpath: string; readonly source: string }[] {
  return Object.entries(manifest.parse(packageJson).exports).flatMap(([subpath, target]) =>
    typeof target === 'string' ? [] : [{ subpath, source: posix.normalize(target['waybill-source']) }],
  );
}

function isTypeOnly(node: ts.ImportDeclaration | ts.ExportDeclaration): boolean {
  if (ts.isExportDeclaration(node)) return node.isTypeOnly || areTypes(node.exportClause);
  const { importClause } = node;
  if (importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  return importClause?.name === undefined && areTypes(importClause?.namedBindings);
}

function areTypes(bindings: ts.NamedExportBindings | ts.NamedImportBindings | undefined): boolean {
  if (bindings === undefined || !(ts.isNamedImports(bindings) || ts.isNamedExports(bindings))) return false;
  return bindings.elements.length > 0 && bindings.elements.every(({ isTypeOnly }) => isTypeOnly);
}

/** Every import, re-export and dynamic import of a file. */
function importsOf(file: SourceFile): Import[] {
  const found: Import[] = [];
  const add = (node: ts.Node | undefined, typeOnly: boolean) => {
    if (node === undefined || !ts.isStringLiteralLike(node)) return;
    const specifier = node.text;
    const target = specifier.startsWith('.')
      ? posix.join(posix.dirname(file.path), specifier)
      : (publicNames.get(specifier) ?? specifier);
    found.push({ target, specifier, typeOnly });
  };
  walk(parse(file), (node) => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) add(node.moduleSpecifier, isTypeOnly(node));
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      add(node.arguments[0], false);
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal, true);
  });
  return found;
}

/** A rule on each import by itself. */
export function importRule(breaks: (path: string, imported: Import) => string | undefined): Rule {
  return (files) =>
    files.flatMap((file) =>
      importsOf(file).flatMap((imported) => {
        const reason = breaks(file.path, imported);
        return reason === undefined ? [] : [`${file.path} imports ${imported.specifier}: ${reason}`];
      }),
    );
}

/** Who imports whom among files, types included. */
export function importGraph(files: readonly SourceFile[]): ReadonlyMap<string, ReadonlySet<string>> {
  const paths = new Set(files.map(({ path }) => path));
  return new Map(
    files.map((file) => {
      const targets = importsOf(file).map(({ target }) => target);
      return [file.path, new Set(targets.filter((target) => target !== file.path && paths.has(target)))];
    }),
  );
}

/** Groups of files of which each leads to every other. */
export function circlesIn(graph: ReadonlyMap<string, ReadonlySet<string>>): string[][] {
  const reached = new Map([...graph.keys()].map((path) => [path, reachableFrom(path, graph)]));
  const placed = new Set<string>();
  return [...graph.keys()].flatMap((path) => {
    if (placed.has(path) || !reached.get(path)?.has(path)) return [];
    const circle = [...graph.keys()].filter((other) => reached.get(path)?.has(other) && reached.get(other)?.has(path));
    for (const each of circle) placed.add(each);
    return [circle];
  });
}

function reachableFrom(start: string, graph: ReadonlyMap<string, ReadonlySet<string>>): ReadonlySet<string> {
  const seen = new Set<string>();
  const open = [start];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    for (const next of graph.get(path) ?? []) {
      if (seen.has(next)) continue;
      seen.add(next);
      open.push(next);
    }
  }
  return seen;
}

/** No file leads back to itself, by types neither: who wants to read one of a circle has to read all of it. */
export const noCircles: Rule = (files) => {
  const graph = importGraph(files);
  return circlesIn(graph).flatMap((circle) =>
    circle.flatMap((path) =>
      circle.filter((other) => graph.get(path)?.has(other)).map((other) => `${path} imports ${other}: in a circle`),
    ),
  );
};
