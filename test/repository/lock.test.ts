import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { readJson } from './files.ts';

const names = z.record(z.string(), z.string()).optional();
const lockShape = z.object({
  lockfileVersion: z.literal(3),
  packages: z.record(
    z.string(),
    z.looseObject({ integrity: z.string().optional(), optionalDependencies: names, link: z.boolean().optional() }),
  ),
});
type Lock = z.infer<typeof lockShape>;

/** Optional dependencies that the lock names but does not pin, so that `npm ci` fails on some platform. */
function unpinned({ packages }: Lock): string[] {
  return Object.entries(packages).flatMap(([path, entry]) =>
    Object.keys(entry.optionalDependencies ?? {})
      .filter((name) => !foldersUpFrom(path).some((folder) => `${folder}node_modules/${name}` in packages))
      .map((name) => `${path} -> ${name}`),
  );
}

/** Where Node looks for the dependencies of a package, nearest first. */
function foldersUpFrom(path: string): string[] {
  if (path === '') return [''];
  const parent = path.slice(0, path.lastIndexOf('node_modules/')).replace(/\/$/, '');
  return [`${path}/`, ...foldersUpFrom(parent)];
}

describe('package-lock.json', () => {
  const raw = readJson('package-lock.json');
  const lock = lockShape.parse(raw);

  test('pins every optional dependency it names', () => {
    expect(unpinned(lock)).toEqual([]);
  });

  test('an optional dependency that is not pinned is found, a nested one is', () => {
    const optional = { optionalDependencies: { 'b-linux': '1' } };
    const base = { lockfileVersion: 3 as const };
    expect(unpinned({ ...base, packages: { '': {}, 'node_modules/b': optional } })).toEqual([
      'node_modules/b -> b-linux',
    ]);
    for (const at of ['node_modules/b-linux', 'node_modules/a/node_modules/b-linux']) {
      expect(unpinned({ ...base, packages: { 'node_modules/a/node_modules/b': optional, [at]: {} } })).toEqual([]);
    }
    expect(
      unpinned({ ...base, packages: { 'node_modules/b': optional, 'node_modules/c/node_modules/b-linux': {} } }),
    ).not.toEqual([]);
  });

  test('holds no download address', () => {
    expect(JSON.stringify(raw)).not.toContain('"resolved"');
  });

  test('holds a checksum for every package', () => {
    const without = Object.entries(lock.packages).filter(([path, { integrity }]) => path !== '' && !integrity);
    expect(without.map(([path]) => path)).toEqual([]);
  });
});
