/**
 * Prints what the shape of the source is counted by: `npm run count`, or `npm run count -- <root>` for another checkout.
 */
import { resolve } from 'node:path';
import { bordersAreKept, folderTable } from './borders.ts';
import { exceptionsTo, type RuleName, ruleNames, withoutLine } from './exceptions.ts';
import { librarySources, repositoryFiles } from './files.ts';
import { circlesIn, entriesOf, importGraph, noCircles } from './imports.ts';
import { carrierIds, namesNoCarrier, typesAreNamedOnce } from './language.ts';
import { testsStandByTheirSources } from './placement.ts';
import { readingIsPure } from './purity.ts';
import type { Rule } from './rule.ts';
import { carriersAreAlike, isPrescribed } from './skeleton.ts';

const [root] = process.argv.slice(2);
const ours = repositoryFiles();
const files = root === undefined ? ours : repositoryFiles(`${resolve(root)}/`);
const sources = librarySources(files);
const textOf = (path: string) => ours.find((file) => file.path === path)?.text ?? '';

/** Another checkout is held to the rules of this one. */
const rules: Readonly<Record<RuleName, Rule>> = {
  borders: bordersAreKept(folderTable(textOf('docs/architecture.md'))),
  circles: noCircles,
  purity: readingIsPure,
  skeleton: carriersAreAlike,
  'carrier ids': namesNoCarrier(carrierIds(textOf('src/model/tracking.ts'))),
  'type names': typesAreNamedOnce,
  'test places': testsStandByTheirSources,
};

const shortest = 30;
const lines = (text: string) => text.split('\n').length - 1;
const graph = importGraph(sources);
const importers = new Map<string, string[]>();
for (const [path, targets] of graph) {
  for (const target of targets) importers.set(target, [...(importers.get(target) ?? []), path]);
}
const single = [...importers].flatMap(([path, [first, ...others]]) =>
  first === undefined || others.length > 0 ? [] : [{ path, importer: first }],
);
const packageJson = files.find(({ path }) => path === 'package.json')?.text ?? '{}';
const entries = new Set(entriesOf(JSON.parse(packageJson)).map(({ source }) => source));
/** Whoever imports an entry imports what it exports; and each question has a file of its own in every carrier. */
const inner = single.filter(({ path, importer }) => !entries.has(importer) && !isPrescribed(path));
const short = sources.filter(({ text }) => lines(text) < shortest);
const tested = files.filter(({ path }) => path.endsWith('.test.ts'));

const table: readonly (readonly [string, number])[] = [
  ['files in src and carriers', sources.length],
  ['  in src', sources.filter(({ path }) => path.startsWith('src/')).length],
  ['  in carriers', sources.filter(({ path }) => path.startsWith('carriers/')).length],
  ['lines in them', sources.reduce((sum, { text }) => sum + lines(text), 0)],
  [`files under ${shortest} lines`, short.length],
  ['files with a single importer', single.length],
  ['  not by an entry, nor prescribed', inner.length],
  ['circles', circlesIn(graph).length],
  ['test files', tested.length],
  ...ruleNames.map((name) => {
    const scope = name === 'test places' ? files : sources;
    return [`breaches: ${name}`, new Set(rules[name](scope).map(withoutLine)).size] as const;
  }),
  ...(root === undefined
    ? [['exceptions', ruleNames.reduce((sum, name) => sum + exceptionsTo(name).length, 0)] as const]
    : []),
];

const width = Math.max(...table.map(([name]) => name.length));
for (const [name, count] of table) console.log(`${name.padEnd(width)}  ${String(count).padStart(6)}`);
console.log(`\nUnder ${shortest} lines:`);
for (const { path, text } of short) console.log(`${String(lines(text)).padStart(4)}  ${path}`);
console.log('\nWith a single importer, which is no entry, and not prescribed by the skeleton:');
for (const { path, importer } of inner) console.log(`  ${path} by ${importer}`);
for (const circle of circlesIn(graph)) console.log(`\nA circle:\n  ${circle.join('\n  ')}`);
