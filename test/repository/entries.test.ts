import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import tsup from '../../tsup.config.ts';
import { readJson, repositoryFiles } from './files.ts';

const manifest = z
  .object({
    files: z.array(z.string()),
    exports: z.record(
      z.string(),
      z.union([z.string(), z.strictObject({ 'waybill-source': z.string(), types: z.string(), default: z.string() })]),
    ),
  })
  .parse(readJson('package.json'));
/** What the build writes for import. */
const entries: Readonly<Record<string, string>> = tsup.entry;

describe('the entry points', () => {
  test('package.json exports what the build writes, and nothing else', () => {
    const built = Object.entries(entries).map(([output, source]) => {
      const subpath = output.replace(/(^|\/)index$/, '');
      const written = {
        'waybill-source': `./${source}`,
        types: `./dist/${output}.d.ts`,
        default: `./dist/${output}.js`,
      };
      return [subpath === '' ? '.' : `./${subpath}`, written];
    });
    expect(manifest.exports).toEqual({ ...Object.fromEntries(built), './package.json': './package.json' });
  });

  test('a condition for types or source stands before the default', () => {
    for (const target of Object.values(manifest.exports)) {
      if (typeof target !== 'string') expect(Object.keys(target)).toEqual(['waybill-source', 'types', 'default']);
    }
  });

  test('what is published is the build, the pages, the examples and the papers', () => {
    expect(manifest.files).toEqual(['dist', 'docs/*.md', 'examples', 'README.md', 'CHANGELOG.md', 'LICENSE']);
  });

  test('every carrier has an entry point', () => {
    const carriers = repositoryFiles().flatMap(({ path }) => /^carriers\/([^/]+)\/index\.ts$/.exec(path)?.[1] ?? []);
    expect(carriers).not.toEqual([]);
    for (const carrier of carriers) expect(entries[`carriers/${carrier}`]).toBe(`carriers/${carrier}/index.ts`);
  });

  test('every entry point is in the API reference, or gathered in one that is', () => {
    const { entryPoints } = z.object({ entryPoints: z.array(z.string()) }).parse(readJson('typedoc.json'));
    const documented = Object.entries(entries).filter(([output]) => !/^carriers\/(?!index$)/.test(output));
    expect(entryPoints.toSorted()).toEqual(documented.map(([, source]) => source).toSorted());
  });
});
