import { describe, expect, test } from 'vitest';
import { librarySources, repositoryFiles } from './files.ts';
import {
  carriersStandAlone,
  coreKnowsNoCarrier,
  dependenciesHaveOneHome,
  exportsAreNamed,
  namesNoMachine,
  namesNoRegistry,
  nothingIsLeftToDo,
  type Rule,
  readingIsPure,
  runsEverywhere,
  testingStaysApart,
  typesStayOn,
} from './rules.ts';

interface Case {
  readonly name: string;
  readonly rule: Rule;
  /** Files each of which breaks the rule, as `[path, text]`. */
  readonly breaches: readonly (readonly [string, string])[];
  /** Files each of which keeps to the rule. */
  readonly keeps: readonly (readonly [string, string])[];
}

const registry = process.env.npm_config_registry;
/** Put together here, so that this file does not break the rules it tests. */
const slash = '/';
const dot = '.';

const library: Case[] = [
  {
    name: 'a carrier imports its own folder and the kit',
    rule: carriersStandAlone,
    breaches: [
      ['carriers/ups/index.ts', `import { x } from '../fedex/status.ts';`],
      ['carriers/ups/index.ts', `import type { x } from '../../src/model/status.ts';`],
      ['carriers/ups/index.ts', `import * as z from 'zod';`],
      ['carriers/ups/index.ts', `import { x } from '../../src/kit.ts';`],
      ['carriers/ups/index.ts', `import { x } from 'waybill';`],
      ['carriers/ups/sandbox.ts', `const x = await import('../../src/testing/index.ts');`],
      ['carriers/ups/sandbox.ts', `export const x: import('../../src/index.ts').X = 1;`],
      ['carriers/index.ts', `export { x } from '../src/index.ts';`],
    ],
    keeps: [
      ['carriers/ups/index.ts', `import { x } from 'waybill/kit';\nimport { y } from './status.ts';`],
      ['carriers/ups/read/scan.ts', `import { x } from 'waybill/kit-xml';\nimport { y } from '../status.ts';`],
      ['carriers/sandbox.ts', `export { x } from './ups/sandbox.ts';`],
    ],
  },
  {
    name: 'the core knows no carrier',
    rule: coreKnowsNoCarrier,
    breaches: [
      ['src/tracker.ts', `import { ups } from '../carriers/ups/index.ts';`],
      ['src/watch/loop.ts', `import type { x } from 'waybill/carriers';`],
    ],
    keeps: [
      ['src/cli/main.ts', `import { ups } from '../../carriers/ups/index.ts';`],
      ['src/tracker.ts', `import { x } from './carriers.ts';`],
    ],
  },
  {
    name: 'the testing tools stay apart',
    rule: testingStaysApart,
    breaches: [
      ['src/index.ts', `import type { x } from './testing/index.ts';`],
      ['src/kit.ts', `import { x } from './testing/server.ts';`],
      ['src/kit.ts', `export { x } from './testing/server.ts';`],
    ],
    keeps: [
      ['src/kit.ts', `import type { x } from './testing/index.ts';\nexport type { x } from './testing/index.ts';`],
      ['src/testing/index.ts', `export { x } from './server.ts';`],
    ],
  },
  {
    name: 'ky, p-throttle and fast-xml-parser each have one home',
    rule: dependenciesHaveOneHome,
    breaches: [
      ['src/index.ts', `import ky from 'ky';`],
      ['src/send/transport.ts', `import pThrottle from 'p-throttle';`],
      ['src/send/limiter/limiter.ts', `const x = await import('fast-xml-parser');`],
    ],
    keeps: [
      ['src/send/transport.ts', `import ky from 'ky';`],
      ['src/send/limiter/limiter.ts', `import pThrottle from 'p-throttle';`],
      ['src/read/xml.ts', `import { XMLParser } from 'fast-xml-parser';`],
    ],
  },
  {
    name: 'no module of Node.js outside the command line, SQLite and the test server',
    rule: runsEverywhere,
    breaches: [
      ['src/send/transport.ts', `import { setTimeout } from 'node:timers/promises';`],
      ['carriers/dhl/index.ts', `import type { x } from 'node:crypto';`],
      ['src/testing/index.ts', `import { x } from 'node:http';`],
    ],
    keeps: [
      ['src/cli/main.ts', `import { x } from 'node:util';`],
      ['src/store/sqlite.ts', `import { x } from 'node:sqlite';`],
      ['src/testing/server.ts', `import { x } from 'node:http';`],
    ],
  },
  {
    name: 'no export * and no default export',
    rule: exportsAreNamed,
    breaches: [
      ['src/a.ts', `export * from './b.ts';`],
      ['src/a.ts', `export * as b from './b.ts';`],
      ['src/a.ts', `export default 1;`],
      ['src/a.ts', `export default function f() {}`],
      ['src/a.ts', `const a = 1;\nexport { a as default };`],
    ],
    keeps: [['src/a.ts', `export { b } from './b.ts';\nfunction f(x: number) { switch (x) { default: return 1; } }`]],
  },
  {
    name: 'reading depends on no clock, chance, timer or console',
    rule: readingIsPure,
    breaches: [
      ['carriers/ups/index.ts', 'const x = Date.now();'],
      ['src/model/status.ts', 'const x = new Date();'],
      ['src/time/time.ts', 'const x = globalThis.Math.random();'],
      ['src/identify/index.ts', 'setTimeout(() => {}, 1);'],
      ['src/diff/diff.ts', `console.log('x');`],
    ],
    keeps: [
      ['src/model/status.ts', `const x = new Date(0); // not new Date() and not Date.now()`],
      ['src/time/clock.ts', 'const x = Date.now();'],
    ],
  },
  {
    name: 'no any, no double assertion, no silenced type error',
    rule: typesStayOn,
    breaches: [
      ['src/a.ts', 'const a: any = 1;'],
      ['src/a.ts', 'const a = 1 as any;'],
      ['src/a.ts', 'const a = 1 as unknown as string;'],
      ['src/a.ts', 'const a = (1 as unknown) as string;'],
      ['src/a.ts', '// @ts-ignore\nconst a = 1;'],
    ],
    keeps: [['src/a.ts', '/** Takes any value. */\nconst a = 1 as const;\nconst b: unknown = a as number;']],
  },
  {
    name: 'nothing is left to do',
    rule: nothingIsLeftToDo,
    breaches: [
      ['src/a.ts', `// ${'TO'}DO: later`],
      ['src/a.ts', `/* ${'FIX'}ME */`],
    ],
    keeps: [['src/a.ts', '// done']],
  },
];

const everywhere: Case[] = [
  {
    name: 'no path of the machine it was written on',
    rule: namesNoMachine,
    breaches: [
      ['README.md', `see ${slash}home/someone/x`],
      ['a.json', `"${slash}work/main/x"`],
      ['a.ts', `const a = '${slash}tmp/x';`],
      ['a.ts', `import 'file:/${slash}${slash}tmp/x';`],
    ],
    keeps: [['README.md', `https://example.com${slash}home/x and .${slash}tmp/x and src${slash}work/x`]],
  },
  {
    name: 'no host to download packages from',
    rule: namesNoRegistry(registry),
    breaches: [
      ['a.json', `"https:${slash}${slash}registry${dot}npmjs${dot}org/ky"`],
      ['.npmrc', `registry=https:${slash}${slash}registry${dot}example${dot}com`],
    ],
    keeps: [['README.md', 'https://www.npmjs.com/package/waybill']],
  },
];

const files = repositoryFiles();

describe.each([
  ...library.map((each) => ({ ...each, files: librarySources(files) })),
  ...everywhere.map((each) => ({ ...each, files })),
])('$name', ({ rule, breaches, keeps, files }) => {
  test('holds in this repository', () => {
    expect(files).not.toEqual([]);
    expect(rule(files)).toEqual([]);
  });

  test.each(breaches)('finds a breach in %s: %s', (path, text) => {
    expect(rule([{ path, text }])).not.toEqual([]);
  });

  test.each(keeps)('finds none in %s: %s', (path, text) => {
    expect(rule([{ path, text }])).toEqual([]);
  });
});
