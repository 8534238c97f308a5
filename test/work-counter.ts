import { fileURLToPath } from 'node:url';
import { createContext, runInContext } from 'node:vm';
import { build } from 'esbuild';
import ts from 'typescript';

/** A copy of the library that counts its work: the same for the same input, on any machine, however busy. */
export interface CountedLibrary {
  /** What it exports, by name. */
  readonly library: Readonly<Record<string, unknown>>;
  /** Units of work since it was asked last: a function or a round of a loop entered, a character or an item looked at. */
  work(): number;
}

/**
 * The modules in one script of a realm of its own, with a count in every function and every loop, dependencies included; and
 * with methods of strings, lists and expressions that count what they look at. An expression counts as one look at its text:
 * that it takes no more is what the rule of expressions holds.
 *
 * @param source What is counted: a module that exports it.
 */
export async function countedLibrary(source: string): Promise<CountedLibrary> {
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: fileURLToPath(new URL('..', import.meta.url)), loader: 'ts' },
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'library',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    conditions: ['waybill-source', 'import'],
    external: ['node:*'],
    target: 'esnext',
  });
  const realm = createContext({ TextDecoder, TextEncoder, URL, URLSearchParams, atob, btoa });
  runInContext(meters, realm);
  runInContext(`${withCounts(outputFiles[0]?.text ?? '')}\nglobalThis.exported = library;`, realm);
  return {
    library: runInContext('exported', realm) as Readonly<Record<string, unknown>>,
    work: runInContext('() => { const { work } = $; $.work = 0; return work; }', realm) as () => number,
  };
}

/** The script with a count at the head of every function and every loop, and with every spread counted by its size. */
function withCounts(script: string): string {
  const source = ts.createSourceFile('library.js', script, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS);
  const added: { readonly at: number; readonly text: string }[] = [];
  const around = (node: ts.Node, before: string, after: string): void => {
    added.push({ at: node.getStart(), text: before }, { at: node.end, text: after });
  };
  const counted = (body: ts.Node): void => {
    if (ts.isBlock(body)) added.push({ at: body.getStart() + 1, text: '$.work++;' });
    else if (ts.isStatement(body)) around(body, '{$.work++;', '}');
    else around(body, '($.work++,', ')');
  };
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && 'body' in node && node.body !== undefined) counted(node.body as ts.Node);
    if (ts.isIterationStatement(node, false)) counted(node.statement);
    if (ts.isSpreadElement(node)) around(node.expression, '$.items(', ')');
    if (ts.isSpreadAssignment(node)) around(node.expression, '$.fields(', ')');
    ts.forEachChild(node, visit);
  };
  visit(source);
  const parts: string[] = [];
  let from = 0;
  for (const { at, text } of added
    .map((each, index) => ({ ...each, index }))
    .sort((a, b) => a.at - b.at || a.index - b.index)) {
    parts.push(script.slice(from, at), text);
    from = at;
  }
  return [...parts, script.slice(from)].join('');
}

/** Runs in the realm before the script. */
const meters = `
globalThis.$ = {
  work: 0,
  items: (value) => (($.work += value?.length ?? value?.size ?? 1), value),
  fields: (value) => (value && ($.work += Object.keys(value).length), value),
};
{
  const keys = Object.keys;
  const meter = (object, names, costOf) => {
    for (const name of names) {
      const original = object[name];
      if (typeof original !== 'function') continue;
      object[name] = function (...given) {
        const result = Reflect.apply(original, this, given);
        $.work += costOf(this, given, result) || 1;
        return result;
      };
    }
  };
  const found = (self, [, from = 0], index) => (index < 0 ? self.length : index) - from;
  meter(String.prototype, ['toLowerCase', 'toUpperCase', 'normalize', 'split', 'replace', 'replaceAll', 'toWellFormed'], (self) => self.length);
  meter(String.prototype, ['trim', 'trimStart', 'trimEnd'], (self, _, result) => self.length - result.length);
  meter(String.prototype, ['indexOf'], found);
  meter(String.prototype, ['includes'], (self, [what, from = 0], is) => (is ? self.indexOf(what, from) : self.length) - from);
  meter(String.prototype, ['repeat', 'padStart', 'padEnd', 'concat'], (_self, _given, result) => result.length);
  const { exec } = RegExp.prototype;
  RegExp.prototype.exec = function (text) {
    const from = this.global || this.sticky ? this.lastIndex : 0;
    const match = Reflect.apply(exec, this, [text]);
    const end = match === null ? String(text).length : match.index + match[0].length;
    $.work += this.sticky ? (match?.[0].length ?? 1) : Math.max(1, end - from);
    return match;
  };
  meter(Array.prototype, ['indexOf', 'findIndex'], found);
  meter(Array.prototype, ['includes'], (self) => self.length);
  meter(Array.prototype, ['slice', 'concat', 'toReversed', 'toSorted', 'with', 'flat', 'splice'], (_self, _given, result) => result.length);
  meter(Array.prototype, ['join', 'reverse', 'unshift', 'fill'], (self) => self.length);
  meter(Array, ['from'], (_self, _given, result) => result.length);
  meter(Object, ['keys', 'values', 'entries', 'assign', 'fromEntries'], (_self, _given, result) => keys(result).length);
  meter(JSON, ['stringify'], (_self, _given, result) => result?.length);
}
`;
