/**
 * The packed package as its users meet it: in an empty folder, by `import` and by `require`, on every runtime and with every
 * TypeScript that it says it runs on. Needs a build, and the registry for the runtimes.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
if (!existsSync(`${root}dist/index.js`)) throw new Error('Nothing is built to be packed: run npm run build first.');

/** Versions that the package is tried on, the oldest that works first. */
const nodes = ['20', '22', '24', '26'];
const compilers = ['5.7', '5.9', '6.0'];

const folder = mkdtempSync(join(tmpdir(), 'waybill-'));
const { name, version } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as Record<'name' | 'version', string>;

const programs = {
  'import.mjs': `
import { createTracker, isFinal } from 'waybill';
import { identify } from 'waybill/carriers';
import { fedex } from 'waybill/carriers/fedex';
import { fedexSandbox } from 'waybill/carriers/sandbox';
import { headline, loadLanguage } from 'waybill/present';
import { createSandbox, scenarios, settableClock } from 'waybill/testing';

const clock = settableClock(Date.parse('2026-11-20T18:00:00Z'));
const sandbox = createSandbox({ carriers: [fedexSandbox], clock });
const trackingNumber = fedexSandbox.sampleNumber(1);
const start = '2026-11-17T15:00:00-06:00';
sandbox.parcels.add(...scenarios.outForDelivery.lives({ carrier: fedexSandbox, trackingNumber, start }));
const carriers = [fedex({ clientId: 'any', clientSecret: 'any' })];
const tracker = createTracker({ carriers, fetch: sandbox.fetch });
const parcel = await tracker.track(trackingNumber);
const german = headline(parcel, { language: await loadLanguage('de') });
console.log(parcel.status, isFinal(parcel.status), identify(trackingNumber)[0].carrier, german.startsWith('Kommt'));
await tracker.close();
`,
  'require.cjs': `
const { createTracker } = require('waybill');
const { ups } = require('waybill/carriers/ups');
console.log(typeof createTracker, ups({ clientId: 'a', clientSecret: 'b' }).name);
`,
  'store.mjs': `
import { sqliteStore } from 'waybill/sqlite';
const store = sqliteStore(':memory:');
await store.set('key', 'kept', 1000);
console.log(await store.get('key'));
`,
} as const;
const said = { 'import.mjs': 'out_for_delivery false fedex true', 'require.cjs': 'function UPS', 'store.mjs': 'kept' };

const entries = Object.entries(
  (JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as { readonly exports: Record<string, unknown> }).exports,
).flatMap(([path, target]) => (typeof target === 'string' ? [] : [path.replace('.', name)]));
const types = [
  ...entries.map((entry, index) => `import * as entry${index} from '${entry}';`),
  `import { createTracker, type Tracking } from '${name}';`,
  `import { fedex } from '${name}/carriers';`,
  'const tracker = createTracker({ carriers: [fedex({ clientId: "a", clientSecret: "b" })] });',
  'export async function statusOf(number: string): Promise<Tracking["status"]> {',
  '  return (await tracker.track(number)).status;',
  '}',
  `export const entries = [${entries.map((_, index) => `entry${index}`).join(', ')}];`,
  '',
].join('\n');

function run(file: string, args: readonly string[]): string {
  return execFileSync(file, args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim();
}

let failed = false;

/** Prints what came of something; a failure says what was printed instead. */
function report(what: string, expected: string, made: () => string): void {
  let seen: string;
  try {
    seen = made();
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { readonly stdout?: string; readonly stderr?: string };
    seen = `${stdout}${stderr}`.trim() || String(error);
  }
  const isRight = seen === expected;
  if (!isRight) failed = true;
  console.log(`${what.padEnd(40)} ${isRight ? 'ok' : `FAILED: ${seen.slice(0, 600)}`}`);
}

try {
  run('npm', ['pack', root, '--ignore-scripts', '--silent']);
  writeFileSync(join(folder, 'package.json'), '{ "private": true }');
  for (const [file, text] of Object.entries(programs)) writeFileSync(join(folder, file), text);
  writeFileSync(join(folder, 'types.mts'), types);
  run('npm', [
    'install',
    '--no-audit',
    '--no-fund',
    '--no-save',
    `./${name}-${version}.tgz`,
    ...nodes.map((major) => `node${major}@npm:node@${major}`),
    ...compilers.map((release) => `typescript-${release}@npm:typescript@~${release}`),
    '@types/node@24',
    // The peer of waybill/opentelemetry.
    '@opentelemetry/api@1',
    'bun@1',
    'deno@2',
  ]);

  const runtimes: readonly (readonly [name: string, file: string, args: readonly string[]])[] = [
    ...nodes.map((major) => [`Node.js ${major}`, `node_modules/node${major}/bin/node`, []] as const),
    ['Bun', 'node_modules/bun/bin/bun.exe', []],
    ['Deno', 'node_modules/deno/deno', ['run', '-A']],
  ];
  for (const [runtime, file, args] of runtimes) {
    for (const program of Object.keys(programs) as (keyof typeof programs)[]) {
      // What there is of SQLite in Node.js is there since 22.13.
      if (program === 'store.mjs' && runtime === 'Node.js 20') continue;
      report(`${runtime}, ${program}`, said[program], () => run(join(folder, file), [...args, program]));
    }
  }
  for (const release of compilers) {
    for (const [module, resolution] of [
      ['nodenext', 'nodenext'],
      ['esnext', 'bundler'],
    ] as const) {
      const compiler = ['--noEmit', '--strict', '--skipLibCheck', 'false', '--target', 'es2022', '--lib', 'es2023,dom'];
      const modules = ['--module', module, '--moduleResolution', resolution, '--types', 'node'];
      report(`TypeScript ${release}, ${resolution}`, '', () =>
        run(process.execPath, [`node_modules/typescript-${release}/bin/tsc`, ...compiler, ...modules, 'types.mts']),
      );
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

process.exitCode = failed ? 1 : 0;
