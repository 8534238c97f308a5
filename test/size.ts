/**
 * Weighs what an application ships for one carrier: the tracker, the carrier and their dependencies, out of the built
 * package, bundled, minified and gzipped. Shows that a carrier that answers in JSON brings no XML parser along, and what the
 * check of options at the door weighs in it.
 */

import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build, type Plugin } from 'esbuild';

/** What we would like, in kB, and cannot have: ky, p-throttle and zod/mini alone weigh more than half of it. */
const goal = 25;
/** What nobody may exceed by accident, in kB. */
const most = { fedex: 65, ups: 69, usps: 67, dhl: 75 } as const;
/** What the check of options may weigh in a bundle, in bytes. */
const mostDoor = 2048;
const root = fileURLToPath(new URL('..', import.meta.url));

if (!existsSync(`${root}dist/index.js`)) throw new Error('Nothing is built to be weighed: run npm run build first.');

/** Takes out every call of the door, and lets go of all that only the door uses. */
const withoutDoor: Plugin = {
  name: 'without-door',
  setup({ onLoad }) {
    const makers = 'optionsOf|fieldsOf|optional|allowedValue|listOf|oneOf|wholeNumber|aFunction|withMethods|iterable';
    const making = new RegExp(`(?<![\\w.])(${makers})(<[^()]*>)?\\(`, 'g');
    onLoad({ filter: /(src|carriers)\/.*\.ts$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8');
      const contents = /src\/options\/(options|values)\.ts$/.test(path)
        ? [...text.matchAll(/^export (?:const|function) (\w+)/gm)]
            .map(([, name = '']) => `export const ${name} = () => ({});`)
            .join('\n')
        : text.replaceAll(making, '/* @__PURE__ */ $1$2(').replaceAll(/^\s*checkArguments\([^;]*\);/gm, '');
      return { contents, loader: 'ts' };
    });
  },
};

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

for (const carrier of Object.keys(most)) {
  const [whole, without] = await Promise.all([sourceSize(carrier, []), sourceSize(carrier, [withoutDoor])]);
  const weight = whole - without;
  if (weight > mostDoor) failed = true;
  console.log(
    `${carrier.padEnd(6)} ${weight} B of ${mostDoor} for the check of options${weight > mostDoor ? '; FAILED' : ', ok'}`,
  );
}

/** What a bundle out of the sources weighs, in bytes. */
async function sourceSize(carrier: string, plugins: Plugin[]): Promise<number> {
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
    plugins,
  });
  return gzipSync(outputFiles[0]?.contents ?? '', { level: 9 }).byteLength;
}

process.exitCode = failed ? 1 : 0;
