import { describe, expect, test } from 'vitest';
import {
  bordersAreKept,
  carriersStandAlone,
  dependenciesHaveOneHome,
  type FolderTable,
  folderTable,
  runsEverywhere,
} from './borders.ts';
import { librarySources, repositoryFiles } from './files.ts';
import { circlesIn } from './imports.ts';
import { prove } from './prove.ts';

const files = repositoryFiles();
const library = librarySources(files);
const page = files.find(({ path }) => path === 'docs/architecture.md')?.text ?? '';
const table = folderTable(page);

prove(
  {
    name: 'every folder imports what the table in docs/architecture.md allows',
    rule: bordersAreKept(table),
    exceptions: 'borders',
    breaches: [
      { 'src/model/status.ts': `import type { Clock } from '../time/clock.ts';` },
      { 'src/model/status.ts': `export type { Clock } from '../time/clock.ts';` },
      { 'src/model/status.ts': `export const x: import('../time/clock.ts').Clock = y;` },
      { 'src/read/shape.ts': `import { diff } from '../diff/diff.ts';` },
      { 'src/diff/diff.ts': `const { store } = await import('../store/outbox.ts');` },
      { 'src/send/batch.ts': `import { watch } from 'waybill/watch';` },
      { 'src/watch/watch.ts': `import { createTracker } from '../tracker.ts';` },
      { 'src/tracker.ts': `import { watch } from './watch/watch.ts';` },
      { 'src/schema.ts': `import { compact } from './read/shape.ts';` },
      // The core knows no carrier.
      { 'src/tracker.ts': `import { ups } from '../carriers/ups/index.ts';` },
      { 'src/watch/loop.ts': `import type { x } from 'waybill/carriers';` },
      // The testing tools stay apart.
      { 'src/index.ts': `import type { x } from './testing/index.ts';` },
      { 'src/kit.ts': `import { x } from './testing/server.ts';` },
      { 'src/kit.ts': `export { x } from './testing/server.ts';` },
      { 'src/kit.ts': `import type { x } from './testing/index.ts';\nexport type { x } from './testing/index.ts';` },
      // Who makes a folder says what it may import.
      { 'src/follow/follow.ts': 'export const x = 1;\nimport ky from "ky";' },
    ],
    keeps: [
      { 'src/time/zones.ts': `import type { Place } from '../model/place.ts';\nimport { order } from './order.ts';` },
      { 'src/watch/watch.ts': `import { diff } from '../diff/diff.ts';\nimport * as z from 'zod/mini';` },
      { 'src/tracker.ts': `import { x } from './send/carriers.ts';` },
      { 'src/testing/index.ts': `export { x } from './server.ts';` },
      { 'carriers/ups/index.ts': `import { x } from 'waybill/kit';\nimport { y } from './status.ts';` },
      { 'carriers/index.ts': `import { x } from 'waybill/kit';\nexport { ups } from './ups/index.ts';` },
    ],
  },
  library,
);

describe('the table of folders', () => {
  const asGraph = (table: FolderTable) => circlesIn(table);

  test('has no folders that import each other, straight or round about', () => {
    expect(asGraph(table)).toEqual([]);
  });

  test('has a row for every folder, and no other', () => {
    const units = library.map(({ path }) =>
      path.replace(/^(src\/[^/]+)\/.+$/, '$1').replace(/^carriers\/[^/]+\/.+$/, 'carriers/<name>'),
    );
    expect([...table.keys()].toSorted()).toEqual([...new Set(units)].toSorted());
  });

  const head = '## Folders and borders\n\n| Folder | What it holds | May import |\n| --- | --- | --- |\n';

  test('is read from the page', () => {
    const read = folderTable(`${head}| \`src/a\` | a | nothing |\n| \`src/b\`, \`src/c.ts\` | b | a, c, \`zod\` |\n`);
    expect([...read]).toEqual([
      ['src/a', new Set()],
      ['src/b', new Set(['src/a', 'src/c.ts'])],
      ['src/c.ts', new Set(['src/a', 'src/c.ts'])],
    ]);
  });

  test('may not name a folder that it has no row for', () => {
    expect(() => folderTable(`${head}| \`src/a\` | a | b |\n`)).toThrow('no row for b');
    expect(() => folderTable('# No table')).toThrow('Folders and borders');
  });

  test('a circle in it is found', () => {
    const rows = '| `src/a` | a | b |\n| `src/b` | b | c |\n| `src/c` | c | a |\n| `src/d` | d | a |\n';
    expect(asGraph(folderTable(head + rows))).toEqual([['src/a', 'src/b', 'src/c']]);
  });
});

prove(
  {
    name: 'a carrier imports its own folder and the kit',
    rule: carriersStandAlone,
    breaches: [
      { 'carriers/ups/index.ts': `import { x } from '../fedex/status.ts';` },
      { 'carriers/ups/index.ts': `import type { x } from '../../src/model/status.ts';` },
      { 'carriers/ups/index.ts': `import * as z from 'zod';` },
      { 'carriers/ups/index.ts': `import { x } from '../../src/kit.ts';` },
      { 'carriers/ups/index.ts': `import { x } from 'waybill';` },
      { 'carriers/ups/index.ts': `import { x } from 'waybill/carriers/fedex';` },
      { 'carriers/ups/sandbox.ts': `const x = await import('../../src/testing/index.ts');` },
      { 'carriers/ups/sandbox.ts': `export const x: import('../../src/index.ts').X = 1;` },
      { 'carriers/index.ts': `export { x } from '../src/index.ts';` },
    ],
    keeps: [
      { 'carriers/ups/index.ts': `import { x } from 'waybill/kit';\nimport { y } from './status.ts';` },
      { 'carriers/ups/read/scan.ts': `import { x } from 'waybill/kit-xml';\nimport { y } from '../status.ts';` },
      { 'carriers/ups/wire.ts': `import * as z from 'zod/mini';` },
      { 'carriers/sandbox.ts': `export { x } from './ups/sandbox.ts';` },
    ],
  },
  library,
);

prove(
  {
    name: 'ky, p-throttle and fast-xml-parser each have one home',
    rule: dependenciesHaveOneHome,
    breaches: [
      { 'src/index.ts': `import ky from 'ky';` },
      { 'src/send/transport.ts': `import pThrottle from 'p-throttle';` },
      { 'src/send/limiter/limiter.ts': `const x = await import('fast-xml-parser');` },
    ],
    keeps: [
      { 'src/send/transport.ts': `import ky from 'ky';` },
      { 'src/send/limiter/account-turns.ts': `import pThrottle from 'p-throttle';` },
      { 'src/read/xml.ts': `import { XMLParser } from 'fast-xml-parser';` },
    ],
  },
  library,
);

prove(
  {
    name: 'no module of Node.js outside the command line, SQLite and the test server',
    rule: runsEverywhere,
    breaches: [
      { 'src/send/transport.ts': `import { setTimeout } from 'node:timers/promises';` },
      { 'carriers/dhl/index.ts': `import type { x } from 'node:crypto';` },
      { 'src/testing/index.ts': `import { x } from 'node:http';` },
    ],
    keeps: [
      { 'src/cli/main.ts': `import { x } from 'node:util';` },
      { 'src/store/sqlite.ts': `import { x } from 'node:sqlite';` },
      { 'src/testing/server.ts': `import { x } from 'node:http';` },
    ],
  },
  library,
);
