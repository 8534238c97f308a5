/**
 * Builds what runs into `dist`: a file for each entry, one for each folder that entries share, and three for the dependencies,
 * of which only what is used is kept. A program so loads few files, and a bundler still leaves out what nobody uses.
 */

import { readdirSync, readFileSync, realpathSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transform } from 'esbuild';
import { type GetManualChunk, type GetModuleInfo, type Plugin, rollup } from 'rollup';
import { entry, withPureCalls } from './tsup.config.ts';

interface Manifest {
  readonly exports: Readonly<Record<string, string | { readonly 'waybill-source': string }>>;
}

interface Licensed {
  readonly version: string;
  readonly license?: string;
  readonly author?: string | { readonly name: string };
}

const root = fileURLToPath(new URL('.', import.meta.url));
const { exports } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as Manifest;

/** The file that a dependency stands in; what one brings along stands with it. */
const files: Readonly<Record<string, string>> = { zod: 'zod', ky: 'http', 'p-throttle': 'http' };

/** The file that a source stands in that entries share, by the first pattern that fits; others stand where rollup puts them. */
const shared: readonly (readonly [source: RegExp, file: string | undefined])[] = [
  [/^src\/read\/xml\.ts$/, 'xml'],
  // Tables and schemas that a bundler cannot leave out of a file that it keeps.
  [/^src\/model\/(?:personal|schema)\.ts$/, undefined],
  [/^src\/time\/(?:zone|place)/, 'zones'],
  [/^src\/(?:carrier|identify|model|options|time)\//, 'core'],
  [/^src\/(?:diff|read|send)\//, '$1'],
  [/^carriers\/\w+\/(?:[\w-]+\/)?(?:[\w-]*numbers|number-formats)\.ts$/, '$1-numbers'],
];

/** What sends and reads live answers: apart from older formats, so that a bundler leaves those out. */
const live = {
  fedex: 'carriers/fedex/fedex.ts',
  ups: 'carriers/ups/ups.ts',
  usps: 'carriers/usps/usps.ts',
  dhl: 'carriers/dhl/unified/dhl.ts',
} as const;
const carriers = Object.keys(live) as readonly (keyof typeof live)[];
const entries = new Set(Object.values(entry).map((path) => join(root, path)));

const chunkOf: GetManualChunk = (id, { getModuleInfo }) => {
  const dependency = packageOf(id);
  if (dependency !== undefined) return files[dependency] ?? 'xml-parser';
  if (entries.has(id)) return undefined;
  const path = relative(root, id).replaceAll('\\', '/');
  const fitting = shared.find(([source]) => source.test(path));
  if (fitting !== undefined) return fitting[1]?.replace('$1', path.split('/')[1] ?? '');
  const carrier = carriers.find((name) => reaches(entry[`carriers/${name}`], id, getModuleInfo));
  if (carrier === undefined) return undefined;
  if (!reaches(live[carrier], id, getModuleInfo)) return `${carrier}-formats`;
  return reaches(entry['carriers/codes'], id, getModuleInfo) ? `${carrier}-codes` : carrier;
};

const reached = new Map<string, Set<string>>();

function reaches(path: string, id: string, infoOf: GetModuleInfo): boolean {
  const from = join(root, path);
  let ids = reached.get(from);
  if (ids === undefined) {
    ids = new Set([from]);
    // A set goes on with what is added while it is gone through.
    for (const at of ids) for (const imported of infoOf(at)?.importedIds ?? []) ids.add(imported);
    reached.set(from, ids);
  }
  return ids.has(id);
}

function packageOf(id: string): string | undefined {
  return /.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/.exec(id)?.[1];
}

/** Where a package says that an import of it is; the library's own entries are their sources. */
function resolved(name: string, importer: string): string {
  const target = exports[name.replace(/^waybill/, '.')];
  if (/^waybill(?:\/|$)/.test(name)) {
    if (typeof target !== 'object') throw new Error(`${importer} imports ${name}, which package.json does not export`);
    return join(root, target['waybill-source']);
  }
  const [here, there] = [import.meta.url, importer].map((from) => realpathSync(findPackageJSON(name, from) ?? root));
  if (here !== there) {
    throw new Error(`${importer} imports another version of ${name} than the library: have one of both installed.`);
  }
  return fileURLToPath(import.meta.resolve(name));
}

/** Reads TypeScript, and finds what is imported. */
const sources: Plugin = {
  name: 'sources',
  resolveId(name, importer) {
    if (importer === undefined || /^node:|^@opentelemetry\//.test(name)) return null;
    return name.startsWith('.') ? join(dirname(importer), name) : resolved(name, importer);
  },
  async transform(source, id) {
    if (!id.endsWith('.ts')) return null;
    const { code } = await transform(withPureCalls(source), { loader: 'ts', target: 'node20' });
    return { code, map: null };
  },
};

/**
 * What is not ours is made as small as may be: it is parsed whenever a program starts, and read by nobody here. But not zod: the
 * marks by which a bundler leaves out the most of it would go as well.
 */
const minified: Plugin = {
  name: 'minified',
  async renderChunk(source, { name }) {
    if (name !== 'http' && name !== 'xml-parser') return null;
    const { code } = await transform(source, { minify: true, format: 'esm', target: 'node20', legalComments: 'none' });
    return { code, map: null };
  },
};

/** The licences of what stands in the package beside it. */
const licenses: Plugin = {
  name: 'licenses',
  generateBundle() {
    const packages = new Map<string, string>();
    for (const id of this.getModuleIds()) {
      const name = packageOf(id);
      const manifest = name === undefined ? undefined : findPackageJSON(name, id);
      if (name !== undefined && manifest !== undefined) packages.set(name, dirname(manifest));
    }
    const texts = [...packages].toSorted().map(([name, folder]) => {
      const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Licensed;
      const file = readdirSync(folder).find((path) => /^licen[cs]e/i.test(path));
      const text = file === undefined ? 'It ships no text of it.' : readFileSync(join(folder, file), 'utf8').trim();
      if (manifest.license === undefined)
        throw new Error(`${name} names no licence, so it cannot go with the package.`);
      const author = typeof manifest.author === 'object' ? manifest.author.name : manifest.author;
      return `${name} ${manifest.version}, ${manifest.license}${author === undefined ? '' : `, by ${author}`}\n\n${text}\n`;
    });
    this.emitFile({ type: 'asset', fileName: 'lib/LICENSES', source: texts.join('\n---\n\n') });
  },
};

const bundle = await rollup({
  onLog(_, { code, message }) {
    if (code === 'CIRCULAR_CHUNK') throw new Error(message);
  },
  input: Object.fromEntries(Object.entries(entry).map(([name, path]) => [name, join(root, path)])),
  external: [/^node:/, /^@opentelemetry\//],
  plugins: [sources, minified, licenses],
  treeshake: { moduleSideEffects: false },
});
const { output } = await bundle.write({
  dir: join(root, 'dist'),
  format: 'es',
  manualChunks: chunkOf,
  onlyExplicitManualChunks: true,
  hoistTransitiveImports: false,
  chunkFileNames: 'lib/[name].js',
});
console.log(`${output.length} files in dist`);
