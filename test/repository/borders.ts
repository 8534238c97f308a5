import { type Import, importRule } from './imports.ts';
import type { Rule } from './rule.ts';
import { type Row, tableUnder } from './tables.ts';

/** By the names that a third party imports. */
const publicKits: ReadonlySet<string> = new Set(['waybill/kit', 'waybill/kit-xml']);

/** A carrier is written against the kit alone, describes its wire in zod/mini, and knows no other carrier. */
export const carriersStandAlone: Rule = importRule((path, { target, specifier }) => {
  if (!path.startsWith('carriers/') || publicKits.has(specifier)) return undefined;
  const own = /^carriers\/[^/]+\//.exec(path)?.[0];
  if (own === undefined) {
    return target.startsWith('carriers/') ? undefined : 'a barrel gathers carriers and nothing else';
  }
  return target.startsWith(own) || specifier === 'zod/mini'
    ? undefined
    : `a carrier imports its own folder, ${[...publicKits].join(', ')} and zod/mini`;
});

const homes: Readonly<Record<string, string>> = {
  ky: 'src/send/transport.ts',
  'p-throttle': 'src/send/limiter/account-turns.ts',
  'fast-xml-parser': 'src/read/xml.ts',
  '@opentelemetry/api': 'src/send/opentelemetry.ts',
};

/** Each of these dependencies is imported in one place. */
export const dependenciesHaveOneHome: Rule = importRule((path, { target }) => {
  const home = Object.entries(homes).find(([name]) => target === name || target.startsWith(`${name}/`))?.[1];
  return home === undefined || home === path ? undefined : `only ${home} does`;
});

const nodeAllowed = (path: string) => /^src\/(cli\/|store\/sqlite[\w-]*\.ts$|testing\/server\.ts$)/.test(path);

/** What ships to every runtime imports no module of Node.js. */
export const runsEverywhere: Rule = importRule((path, { target }) =>
  target.startsWith('node:') && !nodeAllowed(path) ? 'this code runs outside Node.js too' : undefined,
);

/** A folder of the source, or a file that stands in none, and what it may import beside itself. */
export type FolderTable = ReadonlyMap<string, ReadonlySet<string>>;

/** The table of docs/architecture.md. */
export function folderTable(page: string): FolderTable {
  const rows = tableUnder(page, 'Folders and borders');
  const units = rows.flatMap(unitsOf);
  const named = (word: string) => {
    const unit = units.find((unit) => [word, `src/${word}`, `src/${word}.ts`, `${word}/<name>`].includes(unit));
    if (unit === undefined) throw new Error(`The table of folders has no row for ${word}.`);
    return unit;
  };
  return new Map(
    rows.flatMap((row) => {
      const [, , words = ''] = row;
      const allowed = words === 'nothing' ? [] : words.split(', ').filter((word) => !word.startsWith('`'));
      return unitsOf(row).map((unit) => [unit, new Set(allowed.map(named))] as const);
    }),
  );
}

function unitsOf([cell = '']: Row): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, unit = '']) => unit);
}

/** The row that a file belongs to. */
function unitOf(path: string): string {
  return path.replace(/^(src\/[^/]+)\/.+$/, '$1').replace(/^carriers\/[^/]+\/.+$/, 'carriers/<name>');
}

const isOurs = (target: string) => /^(src|carriers)\//.test(target);

/** Every import of ours, types included, is one that the table has. */
export function bordersAreKept(table: FolderTable): Rule {
  return importRule((path, { target }: Import) => {
    const [from, to] = [unitOf(path), unitOf(target)];
    const allowed = table.get(from);
    if (allowed === undefined) return `${from} is not in the table of docs/architecture.md`;
    if (!isOurs(target) || from === to || allowed.has(to)) return undefined;
    return `${from} may import ${[...allowed].join(', ') || 'nothing'}`;
  });
}
