import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { statusDetails } from '../../src/model/detail.ts';
import { trackingStatuses } from '../../src/model/status.ts';
import { scenarios } from '../../src/testing/scenarios.ts';
import { repositoryFiles } from './files.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const files = repositoryFiles();
const pages = files.filter(({ path }) => /^(README|docs\/[\w-]+)\.md$/.test(path));

/** The blocks marked as TypeScript, each a module beside its page. */
const blocks = new Map(
  pages.flatMap(({ path, text }) =>
    [...text.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code = ''], index) => [`${root}${path}.${index + 1}.ts`, code]),
  ),
);

/** A block that begins with the name of a file stands for that file. */
const quoted = new Map(
  [...blocks].flatMap(([name, code]) => {
    const path = /^\/\/ (examples\/\S+\.ts)\n/.exec(code)?.[1];
    return path === undefined ? [] : [[name, { path, code: code.slice(code.indexOf('\n') + 1) }] as const];
  }),
);
for (const name of quoted.keys()) blocks.delete(name);

/** What the compiler has to say of the blocks, as if they were files of the project. */
function complaints(): readonly string[] {
  const { config } = ts.readConfigFile(`${root}tsconfig.json`, ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent({ ...config, files: [], include: [] }, ts.sys, root);
  const host = ts.createCompilerHost({ ...options, noUnusedLocals: false });
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (name) => blocks.has(name) || fileExists(name);
  host.readFile = (name) => blocks.get(name) ?? readFile(name);
  host.getSourceFile = (name, how, ...rest) => {
    const block = blocks.get(name);
    return block === undefined ? getSourceFile(name, how, ...rest) : ts.createSourceFile(name, block, how);
  };
  const program = ts.createProgram([...blocks.keys()], { ...options, noUnusedLocals: false }, host);
  const sources = [...blocks.keys()].flatMap((name) => program.getSourceFile(name) ?? []);
  return sources
    .flatMap((source) => [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)])
    .map(({ file, start = 0, messageText }) => {
      const line = (file?.getLineAndCharacterOfPosition(start).line ?? 0) + 1;
      return `${file?.fileName.slice(root.length)}:${line} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
    });
}

describe('the documentation', () => {
  test('has code that compiles', () => {
    expect(blocks.size).toBeGreaterThan(5);
    expect(complaints()).toEqual([]);
  }, 120_000);

  test('quotes files as they are', () => {
    const texts = new Map(files.map(({ path, text }) => [path, text]));
    for (const { path, code } of quoted.values()) expect([path, code]).toEqual([path, texts.get(path)]);
  });

  test('links to pages that are there', () => {
    const paths = new Set(files.flatMap(({ path }) => [path, posix.dirname(path)]));
    const links = pages.flatMap(({ path, text }) =>
      [...text.replaceAll(/^```.*?^```$/gms, '').matchAll(/\]\((?!https?:|#)([^)#]+)(?:#[^)]*)?\)/g)].map(
        ([, link = '']) => posix.join(posix.dirname(path), link),
      ),
    );
    expect(links).not.toEqual([]);
    expect(links.filter((link) => !paths.has(link))).toEqual([]);
  });

  test('lists every scenario in its words', () => {
    const { text } = pages.find(({ path }) => path === 'docs/testing.md') ?? { text: '' };
    const rows = Object.entries(scenarios).map(([name, { description }]) => `| \`${name}\` | ${description} |`);
    expect(text.split('\n').filter((line) => /^\| `/.test(line))).toEqual(rows);
  });

  test('explains every status and every detail, and no other', () => {
    const { text } = pages.find(({ path }) => path === 'docs/statuses.md') ?? { text: '' };
    const rows = [...text.matchAll(/^\| `(\w+)` \| .+ \|$/gm)].map(([, word]) => word);
    expect(rows.toSorted()).toEqual([...trackingStatuses, ...statusDetails].toSorted());
  });
});
