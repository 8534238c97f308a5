import ts from 'typescript';
import type { SourceFile } from './files.ts';

/** A rule takes files and answers with one line for each breach: `path:line what it is`. */
export type Rule = (files: readonly SourceFile[]) => string[];

const parsed = new WeakMap<SourceFile, ts.SourceFile>();

/** The syntax of a file, read once. */
export function parse(file: SourceFile): ts.SourceFile {
  const known = parsed.get(file);
  if (known !== undefined) return known;
  const source = ts.createSourceFile(file.path, file.text, ts.ScriptTarget.Latest, true);
  parsed.set(file, source);
  return source;
}

export function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => walk(child, visit));
}

/** `path:line`, as breaches begin. */
export function placeOf(node: ts.Node): string {
  const source = node.getSourceFile();
  return `${source.fileName}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
}

/** A rule on the syntax of each file by itself. */
export function syntaxRule(applies: (path: string) => boolean, breaks: (node: ts.Node) => string | undefined): Rule {
  return (files) =>
    files
      .filter(({ path }) => applies(path))
      .flatMap((file) => {
        const found: string[] = [];
        walk(parse(file), (node) => {
          const reason = breaks(node);
          if (reason !== undefined) found.push(`${placeOf(node)} ${reason}`);
        });
        return found;
      });
}

/** A rule on the text of each line. */
export function textRule(pattern: RegExp): Rule {
  return (files) =>
    files.flatMap(({ path, text }) =>
      text.split('\n').flatMap((line, index) => {
        const found = pattern.exec(line);
        return found === null ? [] : [`${path}:${index + 1} ${found[0].trim()}`];
      }),
    );
}
