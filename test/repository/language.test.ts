import { describe, expect, test } from 'vitest';
import { librarySources, readJson, repositoryFiles } from './files.ts';
import { entriesOf } from './imports.ts';
import {
  carrierIds,
  carriersUseTheKit,
  entriesNameOnce,
  exportsAreNamed,
  namesNoCarrier,
  typesAreNamedOnce,
  typesStayOn,
} from './language.ts';
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
    name: 'a type name is declared once',
    rule: typesAreNamedOnce,
    exceptions: 'type names',
    breaches: [
      { 'src/a.ts': 'interface Window {}', 'src/b.ts': 'export interface Window {}' },
      { 'src/a.ts': 'type Window = 1;', 'src/b.ts': 'interface Window {}' },
      { 'src/a.ts': 'interface Window {}\ninterface Window { readonly x: 1 }' },
      { 'src/a.ts': 'class Fault {}', 'src/b.ts': 'type Fault = 1;' },
      { 'src/a.ts': 'function f() { type Word = 1; }', 'src/b.ts': 'type Word = 1;' },
      { 'src/a.ts': 'export type Facts = 1;', 'carriers/ups/records.ts': 'export interface Facts {}' },
      {
        'carriers/ups/wire.ts': 'export interface Problem {}',
        'carriers/dhl/errors.ts': 'export interface Problem {}',
      },
      { 'carriers/ups/wire.ts': 'export type Problem = 1;', 'carriers/ups/errors.ts': 'export type Problem = 2;' },
    ],
    keeps: [
      { 'src/a.ts': 'export interface Window {}', 'src/b.ts': `export type { Window } from './a.ts';` },
      { 'src/a.ts': 'interface Window {}', 'carriers/ups/a.ts': 'interface Window {}' },
      { 'carriers/ups/wire.ts': 'export type WireEvent = 1;', 'carriers/dhl/wire.ts': 'export type WireEvent = 2;' },
      { 'carriers/ups/wire.ts': 'type Problem = 1;', 'carriers/dhl/errors.ts': 'export type Problem = 2;' },
      { 'src/a.ts': 'type Word = 1;', 'src/b.ts': 'const Word = 1;' },
    ],
  },
  library,
);

prove(
  {
    name: 'what entries export has one name, which is of nothing else',
    rule: entriesNameOnce(entriesOf(readJson('package.json')).map(({ source }) => source)),
    breaches: [
      { 'src/index.ts': 'export type Forecast = 1;', 'src/kit.ts': 'export interface Forecast {}' },
      {
        'src/index.ts': `export type { Facts } from './a.ts';`,
        'src/kit.ts': `export { type Draft as Facts } from './a.ts';`,
        'src/a.ts': 'export type Facts = 1;\nexport type Draft = 2;',
      },
      {
        'src/index.ts': `export { look } from './a.ts';`,
        'src/kit.ts': `export { look as poll } from './a.ts';`,
        'src/a.ts': 'export function look() {}',
      },
      {
        'src/index.ts': `import { look } from './a.ts';\nexport { look };`,
        'src/kit.ts': 'export const look = 1, other = 2;',
        'src/a.ts': 'export const look = 1;',
      },
    ],
    keeps: [
      {
        'src/index.ts': `export { look } from './a.ts';\nexport type { Facts } from './b.ts';`,
        'src/kit.ts': `import { look } from './b.ts';\nexport { look };\nexport { type Facts } from './b.ts';`,
        'src/b.ts': `export { look } from './a.ts';\nexport interface Facts {}`,
        'src/a.ts': 'export class look {}',
      },
    ],
  },
  library,
);

prove(
  {
    name: 'no carrier writes again what the kit has',
    rule: carriersUseTheKit(['src/kit.ts', 'src/kit-xml.ts']),
    breaches: [
      { 'src/kit.ts': `export { jsonOf } from './a.ts';`, 'carriers/ups/format.ts': 'function jsonOf() {}' },
      { 'src/kit.ts': `export { jsonOf } from './a.ts';`, 'carriers/ups/format.ts': 'const jsonOf = () => 1;' },
      { 'src/kit.ts': `export type { Issue } from './a.ts';`, 'carriers/ups/wire.ts': 'interface Issue {}' },
      { 'src/kit-xml.ts': 'export function escapeXml() {}', 'carriers/dhl/xml.ts': 'export function escapeXml() {}' },
    ],
    keeps: [
      {
        'src/kit.ts': `export { jsonOf } from './a.ts';`,
        'carriers/ups/format.ts': `import { jsonOf } from 'waybill/kit';\nfunction jsonIn() {}`,
      },
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
