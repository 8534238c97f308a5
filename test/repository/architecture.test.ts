import { describe, expect, test } from 'vitest';
import { repositoryFiles } from './files.ts';
import { tableUnder } from './tables.ts';

const files = repositoryFiles();
const paths = files.map(({ path }) => path);
const page = files.find(({ path }) => path === 'docs/architecture.md')?.text ?? '';

/** Folders that stand for `<name>`, and what their own file is called. */
const carriers = {
  'carriers/fedex': 'fedex',
  'carriers/ups': 'ups',
  'carriers/usps': 'usps',
  'carriers/dhl/unified': 'dhl',
};

/** The files that a path of the page names: of every carrier for `<name>`, any number for `*`. */
function named(path: string): readonly RegExp[] {
  const places = path.startsWith('carriers/<name>/')
    ? Object.entries(carriers).map(([folder, own]) => path.replace('carriers/<name>', folder).replace('<name>', own))
    : [path];
  return places.map((place) => new RegExp(`^${place.replaceAll('.', '\\.').replace('*', '[\\w-]+')}$`));
}

const mentioned = [...page.matchAll(/`((?:src|carriers|test|docs|examples)\/[\w<>*/.-]+\.(?:ts|md))`/g)].map(
  ([, path = '']) => path,
);

describe('the page of the architecture', () => {
  test.each([...new Set(mentioned)])('names %s, which is there', (path) => {
    for (const pattern of named(path))
      expect(
        paths.some((each) => pattern.test(each)),
        `${pattern}`,
      ).toBe(true);
  });

  test('says in one sentence what each folder of the source promises', () => {
    const promises = new Map(
      tableUnder(page, 'Folders and borders').map(([folder = '', promise = '']) => [
        folder.replaceAll('`', ''),
        promise,
      ]),
    );
    const folders = new Set(paths.flatMap((path) => /^src\/[^/]+(?=\/)/.exec(path)?.[0] ?? []));
    expect(folders.size).toBeGreaterThan(10);
    for (const folder of folders) expect(promises.get(folder) ?? '', folder).toMatch(/^[^.|]{20,130}$/);
  });

  test.each([
    'add a status detail',
    'add a field',
    'add a carrier',
    'mend a wrong time',
    'change the cadence',
    'add a store',
  ])('says by name where to go to %s', (task) => {
    const row = tableUnder(page, 'Where to go to').find(([to]) => to === task);
    expect(row?.slice(1).join(' ')).toMatch(/`[\w<>*/-]+\.(ts|md)`/);
  });
});
