/**
 * Weighs what an application ships for one carrier: the tracker, the carrier and their dependencies, out of the built
 * package, bundled, minified and gzipped. Shows that a carrier that answers in JSON brings no XML parser along.
 */

import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

/** What we would like, in kB, and cannot have: ky, p-throttle and zod/mini alone weigh more than half of it. */
const goal = 25;
/** What nobody may exceed by accident, in kB. */
const most = { fedex: 65, ups: 69, usps: 67, dhl: 75 } as const;
const root = fileURLToPath(new URL('..', import.meta.url));

if (!existsSync(`${root}dist/index.js`)) throw new Error('Nothing is built to be weighed: run npm run build first.');

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
  const parser = inputs.filter(([path, input]) => path.includes('fast-xml-parser') && input.bytesInOutput > 0);
  const dependencies = inputs.filter(([path]) => path.includes('node_modules/'));
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

process.exitCode = failed ? 1 : 0;
