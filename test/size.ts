/**
 * Weighs what an application ships for one carrier: the tracker, the carrier and their dependencies, out of the built
 * package, bundled, minified and gzipped. Shows that a carrier that answers in JSON brings no XML parser along, and what the
 * check of options at the door weighs in it.
 */

import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build, type Plugin } from 'esbuild';
import { withPureCalls } from '../tsup.config.ts';

/** What we would like, in kB, and cannot have: ky, p-throttle and zod/mini alone weigh more than half of it. */
const goal = 25;
/** What nobody may exceed by accident, in kB. */
const most = { fedex: 66, ups: 69, usps: 67, dhl: 77 } as const;
/** What the check of options may weigh in a bundle, in bytes. */
const mostDoor = 3200;
/** How many files a program may load for the tracker and one carrier. */
const mostFiles = 15;
const root = fileURLToPath(new URL('..', import.meta.url));

if (!existsSync(`${root}dist/index.js`)) throw new Error('Nothing is built to be weighed: run npm run build first.');

/** The sources as they are built; without the door every call of it is taken out, and all that only the door uses with it. */
function sources(hasDoor: boolean): Plugin {
  return {
    name: 'sources',
    setup({ onLoad }) {
      onLoad({ filter: /[\\/](src|carriers)[\\/].*\.ts$/ }, ({ path }) => {
        const text = readFileSync(path, 'utf8');
        if (hasDoor) return { contents: withPureCalls(text), loader: 'ts' };
        const isDoor = /src[\\/]options[\\/](options|values)\.ts$/.test(path);
        const contents = isDoor
          ? [...text.matchAll(/^export (?:const|function) (\w+)/gm)]
              .map(([, name = '']) => `export const ${name} = () => ({});`)
              .join('\n')
          : withPureCalls(text.replaceAll(/^\s*checkArguments\([^;]*\);/gm, ''));
        return { contents, loader: 'ts' };
      });
    },
  };
}

let failed = false;

for (const [carrier, budget] of Object.entries(most)) {
  const { outputFiles, metafile } = await build({
    stdin: {
      contents: `export { createTracker } from './dist/index.js';\nexport { ${carrier} } from './dist/carriers/${carrier}.js';\n`,
      resolveDir: root,
      sourcefile: `${carrier}.js`,
      loader: 'js',
    },
    absWorkingDir: root,
    bundle: true,
    write: false,
    metafile: true,
    minify: true,
    treeShaking: true,
    format: 'esm',
    platform: 'neutral',
    target: 'es2022',
    mainFields: ['module', 'main'],
    conditions: ['import', 'module'],
    external: ['node:*'],
    logLevel: 'error',
  });
  const [bundle] = outputFiles;
  if (bundle === undefined) throw new Error(`${carrier}: nothing was bundled`);
  const size = gzipSync(bundle.contents, { level: 9 }).byteLength;
  const inputs = Object.values(metafile.outputs).flatMap((output) => Object.entries(output.inputs));
  const parser = inputs.filter(([path, input]) => path.endsWith('lib/xml-parser.js') && input.bytesInOutput > 0);
  const dependencies = inputs.filter(([path]) => /lib\/(?:zod|http|xml-parser)\.js$/.test(path));
  const share =
    dependencies.reduce((sum, [, { bytesInOutput }]) => sum + bytesInOutput, 0) / bundle.contents.byteLength;

  const faults: string[] = [];
  if (size > budget * 1024) faults.push('over the budget');
  if (parser.length > 0) faults.push('ships fast-xml-parser but reads only JSON');
  if (faults.length > 0) failed = true;
  const verdict = faults.length > 0 ? `FAILED: ${faults.join(', ')}` : 'no XML parser, ok';
  const figure = `${(size / 1024).toFixed(2).padStart(6)} kB of ${budget} (goal ${goal})`;
  console.log(`${carrier.padEnd(6)} ${figure}, ${Math.round(share * 100)} % of it dependencies; ${verdict}`);

  if (process.argv.includes('--inputs')) {
    const heaviest = inputs.toSorted(([, a], [, b]) => b.bytesInOutput - a.bytesInOutput).slice(0, 20);
    for (const [path, { bytesInOutput }] of heaviest) console.log(`  ${String(bytesInOutput).padStart(7)} B  ${path}`);
  }
}

/** What an entry, or one function alone, may weigh with all that it brings along, in kB; a language comes beside it. */
const entries: Readonly<Record<string, number>> = {
  '.': 47,
  './carriers': 140,
  './carriers/sandbox': 27,
  './carriers/codes': 30,
  './carriers/fedex': 65,
  './carriers/ups': 70,
  './carriers/usps': 65,
  './carriers/dhl': 86,
  './kit': 29,
  './kit-xml': 29,
  './schema': 18,
  './crosswalk': 13,
  './watch': 34,
  './webhooks': 25,
  './insights': 23,
  './present': 24,
  './sqlite': 10,
  './opentelemetry': 9,
  './redis': 12,
  './postgres': 14,
  './testing': 75,
  './testing/server': 9,
};
const alone = [
  ['.', 'isFinal', 0.3],
  ['./carriers/fedex', 'identifyFedex', 1],
  ['./carriers', 'identify', 9],
  ['.', 'milestone', 6],
  ['.', 'diff', 17],
] as const;

interface Manifest {
  readonly exports: Readonly<Record<string, string | { readonly default: string }>>;
}

const { exports } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as Manifest;
const files = new Map(
  Object.entries(exports).flatMap(([name, target]) => (typeof target === 'string' ? [] : [[name, target.default]])),
);

console.log();
for (const [name, file] of files) await weigh(name, `export * from '${file}';`, entries[name]);
for (const [name, what, budget] of alone) {
  await weigh(`${what} of ${name}`, `export { ${what} } from '${files.get(name)}';`, budget);
}

/** An entry without a budget has failed, too. */
async function weigh(name: string, contents: string, budget: number | undefined): Promise<void> {
  const { outputFiles, metafile } = await build({
    stdin: { contents, resolveDir: root, loader: 'js' },
    absWorkingDir: root,
    bundle: true,
    write: false,
    metafile: true,
    minify: true,
    splitting: true,
    outdir: 'weighed',
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    conditions: ['import', 'module'],
    external: ['node:*', '@opentelemetry/api'],
    logLevel: 'error',
  });
  // Languages, and whatever else is loaded when it is asked for, are files of their own.
  const loaded = new Set(Object.keys(metafile.outputs).filter((path) => path.endsWith('stdin.js')));
  for (const path of loaded) {
    const needed = metafile.outputs[path]?.imports.filter(({ kind }) => kind === 'import-statement') ?? [];
    for (const imported of needed) if (imported.path in metafile.outputs) loaded.add(imported.path);
  }
  const texts = outputFiles.filter(({ path }) => loaded.has(relative(root, path).replaceAll('\\', '/')));
  const size = gzipSync(texts.map(({ text }) => text).join(''), { level: 9 }).byteLength / 1024;
  const isOver = budget === undefined || size > budget;
  if (isOver) failed = true;
  const verdict = budget === undefined ? 'FAILED: it has no budget in test/size.ts' : isOver ? 'FAILED' : 'ok';
  console.log(`${name.padEnd(32)} ${size.toFixed(2).padStart(6)} kB of ${budget ?? '?'}, ${verdict}`);
}

console.log();
for (const carrier of Object.keys(most)) {
  const [whole, without] = await Promise.all([sourceSize(carrier, true), sourceSize(carrier, false)]);
  const weight = whole - without;
  if (weight > mostDoor) failed = true;
  console.log(
    `${carrier.padEnd(6)} ${weight} B of ${mostDoor} for the check of options${weight > mostDoor ? '; FAILED' : ', ok'}`,
  );
}

/** What a bundle out of the sources weighs, in bytes. */
async function sourceSize(carrier: string, hasDoor: boolean): Promise<number> {
  const { outputFiles } = await build({
    stdin: {
      contents: `export { createTracker } from 'waybill';\nexport { ${carrier} } from 'waybill/carriers/${carrier}';\n`,
      resolveDir: root,
      loader: 'js',
    },
    bundle: true,
    write: false,
    minify: true,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    conditions: ['waybill-source', 'import'],
    external: ['node:*'],
    plugins: [sources(hasDoor)],
  });
  return gzipSync(outputFiles[0]?.contents ?? '', { level: 9 }).byteLength;
}

console.log();
for (const carrier of Object.keys(most)) {
  const loaded = Number(execFileSync(process.execPath, [`${root}test/loaded.ts`, 'index', `carriers/${carrier}`]));
  if (!(loaded <= mostFiles)) failed = true;
  console.log(
    `${carrier.padEnd(6)} ${loaded} files of ${mostFiles} loaded${loaded <= mostFiles ? ', ok' : '; FAILED'}`,
  );
}

process.exitCode = failed ? 1 : 0;
