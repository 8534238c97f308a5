import { expect, test } from 'vitest';
import { librarySources } from './files.ts';
import { prove } from './prove.ts';
import { mostSmall, smallBelow, smallFiles, smallFilesHaveReasons } from './small-files.ts';

prove(
  { name: 'a small file has a reason', rule: smallFilesHaveReasons(smallFiles), breaches: [], keeps: [] },
  librarySources(),
);

const lines = (count: number): string => '//\n'.repeat(count);
const many = Array.from({ length: mostSmall + 1 }, (_, index) => ({ path: `src/a${index}.ts`, text: lines(1) }));

prove(
  {
    name: 'a small file that is listed',
    rule: smallFilesHaveReasons({ 'src/small.ts': 'an entry' }),
    breaches: [
      { 'src/small.ts': lines(3), 'src/other.ts': lines(smallBelow - 1) },
      { 'src/other.ts': lines(smallBelow) },
      { 'src/small.ts': lines(smallBelow) },
    ],
    keeps: [{ 'src/small.ts': lines(3) }, { 'src/small.ts': lines(smallBelow - 1), 'src/other.ts': lines(smallBelow) }],
  },
  [{ path: 'src/small.ts', text: lines(3) }],
);

test('small files are few, whatever their reasons', () => {
  const reasons = Object.fromEntries(many.map(({ path }) => [path, 'an entry']));
  expect(smallFilesHaveReasons(reasons)(many)).toEqual([
    `${mostSmall + 1} files are small, of ${mostSmall} that may be`,
  ]);
});
