import { describe, expect, test } from 'vitest';
import { librarySources, repositoryFiles } from './files.ts';
import { carrierIds, exportsAreNamed, namesNoCarrier, typesAreNamedOnce, typesStayOn } from './language.ts';
import { prove } from './prove.ts';

const library = librarySources();
const model = library.find(({ path }) => path === 'src/model/tracking.ts')?.text ?? '';

prove(
  {
    name: 'no export * and no default export',
    rule: exportsAreNamed,
    breaches: [
      { 'src/a.ts': `export * from './b.ts';` },
      { 'src/a.ts': `export * as b from './b.ts';` },
      { 'src/a.ts': 'export default 1;' },
      { 'src/a.ts': 'export default function f() {}' },
      { 'src/a.ts': 'const a = 1;\nexport { a as default };' },
    ],
    keeps: [{ 'src/a.ts': `export { b } from './b.ts';\nfunction f(x: number) { switch (x) { default: return 1; } }` }],
  },
  library,
);

prove(
  {
    name: 'no any, no double assertion, no silenced type error',
    rule: typesStayOn,
    breaches: [
      { 'src/a.ts': 'const a: any = 1;' },
      { 'src/a.ts': 'const a = 1 as any;' },
      { 'src/a.ts': 'const a = 1 as unknown as string;' },
      { 'src/a.ts': 'const a = (1 as unknown) as string;' },
      { 'src/a.ts': '// @ts-ignore\nconst a = 1;' },
    ],
    keeps: [{ 'src/a.ts': '/** Takes any value. */\nconst a = 1 as const;\nconst b: unknown = a as number;' }],
  },
  library,
);

prove(
  {
    name: 'a type name is declared once in the core',
    rule: typesAreNamedOnce,
    exceptions: 'type names',
    breaches: [
      { 'src/a.ts': 'interface Window {}', 'src/b.ts': 'export interface Window {}' },
      { 'src/a.ts': 'type Window = 1;', 'src/b.ts': 'interface Window {}' },
      { 'src/a.ts': 'interface Window {}\ninterface Window { readonly x: 1 }' },
      { 'src/a.ts': 'class Fault {}', 'src/b.ts': 'type Fault = 1;' },
      { 'src/a.ts': 'function f() { type Word = 1; }', 'src/b.ts': 'type Word = 1;' },
    ],
    keeps: [
      { 'src/a.ts': 'export interface Window {}', 'src/b.ts': `export type { Window } from './a.ts';` },
      { 'src/a.ts': 'interface Window {}', 'carriers/ups/a.ts': 'interface Window {}' },
      { 'src/a.ts': 'type Word = 1;', 'src/b.ts': 'const Word = 1;' },
    ],
  },
  library,
);

prove(
  {
    name: 'the core names no carrier',
    rule: namesNoCarrier(carrierIds(model)),
    exceptions: 'carrier ids',
    breaches: [
      { 'src/a.ts': `if (carrier === 'usps') x();` },
      { 'src/a.ts': 'const a = `fedex`;' },
      { 'src/a.ts': `type Express = 'dhl-express';` },
      { 'src/testing/a.ts': 'const hubs = { ups: 1 };' },
      { 'src/testing/a.ts': `const hubs = { 'dhl-parcel-de': 1 };` },
      { 'src/a.ts': `export type CarrierId = 'dhl';\nconst a = 'dhl';` },
    ],
    keeps: [
      { 'src/model/tracking.ts': `export type CarrierId = 'fedex' | 'ups' | (string & {});` },
      { 'src/a.ts': `// as in 'fedex'\nconst a = 'FedEx';\nconst b = x.ups;\nconst c = 'dhlish';` },
      { 'src/crosswalk/a.ts': `const theirs = { usps: 'usps' };` },
      { 'carriers/ups/numbers.ts': `const id = 'ups';` },
    ],
  },
  library,
);

describe('the ids of carriers', () => {
  test('are those of the folders of carriers, and of their divisions', () => {
    const ids = [...carrierIds(model)];
    const folders = repositoryFiles().flatMap(({ path }) => /^carriers\/([^/]+)\/index\.ts$/.exec(path)?.[1] ?? []);
    expect(folders).not.toEqual([]);
    expect([...new Set(ids.map((id) => id.replace(/-.*/, '')))].toSorted()).toEqual(folders.toSorted());
  });

  test('a model without any is no model', () => {
    expect(() => carrierIds('export type CarrierId = string;')).toThrow('no id');
  });
});
