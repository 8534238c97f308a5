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
import { isSmall, linesOf, smallBelow } from './small-files.ts';

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
/**
 * Whoever imports an entry imports what it exports. Each question has a file of its own in every carrier, each command and
 * each language one of its own, too: they stand where one looks for them, however many import them.
 */
const isOneOfAKind = (path: string) => isPrescribed(path) || /^src\/(cli\/commands|present\/languages)\//.test(path);
const inner = single.filter(
  ({ path, importer }) => !entries.has(importer) && !entries.has(path) && !isOneOfAKind(path),
);
/** What has a test of its own is a thing of its own: somebody else calls it, if only the test. */
const paths = new Set(files.map(({ path }) => path));
const hasTest = (path: string) => paths.has(`test/${path.replace(/^src\//, '').replace(/\.ts$/, '.test.ts')}`);
const untested = inner.filter(({ path }) => !hasTest(path));
const short = sources.filter(isSmall);
const tested = files.filter(({ path }) => path.endsWith('.test.ts'));

const table: readonly (readonly [string, number])[] = [
  ['files in src and carriers', sources.length],
  ['  in src', sources.filter(({ path }) => path.startsWith('src/')).length],
  ['  in carriers', sources.filter(({ path }) => path.startsWith('carriers/')).length],
  ['lines in them', sources.reduce((sum, { text }) => sum + linesOf(text), 0)],
  [`files under ${smallBelow} lines`, short.length],
  ['files with a single importer', single.length],
  ['  without entries and prescribed ones', inner.length],
  ['    and without a test of their own', untested.length],
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

/** What stood at f64e95d, before the tree was put in order, by this very script. */
const before: Readonly<Record<string, number>> = {
  'files in src and carriers': 342,
  '  in src': 151,
  '  in carriers': 191,
  'lines in them': 28_426,
  [`files under ${smallBelow} lines`]: 65,
  'files with a single importer': 163,
  '  without entries and prescribed ones': 80,
  '    and without a test of their own': 72,
  circles: 1,
  'test files': 124,
  'breaches: borders': 323,
  'breaches: circles': 7,
  'breaches: purity': 0,
  'breaches: skeleton': 125,
  'breaches: carrier ids': 10,
  'breaches: type names': 21,
  'breaches: test places': 32,
};

const width = Math.max(...table.map(([name]) => name.length));
if (root === undefined) console.log(`${''.padEnd(width)}     now  f64e95d`);
for (const [name, count] of table) {
  const then = root === undefined ? String(before[name] ?? '').padStart(9) : '';
  console.log(`${name.padEnd(width)}  ${String(count).padStart(6)}${then}`.trimEnd());
}
console.log(`\nUnder ${smallBelow} lines:`);
for (const { path, text } of short) console.log(`${String(linesOf(text)).padStart(4)}  ${path}`);
console.log('\nWith a single importer, without entries and files that are prescribed (* has a test of its own):');
for (const { path, importer } of inner) console.log(`${hasTest(path) ? '*' : ' '} ${path} by ${importer}`);
for (const circle of circlesIn(graph)) console.log(`\nA circle:\n  ${circle.join('\n  ')}`);
