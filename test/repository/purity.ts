import ts from 'typescript';
import type { SourceFile } from './files.ts';
import { importRule } from './imports.ts';
import { placeOf, type Rule, walk } from './rule.ts';

/** Reading, comparing and identifying depend on nothing but what they are given. */
const isPure = (path: string) =>
  path !== clock &&
  /^(carriers\/|src\/((model|options|carrier|time|read|identify|diff|insights|crosswalk)\/|kit|schema))/.test(path);
const clock = 'src/time/clock.ts';

/** What no pure file may name at all. */
const forbidden: ReadonlySet<string> = new Set([
  ...['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'navigator', 'location', 'document'],
  ...['performance', 'process', 'Deno', 'Bun', 'require', 'console', 'eval', 'Function'],
  ...['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'requestAnimationFrame', 'requestIdleCallback'],
  ...['localStorage', 'sessionStorage', 'indexedDB', 'caches', 'Worker', 'MessageChannel', 'BroadcastChannel'],
]);

/** Of what a pure file may name parts, those it may. */
const allowedParts: Readonly<Record<string, (part: string) => boolean>> = {
  Date: (part) => part === 'parse' || part === 'UTC',
  Math: (part) => part !== 'random',
  crypto: (part) => part === 'subtle',
  AbortSignal: (part) => part !== 'timeout',
  Temporal: (part) => part !== 'Now',
};

const globalObjects: ReadonlySet<string> = new Set(['globalThis', 'window', 'self', 'global']);

/** What of the surroundings a pure file reaches for, whatever way it is spelled. */
const reachesForNothing: Rule = (files) => {
  const { checker, sources } = boundNames(files.filter(({ path }) => isPure(path)));
  return sources.flatMap((source) => {
    const found: string[] = [];
    walk(source, (node) => {
      if (!ts.isIdentifier(node) || !isReference(node) || isDeclared(node, checker)) return;
      found.push(...impurities(node.text, node).map((what) => `${placeOf(node)} ${what}`));
    });
    return found;
  });
};

/** A pure file runs no code of one that is not. */
const importsThePure = importRule((path, { target, typeOnly }) =>
  isPure(path) && !typeOnly && target.startsWith('src/') && !isPure(target)
    ? 'it is not pure; types of it may be imported'
    : undefined,
);

export const readingIsPure: Rule = (files) => [...reachesForNothing(files), ...importsThePure(files)];

/** The files with their names resolved, and no library: what nobody declares is a global. */
function boundNames(files: readonly SourceFile[]): { checker: ts.TypeChecker; sources: ts.SourceFile[] } {
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  const program = ts.createProgram(
    [...texts.keys()],
    {
      noLib: true,
      noResolve: true,
      types: [],
      target: ts.ScriptTarget.Latest,
      moduleDetection: ts.ModuleDetectionKind.Force,
    },
    {
      getSourceFile(name, how) {
        const text = texts.get(name);
        return text === undefined ? undefined : ts.createSourceFile(name, text, how, true);
      },
      fileExists: (name) => texts.has(name),
      readFile: (name) => texts.get(name),
      writeFile() {},
      getDefaultLibFileName: () => '',
      getCurrentDirectory: () => '',
      getCanonicalFileName: (name) => name,
      useCaseSensitiveFileNames: () => true,
      getNewLine: () => '\n',
    },
  );
  return {
    checker: program.getTypeChecker(),
    sources: [...texts.keys()].flatMap((path) => program.getSourceFile(path) ?? []),
  };
}

/** The name stands for a value, and is not that of a property, a part of an import or a word of a type. */
function isReference(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isBindingElement(parent)) return parent.initializer === node;
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node;
  if (ts.isLabeledStatement(parent) || ts.isBreakOrContinueStatement(parent)) return false;
  if (ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent) || ts.isMetaProperty(parent)) return false;
  for (let outer: ts.Node = parent; !ts.isStatement(outer) && !ts.isSourceFile(outer); outer = outer.parent) {
    if (ts.isExpressionWithTypeArguments(outer)) return true;
    if (ts.isTypeNode(outer)) return false;
  }
  return true;
}

function isDeclared(node: ts.Identifier, checker: ts.TypeChecker): boolean {
  const symbol = ts.isShorthandPropertyAssignment(node.parent)
    ? checker.getShorthandAssignmentValueSymbol(node.parent)
    : checker.getSymbolAtLocation(node);
  return (symbol?.declarations?.length ?? 0) > 0;
}

/** What is impure in a use of a global. */
function impurities(name: string, node: ts.Node): string[] {
  if (forbidden.has(name)) return [name];
  if (globalObjects.has(name)) {
    return partsTaken(node)?.flatMap((part) => impurities(part.name, part.node)) ?? [`${name} as a whole`];
  }
  const isAllowed = allowedParts[name];
  if (isAllowed === undefined) return [];
  if (name === 'Date' && isGivenItsTime(outermost(node))) return [];
  const parts = partsTaken(node);
  if (parts === undefined) return [`${name} as a whole`];
  return parts.filter((part) => !isAllowed(part.name)).map((part) => `${name}.${part.name}`);
}

/** `new Date(time)`, or `instanceof Date`. */
function isGivenItsTime(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isBinaryExpression(parent)) return parent.operatorToken.kind === ts.SyntaxKind.InstanceOfKeyword;
  if (!ts.isNewExpression(parent) || parent.expression !== node) return false;
  const [first] = parent.arguments ?? [];
  return first !== undefined && !ts.isSpreadElement(first);
}

/** The node with the brackets and assertions around it. */
function outermost(node: ts.Node): ts.Node {
  const { parent } = node;
  const isWrapped =
    ts.isParenthesizedExpression(parent) ||
    ts.isAsExpression(parent) ||
    ts.isSatisfiesExpression(parent) ||
    ts.isNonNullExpression(parent);
  return isWrapped ? outermost(parent) : node;
}

interface Part {
  readonly name: string;
  /** The expression or the pattern that has it. */
  readonly node: ts.Node;
}

/** The parts of an object that are taken at once, if they can be told. */
function partsTaken(object: ts.Node): readonly Part[] | undefined {
  if (ts.isObjectBindingPattern(object)) return partsOfPattern(object);
  const node = outermost(object);
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent) && parent.expression === node) {
    return [{ name: parent.name.text, node: parent }];
  }
  if (ts.isElementAccessExpression(parent) && parent.expression === node) {
    const { argumentExpression: key } = parent;
    return ts.isStringLiteralLike(key) ? [{ name: key.text, node: parent }] : undefined;
  }
  if (ts.isVariableDeclaration(parent) && ts.isObjectBindingPattern(parent.name)) return partsOfPattern(parent.name);
  return undefined;
}

function partsOfPattern({ elements }: ts.ObjectBindingPattern): readonly Part[] | undefined {
  const parts = elements.map(({ propertyName, name, dotDotDotToken }): Part | undefined => {
    const key = propertyName ?? name;
    const isKnown = dotDotDotToken === undefined && (ts.isIdentifier(key) || ts.isStringLiteralLike(key));
    return isKnown ? { name: key.text, node: name } : undefined;
  });
  return parts.every((part) => part !== undefined) ? parts : undefined;
}
