import { posix } from 'node:path';
import ts from 'typescript';
import type { SourceFile } from './files.ts';

/** A rule takes files and answers with one line for each breach. */
export type Rule = (files: readonly SourceFile[]) => string[];

interface Import {
  /** A path in the repository when the import is relative, else the specifier as written. */
  readonly target: string;
  readonly typeOnly: boolean;
}

function parse({ path, text }: SourceFile): ts.SourceFile {
  return ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
}

function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => walk(child, visit));
}

function isTypeOnly(node: ts.ImportDeclaration | ts.ExportDeclaration): boolean {
  return ts.isImportDeclaration(node)
    ? node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword
    : node.isTypeOnly;
}

/** Every import, re-export and dynamic import of a file. */
function importsOf(file: SourceFile): Import[] {
  const found: Import[] = [];
  const add = (specifier: ts.Node | undefined, typeOnly: boolean) => {
    if (specifier === undefined || !ts.isStringLiteralLike(specifier)) return;
    const { text } = specifier;
    found.push({ target: text.startsWith('.') ? posix.join(posix.dirname(file.path), text) : text, typeOnly });
  };
  walk(parse(file), (node) => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) add(node.moduleSpecifier, isTypeOnly(node));
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      add(node.arguments[0], false);
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal, true);
  });
  return found;
}

function importRule(breaks: (path: string, imported: Import) => string | undefined): Rule {
  return (files) =>
    files.flatMap((file) =>
      importsOf(file).flatMap((imported) => {
        const reason = breaks(file.path, imported);
        return reason === undefined ? [] : [`${file.path} imports ${imported.target}: ${reason}`];
      }),
    );
}

const kit = 'src/kit.ts';
/** By the names that a third party imports. */
const publicKits: ReadonlySet<string> = new Set(['waybill/kit', 'waybill/kit-xml']);
const isCarriers = (target: string) => /^(waybill\/)?carriers(\/|$)/.test(target);
const isTesting = (target: string) => /^(src\/testing\/|waybill\/testing$)/.test(target);

/** A carrier is written against the kit alone, describes its wire in zod/mini, and knows no other carrier. */
export const carriersStandAlone = importRule((path, { target }) => {
  if (!isCarriers(path) || publicKits.has(target)) return undefined;
  const own = /^carriers\/[^/]+\//.exec(path)?.[0];
  if (own === undefined)
    return target.startsWith('carriers/') ? undefined : 'a barrel gathers carriers and nothing else';
  return target.startsWith(own) || target === 'zod/mini'
    ? undefined
    : `a carrier imports its own folder, ${[...publicKits].join(', ')} and zod/mini`;
});

/** The core knows no carrier. */
export const coreKnowsNoCarrier = importRule((path, { target }) =>
  path.startsWith('src/') && !path.startsWith('src/cli') && isCarriers(target)
    ? 'the core knows no carrier'
    : undefined,
);

/** What is there for tests stays out of what ships to applications. */
export const testingStaysApart = importRule((path, { target, typeOnly }) => {
  if (!path.startsWith('src/') || path.startsWith('src/testing/') || !isTesting(target)) return undefined;
  return path === kit && typeOnly ? undefined : `only ${kit} may name it, and only its types`;
});

const homes: Readonly<Record<string, string>> = {
  ky: 'src/send/transport.ts',
  'p-throttle': 'src/send/limiter/limiter.ts',
  'fast-xml-parser': 'src/read/xml.ts',
};

/** Each of these dependencies is imported in one place. */
export const dependenciesHaveOneHome = importRule((path, { target }) => {
  const home = Object.entries(homes).find(([name]) => target === name || target.startsWith(`${name}/`))?.[1];
  return home === undefined || home === path ? undefined : `only ${home} does`;
});

const nodeAllowed = (path: string) => /^src\/(cli\/|store\/sqlite\.ts$|testing\/server\.ts$)/.test(path);

/** What ships to every runtime imports no module of Node.js. */
export const runsEverywhere = importRule((path, { target }) =>
  target.startsWith('node:') && !nodeAllowed(path) ? 'this code runs outside Node.js too' : undefined,
);

function syntaxRule(applies: (path: string) => boolean, breaks: (node: ts.Node) => string | undefined): Rule {
  return (files) =>
    files
      .filter(({ path }) => applies(path))
      .flatMap((file) => {
        const source = parse(file);
        const found: string[] = [];
        walk(source, (node) => {
          const reason = breaks(node);
          if (reason === undefined) return;
          found.push(`${file.path}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1} ${reason}`);
        });
        return found;
      });
}

/** What a module exports is named, and named by the module itself. */
export const exportsAreNamed = syntaxRule(
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

/** Reading, comparing and identifying depend on nothing but what they are given. */
export const readingIsPure = syntaxRule(
  (path) => /^(carriers\/|src\/(?!time\/clock\.ts$)(model|time|read|identify|diff|insights)\/)/.test(path),
  (node) => {
    if (ts.isNewExpression(node) && node.expression.getText() === 'Date' && !node.arguments?.length)
      return 'new Date()';
    if (ts.isPropertyAccessExpression(node)) {
      const name = node.getText().replace(/^globalThis\./, '');
      if (name === 'Date.now' || name === 'Math.random') return name;
      if (node.expression.getText() === 'console') return 'console';
    }
    if (ts.isCallExpression(node) && /^(globalThis\.)?(setTimeout|setInterval|Date)$/.test(node.expression.getText())) {
      return `${node.expression.getText()}()`;
    }
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

function textRule(pattern: RegExp): Rule {
  return (files) =>
    files.flatMap(({ path, text }) =>
      text.split('\n').flatMap((line, index) => {
        const found = pattern.exec(line);
        return found === null ? [] : [`${path}:${index + 1} ${found[0].trim()}`];
      }),
    );
}

/** What is left to do stands in an issue, not in the code. */
export const nothingIsLeftToDo = textRule(new RegExp(`\\b(${['TO', 'FIX'].join('DO|')}ME|X{3})\\b`));

/** No file holds a path of the machine it was written on. */
export const namesNoMachine = textRule(
  new RegExp(`(^|[\\s"'\`(=:,])(file://)?/(${['work', 'home', 'tmp', 'root', 'Users'].join('|')})/[\\w.@-]`),
);

/** No file says where packages are to be downloaded from: that is for whoever installs them. */
export function namesNoRegistry(inUse: string | undefined): Rule {
  const hosts = ['registry\\.npmjs\\.org', 'registry\\.yarnpkg\\.com', 'deb\\.debian\\.org', '//registry\\.[\\w-]+\\.'];
  if (inUse !== undefined && URL.canParse(inUse)) hosts.push(new URL(inUse).host.replaceAll('.', '\\.'));
  return textRule(new RegExp(hosts.join('|'), 'i'));
}
